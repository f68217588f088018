import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { BatchError, writeFailure } from './batch-error.js'

/**
 * Holds an output folder for one run. The lock is the operating system's own (SQLite's file lock), so that it ends with
 * the process, however that ends; a file with a process number in it would outlive a kill.
 *
 * @returns what releases it
 * @throws BatchError `in-use` when another run holds the folder
 */
export function lockFolder(path: string, out: string): () => void {
  let db: Database.Database | undefined
  try {
    mkdirSync(dirname(path), { recursive: true })
    db = new Database(path, { timeout: 0 })
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db?.close()
    if ((error as { code?: string }).code === 'SQLITE_BUSY') throw new BatchError('in-use', out, {}, { cause: error })
    throw writeFailure(error, out)
  }
  const held = db
  return () => held.close()
}
