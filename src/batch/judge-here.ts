import { BatchError } from './batch-error.js'
import { each } from './each.js'
import { failureLine } from './failure-line.js'
import type { Journal } from './journal.js'
import type { Places } from './places.js'
import type { Pool } from './pool.js'
import { failedRow, type Row } from './row.js'
import type { Outcome, Reading } from './task.js'
import type { Source } from './walk.js'
import { writeWhole } from './whole-file.js'

interface Hooks {
  journal: Journal
  places: Places
  stop?: AbortSignal | undefined
  onDone(row: Row): void
}

/**
 * Judges the documents in the threads of this machine, as many at a time as there are threads, and records each as it is
 * done.
 *
 * @param base everything but the bytes that a result depends on, as a hash
 * @returns how many documents are done
 * @throws BatchError when the output cannot be written
 */
export async function judgeHere(
  todo: readonly Source[],
  pool: Pool,
  base: string,
  reading: Reading,
  { journal, places, stop, onDone }: Hooks,
): Promise<number> {
  const { out } = places
  let done = 0
  /** Files whose reading took too long, perhaps because the machine was busy: tried once more when the rest is done. */
  const late: Source[] = []
  const pass = (sources: readonly Source[], last: boolean): Promise<void> =>
    each(sources, pool.threads, (source) => judgeOne(source, last), stop)
  await pass(todo, false)
  if (!stop?.aborted) await pass(late, true)
  return done

  async function judgeOne(source: Source, last: boolean): Promise<void> {
    const before = journal.entries.get(source.path)?.judged || null
    const outcome = await pool
      .run({ kind: 'analyse', source, out, reading, base, before }, source.path)
      .catch((error: unknown): Outcome => {
        if (!(error instanceof BatchError)) throw error
        const row = failedRow(source.path, '', error)
        writeWhole(out, places.result(source.path), failureLine(row))
        return { kind: 'analysed', key: '', row }
      })
    if (outcome.kind === 'stop') throw new BatchError(outcome.code, outcome.place)
    if (outcome.kind !== 'analysed') throw new Error(`a thread answered “${outcome.kind}” to analyse`)
    if (outcome.row.error?.code === 'too-slow' && !last) {
      late.push(source)
      return
    }
    journal.record(outcome.key, outcome.row)
    done++
    onDone(outcome.row)
  }
}
