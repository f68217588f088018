import { StoreError } from './failure.js'
import { providerNamed } from './providers.js'
import type { Scope } from './scope.js'
import { DocumentRow } from './tables.js'

/** The documents of a workspace. */
export class Documents {
  constructor(private readonly scope: Scope) {}

  /** @throws StoreError `not-found`, also for a document of another workspace */
  async get(id: string): Promise<DocumentRow> {
    const row = await this.scope.db
      .selectFrom('documents')
      .selectAll()
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw new StoreError('not-found', id)
    return DocumentRow.parse(row)
  }

  /**
   * Renames a document or puts it under a provider, which is made when it is new.
   *
   * @param change `provider: null` takes it out of its provider; a key that is left out stays
   */
  async update(id: string, change: { name?: string | undefined; provider?: string | null | undefined }): Promise<void> {
    const before = await this.get(id)
    await this.scope.write('document.changed', async (trx) => {
      const provider =
        change.provider === undefined
          ? before.provider_id
          : change.provider === null
            ? null
            : await providerNamed(this.scope, trx, change.provider)
      await trx
        .updateTable('documents')
        .set({ name: change.name ?? before.name, provider_id: provider })
        .where('workspace_id', '=', this.scope.workspaceId)
        .where('id', '=', id)
        .execute()
      if (before.provider_id !== null && before.provider_id !== provider)
        await this.dropEmptyProvider(trx, before.provider_id)
      return { subject: id, detail: { keys: Object.keys(change) }, result: undefined }
    })
  }

  private async dropEmptyProvider(trx: Parameters<typeof providerNamed>[1], providerId: string): Promise<void> {
    const left = await trx.selectFrom('documents').select('id').where('provider_id', '=', providerId).executeTakeFirst()
    if (!left)
      await trx
        .deleteFrom('providers')
        .where('workspace_id', '=', this.scope.workspaceId)
        .where('id', '=', providerId)
        .execute()
  }

  /**
   * Deletes a document with all its versions, texts, analyses, comparisons and decisions. The rows are gone when this
   * returns; `eraseTraces` then takes their bytes off the disk.
   */
  async delete(id: string, why: 'asked' | 'retention' = 'asked'): Promise<void> {
    const document = await this.get(id)
    const workspace = this.scope.workspaceId
    await this.scope.write('document.deleted', async (trx) => {
      const versions = await trx
        .selectFrom('versions')
        .select(['id', 'sha256'])
        .where('workspace_id', '=', workspace)
        .where('document_id', '=', id)
        .execute()
      await trx.deleteFrom('documents').where('workspace_id', '=', workspace).where('id', '=', id).execute()
      for (const hash of new Set(versions.map((v) => v.sha256))) {
        await trx
          .deleteFrom('originals')
          .where('workspace_id', '=', workspace)
          .where('sha256', '=', hash)
          .where((eb) =>
            eb.not(
              eb.exists(
                eb
                  .selectFrom('versions')
                  .select('versions.id')
                  .where('versions.workspace_id', '=', workspace)
                  .where('versions.sha256', '=', hash),
              ),
            ),
          )
          .execute()
      }
      if (document.provider_id !== null) await this.dropEmptyProvider(trx, document.provider_id)
      return { subject: id, detail: { why, versions: versions.map((v) => v.id) }, result: undefined }
    })
  }
}
