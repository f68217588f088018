import type { Kysely, Transaction } from 'kysely'
import { sha256 } from './identifiers.js'
import type { Scope } from './scope.js'
import { AuditRow, type Tables } from './tables.js'

/** What `Audit.verify` found: the rows that were altered, removed or put in, by their number. */
export interface AuditCheck {
  rows: number
  broken: number[]
}

/** Hash of a row: over its own fields and the hash of the row before, so that no row can be changed unseen. */
function hashOf(row: Omit<AuditRow, 'hash'>): string {
  return sha256(
    JSON.stringify([
      row.workspace_id,
      row.seq,
      row.at,
      row.actor_id,
      row.actor_name,
      row.action,
      row.subject,
      row.detail,
      row.previous,
    ]),
  )
}

/** Appends a row to the chain; the caller holds the workspace's row. */
export async function appendAudit(trx: Transaction<Tables>, row: Omit<AuditRow, 'hash'>): Promise<void> {
  const hash = hashOf(row)
  await trx
    .insertInto('audit')
    .values({ ...row, hash })
    .execute()
  await trx.updateTable('workspaces').set({ audit_head: hash }).where('id', '=', row.workspace_id).execute()
}

/** The audit log of a workspace. */
export class Audit {
  constructor(private readonly scope: Scope) {}

  /** The newest rows first. */
  async list(limit: number, before?: number): Promise<AuditRow[]> {
    let query = this.scope.db.selectFrom('audit').selectAll().where('workspace_id', '=', this.scope.workspaceId)
    if (before !== undefined) query = query.where('seq', '<', before)
    return AuditRow.array().parse(await query.orderBy('seq', 'desc').limit(limit).execute())
  }

  /** Walks the whole chain. */
  async verify(): Promise<AuditCheck> {
    return verifyAudit(this.scope.db, this.scope.workspaceId)
  }
}

/**
 * Walks a workspace's chain from its first row. A changed row is named by its own number, a removed one by the
 * number that is missing, and a cut tail by the number that the workspace still remembers.
 */
export async function verifyAudit(db: Kysely<Tables>, workspaceId: string): Promise<AuditCheck> {
  const workspace = await db
    .selectFrom('workspaces')
    .select(['audit_seq', 'audit_head'])
    .where('id', '=', workspaceId)
    .executeTakeFirst()
  const rows = AuditRow.array().parse(
    await db.selectFrom('audit').selectAll().where('workspace_id', '=', workspaceId).orderBy('seq').execute(),
  )
  const broken = new Set<number>()
  let previous = ''
  let expected = 1
  for (const row of rows) {
    for (; expected < row.seq; expected++) broken.add(expected)
    const gap = broken.has(row.seq - 1) && rows.every((r) => r.seq !== row.seq - 1)
    if (hashOf(row) !== row.hash || (row.previous !== previous && !gap)) broken.add(row.seq)
    previous = row.hash
    expected = row.seq + 1
  }
  const last = Number(workspace?.audit_seq ?? 0)
  for (; expected <= last; expected++) broken.add(expected)
  if (rows.length > 0 && workspace && rows.at(-1)!.seq === last && workspace.audit_head !== rows.at(-1)!.hash)
    broken.add(last)
  return { rows: rows.length, broken: [...broken].sort((a, b) => a - b) }
}
