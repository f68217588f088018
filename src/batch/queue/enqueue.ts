import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { YakkanError } from '../../model/failure.js'
import { failureLine } from '../failure-line.js'
import type { Journal } from '../journal.js'
import { unreadable } from '../judge-source.js'
import { hasVersion, keepResults, keepVersion, readVersion } from '../keep.js'
import type { Places } from '../places.js'
import { keyOf, readSource, sha256Of } from '../read-source.js'
import { failedRow, Row, RowError } from '../row.js'
import type { Reading } from '../task.js'
import type { Source } from '../walk.js'
import { writeWhole } from '../whole-file.js'
import {
  COLLECT_MS,
  COLLECTED_TOGETHER,
  HEARTBEAT_SECONDS,
  SENT_TOGETHER,
  SENT_TOGETHER_BYTES,
  WAITING_EVERY_MS,
} from './limits.js'
import { QueueDatabase, queuesOf, uuidOf } from './queue-database.js'
import { QueueError } from './queue-error.js'
import { clearStaleWorkers } from './stale-workers.js'
import { SCHEMA } from './tables.js'

export interface QueuePlace {
  /** `postgres://…` */
  url: string
  /** The folder as the workers find it; null sends the documents themselves over the database. */
  shared: string | null
}

/** The run as its workers must know it. */
export interface QueueRun {
  base: string
  /** Version of the clause library without house rules, and of yakkan. */
  library: string
  version: string
  reading: Reading
}

export type QueueEvent =
  /** Nothing comes back: how many workers there are that could do this run, and how many of other versions. */
  { event: 'waiting'; workers: number; others: number } | { event: 'database'; away: boolean }

interface Hooks {
  journal: Journal
  places: Places
  /** The folder that the documents' paths are relative to. */
  folder: string
  stop?: AbortSignal | undefined
  onDone(row: Row): void
  onEvent(event: QueueEvent): void
}

/**
 * Has the documents judged by workers on any number of machines, and puts the results where a local run would. Broken off
 * at any moment, the next call takes up the same run: what was sent is not sent again, and what came back is collected.
 *
 * @returns how many documents are done
 * @throws QueueError when there is no such database; BatchError when the output cannot be written
 */
export async function judgeOverQueue(
  todo: readonly Source[],
  run: QueueRun,
  place: QueuePlace,
  hooks: Hooks,
): Promise<number> {
  const database = await QueueDatabase.open(place.url, 4, (away) => hooks.onEvent({ event: 'database', away }))
  try {
    const enqueuer = new Enqueuer(database, run, place, hooks)
    await enqueuer.begin()
    await enqueuer.run(todo)
    if (!hooks.stop?.aborted) await database.persist(() => database.deleteRun(enqueuer.id))
    return enqueuer.done
  } finally {
    await database.close()
  }
}

/** A result as it comes out of the database. */
const Collected = z.object({
  file: z.string(),
  number: z.string(),
  row: Row,
  result: z.instanceof(Uint8Array),
  page: z.instanceof(Uint8Array).nullable(),
  change: z.instanceof(Uint8Array).nullable(),
})

/** What a file that was given up leaves behind: the last reason. */
const Reason = z.object({ error: RowError })

class Enqueuer {
  readonly id: string
  done = 0
  readonly #owner: string
  /** Files sent and not back, by their id. */
  readonly #open = new Map<string, Source>()
  #sentAll = false
  /** Results up to this number have been looked at. */
  #behind = '0'

  constructor(
    readonly database: QueueDatabase,
    readonly settings: QueueRun,
    readonly place: QueuePlace,
    readonly hooks: Hooks,
  ) {
    this.#owner = ownerOf(hooks.places)
    this.id = uuidOf(this.#owner, String(hooks.journal.run), settings.base)
  }

  /** Makes the run known to workers, and forgets earlier ones of this output folder. */
  async begin(): Promise<void> {
    const { database, settings } = this
    await database.persist(async () => {
      const earlier = await database.query<{ id: string }>(
        `select id from ${SCHEMA}.run where folder = $1 and id <> $2`,
        [this.#owner, this.id],
      )
      for (const { id } of earlier) await database.deleteRun(id)
      // A folder of one's own library stands elsewhere on other machines, which have told theirs.
      const reading: Reading = { ...settings.reading, library: null }
      await database.query(
        `insert into ${SCHEMA}.run (id, folder, base, library, version, reading, shared) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (id) do update set seen_at = now(), shared = excluded.shared`,
        [
          this.id,
          this.#owner,
          settings.base,
          settings.library,
          settings.version,
          JSON.stringify(reading),
          this.place.shared,
        ],
      )
      await database.createQueues(this.id)
      await database.deleteOrphans()
    })
  }

  async run(todo: readonly Source[]): Promise<void> {
    const failed = new AbortController()
    const over = (): boolean => failed.signal.aborted || this.hooks.stop?.aborted === true
    const guard = async (part: Promise<void>): Promise<void> => {
      try {
        await part
      } catch (error) {
        failed.abort()
        throw error
      }
    }
    const outcomes = await Promise.allSettled([guard(this.#send(todo, over)), guard(this.#collect(over))])
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  }

  async #send(todo: readonly Source[], over: () => boolean): Promise<void> {
    const { database, hooks } = this
    let ids: string[] = []
    let bytes = 0
    const flush = async (): Promise<void> => {
      const jobs = ids.map((id) => ({ id, name: queuesOf(this.id).work, data: { run: this.id, file: id } }))
      if (jobs.length) await database.persist(() => database.boss.insert(jobs), hooks.stop)
      ids = []
      bytes = 0
    }
    for (const source of todo) {
      if (over()) break
      const sent = await this.#sendOne(source)
      if (!sent) continue
      ids.push(sent.id)
      bytes += sent.bytes
      if (ids.length >= SENT_TOGETHER || bytes >= SENT_TOGETHER_BYTES) await flush()
    }
    await flush()
    this.#sentAll = true
  }

  async #sendOne(source: Source): Promise<{ id: string; bytes: number } | null> {
    const { database, hooks, place } = this
    const { journal, places } = hooks
    let bytes: Uint8Array
    try {
      bytes = readSource(source)
    } catch (error) {
      if (!(error instanceof YakkanError)) throw error
      const { row, results } = unreadable(source.path, '', error)
      keepResults(places, source.path, results)
      this.#record('', row)
      return null
    }
    const sha256 = sha256Of(bytes)
    keepVersion(places, sha256, bytes)
    const judged = journal.entries.get(source.path)?.judged || null
    const before = judged !== null && judged !== sha256 && hasVersion(places, judged) ? judged : null
    const id = uuidOf(this.id, source.path, sha256, before ?? '')
    this.#open.set(id, source)
    const at = place.shared === null ? null : relative(resolve(hooks.folder), source.file).split(sep).join('/')
    await database.persist(
      () =>
        database.transaction(async ({ query, db }) => {
          await query(
            `insert into ${SCHEMA}.file (run, id, path, sha256, at, entry, before) values ($1, $2, $3, $4, $5, $6, $7)
             on conflict do nothing`,
            [this.id, id, source.path, sha256, at, source.entry, before],
          )
          // Collected by an enqueuer that did not live to write it down: judged once more.
          const { rowCount } = await query(`delete from ${SCHEMA}.result where run = $1 and file = $2 and collected`, [
            this.id,
            id,
          ])
          if (rowCount) await database.boss.deleteJob(queuesOf(this.id).work, id, { db })
          await query(
            `insert into ${SCHEMA}.content (run, file, bytes, before_bytes) select $1, $2, $3, $4
             where not exists (select 1 from ${SCHEMA}.result where run = $1 and file = $2) on conflict do nothing`,
            [
              this.id,
              id,
              place.shared === null ? Buffer.from(bytes) : null,
              before === null ? null : Buffer.from(readVersion(places, before)),
            ],
          )
        }),
      hooks.stop,
    )
    return { id, bytes: bytes.length }
  }

  async #collect(over: () => boolean): Promise<void> {
    const { database, hooks } = this
    let watched = 0
    let lastNews = Date.now()
    while (!over() && !(this.#sentAll && this.#open.size === 0)) {
      const news = await database.persist(() => this.#takeResults(), hooks.stop)
      if (news) {
        lastNews = Date.now()
        continue
      }
      if (Date.now() - watched >= HEARTBEAT_SECONDS * 500) {
        await database.persist(() => this.#watch(), hooks.stop)
        watched = Date.now()
      }
      if (this.#open.size > 0 && Date.now() - lastNews >= WAITING_EVERY_MS) {
        lastNews = Date.now()
        hooks.onEvent({ event: 'waiting', ...(await database.persist(() => this.#workers(), hooks.stop)) })
      }
      await sleep(COLLECT_MS)
    }
  }

  /** @returns how many results were there */
  async #takeResults(): Promise<number> {
    const { database, hooks } = this
    const rows = (
      await database.query(
        `select file, number, "row", result, page, change from ${SCHEMA}.result
         where run = $1 and not collected and number > $2 order by number limit ${COLLECTED_TOGETHER}`,
        [this.id, this.#behind],
      )
    ).map((r) => Collected.parse(r))
    // Numbers are given before results are to be seen, so that a lower one may come later: begin again from the first.
    this.#behind = rows.at(-1)?.number ?? '0'
    const taken: string[] = []
    for (const { file, row, result, page, change } of rows) {
      const awaited = this.#open.has(file)
      // It may be of a file that this call has not come to yet; if nobody waits for it in the end, the file has changed.
      if (!awaited && !this.#sentAll) continue
      taken.push(file)
      if (!awaited) continue
      keepResults(hooks.places, row.path, { result, page, change })
      this.#open.delete(file)
      this.#record(row.sha256 ? keyOf(row.sha256, this.settings.base) : '', row)
    }
    if (taken.length) {
      await database.query(
        `update ${SCHEMA}.result set collected = true, result = null, page = null, change = null
         where run = $1 and file = any($2::uuid[])`,
        [this.id, taken],
      )
    }
    return rows.length
  }

  #record(key: string, row: Row): void {
    this.hooks.journal.record(key, row)
    this.done++
    this.hooks.onDone(row)
  }

  /** Looks after what no worker looks after: dead workers, and files that were given up. */
  async #watch(): Promise<void> {
    const { database } = this
    await database.query(`update ${SCHEMA}.run set seen_at = now() where id = $1`, [this.id])
    await clearStaleWorkers(database)
    const { dead } = queuesOf(this.id)
    await database.transaction(async ({ query, db }) => {
      const options = { includeMetadata: true as const, batchSize: COLLECTED_TOGETHER, db }
      for (const letter of await database.boss.fetch<{ file: string }>(dead, options)) {
        const { file } = letter.data
        const source = this.#open.get(file)
        if (source) {
          const reason = Reason.safeParse(letter.output)
          const row = failedRow(source.path, '', reason.data?.error ?? new QueueError('worker-gone', source.path))
          await query(
            `insert into ${SCHEMA}.result (run, file, "row", result) values ($1, $2, $3, $4) on conflict do nothing`,
            [this.id, file, JSON.stringify(row), Buffer.from(failureLine(row))],
          )
        }
        await database.boss.complete(dead, letter.id, {}, { db })
      }
    })
  }

  async #workers(): Promise<{ workers: number; others: number }> {
    const rows = await this.database.query<{ same: boolean; count: string }>(
      `select library = $1 and version = $2 as same, count(*) from ${SCHEMA}.worker where alive_until > now() group by 1`,
      [this.settings.library, this.settings.version],
    )
    const count = (same: boolean): number => Number(rows.find((r) => r.same === same)?.count ?? 0)
    return { workers: count(true), others: count(false) }
  }
}

/** The id by which the database knows an output folder; made once. */
function ownerOf(places: Places): string {
  if (existsSync(places.queueId)) return z.uuid().parse(readFileSync(places.queueId, 'utf8').trim())
  const id = randomUUID()
  writeWhole(places.out, places.queueId, `${id}\n`)
  return id
}
