import type { ControlledTransaction, Kysely, Transaction } from 'kysely'
import type { Tables } from './tables.js'

/** Writers that share one commit at most: others who wait for the database must have their turn. */
const MOST_TOGETHER = 16

type Work<T> = (trx: Transaction<Tables>) => Promise<T>

interface Writer {
  work: Work<unknown>
  /** Tells the writer what became of it, once it is on disk. */
  settle: (ending: Ending) => void
}

type Ending = { done: true; value: unknown } | { done: false; error: unknown }

/**
 * Transactions on SQLite that share their commit. Each commit waits for the disk, and everybody waits with it: fifty
 * uploads one after another would be fifty waits. Those who come while one is under way are written together in the
 * next, each behind a savepoint of its own, so that one that fails takes nothing of the others back.
 */
export class SharedCommits {
  #waiting: Writer[] = []
  #isWriting = false

  constructor(private readonly db: Kysely<Tables>) {}

  /** Does `work` in a transaction. @returns what it returned, once it is on disk @throws what it threw, with nothing written */
  write<T>(work: Work<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({
        work,
        settle: (ending) => (ending.done ? resolve(ending.value as T) : reject(ending.error)),
      })
      if (!this.#isWriting) void this.#writeAll()
    })
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true
    while (this.#waiting.length > 0) await this.#writeTogether()
    this.#isWriting = false
  }

  async #writeTogether(): Promise<void> {
    let together: Writer[] = []
    const endings: Ending[] = []
    try {
      const trx = await this.db.startTransaction().execute()
      // Taken only now: whoever came while the connection was another's goes along.
      together = this.#waiting.splice(0, MOST_TOGETHER)
      try {
        for (const { work } of together) endings.push(await behindSavepoint(trx, work))
        await trx.commit().execute()
      } catch (error) {
        await trx.rollback().execute()
        throw error
      }
    } catch (error) {
      if (together.length === 0) together = this.#waiting.splice(0)
      for (const { settle } of together) settle({ done: false, error })
      return
    }
    for (const [i, { settle }] of together.entries()) settle(endings[i]!)
  }
}

/** @throws when the transaction itself is gone, as after a full disk */
async function behindSavepoint(trx: ControlledTransaction<Tables>, work: Work<unknown>): Promise<Ending> {
  const saved = await trx.savepoint('writer').execute()
  try {
    const value = await work(saved)
    await saved.releaseSavepoint('writer').execute()
    return { done: true, value }
  } catch (error) {
    await saved.rollbackToSavepoint('writer').execute()
    return { done: false, error }
  }
}
