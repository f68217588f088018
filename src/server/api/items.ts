import { createRoute, z } from '@hono/zod-openapi'
import { Text } from '../../model/text.js'
import { type Service, workspaceOf } from '../context.js'
import { matrix } from '../matrix.js'
import { routes } from './routes.js'
import { json, REFUSALS } from './shapes.js'

const Item = z
  .object({ id: z.string(), slug: z.string(), group: z.enum(['contract', 'sla']), name: Text, regulates: Text })
  .openapi('Item')

/** The checklist, and providers set against it. */
export function itemRoutes(service: Service) {
  const api = routes()

  api.openapi(
    createRoute({
      method: 'get',
      path: '/items',
      tags: ['checklist'],
      summary: 'The items that every document is judged by, and the version of the clause library',
      responses: {
        200: json(z.object({ library: z.string(), items: z.array(Item) }), 'Items in checklist order'),
        ...REFUSALS,
      },
    }),
    async (c) => {
      workspaceOf(c, service, 'reader')
      const items = service.library.items.map(({ id, slug, group, names, regulates }) => ({
        id,
        slug,
        group,
        name: names,
        regulates,
      }))
      return c.json({ library: service.library.version, items }, 200)
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/providers',
      tags: ['checklist'],
      summary: 'The providers whose documents are kept',
      responses: {
        200: json(
          z.object({ providers: z.array(z.object({ id: z.string(), name: z.string() })) }),
          'Providers by name',
        ),
        ...REFUSALS,
      },
    }),
    async (c) => {
      const providers = await workspaceOf(c, service, 'reader').providers.list()
      return c.json({ providers: providers.map(({ id, name }) => ({ id, name })) }, 200)
    },
  )

  const Row = z.object({
    provider: z.string().nullable(),
    label: z.string(),
    documents: z.array(z.object({ id: z.string(), name: z.string(), version: z.string() })),
    present: z.number().int(),
    adverse: z.number().int(),
    cells: z.array(
      z.object({
        item: z.string(),
        status: z.string(),
        position: z.string().nullable(),
        commitment: z.string().nullable(),
        document: z.string(),
        version: z.string(),
      }),
    ),
  })

  api.openapi(
    createRoute({
      method: 'get',
      path: '/matrix',
      tags: ['checklist'],
      summary: 'Providers × items over the newest version of every document',
      responses: { 200: json(z.object({ rows: z.array(Row) }), 'The matrix'), ...REFUSALS },
    }),
    async (c) => {
      const rows = await matrix(workspaceOf(c, service, 'reader'), service.library)
      const shaped = rows.map(({ cells, ...row }) => ({
        ...row,
        cells: service.library.items.flatMap(({ id }) => {
          const cell = cells.get(id)
          return cell ? [{ item: id, ...cell }] : []
        }),
      }))
      return c.json({ rows: shaped }, 200)
    },
  )

  return api
}
