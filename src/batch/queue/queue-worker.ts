import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { loadLibrary } from '../../library/library.js'
import { YakkanError } from '../../model/failure.js'
import { BatchError } from '../batch-error.js'
import { baseOf, judgingBy } from '../judging.js'
import { Pool } from '../pool.js'
import type { Row, RowError } from '../row.js'
import { type Outcome, Reading, type Results } from '../task.js'
import { HEARTBEAT_SECONDS, IDLE_MS, MISSED_HEARTBEATS } from './limits.js'
import { QueueDatabase, queuesOf } from './queue-database.js'
import { QueueError } from './queue-error.js'
import { clearStaleWorkers } from './stale-workers.js'
import { SCHEMA } from './tables.js'

export interface WorkerOptions {
  /** `postgres://…` */
  url: string
  /** Version of yakkan: runs of another one are left alone. */
  version: string
  /** Folder of one's own clause library; null for the one that comes with yakkan. */
  library: string | null
  threads?: number | undefined
  /** How often the worker shows that it is alive. */
  heartbeatSeconds?: number | undefined
  /** Finishes the files in hand, then stops. */
  stop: AbortSignal
  onEvent(event: WorkerEvent): void
}

export type WorkerEvent =
  | { event: 'ready'; worker: string; library: string; version: string; threads: number }
  | { event: 'file'; run: string; path: string; status: Row['status'] | 'put back'; error: string | null }
  /** A run that this worker takes nothing of, since its library or program is another. Told once a run. */
  | { event: 'other-version'; run: string; library: string; version: string }
  | { event: 'database'; away: boolean }
  | { event: 'end'; done: number; put_back: number }

const OpenRun = z.object({
  id: z.string(),
  base: z.string(),
  library: z.string(),
  version: z.string(),
  reading: Reading,
  shared: z.string().nullable(),
})
type OpenRun = z.infer<typeof OpenRun>

/** A file that this worker has taken. */
interface Claim {
  run: OpenRun
  file: string
  /** Whether it was taken and put back before. */
  again: boolean
}

const Taken = z.object({
  path: z.string(),
  sha256: z.string(),
  at: z.string().nullable(),
  entry: z.string().nullable(),
  before: z.string().nullable(),
  bytes: z.instanceof(Uint8Array).nullable(),
  before_bytes: z.instanceof(Uint8Array).nullable(),
  has_result: z.boolean(),
})

/**
 * Takes files from the runs of a queue and judges them, until it is stopped. Only runs of the very same library and
 * program are served, so that no run mixes results of two.
 *
 * @returns how many files were done
 * @throws QueueError when there is no such database; what is lost later is waited for
 */
export async function runWorker(options: WorkerOptions): Promise<number> {
  const library = loadLibrary(options.library ?? undefined).version
  const pool = new Pool(options.threads)
  try {
    const onAway = (away: boolean): void => options.onEvent({ event: 'database', away })
    const database = await QueueDatabase.open(options.url, pool.threads + 2, onAway)
    try {
      const worker = new QueueWorker(database, pool, library, options)
      await worker.run()
      options.onEvent({ event: 'end', done: worker.done, put_back: worker.putBack })
      return worker.done
    } finally {
      await database.close()
    }
  } finally {
    await pool.close()
  }
}

class QueueWorker {
  readonly id = randomUUID()
  done = 0
  putBack = 0
  /** Runs looked at before, and whether their versions are ours. */
  readonly #known = new Map<string, boolean>()

  constructor(
    readonly database: QueueDatabase,
    readonly pool: Pool,
    readonly library: string,
    readonly options: WorkerOptions,
  ) {}

  async run(): Promise<void> {
    const { database, options, pool } = this
    await this.#beat()
    options.onEvent({
      event: 'ready',
      worker: this.id,
      library: this.library,
      version: options.version,
      threads: pool.threads,
    })
    const beating = setInterval(
      // A heartbeat that does not get through is made up for by the next one.
      () => void this.#beat().catch(() => undefined),
      this.#heartbeat * 1000,
    )
    try {
      await Promise.all(Array.from({ length: pool.threads }, () => this.#lane()))
    } finally {
      clearInterval(beating)
      await database.query(`delete from ${SCHEMA}.worker where id = $1`, [this.id]).catch(() => undefined)
    }
  }

  get #heartbeat(): number {
    return this.options.heartbeatSeconds ?? HEARTBEAT_SECONDS
  }

  async #beat(): Promise<void> {
    const { database, options, pool } = this
    await database.query(
      `insert into ${SCHEMA}.worker (id, host, process, library, version, threads, alive_until)
       values ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 second')
       on conflict (id) do update set alive_until = excluded.alive_until`,
      [
        this.id,
        hostname(),
        process.pid,
        this.library,
        options.version,
        pool.threads,
        this.#heartbeat * MISSED_HEARTBEATS,
      ],
    )
    await clearStaleWorkers(database)
  }

  async #lane(): Promise<void> {
    const { database, options } = this
    const { stop } = options
    while (!stop.aborted) {
      let taken: Claim | null
      try {
        taken = await database.persist(() => this.#take(), stop)
      } catch (error) {
        if (stop.aborted) return
        throw error
      }
      if (taken) await this.#work(taken)
      else await sleep(IDLE_MS, undefined, { signal: stop }).catch(() => undefined)
    }
  }

  /** Takes one file of any run that is ours. Taking it and writing down who has it is one step. */
  async #take(): Promise<Claim | null> {
    const { database } = this
    for (const run of await this.#runs()) {
      const claim = await database.transaction(async ({ query, db }): Promise<Claim | null> => {
        const [job] = await database.boss.fetch<{ file: string }>(queuesOf(run.id).work, {
          includeMetadata: true,
          batchSize: 1,
          db,
        })
        if (!job) return null
        await query(
          `insert into ${SCHEMA}.claim (run, file, worker) values ($1, $2, $3)
           on conflict (run, file) do update set worker = excluded.worker`,
          [run.id, job.data.file, this.id],
        )
        return { run, file: job.data.file, again: job.retryCount > 0 }
      })
      if (claim) return claim
    }
    return null
  }

  async #runs(): Promise<OpenRun[]> {
    const rows = await this.database.query(
      `select id, base, library, version, reading, shared from ${SCHEMA}.run order by created_at, id`,
    )
    return rows.flatMap((row) => {
      const { id, library, version } = row as { id: string; library: string; version: string }
      let ours = this.#known.get(id)
      if (ours === undefined) {
        ours = this.#isOurs(row)
        this.#known.set(id, ours)
        if (!ours) this.options.onEvent({ event: 'other-version', run: id, library, version })
      }
      return ours ? [this.#own(OpenRun.parse(row))] : []
    })
  }

  /** Whether this program and library would give the run's own results. */
  #isOurs(row: Record<string, unknown>): boolean {
    if (row.library !== this.library || row.version !== this.options.version) return false
    const run = OpenRun.safeParse(row)
    if (!run.success) return false
    const { base, version, reading } = this.#own(run.data)
    try {
      return baseOf(judgingBy(reading), version, reading) === base
    } catch (error) {
      // House rules or packs that this program does not know.
      if (error instanceof YakkanError) return false
      throw error
    }
  }

  #own(run: OpenRun): OpenRun {
    return { ...run, reading: { ...run.reading, library: this.options.library } }
  }

  async #work({ run, file, again }: Claim): Promise<void> {
    const { database, options } = this
    const { stop } = options
    try {
      const [raw] = await database.persist(
        () =>
          database.query(
            `select f.path, f.sha256, f.at, f.entry, f.before, c.bytes, c.before_bytes,
               exists (select 1 from ${SCHEMA}.result r where r.run = f.run and r.file = f.id) as has_result
             from ${SCHEMA}.file f left join ${SCHEMA}.content c on c.run = f.run and c.file = f.id
             where f.run = $1 and f.id = $2`,
            [run.id, file],
          ),
        stop,
      )
      // The run was ended by its enqueuer.
      if (!raw) return
      const taken = Taken.parse(raw)
      if (taken.has_result) return await this.#complete(run, file, null)
      const outcome = await this.#judge(run, taken)
      if ('row' in outcome && (again || outcome.row.error?.code !== 'too-slow')) {
        await this.#complete(run, file, outcome)
        this.done++
        const { status, error } = outcome.row
        options.onEvent({ event: 'file', run: run.id, path: taken.path, status, error: error?.code ?? null })
      } else {
        // Reading may have taken too long because the machine was busy: another may be faster.
        const error = 'row' in outcome ? outcome.row.error! : outcome.error
        await this.#giveBack(run, file, error)
        this.putBack++
        const { code } = error
        options.onEvent({ event: 'file', run: run.id, path: taken.path, status: 'put back', error: code })
      }
    } catch (error) {
      // Nobody asks for it any more: its run was ended meanwhile.
      if ((error as { code?: string }).code === FOREIGN_KEY_VIOLATION) return
      if (error instanceof QueueError && stop.aborted) return
      throw error
    }
  }

  async #judge(
    run: OpenRun,
    taken: z.infer<typeof Taken>,
  ): Promise<{ row: Row; results: Results } | { error: RowError }> {
    const { path, sha256, at, entry, before, bytes, before_bytes } = taken
    const from = run.shared !== null && at !== null ? { path, file: join(run.shared, at), entry } : bytes
    if (!from) return { error: new BatchError('no-entry', path) }
    let outcome: Outcome
    try {
      outcome = await this.pool.run(
        {
          kind: 'judge',
          path,
          from,
          sha256,
          reading: run.reading,
          before: before !== null && before_bytes ? { sha256: before, bytes: before_bytes } : null,
        },
        path,
      )
    } catch (error) {
      // It brought its thread down, or showed no sign of life: perhaps another machine manages it.
      if (error instanceof BatchError) return { error }
      throw error
    }
    switch (outcome.kind) {
      case 'judged':
        return { row: outcome.row, results: outcome.results }
      case 'no-source':
        return { error: outcome.error }
      case 'other-bytes':
        return { error: new QueueError('other-bytes', path) }
      case 'stop':
        throw new BatchError(outcome.code, outcome.place)
      default:
        throw new Error(`a thread answered “${outcome.kind}” to judge`)
    }
  }

  /** Puts the result down, once, and with it all that says that it is still to be had. */
  async #complete(run: OpenRun, file: string, judged: { row: Row; results: Results } | null): Promise<void> {
    const { database, options } = this
    await database.persist(
      () =>
        database.transaction(async ({ query, db }) => {
          if (judged) {
            const { result, page, change } = judged.results
            await query(
              `insert into ${SCHEMA}.result (run, file, worker, "row", result, page, change)
               values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
              [run.id, file, this.id, JSON.stringify(judged.row), bytesOf(result), bytesOf(page), bytesOf(change)],
            )
          }
          await query(`delete from ${SCHEMA}.content where run = $1 and file = $2`, [run.id, file])
          await query(`delete from ${SCHEMA}.claim where run = $1 and file = $2 and worker = $3`, [
            run.id,
            file,
            this.id,
          ])
          await database.boss.complete(queuesOf(run.id).work, file, {}, { db })
        }),
      options.stop,
    )
  }

  /** Gives a file back with the reason; it is tried again later, and given up after some times. */
  async #giveBack(run: OpenRun, file: string, { stage, code, text, next }: RowError): Promise<void> {
    const { database, options } = this
    await database.persist(
      () =>
        database.transaction(async ({ query, db }) => {
          await database.boss.fail(queuesOf(run.id).work, file, { error: { stage, code, text, next } }, { db })
          await query(`delete from ${SCHEMA}.claim where run = $1 and file = $2 and worker = $3`, [
            run.id,
            file,
            this.id,
          ])
        }),
      options.stop,
    )
  }
}

const FOREIGN_KEY_VIOLATION = '23503'

function bytesOf(data: string | Uint8Array | null): Buffer | null {
  return data === null ? null : Buffer.from(data as Uint8Array)
}
