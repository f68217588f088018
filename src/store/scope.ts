import type { Kysely, Transaction } from 'kysely'
import { appendAudit } from './audit.js'
import type { Database } from './database.js'
import { StoreError } from './failure.js'
import type { Tables } from './tables.js'

/** Who acts: a signed-in person, a key, the person at a machine without accounts, or the service itself. */
export interface Actor {
  id: string
  name: string
}

export const SERVICE: Actor = { id: 'service', name: 'yakkan' }

/**
 * One workspace as one actor sees it. Every repository of the store is made from a scope and asks only for rows
 * of its workspace, so that an identifier of another workspace is never found.
 */
export class Scope {
  constructor(
    readonly database: Database,
    readonly workspaceId: string,
    readonly actor: Actor,
    readonly now: () => Date,
  ) {}

  get db(): Kysely<Tables> {
    return this.database.db
  }

  /** The current instant as the store writes it: ISO 8601, UTC. */
  instant(): string {
    return this.now().toISOString()
  }

  /**
   * Does `work` in one transaction and notes it in the audit log. The first statement touches the workspace's own
   * row: on both databases that makes writers of one workspace queue up, so the hash chain has no forks.
   *
   * @param detail what happened, never contract text
   * @throws StoreError `not-found` when the workspace is gone
   */
  async write<T>(
    action: string,
    work: (trx: Transaction<Tables>) => Promise<{ subject: string; detail?: Record<string, unknown>; result: T }>,
  ): Promise<T> {
    return this.database.write(async (trx) => {
      const head = await trx
        .updateTable('workspaces')
        .set((eb) => ({ audit_seq: eb('audit_seq', '+', 1) }))
        .where('id', '=', this.workspaceId)
        .returning(['audit_seq', 'audit_head'])
        .executeTakeFirst()
      if (!head) throw new StoreError('not-found', this.workspaceId)
      const { subject, detail, result } = await work(trx)
      await appendAudit(trx, {
        workspace_id: this.workspaceId,
        seq: Number(head.audit_seq),
        at: this.instant(),
        actor_id: this.actor.id,
        actor_name: this.actor.name,
        action,
        subject,
        detail: JSON.stringify(detail ?? {}),
        previous: head.audit_head,
      })
      return result
    })
  }
}
