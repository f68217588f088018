import type { Context } from 'hono'
import type { Library } from '../library/library.js'
import type { Language } from '../model/text.js'
import type { Store, WorkspaceStore } from '../store/store.js'
import type { Role } from '../store/tables.js'
import type { JobRunner } from './analysis/runner.js'
import type { Environment } from './environment.js'
import type { Events } from './events.js'
import { ServerError } from './failure.js'
import type { Accounts } from './identity/accounts.js'
import type { Logger } from './log.js'
import type { Metrics } from './metrics.js'
import type { Assets } from './web/assets.js'

/** What every handler may use; made once when the service starts. */
export interface Service {
  environment: Environment
  /** The address under which this service is reached, without a slash at the end. */
  address: () => string
  store: Store
  library: Library
  runner: JobRunner
  events: Events
  accounts: Accounts | null
  metrics: Metrics
  log: Logger
  assets: Assets
}

/** Who asks, and where. */
export interface Identity {
  id: string
  name: string
  role: Role
  workspaceId: string
  workspaceName: string
  /** How the caller showed who it is; only sessions carry the browser's cookies. */
  by: 'home' | 'session' | 'key'
}

export interface Variables {
  Variables: { language: Language; identity: Identity | null; machine: string }
}
export type Ask = Context<Variables>

const RANK: Record<Role, number> = { reader: 0, editor: 1, owner: 2 }

/**
 * Who asks, when they may do what `role` may.
 *
 * @throws ServerError 401 without a sign-in, 403 with too small a role
 */
export function mustBe(c: Ask, role: Role): Identity {
  const identity = c.get('identity')
  if (!identity) throw new ServerError(401, 'sign-in-needed')
  if (RANK[identity.role] < RANK[role]) throw new ServerError(403, 'role-too-small', role)
  return identity
}

/** Whether the caller may do what `role` may. */
export function may(identity: Identity | null, role: Role): boolean {
  return identity !== null && RANK[identity.role] >= RANK[role]
}

/** The caller's workspace, for what `role` may do. */
export function workspaceOf(c: Ask, service: Service, role: Role): WorkspaceStore {
  const { workspaceId, id, name } = mustBe(c, role)
  return service.store.in(workspaceId, { id, name })
}
