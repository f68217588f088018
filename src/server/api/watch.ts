import { createRoute, z } from '@hono/zod-openapi'
import { Text } from '../../model/text.js'
import { LookOutcome } from '../../store/tables.js'
import { checkDeclared, Watched } from '../../watch/declaration.js'
import { importDeclaration } from '../../watch/import-declaration.js'
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

const ImportedShape = z
  .object({
    added: z.array(z.object({ id: z.string(), provider: z.string(), name: z.string() })),
    notices: z.array(z.object({ place: z.string(), text: Text })),
  })
  .openapi('ImportedDeclaration')

const LookShape = z
  .object({
    at: z.string(),
    outcome: LookOutcome,
    code: z.string().nullable(),
    why: Text.nullable(),
    version: z.string().nullable(),
  })
  .openapi('Look')

const allowed = (): ReadonlySet<string> => readWatchEnvironment(process.env).allowed

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
      checkDeclared(declared, allowed())
      const now = service.store.now().toISOString()
      const row = await workspace.watch.add(declared.provider, declared.name, JSON.stringify(declared), now)
      return c.json({ id: row.id }, 201)
    },
  )

  api.openapi(
    createRoute({
      method: 'post',
      path: '/watch/import',
      tags,
      summary: 'Take over a service declaration of Open Terms Archive',
      request: { body: { content: { 'application/json': { schema: z.record(z.string(), z.unknown()) } } } },
      responses: {
        201: json(ImportedShape, 'What is watched now, and what of the declaration has no meaning here'),
        ...REFUSALS,
      },
    }),
    async (c) => {
      const workspace = workspaceOf(c, service, 'editor')
      return c.json(await importDeclaration(workspace, c.req.valid('json'), '', allowed()), 201)
    },
  )

  api.openapi(
    createRoute({
      method: 'put',
      path: '/watch/{id}',
      tags,
      summary: 'Look at it otherwise: other addresses, parts, schedule; provider and name stay',
      request: { params, body: { content: { 'application/json': { schema: Watched } } } },
      responses: { 204: { description: 'Done; the next look comes within a minute' }, ...REFUSALS },
    }),
    async (c) => {
      const workspace = workspaceOf(c, service, 'editor')
      const { id, provider, name } = await workspace.watch.get(c.req.valid('param').id)
      const declared = { ...c.req.valid('json'), provider, name }
      checkDeclared(declared, allowed())
      await workspace.watch.redeclare(id, JSON.stringify(declared))
      return c.body(null, 204)
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
