import { sql, type Transaction } from 'kysely'
import type { Database } from './database.js'
import type { Tables } from './tables.js'

/**
 * A transaction whose work would simply be done again if it were lost: a lease, a result that a job can make once
 * more. It is whole and survives the death of the process, but does not wait until the disk has it; only a power failure
 * could take it back, and then the last durable write before it stands. What a person was told is stored is never
 * written this way.
 */
export async function repeatable<T>(database: Database, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  const { db, sqlite } = database
  if (!sqlite)
    return db.transaction().execute(async (trx) => {
      await sql`set local synchronous_commit = off`.execute(trx)
      return work(trx)
    })
  // SQLite takes the setting between transactions only; the one connection is ours meanwhile.
  return db.connection().execute(async (connection) => {
    sqlite.pragma('synchronous = NORMAL')
    try {
      return await connection.transaction().execute(work)
    } finally {
      sqlite.pragma('synchronous = FULL')
    }
  })
}
