import { type Change, Comparison } from '../model/comparison.js'
import { StoreError } from './failure.js'
import { newId, sha256 } from './identifiers.js'
import type { Scope } from './scope.js'
import { ComparisonRow, ReviewRow } from './tables.js'

/** A stored comparison, parsed. */
export interface StoredComparison {
  row: Omit<ComparisonRow, 'comparison'>
  comparison: Comparison
}

/** A change that a person should look at; the others are folded away. */
export function isLoud(change: Change): boolean {
  return change.effect !== 'neutral' && !change.quiet && !change.silenced
}

/** What a review is remembered by: the words of both sides, so that it holds when the comparison is made again. */
export function changeKey(change: Change): string {
  return sha256(JSON.stringify([change.old?.quote ?? null, change.new?.quote ?? null])).slice(0, 16)
}

/** Comparisons of two versions, one for each state of the clause library, and what has been reviewed of them. */
export class Comparisons {
  constructor(private readonly scope: Scope) {}

  /** Stores a comparison; doing it again changes nothing. */
  async keep(oldVersion: string, newVersion: string, comparison: Comparison): Promise<void> {
    await this.scope.database.write(async (trx) => {
      const versions = await trx
        .selectFrom('versions')
        .select('id')
        .where('workspace_id', '=', this.scope.workspaceId)
        .where('id', 'in', [oldVersion, newVersion])
        .execute()
      if (versions.length < new Set([oldVersion, newVersion]).size) return
      await trx
        .insertInto('comparisons')
        .values({
          id: newId('cmp'),
          workspace_id: this.scope.workspaceId,
          old_version: oldVersion,
          new_version: newVersion,
          library: comparison.library,
          comparison: JSON.stringify(comparison),
          hurts: comparison.summary.hurts,
          changes: new Set(comparison.changes.filter(isLoud).map(changeKey)).size,
          highest: comparison.summary.highest,
          created_at: this.scope.instant(),
        })
        .onConflict((oc) => oc.columns(['old_version', 'new_version', 'library']).doNothing())
        .execute()
    })
  }

  /** The newest comparison of two versions, or null. */
  async between(oldVersion: string, newVersion: string): Promise<StoredComparison | null> {
    const row = await this.scope.db
      .selectFrom('comparisons')
      .selectAll()
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('old_version', '=', oldVersion)
      .where('new_version', '=', newVersion)
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .executeTakeFirst()
    return row ? this.parse(row) : null
  }

  /** @throws StoreError `not-found` */
  async get(id: string): Promise<StoredComparison> {
    const row = await this.scope.db
      .selectFrom('comparisons')
      .selectAll()
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw new StoreError('not-found', id)
    return this.parse(row)
  }

  private parse(row: unknown): StoredComparison {
    const { comparison: json, ...rest } = ComparisonRow.parse(row)
    const parsed = Comparison.safeParse(JSON.parse(json))
    if (!parsed.success) throw new StoreError('unreadable-row', `comparisons/${rest.id}`)
    return { row: rest, comparison: parsed.data }
  }

  /** Which changes of a comparison were reviewed, by `changeKey`. */
  async reviews(oldVersion: string, newVersion: string): Promise<Map<string, ReviewRow>> {
    const rows = await this.scope.db
      .selectFrom('reviews')
      .selectAll()
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('old_version', '=', oldVersion)
      .where('new_version', '=', newVersion)
      .execute()
    return new Map(
      ReviewRow.array()
        .parse(rows)
        .map((r) => [r.change, r]),
    )
  }

  /**
   * Marks changes as reviewed, or takes that back.
   *
   * @throws StoreError `not-found` for a comparison of another workspace or a key that it does not have
   */
  async review(comparisonId: string, keys: readonly string[], reviewed: boolean): Promise<void> {
    const { row, comparison } = await this.get(comparisonId)
    const known = new Set(comparison.changes.filter(isLoud).map(changeKey))
    for (const key of keys) if (!known.has(key)) throw new StoreError('not-found', key)
    if (keys.length === 0) return
    await this.scope.write(reviewed ? 'changes.reviewed' : 'changes.reopened', async (trx) => {
      if (reviewed) {
        await trx
          .insertInto('reviews')
          .values(
            keys.map((change) => ({
              workspace_id: this.scope.workspaceId,
              old_version: row.old_version,
              new_version: row.new_version,
              change,
              by_name: this.scope.actor.name,
              created_at: this.scope.instant(),
            })),
          )
          .onConflict((oc) => oc.columns(['old_version', 'new_version', 'change']).doNothing())
          .execute()
      } else {
        await trx
          .deleteFrom('reviews')
          .where('workspace_id', '=', this.scope.workspaceId)
          .where('old_version', '=', row.old_version)
          .where('new_version', '=', row.new_version)
          .where('change', 'in', [...keys])
          .execute()
      }
      return { subject: comparisonId, detail: { changes: [...keys] }, result: undefined }
    })
  }
}
