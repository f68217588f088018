import { sql } from 'kysely'
import type { Database } from './database.js'
import { Documents } from './documents.js'
import type { Scope } from './scope.js'
import type { Settings } from './settings.js'

/** Tables that hold contract text or people's notes on it. */
const TEXT_TABLES = [
  'originals',
  'extractions',
  'analyses',
  'comparisons',
  'decisions',
  'snapshots',
  'looks',
  'notices',
  'versions',
  'documents',
  'providers',
] as const

/**
 * Takes the bytes of deleted rows off the disk. SQLite overwrites freed pages itself (secure_delete) and here empties
 * its write-ahead log; PostgreSQL writes the tables anew, since a deleted row's bytes stay in its pages until then.
 */
export async function eraseTraces(database: Database): Promise<void> {
  if (database.sqlite) {
    database.sqlite.pragma('wal_checkpoint(TRUNCATE)')
    return
  }
  for (const table of TEXT_TABLES) await sql`vacuum full ${sql.table(table)}`.execute(database.db)
}

/** Deletes the documents whose newest version is older than the workspace keeps them. @returns their ids */
export async function applyRetention(scope: Scope, settings: Settings): Promise<string[]> {
  if (settings.retention_days === null) return []
  const limit = new Date(scope.now().getTime() - settings.retention_days * 86_400_000).toISOString()
  const old = await scope.db
    .selectFrom('documents')
    .innerJoin('versions', 'versions.document_id', 'documents.id')
    .select('documents.id')
    .where('documents.workspace_id', '=', scope.workspaceId)
    .groupBy('documents.id')
    .having((eb) => eb.fn.max('versions.created_at'), '<', limit)
    .orderBy('documents.id')
    .execute()
  const documents = new Documents(scope)
  for (const { id } of old) await documents.delete(id, 'retention')
  return old.map((d) => d.id)
}
