import { createRoute, z } from '@hono/zod-openapi'
import { Settings } from '../../store/settings.js'
import { Role } from '../../store/tables.js'
import { mustBe, type Service, workspaceOf } from '../context.js'
import { ServerError } from '../failure.js'
import { MAX_PAGE_ROWS } from '../limits.js'
import { replaceSettings } from '../replace-settings.js'
import { routes } from './routes.js'
import { json, KeyShape, MemberShape, REFUSALS } from './shapes.js'

const tags = ['workspace']
const byId = (name: string) => z.object({ [name]: z.string().openapi({ param: { name, in: 'path' } }) })

/** A workspace's own matters: settings, members, keys, audit log. */
export function workspaceRoutes(service: Service) {
  const api = routes()

  api.openapi(
    createRoute({
      method: 'get',
      path: '/workspace',
      tags,
      summary: 'Who asks, in which workspace, and its settings',
      responses: {
        200: json(
          z.object({
            id: z.string(),
            name: z.string(),
            you: z.object({ name: z.string(), role: Role }),
            settings: Settings,
          }),
          'The workspace',
        ),
        ...REFUSALS,
      },
    }),
    async (c) => {
      const identity = mustBe(c, 'reader')
      const settings = await workspaceOf(c, service, 'reader').settings.read()
      const you = { name: identity.name, role: identity.role }
      return c.json({ id: identity.workspaceId, name: identity.workspaceName, you, settings }, 200)
    },
  )

  api.openapi(
    createRoute({
      method: 'put',
      path: '/workspace/settings',
      tags,
      summary: 'Replace the settings',
      request: { body: { content: { 'application/json': { schema: Settings } } } },
      responses: { 204: { description: 'Done' }, ...REFUSALS },
    }),
    async (c) => {
      await replaceSettings(service, workspaceOf(c, service, 'owner'), c.req.valid('json'))
      return c.body(null, 204)
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/members',
      tags,
      summary: 'Members and open invitations',
      responses: { 200: json(z.object({ members: z.array(MemberShape) }), 'Members'), ...REFUSALS },
    }),
    async (c) => {
      const members = await workspaceOf(c, service, 'reader').members.list()
      return c.json(
        {
          members: members.map(({ id, email, name, role, user_id, created_at }) => ({
            id,
            email,
            name,
            role,
            joined: user_id !== null,
            created_at,
          })),
        },
        200,
      )
    },
  )

  api.openapi(
    createRoute({
      method: 'post',
      path: '/members',
      tags,
      summary: 'Invite a person; the answer holds the link to pass on',
      request: {
        body: {
          content: {
            'application/json': {
              schema: z.object({ email: z.email().max(200), name: z.string().trim().min(1).max(100), role: Role }),
            },
          },
        },
      },
      responses: { 201: json(z.object({ invitation: z.url() }), 'The link, shown once'), ...REFUSALS },
    }),
    async (c) => {
      const { email, name, role } = c.req.valid('json')
      if (!service.accounts) throw new ServerError(409, 'no-accounts')
      const secret = await workspaceOf(c, service, 'owner').members.invite(email, name, role)
      return c.json({ invitation: `${service.address()}/join/${secret}` }, 201)
    },
  )

  api.openapi(
    createRoute({
      method: 'patch',
      path: '/members/{member}',
      tags,
      summary: "Change a member's role",
      request: {
        params: byId('member'),
        body: { content: { 'application/json': { schema: z.object({ role: Role }) } } },
      },
      responses: { 204: { description: 'Done' }, ...REFUSALS },
    }),
    async (c) => {
      await workspaceOf(c, service, 'owner').members.setRole(c.req.valid('param').member!, c.req.valid('json').role)
      return c.body(null, 204)
    },
  )

  api.openapi(
    createRoute({
      method: 'delete',
      path: '/members/{member}',
      tags,
      summary: 'Take a member out',
      request: { params: byId('member') },
      responses: { 204: { description: 'Done' }, ...REFUSALS },
    }),
    async (c) => {
      await workspaceOf(c, service, 'owner').members.remove(c.req.valid('param').member!)
      return c.body(null, 204)
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/keys',
      tags,
      summary: 'API keys that hold',
      responses: { 200: json(z.object({ keys: z.array(KeyShape) }), 'Keys without their secrets'), ...REFUSALS },
    }),
    async (c) => {
      const keys = await workspaceOf(c, service, 'owner').keys.list()
      return c.json({ keys: keys.map(({ workspace_id: _, hash: __, revoked_at: ___, ...key }) => key) }, 200)
    },
  )

  api.openapi(
    createRoute({
      method: 'post',
      path: '/keys',
      tags,
      summary: 'Make an API key; its secret is in this answer only',
      request: {
        body: {
          content: {
            'application/json': {
              schema: z.object({
                name: z.string().trim().min(1).max(100),
                role: Role.exclude(['owner']),
                days: z.number().int().min(1).max(3_650).nullable().default(365),
              }),
            },
          },
        },
      },
      responses: { 201: json(z.object({ id: z.string(), secret: z.string() }), 'The key'), ...REFUSALS },
    }),
    async (c) => {
      const { name, role, days } = c.req.valid('json')
      const { row, secret } = await workspaceOf(c, service, 'owner').keys.create(name, role, days)
      return c.json({ id: row.id, secret }, 201)
    },
  )

  api.openapi(
    createRoute({
      method: 'delete',
      path: '/keys/{key}',
      tags,
      summary: 'Revoke an API key',
      request: { params: byId('key') },
      responses: { 204: { description: 'Done' }, ...REFUSALS },
    }),
    async (c) => {
      await workspaceOf(c, service, 'owner').keys.revoke(c.req.valid('param').key!)
      return c.body(null, 204)
    },
  )

  const AuditEntry = z.object({
    seq: z.number().int(),
    at: z.string(),
    actor: z.string(),
    action: z.string(),
    subject: z.string(),
    detail: z.string(),
    hash: z.string(),
  })

  api.openapi(
    createRoute({
      method: 'get',
      path: '/audit',
      tags,
      summary: 'The audit log, newest first, and whether its chain is unbroken',
      request: {
        query: z.object({
          before: z.coerce.number().int().optional(),
          limit: z.coerce.number().int().min(1).max(MAX_PAGE_ROWS).default(100),
        }),
      },
      responses: {
        200: json(
          z.object({ rows: z.number().int(), broken: z.array(z.number().int()), entries: z.array(AuditEntry) }),
          'Entries; `broken` names the rows that were altered or removed',
        ),
        ...REFUSALS,
      },
    }),
    async (c) => {
      const { before, limit } = c.req.valid('query')
      const { audit } = workspaceOf(c, service, 'owner')
      const check = await audit.verify()
      const entries = (await audit.list(limit, before)).map(
        ({ seq, at, actor_name, action, subject, detail, hash }) => ({
          seq,
          at,
          actor: actor_name,
          action,
          subject,
          detail,
          hash,
        }),
      )
      return c.json({ ...check, entries }, 200)
    },
  )

  return api
}
