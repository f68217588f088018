import type { Kysely } from 'kysely'

/** Lists ask for the newest version and analysis of every document; these answer without reading past whole texts. */
export async function overview(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('versions_workspace')
    .on('versions')
    .columns(['workspace_id', 'document_id', 'seq'])
    .execute()
  await db.schema
    .createIndex('analyses_newest')
    .on('analyses')
    .columns(['workspace_id', 'version_id', 'created_at', 'id', 'library', 'present'])
    .execute()
}
