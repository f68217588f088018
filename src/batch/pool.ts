import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import { BatchError } from './batch-error.js'
import { MAX_SILENT_MS, MAX_THREAD_HEAP_MIB, THREAD_YOUNG_MIB } from './limits.js'
import type { Outcome, Task } from './task.js'

type Work = Task extends infer T ? (T extends Task ? Omit<T, 'id'> : never) : never

const WORKER = new URL(import.meta.url.endsWith('.ts') ? './worker-from-source.mjs' : './worker.js', import.meta.url)
  .href

/** The threads of a batch. A document on which one dies or falls silent costs that thread and no more. */
export class Pool {
  readonly threads: number
  readonly #piscina: Piscina<Task, Outcome>
  readonly #alive = new Map<number, () => void>()
  readonly #silentMs: number
  #id = 0

  /**
   * @param worker file of the threads' code, and how long one may be silent (milliseconds); others are for tests
   */
  constructor(threads = availableParallelism(), { silentMs = MAX_SILENT_MS, worker = WORKER } = {}) {
    this.threads = Math.max(1, threads)
    this.#silentMs = silentMs
    this.#piscina = new Piscina({
      filename: worker,
      execArgv: [],
      minThreads: this.threads,
      maxThreads: this.threads,
      concurrentTasksPerWorker: 1,
      resourceLimits: { maxOldGenerationSizeMb: MAX_THREAD_HEAP_MIB, maxYoungGenerationSizeMb: THREAD_YOUNG_MIB },
    })
    // A thread that died has failed its document already; the pool starts another.
    this.#piscina.on('error', () => undefined)
    this.#piscina.on('message', (message: { alive?: number }) => {
      if (message.alive !== undefined) this.#alive.get(message.alive)?.()
    })
  }

  /**
   * Hands a task to the next free thread.
   *
   * @param place the document, for the failure
   * @throws BatchError `crashed` when the thread died on it, `stuck` when it showed no sign of life for too long
   */
  async run(work: Work, place: string): Promise<Outcome> {
    const id = ++this.#id
    const silence = new AbortController()
    const timer = setTimeout(() => silence.abort(), this.#silentMs)
    this.#alive.set(id, () => timer.refresh())
    try {
      return await this.#piscina.run({ ...work, id } as Task, { signal: silence.signal })
    } catch (error) {
      if (silence.signal.aborted) {
        throw new BatchError('stuck', place, { seconds: Math.round(this.#silentMs / 1000) }, { cause: error })
      }
      const reason = error instanceof Error ? error.message : String(error)
      throw new BatchError('crashed', place, { reason }, { cause: error })
    } finally {
      clearTimeout(timer)
      this.#alive.delete(id)
    }
  }

  async close(): Promise<void> {
    await this.#piscina.destroy()
  }
}
