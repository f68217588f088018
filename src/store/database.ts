import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import SqliteDatabase from 'better-sqlite3'
import {
  type DatabaseConnection,
  Kysely,
  Migrator,
  PostgresDialect,
  SqliteDialect,
  SqliteDriver,
  sql,
  type Transaction,
} from 'kysely'
import pg from 'pg'
import { StoreError } from './failure.js'
import { BUSY_TIMEOUT_MS, POSTGRES_CONNECTIONS, WAL_PAGES } from './limits.js'
import { migrationsFor } from './migrations/index.js'
import { SharedCommits } from './shared-commits.js'
import type { Tables } from './tables.js'

export type DatabaseKind = 'sqlite' | 'postgres'

export interface Database {
  kind: DatabaseKind
  db: Kysely<Tables>
  /** The SQLite file; null on PostgreSQL. */
  file: string | null
  /** Does `work` in one transaction, which stands on disk when this returns. */
  write<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>
  /** The SQLite connection, for backup and checkpoints; null on PostgreSQL. */
  sqlite: SqliteDatabase.Database | null
}

/** Where a store lives: a PostgreSQL address, or a folder for the SQLite file. */
export type Place = { url: string } | { folder: string }

/**
 * Opens the database and brings its tables up to date.
 *
 * @throws StoreError when the database cannot be reached or a migration fails
 */
export async function openDatabase(place: Place): Promise<Database> {
  const database = 'url' in place ? postgres(place.url) : sqlite(place.folder)
  const migrator = new Migrator({ db: database.db, provider: migrationsFor(database.kind) })
  const { error } = await migrator.migrateToLatest()
  if (error) {
    await database.db.destroy()
    throw new StoreError('no-database', database.file ?? 'PostgreSQL', { why: reasonOf(error) }, { cause: error })
  }
  return database
}

function sqlite(folder: string): Database {
  const file = join(folder, 'yakkan.db')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const fresh = !existsSync(file)
    const connection = new SqliteDatabase(file, { timeout: BUSY_TIMEOUT_MS })
    if (fresh) chmodSync(file, 0o600)
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
    connection.pragma('foreign_keys = ON')
    // Moving pages from the log into the file costs more waits for the disk than writing the log: seldom is enough.
    connection.pragma(`wal_autocheckpoint = ${WAL_PAGES}`)
    // Deleted contract text must not linger in free pages or in sort files on disk.
    connection.pragma('secure_delete = ON')
    connection.pragma('temp_store = MEMORY')
    const db = new Kysely<Tables>({ dialect: new TurnTakingDialect(connection) })
    const commits = new SharedCommits(db)
    return { kind: 'sqlite', db, file, write: (work) => commits.write(work), sqlite: connection }
  } catch (error) {
    throw new StoreError('no-database', file, { why: reasonOf(error) }, { cause: error })
  }
}

/**
 * SQLite answers at once, so a request's queries would follow each other without the event loop ever having its turn,
 * and fifty requests' likewise. Here each query or transaction waits for the next turn; others are served in between.
 */
class TurnTakingDialect extends SqliteDialect {
  readonly #database: SqliteDatabase.Database

  constructor(database: SqliteDatabase.Database) {
    super({ database })
    this.#database = database
  }

  override createDriver(): SqliteDriver {
    return new TurnTakingDriver({ database: this.#database })
  }
}

class TurnTakingDriver extends SqliteDriver {
  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection()
    await nextTurn()
    return connection
  }
}

function postgres(url: string): Database {
  const pool = new pg.Pool({ connectionString: url, max: POSTGRES_CONNECTIONS })
  // An idle connection that the server closes must not end the process; the next query opens another.
  pool.on('error', () => undefined)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    kind: 'postgres',
    db,
    file: null,
    write: (work) => db.transaction().execute(work),
    sqlite: null,
  }
}

/** True when the database answers. */
export async function answers(database: Database): Promise<boolean> {
  try {
    await sql`select 1`.execute(database.db)
    return true
  } catch {
    return false
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
