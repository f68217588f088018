import { createHash } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { loadLibrary } from '../library/library.js'
import type { Severity } from '../model/comparison.js'
import { YakkanError } from '../model/failure.js'
import type { Language } from '../model/text.js'
import { BatchError, writeFailure } from './batch-error.js'
import { each } from './each.js'
import { failureLine } from './failure-line.js'
import { Journal } from './journal.js'
import { judgeHere } from './judge-here.js'
import { baseOf, judgingBy } from './judging.js'
import { FILES_PER_CHECK } from './limits.js'
import { writeOutputs } from './outputs.js'
import type { PairsReport } from './pairs.js'
import { type Places, placesIn } from './places.js'
import { Pool } from './pool.js'
import type { QueueEvent, QueuePlace } from './queue/enqueue.js'
import { failedRow, harmRank, type Row } from './row.js'
import { lockFolder } from './run-lock.js'
import type { Reading } from './task.js'
import { type Source, type WalkOptions, walk } from './walk.js'
import { clearDrafts, writeWhole } from './whole-file.js'

export interface BatchOptions extends WalkOptions {
  folder: string
  out: string
  /** Version of yakkan: results of another one are not taken over. */
  version: string
  /** Language of the summary and the matrix. */
  language: Language
  reading: Reading
  threads?: number | undefined
  /** Threads that outlive the run and are closed by the caller; without them the run has its own. */
  pool?: Pool | undefined
  /** Where workers of other machines take the documents from; without it this one judges them. */
  queue?: QueuePlace | undefined
  /** Try files again whose failure was recorded. */
  retryFailed?: boolean | undefined
  /** Finishes the documents in hand, then stops. */
  stop?: AbortSignal | undefined
  onEvent?: ((event: BatchEvent) => void) | undefined
}

export type BatchEvent =
  | { event: 'start'; total: number; unchanged: number; todo: number; skipped: number; library: string }
  | {
      event: 'file'
      path: string
      status: Row['status']
      adverse: number
      error: string | null
      done: number
      todo: number
    }
  | QueueEvent
  | { event: 'writing' }
  | { event: 'end'; report: BatchReport | PairsReport }

export interface BatchReport {
  total: number
  /** Documents judged in this run, and those whose earlier result stands. */
  done: number
  unchanged: number
  failed: number
  changed: number
  skipped: number
  /** The worst finding in any document, and the worst harm of any change. */
  concern: Severity
  harm: Severity
  interrupted: boolean
}

/**
 * Judges every document of a folder and keeps the results in another one. What is done with the same bytes, library and
 * program is not done again; a changed document is compared with its earlier self.
 *
 * @throws BatchError when the folder cannot be read or the output cannot be written; results that stand stay
 */
export async function runBatch(asked: BatchOptions): Promise<BatchReport> {
  const judging = judgingBy(asked.reading)
  const options = { ...asked, reading: { ...asked.reading, judgedBy: judging.library.version } }
  const places = placesIn(options.out)
  const found = walk(options.folder, { ...options, except: options.out })
  if (!found.sources.length && !found.broken.length) throw new BatchError('no-files', options.folder)
  try {
    mkdirSync(options.out, { recursive: true })
  } catch (error) {
    throw writeFailure(error, options.out)
  }
  const unlock = lockFolder(places.lock, options.out)
  let pool: Pool | undefined
  let journal: Journal | undefined
  try {
    clearDrafts(options.out)
    journal = new Journal(places.journal)
    const base = baseOf(judging, options.version, options.reading)
    pool = options.pool ?? new Pool(options.queue && !journal.entries.size ? 1 : options.threads)
    const todo = await pending(found.sources, journal, pool, base, options)
    const unchanged = found.sources.length - todo.length
    const paths = [...found.sources.map((s) => s.path), ...found.broken.map((b) => b.path)].sort()
    options.onEvent?.({
      event: 'start',
      total: paths.length,
      unchanged,
      todo: todo.length,
      skipped: found.skipped,
      library: judging.library.version,
    })
    const broken = found.broken
      .map(({ path, error }) =>
        failedRow(path, '', error instanceof YakkanError ? error : new BatchError('no-access', path)),
      )
      .filter((row) => journal!.entries.get(row.path)?.failed !== row.error!.code)
    if (todo.length || broken.length) journal.begin()
    for (const row of broken) {
      writeWhole(options.out, places.result(row.path), failureLine(row))
      journal.record('', row)
    }
    const done = await judgeAll(todo, journal, places, pool, base, options)
    const interrupted = options.stop?.aborted === true && done < todo.length
    const digest = digestOf(journal, paths, options.language)
    if (!interrupted && !standing(places, journal, digest)) {
      options.onEvent?.({ event: 'writing' })
      if (journal.finished !== null) journal.begin()
      await writeOutputs(places, journal, paths, judging.library, options.language)
      journal.end(digest)
    }
    const report = reportOf(journal, paths, { done, unchanged, skipped: found.skipped, interrupted })
    options.onEvent?.({ event: 'end', report })
    return report
  } finally {
    if (pool !== options.pool) await pool?.close()
    journal?.close()
    unlock()
  }
}

/** Judges the documents here or over the queue, and tells of each that is done. */
async function judgeAll(
  todo: readonly Source[],
  journal: Journal,
  places: Places,
  pool: Pool,
  base: string,
  options: BatchOptions,
): Promise<number> {
  const { reading, version, folder, queue, stop } = options
  let done = 0
  const onDone = ({ path, status, adverse, error }: Row): void => {
    const counts = { done: ++done, todo: todo.length }
    options.onEvent?.({ event: 'file', path, status, adverse, error: error?.code ?? null, ...counts })
  }
  // With nothing to do, only a run that was broken off may have left something in the queue.
  if (!queue || (!todo.length && journal.finished !== null)) {
    return judgeHere(todo, pool, base, reading, { journal, places, stop, onDone })
  }
  const onEvent = (event: QueueEvent): void => options.onEvent?.(event)
  const { judgeOverQueue } = await import('./queue/enqueue.js')
  const library = loadLibrary(reading.library ?? undefined).version
  return judgeOverQueue(todo, { base, library, version, reading }, queue, {
    journal,
    places,
    folder,
    stop,
    onDone,
    onEvent,
  })
}

/** The documents whose results do not stand yet, or not for these bytes. */
async function pending(
  sources: readonly Source[],
  journal: Journal,
  pool: Pool,
  base: string,
  options: BatchOptions,
): Promise<Source[]> {
  const known: { source: Source; key: string }[] = []
  const todo = new Set<Source>()
  for (const source of sources) {
    const entry = journal.entries.get(source.path)
    const again = entry?.failed !== null && options.retryFailed === true
    // A file that no thread survived is tried again by each run: a later version may manage it.
    if (!entry?.key.endsWith(`.${base}`) || again) todo.add(source)
    else known.push({ source, key: entry.key })
  }
  const chunks: (typeof known)[] = []
  for (let i = 0; i < known.length; i += FILES_PER_CHECK) chunks.push(known.slice(i, i + FILES_PER_CHECK))
  await each(chunks, pool.threads, async (documents) => {
    const outcome = await pool.run({ kind: 'check', out: options.out, base, documents }, documents[0]!.source.path)
    if (outcome.kind === 'checked') {
      for (const [i, same] of outcome.unchanged.entries()) if (!same) todo.add(documents[i]!.source)
    }
  })
  return sources.filter((s) => todo.has(s))
}

function digestOf(journal: Journal, paths: readonly string[], language: Language): string {
  const hash = createHash('sha256').update(language)
  for (const path of paths) hash.update(`\n${path}\t${journal.entries.get(path)?.key ?? ''}`)
  return hash.digest('hex')
}

/** Whether the aggregate files of an earlier run say what they would say now. */
function standing(places: Places, journal: Journal, digest: string): boolean {
  const { results, matrix, summary } = places
  return (
    journal.finished === digest &&
    [results, matrix.csv, matrix.xlsx, matrix.html, summary.md, summary.json].every((f) => existsSync(f))
  )
}

function reportOf(
  journal: Journal,
  paths: readonly string[],
  counts: Pick<BatchReport, 'done' | 'unchanged' | 'skipped' | 'interrupted'>,
): BatchReport {
  const report: BatchReport = { ...counts, total: paths.length, failed: 0, changed: 0, concern: 'none', harm: 'none' }
  for (const path of paths) {
    const entry = journal.entries.get(path)
    if (!entry) continue
    if (entry.failed !== null) report.failed++
    if (harmRank(entry.concern) > harmRank(report.concern)) report.concern = entry.concern
    if (entry.harm !== null && entry.run === journal.run) {
      report.changed++
      if (harmRank(entry.harm) > harmRank(report.harm)) report.harm = entry.harm
    }
  }
  return report
}
