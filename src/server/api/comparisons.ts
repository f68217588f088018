import { createRoute, z } from '@hono/zod-openapi'
import { changeKey, isLoud } from '../../store/comparisons.js'
import { compareOnDemand } from '../compare-on-demand.js'
import { type Service, workspaceOf } from '../context.js'
import { ComparisonExportFormat, comparisonExport } from '../exports.js'
import { ServerError } from '../failure.js'
import { routes } from './routes.js'
import { ComparisonShape, file, json, PairIds, REFUSALS } from './shapes.js'

const tags = ['comparisons']

const Compared = z.object({
  id: z.string(),
  old_version: z.string(),
  new_version: z.string(),
  /** Keys of the changes that a person should look at, with who reviewed them. */
  reviews: z.array(
    z.object({ change: z.string(), index: z.number().int(), by: z.string().nullable(), at: z.string().nullable() }),
  ),
  comparison: ComparisonShape,
})
const Waiting = z.object({ old_version: z.string(), new_version: z.string(), state: z.literal('queued') })

/** Any two versions, of one document or of two, set side by side. */
export function comparisonRoutes(service: Service) {
  const api = routes()

  api.openapi(
    createRoute({
      method: 'get',
      path: '/comparisons/{old}/{new}',
      tags,
      summary: 'Compare any two versions; ranked changes, what hurts first',
      request: { params: PairIds },
      responses: {
        200: json(Compared, 'The comparison'),
        202: json(Waiting, 'Being compared; ask again'),
        ...REFUSALS,
      },
    }),
    async (c) => {
      const pair = c.req.valid('param')
      const workspace = workspaceOf(c, service, 'reader')
      const stored = await compareOnDemand(service, workspace, pair)
      if (!stored)
        return c.json({ old_version: pair.old, new_version: pair.new, state: 'queued' as const }, 202, {
          'retry-after': '2',
        })
      const reviewed = await workspace.comparisons.reviews(pair.old, pair.new)
      const reviews = stored.comparison.changes.flatMap((change, index) => {
        if (!isLoud(change)) return []
        const review = reviewed.get(changeKey(change))
        return [{ change: changeKey(change), index, by: review?.by_name ?? null, at: review?.created_at ?? null }]
      })
      return c.json(
        { id: stored.row.id, old_version: pair.old, new_version: pair.new, reviews, comparison: stored.comparison },
        200,
      )
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/comparisons/{old}/{new}/export',
      tags,
      summary: 'A comparison as a file',
      request: {
        params: PairIds,
        query: z.object({ format: ComparisonExportFormat.default('json'), lang: z.enum(['ja', 'en']).optional() }),
      },
      responses: { 200: file('The report'), ...REFUSALS },
    }),
    async (c) => {
      const pair = c.req.valid('param')
      const workspace = workspaceOf(c, service, 'reader')
      await compareOnDemand(service, workspace, pair)
      const { format, lang } = c.req.valid('query')
      const language = lang ?? (await workspace.settings.read()).language
      const answer = await comparisonExport(service, workspace, pair, format, language)
      if (!answer) throw new ServerError(409, 'not-ready', pair.new, {}, 2)
      return answer as never
    },
  )

  api.openapi(
    createRoute({
      method: 'post',
      path: '/comparisons/{old}/{new}/reviews',
      tags,
      summary: 'Mark changes as reviewed, or take that back',
      request: {
        params: PairIds,
        body: {
          content: {
            'application/json': {
              schema: z.object({
                changes: z.array(z.string()).max(5_000).openapi({ description: 'Keys of changes; all when empty' }),
                reviewed: z.boolean().default(true),
              }),
            },
          },
        },
      },
      responses: { 204: { description: 'Noted' }, ...REFUSALS },
    }),
    async (c) => {
      const pair = c.req.valid('param')
      const { changes, reviewed } = c.req.valid('json')
      const workspace = workspaceOf(c, service, 'editor')
      const stored = await compareOnDemand(service, workspace, pair)
      if (!stored) throw new ServerError(409, 'not-ready', pair.new, {}, 2)
      const keys = changes.length > 0 ? changes : stored.comparison.changes.filter(isLoud).map(changeKey)
      await workspace.comparisons.review(stored.row.id, [...new Set(keys)], reviewed)
      return c.body(null, 204)
    },
  )

  return api
}
