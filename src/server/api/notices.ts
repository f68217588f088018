import { createRoute, z } from '@hono/zod-openapi'
import { ChannelRow, DeliveryRow, NoticeRow } from '../../store/tables.js'
import { checkAddress } from '../../watch/public-address.js'
import type { Notice } from '../../watch/tell/change-notice.js'
import { headline } from '../../watch/tell/notice-words.js'
import { readWatchEnvironment } from '../../watch/watch-environment.js'
import { type Service, workspaceOf } from '../context.js'
import { routes } from './routes.js'
import { json, REFUSALS } from './shapes.js'

const tags = ['watch']

const NoticeShape = z
  .object({
    id: z.string(),
    watched: z.string(),
    ...NoticeRow.pick({ kind: true, severity: true, state: true, at: true, note: true }).shape,
    assigned_to: z.string(),
    settled_by: z.string().nullable(),
    headline: z.object({ ja: z.string(), en: z.string() }),
    /** As the webhook has it. */
    notice: z.record(z.string(), z.unknown()),
    deliveries: z.array(
      DeliveryRow.pick({ state: true, due: true, attempts: true, answer: true, delivered_at: true }).extend({
        channel: z.string(),
      }),
    ),
  })
  .openapi('Notice')

const Channel = ChannelRow.pick({ kind: true, target: true, language: true, at_once_from: true, digest: true })
const ChannelShape = z.object({ id: z.string(), ...Channel.shape, secret: z.string() }).openapi('Channel')
const Settled = z
  .object({ acknowledged: z.boolean(), assigned_to: z.string().max(200), note: z.string().max(2000) })
  .partial()
  .openapi('SettledNotice')

/** What was told of published terms, what has been done about it, and whom to tell. */
export function noticeRoutes(service: Service) {
  const api = routes()

  api.openapi(
    createRoute({
      method: 'get',
      path: '/notices',
      tags,
      summary: 'What was told, newest first, with the delivery log',
      request: { query: z.object({ state: NoticeRow.shape.state.optional() }) },
      responses: { 200: json(z.object({ notices: z.array(NoticeShape) }), 'Notices'), ...REFUSALS },
    }),
    async (c) => {
      const workspace = workspaceOf(c, service, 'reader')
      const { state } = c.req.valid('query')
      const rows = (await workspace.notices.list()).filter((n) => state === undefined || n.state === state)
      const deliveries = await workspace.notices.deliveries(...rows.map((n) => n.id))
      const notices = rows.map((row) => {
        // Written by the watch itself.
        const notice = JSON.parse(row.notice) as Notice
        const { id, kind, severity, state, at, note, assigned_to, settled_by } = row
        return {
          ...{ id, watched: row.watched_id, kind, severity, state, at, note, assigned_to, settled_by },
          headline: { ja: headline(notice, 'ja'), en: headline(notice, 'en') },
          notice: { ...notice },
          deliveries: deliveries
            .filter((d) => d.notice_id === id)
            .map(({ channel_id: channel, state, due, attempts, answer, delivered_at }) => {
              return { channel, state, due, attempts, answer, delivered_at }
            }),
        }
      })
      return c.json({ notices }, 200)
    },
  )

  api.openapi(
    createRoute({
      method: 'post',
      path: '/notices/{notice}',
      tags,
      summary: 'Acknowledge a notice, give it to somebody, note something on it',
      request: {
        params: z.object({ notice: z.string().openapi({ param: { name: 'notice', in: 'path' } }) }),
        body: { content: { 'application/json': { schema: Settled } } },
      },
      responses: { 204: { description: 'Done' }, ...REFUSALS },
    }),
    async (c) => {
      const { acknowledged, assigned_to: assignedTo, note } = c.req.valid('json')
      await workspaceOf(c, service, 'editor').notices.settle(c.req.valid('param').notice, {
        ...(acknowledged === undefined ? {} : { acknowledged }),
        ...(assignedTo === undefined ? {} : { assignedTo }),
        ...(note === undefined ? {} : { note }),
      })
      return c.body(null, 204)
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/channels',
      tags,
      summary: 'Whom to tell, with the secrets that webhooks are signed with',
      responses: { 200: json(z.object({ channels: z.array(ChannelShape) }), 'Channels'), ...REFUSALS },
    }),
    async (c) => {
      const channels = (await workspaceOf(c, service, 'owner').notices.channels()).map(channelShape)
      return c.json({ channels }, 200)
    },
  )

  api.openapi(
    createRoute({
      method: 'post',
      path: '/channels',
      tags,
      summary: 'Tell somebody more',
      request: { body: { content: { 'application/json': { schema: z.strictObject(Channel.shape) } } } },
      responses: { 201: json(ChannelShape, 'Added'), ...REFUSALS },
    }),
    async (c) => {
      const workspace = workspaceOf(c, service, 'owner')
      const channel = c.req.valid('json')
      if (channel.kind !== 'mail') checkAddress(channel.target, readWatchEnvironment(process.env).allowed)
      return c.json(channelShape(await workspace.notices.addChannel(channel)), 201)
    },
  )

  api.openapi(
    createRoute({
      method: 'delete',
      path: '/channels/{channel}',
      tags,
      summary: 'Tell them no more',
      request: { params: z.object({ channel: z.string().openapi({ param: { name: 'channel', in: 'path' } }) }) },
      responses: { 204: { description: 'Done' }, ...REFUSALS },
    }),
    async (c) => {
      await workspaceOf(c, service, 'owner').notices.removeChannel(c.req.valid('param').channel)
      return c.body(null, 204)
    },
  )

  return api
}

function channelShape(row: ChannelRow): z.infer<typeof ChannelShape> {
  const { id, kind, target, language, at_once_from, digest, secret } = row
  return { id, kind, target, language, at_once_from, digest, secret }
}
