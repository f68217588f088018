import type { Kysely, Migration, MigrationProvider } from 'kysely'
import type { DatabaseKind } from '../database.js'
import { foundation } from './0001-foundation.js'
import { watch } from './0002-watch.js'
import { overview } from './0004-overview.js'
import { hostTurns } from './0005-host-turns.js'
import { selfChecks } from './0006-self-checks.js'

type Step = (db: Kysely<unknown>, kind: DatabaseKind) => Promise<void>

/** All migrations, in the order in which they run. A step that has been released is never edited; add another. */
const STEPS: Readonly<Record<string, Step>> = {
  '0001-foundation': foundation,
  '0002-watch': watch,
  '0004-overview': overview,
  '0005-host-turns': hostTurns,
  '0006-self-checks': selfChecks,
}

/** The migrations for one kind of database, as Kysely's migrator wants them. */
export function migrationsFor(kind: DatabaseKind): MigrationProvider {
  const migrations: Record<string, Migration> = {}
  for (const [name, step] of Object.entries(STEPS)) migrations[name] = { up: (db) => step(db, kind) }
  return { getMigrations: async () => migrations }
}
