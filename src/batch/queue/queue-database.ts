import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import PgBoss from 'pg-boss'
import { AWAY_PAUSE_MS, CONNECT_MS, EXPIRE_HOURS, KEEP_DAYS, OPEN_MS, RETRIES, RETRY_SECONDS } from './limits.js'
import { isAway, QueueError } from './queue-error.js'
import { BOSS_SCHEMA, SCHEMA, TABLES } from './tables.js'

/** Makes the tables one after the other when several programs start at once. */
const LOCK = 7_291_126_041

/** Statements of one transaction, and the same as pg-boss takes it. */
export interface Transaction {
  query: pg.PoolClient['query']
  db: PgBoss.Db
}

/** The database that enqueuer and workers meet in. */
export class QueueDatabase {
  readonly boss: PgBoss
  readonly #pool: pg.Pool

  private constructor(
    url: string,
    connections: number,
    readonly place: string,
    /** Told when the database is away, and when it is back. */
    readonly onAway: (away: boolean) => void,
  ) {
    this.#pool = new pg.Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      application_name: 'yakkan',
    })
    // A connection that breaks while it is idle is replaced by the next query.
    this.#pool.on('error', () => undefined)
    const db: PgBoss.Db = { executeSql: (text, values) => this.#pool.query(text, values) }
    this.boss = new PgBoss({ db, schema: BOSS_SCHEMA, schedule: false })
    this.boss.on('error', () => undefined)
  }

  /**
   * Connects, and makes the tables where there are none.
   *
   * @param url `postgres://…`
   * @throws QueueError `bad-address`, `no-database`
   */
  static async open(url: string, connections: number, onAway: (away: boolean) => void): Promise<QueueDatabase> {
    if (!/^postgres(?:ql)?:\/\//.test(url)) throw new QueueError('bad-address', '')
    const database = new QueueDatabase(url, connections, placeOf(url), onAway)
    for (const started = Date.now(); ; ) {
      try {
        await database.#prepare()
        return database
      } catch (error) {
        // It may be starting at this very moment, as all may after a power cut.
        if (isAway(error) && Date.now() - started < OPEN_MS) await sleep(AWAY_PAUSE_MS)
        else {
          await database.#pool.end()
          throw new QueueError('no-database', database.place, { cause: error })
        }
      }
    }
  }

  async #prepare(): Promise<void> {
    const client = await this.#pool.connect()
    try {
      await client.query('select pg_advisory_lock($1)', [LOCK])
      await client.query(TABLES)
      await this.boss.start()
    } finally {
      await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined)
      client.release()
    }
  }

  async query<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.#pool.query<T>(text, values)).rows
  }

  /** All of it or nothing. */
  async transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect()
    // A connection that breaks under us is told by the query that waits for it.
    const deaf = (): void => undefined
    client.on('error', deaf)
    let broken: Error | undefined
    try {
      await client.query('begin')
      const result = await work({
        query: client.query.bind(client) as pg.PoolClient['query'],
        db: { executeSql: (text, values) => client.query(text, values) },
      })
      await client.query('commit')
      return result
    } catch (error) {
      broken = await client.query('rollback').then(
        () => undefined,
        (e: Error) => e,
      )
      throw error
    } finally {
      client.off('error', deaf)
      client.release(broken)
    }
  }

  /**
   * Does something as soon as the database lets it: while it is away, it is tried again and again.
   *
   * @param stop ends the waiting; what was waited for is then thrown
   */
  async persist<T>(work: () => Promise<T>, stop?: AbortSignal): Promise<T> {
    for (let away = false; ; ) {
      try {
        const result = await work()
        if (away) this.onAway(false)
        return result
      } catch (error) {
        if (!isAway(error)) throw error
        if (stop?.aborted) throw new QueueError('no-database', this.place, { cause: error })
        if (!away) this.onAway(true)
        away = true
        await sleep(AWAY_PAUSE_MS)
      }
    }
  }

  /** Makes the queue of a run, and the one for files that were given up. */
  async createQueues(run: string): Promise<void> {
    const { work, dead } = queuesOf(run)
    await this.boss.createQueue(dead, { name: dead, retentionDays: KEEP_DAYS })
    await this.boss.createQueue(work, {
      name: work,
      deadLetter: dead,
      retryLimit: RETRIES,
      retryDelay: RETRY_SECONDS,
      retryBackoff: true,
      expireInHours: EXPIRE_HOURS,
      retentionDays: KEEP_DAYS,
    })
  }

  /** Removes all that is left of a run, the documents' text included. */
  async deleteRun(run: string): Promise<void> {
    await this.query(`delete from ${SCHEMA}.run where id = $1`, [run])
    const { work, dead } = queuesOf(run)
    await this.#deleteQueues([work, dead])
  }

  /** Removes queues whose run was removed by one that did not live to remove them. */
  async deleteOrphans(): Promise<void> {
    const queues = (await this.boss.getQueues()).map((q) => q.name)
    // Asked for later than the queues, since a run is written down before its queues are made.
    const runs = await this.query<{ id: string }>(`select id from ${SCHEMA}.run`)
    const known = new Set(runs.flatMap(({ id }) => Object.values(queuesOf(id))))
    const orphans = queues.filter((name) => name.startsWith('run-') && !known.has(name))
    // A queue before the one that its dead letters go to.
    await this.#deleteQueues(orphans.sort((a, b) => a.length - b.length))
  }

  async #deleteQueues(names: readonly string[]): Promise<void> {
    // A queue is only removed when it is empty.
    if (names.length) await this.query(`delete from ${BOSS_SCHEMA}.job where name = any($1::text[])`, [names])
    for (const name of names) await this.boss.deleteQueue(name)
  }

  async close(): Promise<void> {
    // Its own connections are ours, which end below.
    await this.boss.stop({ graceful: false, wait: false }).catch(() => undefined)
    await this.#pool.end()
  }
}

/** Names of a run's queues. */
export function queuesOf(run: string): { work: string; dead: string } {
  return { work: `run-${run}`, dead: `run-${run}-dead` }
}

/** A UUID that stands for some words: the same words, the same UUID. */
export function uuidOf(...words: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(words)).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

/** The address without user and password, for messages. */
function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return `${host}${pathname}`
  } catch {
    return ''
  }
}
