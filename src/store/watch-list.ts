import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from './database.js'
import { StoreError } from './failure.js'
import { newId } from './identifiers.js'
import type { Scope } from './scope.js'
import { LookRow, type Tables, WatchedRow } from './tables.js'

/** Longest time that one look may hold a watched document, in seconds; then another worker takes it. */
const LOOK_LEASE_SECONDS = 300

/** What a look left behind. */
export interface LookResult {
  outcome: LookRow['outcome']
  code: string | null
  /** Sentences for the user, as JSON. */
  why: string | null
  versionId: string | null
  wording: string | null
  size: number | null
  /** Validators by address, as JSON; null keeps those of the last look. */
  validators: string | null
  /** When to look again; null where the look goes on, and its worker keeps the document. */
  nextLook: string | null
  failures: number
}

/** A page as it came, kept apart from what was extracted from it. */
export interface Snapshot {
  address: string
  contentType: string
  content: Uint8Array
}

/** The watched documents of a workspace, and the looks at them. */
export class WatchList {
  constructor(private readonly scope: Scope) {}

  /**
   * Adds a document to watch.
   *
   * @param declaration what to look at, as JSON
   * @throws StoreError `conflict` when the provider's document of that name is watched already
   */
  async add(provider: string, name: string, declaration: string, firstLook: string): Promise<WatchedRow> {
    return this.scope.write('watch.added', async (trx) => {
      const row = await trx
        .insertInto('watched')
        .values({
          id: newId('wat'),
          workspace_id: this.scope.workspaceId,
          document_id: null,
          provider,
          name,
          declaration,
          next_look: firstLook,
          leased_until: null,
          created_at: this.scope.instant(),
        })
        .onConflict((oc) => oc.columns(['workspace_id', 'provider', 'name']).doNothing())
        .returningAll()
        .executeTakeFirst()
      if (!row) throw new StoreError('conflict', `${provider} / ${name}`)
      return { subject: row.id, detail: {}, result: WatchedRow.parse(row) }
    })
  }

  async list(): Promise<WatchedRow[]> {
    return WatchedRow.array().parse(
      await this.scope.db
        .selectFrom('watched')
        .selectAll()
        .where('workspace_id', '=', this.scope.workspaceId)
        .orderBy('provider')
        .orderBy('name')
        .execute(),
    )
  }

  /** @throws StoreError `not-found`, also for one of another workspace */
  async get(id: string): Promise<WatchedRow> {
    const row = await this.scope.db
      .selectFrom('watched')
      .selectAll()
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw new StoreError('not-found', id)
    return WatchedRow.parse(row)
  }

  /** Stops watching. The versions seen so far stay with their document. */
  async remove(id: string): Promise<void> {
    await this.get(id)
    await this.scope.write('watch.removed', async (trx) => {
      await trx.deleteFrom('watched').where('workspace_id', '=', this.scope.workspaceId).where('id', '=', id).execute()
      return { subject: id, result: undefined }
    })
  }

  /** Replaces what is looked at; the next look comes at once. */
  async redeclare(id: string, declaration: string): Promise<void> {
    await this.get(id)
    await this.scope.write('watch.changed', async (trx) => {
      await trx
        .updateTable('watched')
        .set({ declaration, validators: '{}', next_look: this.scope.instant() })
        .where('workspace_id', '=', this.scope.workspaceId)
        .where('id', '=', id)
        .execute()
      return { subject: id, result: undefined }
    })
  }

  /** The looks at a watched document, newest first. */
  async looks(id: string, limit = 200): Promise<LookRow[]> {
    return LookRow.array().parse(
      await this.scope.db
        .selectFrom('looks')
        .selectAll()
        .where('workspace_id', '=', this.scope.workspaceId)
        .where('watched_id', '=', id)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
    )
  }

  /**
   * Records a look, in the caller's transaction or one of its own: what was seen, when to look again, and that the
   * document is free for the next worker.
   */
  async record(
    id: string,
    result: LookResult,
    also?: (trx: Transaction<Tables>, lookId: string) => Promise<void>,
  ): Promise<string> {
    const lookId = newId('lok')
    await this.scope.database.write(async (trx) => {
      await trx
        .insertInto('looks')
        .values({
          id: lookId,
          workspace_id: this.scope.workspaceId,
          watched_id: id,
          at: this.scope.instant(),
          outcome: result.outcome,
          code: result.code,
          why: result.why,
          version_id: result.versionId,
          wording: result.wording,
          size: result.size,
        })
        .execute()
      if (result.nextLook !== null) {
        await trx
          .updateTable('watched')
          .set({
            next_look: result.nextLook,
            failures: result.failures,
            leased_until: null,
            ...(result.validators === null ? {} : { validators: result.validators }),
          })
          .where('id', '=', id)
          .execute()
      }
      await also?.(trx, lookId)
    })
    return lookId
  }

  /** Frees a document that nobody looked at, to be looked at later. */
  async putOff(id: string, nextLook: string): Promise<void> {
    await this.scope.db
      .updateTable('watched')
      .set({ next_look: nextLook, leased_until: null })
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('id', '=', id)
      .execute()
  }

  async bindDocument(id: string, documentId: string): Promise<void> {
    await this.scope.db
      .updateTable('watched')
      .set({ document_id: documentId })
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('id', '=', id)
      .execute()
  }

  /** Keeps the raw pages of a version. Doing it again changes nothing. */
  async keepSnapshots(versionId: string, snapshots: readonly Snapshot[]): Promise<void> {
    await this.scope.db
      .insertInto('snapshots')
      .values(
        snapshots.map((s, part) => ({
          version_id: versionId,
          workspace_id: this.scope.workspaceId,
          part,
          address: s.address,
          content_type: s.contentType,
          content: Buffer.from(s.content),
        })),
      )
      .onConflict((oc) => oc.columns(['version_id', 'part']).doNothing())
      .execute()
  }

  /** The raw pages of a version, in their order; empty when it was uploaded by hand. */
  async snapshots(versionId: string): Promise<Snapshot[]> {
    const rows = await this.scope.db
      .selectFrom('snapshots')
      .select(['address', 'content_type', 'content'])
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('version_id', '=', versionId)
      .orderBy('part')
      .execute()
    return rows.map((r) => ({ address: r.address, contentType: r.content_type, content: r.content }))
  }

  /** Replaces the extracted text of a version: a better reading of the same pages, recorded apart from any change of terms. */
  async upgradeExtraction(versionId: string, documentJson: string): Promise<void> {
    await this.scope.write('version.upgraded', async (trx) => {
      await trx
        .updateTable('extractions')
        .set({ document: documentJson })
        .where('workspace_id', '=', this.scope.workspaceId)
        .where('version_id', '=', versionId)
        .execute()
      return { subject: versionId, result: undefined }
    })
  }
}

/**
 * Leases watched documents that are due, over all workspaces, oldest first, so that any number of workers look at each
 * once. One that is missed for long is looked at once, not once for every time missed.
 *
 * @param now ISO 8601
 */
export async function takeDue(
  database: Database,
  now: Date,
  limit: number,
  only?: readonly string[],
): Promise<WatchedRow[]> {
  const until = new Date(now.getTime() + LOOK_LEASE_SECONDS * 1000).toISOString()
  let due = database.db
    .selectFrom('watched')
    .select('id')
    .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<', now.toISOString())]))
    .orderBy('next_look')
    .orderBy('id')
    .limit(limit)
  due = only ? due.where('id', 'in', [...only]) : due.where('next_look', '<=', now.toISOString())
  const rows = await database.db
    .updateTable('watched')
    .set({ leased_until: until })
    .where('id', 'in', database.kind === 'postgres' ? due.forUpdate().skipLocked() : due)
    .returningAll()
    .execute()
  return WatchedRow.array()
    .parse(rows)
    .sort((a, b) => (a.next_look < b.next_look ? -1 : a.next_look > b.next_look ? 1 : a.id < b.id ? -1 : 1))
}

/** Frees the leases that a process left which ended in the middle of a look; for the one owner of a SQLite file. */
export async function releaseLooks(database: Database): Promise<void> {
  await sql`update watched set leased_until = null`.execute(database.db)
}
