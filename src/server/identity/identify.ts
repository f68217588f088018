import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { findApiKey } from '../../store/api-keys.js'
import { seatsOf } from '../../store/members.js'
import type { Ask, Identity, Service, Variables } from '../context.js'
import { ServerError } from '../failure.js'

/** The cookie that remembers in which of their workspaces a person works. */
export const WORKSPACE_COOKIE = 'yakkan_workspace'

/** Finds out who asks: a key, a session, or the one person at home. Handlers decide what that person may do. */
export function identify(service: Service, home: { id: string; name: string } | null) {
  return createMiddleware<Variables>(async (c, next) => {
    const bearer = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (bearer) c.set('identity', await byKey(service, bearer))
    else if (service.accounts) c.set('identity', await bySession(service, c))
    else if (home) c.set('identity', { ...HOME, workspaceId: home.id, workspaceName: home.name })
    else c.set('identity', null)
    await next()
  })
}

const HOME = { id: 'home', name: 'home', role: 'owner', by: 'home' } as const

async function byKey(service: Service, secret: string): Promise<Identity> {
  const key = await findApiKey(service.store.database, secret, service.store.now())
  if (!key) throw new ServerError(401, 'unknown-key')
  const workspace = await service.store.workspaces.find(key.workspace_id)
  return {
    id: key.id,
    name: key.name,
    role: key.role,
    workspaceId: key.workspace_id,
    workspaceName: workspace?.name ?? '',
    by: 'key',
  }
}

async function bySession(service: Service, c: Ask): Promise<Identity | null> {
  const session = await service.accounts!.session(c.req.raw.headers)
  if (!session) return null
  for (const cookie of session.cookies) c.header('set-cookie', cookie, { append: true })
  const seats = await seatsOf(service.store.database, session.account.id)
  const wanted = getCookie(c, WORKSPACE_COOKIE)
  const seat = seats.find((s) => s.workspace_id === wanted) ?? seats[0]
  if (!seat) return null
  const workspace = await service.store.workspaces.find(seat.workspace_id)
  return {
    id: session.account.id,
    name: seat.name || session.account.name,
    role: seat.role,
    workspaceId: seat.workspace_id,
    workspaceName: workspace?.name ?? '',
    by: 'session',
  }
}
