import { Cron } from 'croner'
import { CompiledQuery } from 'kysely'
import PgBoss from 'pg-boss'
import type { Database } from '../store/database.js'
import { WatchError } from './watch-error.js'

/** Once a minute. */
const EVERY_MINUTE = '* * * * *'
const QUEUE = 'yakkan-watch-turn'
/** Tables of the shared clock, apart from ours and from those of the batch queue. */
const SCHEMA = 'yakkan_watch_clock'
/** A turn that takes longer is given up, and the next process may take one; leases keep their looks apart. */
const TURN_HOURS = 4

/** Calls for a turn once a minute, until it is stopped. */
export interface Clock {
  /** Ends after the turn in hand. */
  stop(): Promise<void>
}

/**
 * Starts the clock of the watch. With SQLite one process owns the file, and a clock of its own will do. On PostgreSQL
 * any number of processes may watch: pg-boss keeps one schedule for all, and gives each turn to one of them.
 *
 * @param turn what is to be done; it must not throw
 * @throws WatchError `no-clock` when the database does not let the shared clock have its tables
 */
export async function startClock(database: Database, turn: () => Promise<void>): Promise<Clock> {
  return database.kind === 'sqlite' ? ownClock(turn) : sharedClock(database, turn)
}

function ownClock(turn: () => Promise<void>): Clock {
  let running = Promise.resolve()
  const cron = new Cron(EVERY_MINUTE, { protect: true, unref: true }, () => {
    running = turn()
    return running
  })
  return {
    async stop() {
      cron.stop()
      await running
    },
  }
}

async function sharedClock({ db }: Database, turn: () => Promise<void>): Promise<Clock> {
  const boss = new PgBoss({
    db: {
      async executeSql(text, values) {
        const { rows } = await db.executeQuery(CompiledQuery.raw(text, values ?? []))
        return { rows }
      },
    },
    schema: SCHEMA,
  })
  // A database that is away for a while: pg-boss tries again by itself.
  boss.on('error', () => undefined)
  try {
    await boss.start()
  } catch (error) {
    throw new WatchError('no-clock', 'PostgreSQL', { schema: SCHEMA, why: String(error) }, { cause: error })
  }
  // One turn waits at most: minutes that passed while all were busy are caught up by one look.
  await boss.createQueue(QUEUE, {
    name: QUEUE,
    policy: 'short',
    expireInHours: TURN_HOURS,
    retryLimit: 0,
    retentionHours: 24,
  })
  await boss.schedule(QUEUE, EVERY_MINUTE, undefined, { tz: 'UTC' })
  await boss.work(QUEUE, { pollingIntervalSeconds: 5 }, async () => turn())
  return {
    stop: () => boss.stop({ graceful: true, wait: true, timeout: 60_000 }),
  }
}
