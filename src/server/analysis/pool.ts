import { Piscina } from 'piscina'
import type { Outcome, Progress, Task } from './task.js'

/** Memory that one thread may use, in MiB; a document that needs more ends its thread, not the service. */
const THREAD_HEAP_MIB = 1_024

/**
 * Jobs in hand for each thread. While fifty people upload and read, a job's own questions to the database wait among
 * theirs: with so many at hand, a thread that has ended one document finds the next one ready.
 */
export const JOBS_A_THREAD = 16

/** Room for what a thread has just made, in MiB: judging makes much that is short-lived, and clearing it away costs time. */
const THREAD_YOUNG_MIB = 96

/** Reports that may wait for a thread; more are told to come back. */
const MAX_WAITING_REPORTS = 50

/** The threads that read, judge and compare. */
export class AnalysisPool {
  readonly #pool: Piscina<Task, Outcome>

  constructor(
    readonly threads: number,
    onProgress: (progress: Progress) => void,
  ) {
    const fromSources = import.meta.url.endsWith('.ts')
    this.#pool = new Piscina({
      filename: new URL(fromSources ? './worker-from-source.mjs' : './worker.js', import.meta.url).href,
      execArgv: [],
      minThreads: 1,
      maxThreads: threads,
      idleTimeout: 60_000,
      concurrentTasksPerWorker: 1,
      maxQueue: threads * JOBS_A_THREAD + MAX_WAITING_REPORTS,
      resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MIB, maxYoungGenerationSizeMb: THREAD_YOUNG_MIB },
      recordTiming: false,
    })
    this.#pool.on('message', onProgress)
    // A thread that died has failed its task already; the pool starts another.
    this.#pool.on('error', () => undefined)
  }

  /** @throws what the thread threw, or AbortError when `signal` stopped it, which ends its thread */
  async run(task: Task, signal: AbortSignal): Promise<Outcome> {
    return this.#pool.run(task, { signal })
  }

  async close(): Promise<void> {
    await this.#pool.destroy()
  }
}
