import { createRoute, z } from '@hono/zod-openapi'
import { Text } from '../../model/text.js'
import { LookOutcome } from '../../store/tables.js'
import { Watched } from '../../watch/declaration.js'
import { checkAddress } from '../../watch/public-address.js'
import { readWatchEnvironment } from '../../watch/watch-environment.js'
import { type Service, workspaceOf } from '../context.js'
import { routes } from './routes.js'
import { json, REFUSALS } from './shapes.js'

const tags = ['watch']
const params = z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) })

const WatchedShape = z
  .object({
    id: z.string(),
    document: z.string().nullable(),
    declaration: Watched,
    next_look: z.string(),
    failures: z.number().int(),
  })
  .openapi('Watched')

const LookShape = z
  .object({
    at: z.string(),
    outcome: LookOutcome,
    code: z.string().nullable(),
    why: Text.nullable(),
    version: z.string().nullable(),
  })
  .openapi('Look')

/** Published terms that are looked at regularly. */
export function watchRoutes(service: Service) {
  const api = routes()

  api.openapi(
    createRoute({
      method: 'get',
      path: '/watch',
      tags,
      summary: 'The watched documents',
      responses: { 200: json(z.object({ watched: z.array(WatchedShape) }), 'By provider and name'), ...REFUSALS },
    }),
    async (c) => {
      const rows = await workspaceOf(c, service, 'reader').watch.list()
      const watched = rows.map((row) => ({
        id: row.id,
        document: row.document_id,
        declaration: Watched.parse(JSON.parse(row.declaration)),
        next_look: row.next_look,
        failures: row.failures,
      }))
      return c.json({ watched }, 200)
    },
  )

  api.openapi(
    createRoute({
      method: 'post',
      path: '/watch',
      tags,
      summary: 'Watch a document; the first look comes within a minute',
      request: { body: { content: { 'application/json': { schema: Watched } } } },
      responses: { 201: json(z.object({ id: z.string() }), 'Watched'), ...REFUSALS },
    }),
    async (c) => {
      const workspace = workspaceOf(c, service, 'editor')
      const declared = c.req.valid('json')
      const { allowed } = readWatchEnvironment(process.env)
      for (const source of declared.sources) checkAddress(source.address, allowed)
      const now = service.store.now().toISOString()
      const row = await workspace.watch.add(declared.provider, declared.name, JSON.stringify(declared), now)
      return c.json({ id: row.id }, 201)
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/watch/{id}/looks',
      tags,
      summary: 'The looks at a watched document, newest first',
      request: { params },
      responses: { 200: json(z.object({ looks: z.array(LookShape) }), 'Looks'), ...REFUSALS },
    }),
    async (c) => {
      const workspace = workspaceOf(c, service, 'reader')
      const { id } = await workspace.watch.get(c.req.valid('param').id)
      const looks = (await workspace.watch.looks(id)).map((look) => ({
        at: look.at,
        outcome: look.outcome,
        code: look.code,
        why: look.why ? Text.parse(JSON.parse(look.why)) : null,
        version: look.version_id,
      }))
      return c.json({ looks }, 200)
    },
  )

  api.openapi(
    createRoute({
      method: 'delete',
      path: '/watch/{id}',
      tags,
      summary: 'Stop watching; the versions seen so far stay',
      request: { params },
      responses: { 204: { description: 'Done' }, ...REFUSALS },
    }),
    async (c) => {
      await workspaceOf(c, service, 'editor').watch.remove(c.req.valid('param').id)
      return c.body(null, 204)
    },
  )

  return api
}
