import { mkdirSync } from 'node:fs'
import type { Severity } from '../model/comparison.js'
import { YakkanError } from '../model/failure.js'
import { BatchError, writeFailure } from './batch-error.js'
import { each } from './each.js'
import { baseOf, judgingBy } from './judging.js'
import { PRINTED_TOGETHER } from './limits.js'
import { failedPair, failedPairLine, PairJournal, type PairResult } from './pair-journal.js'
import { type Pair, pairUp } from './pair-up.js'
import { type ComparedPair, writePairs } from './pairs-outputs.js'
import { placesIn } from './places.js'
import { Pool } from './pool.js'
import { failedRow, harmRank } from './row.js'
import type { BatchOptions } from './run.js'
import { lockFolder } from './run-lock.js'
import { type Source, walk } from './walk.js'
import { clearDrafts, writeWhole } from './whole-file.js'

export interface PairsOptions extends Omit<BatchOptions, 'folder' | 'queue'> {
  oldFolder: string
  newFolder: string
}

export interface PairsReport {
  pairs: number
  /** Pairs whose earlier comparison stands. */
  unchanged: number
  failed: number
  onlyOld: number
  onlyNew: number
  harm: Severity
  interrupted: boolean
}

/**
 * Compares two folders document by document. What was compared before, with the same bytes, library and program, is not
 * compared again.
 *
 * @throws BatchError as {@link runBatch} does
 */
export async function runPairs(asked: PairsOptions): Promise<PairsReport> {
  const judging = judgingBy(asked.reading)
  const options = { ...asked, reading: { ...asked.reading, judgedBy: judging.library.version } }
  const { out, language } = options
  const [old, next] = [options.oldFolder, options.newFolder].map((f) => walk(f, { ...options, except: out }))
  for (const [found, folder] of [[old!, options.oldFolder] as const, [next!, options.newFolder] as const]) {
    if (!found.sources.length) throw new BatchError('no-files', folder)
  }
  try {
    mkdirSync(out, { recursive: true })
  } catch (error) {
    throw writeFailure(error, out)
  }
  const places = placesIn(out)
  const unlock = lockFolder(places.lock, out)
  const pool = options.pool ?? new Pool(options.threads)
  let journal: PairJournal | undefined
  try {
    clearDrafts(out)
    journal = new PairJournal(places.pairs.journal)
    const base = baseOf(judging, options.version, options.reading)
    const { pairs, onlyOld, onlyNew } = await pairUp(old!.sources, next!.sources, (s) => printsFor(s, pool, options))
    const broken = [...old!.broken, ...next!.broken].map(({ path, error }) =>
      failedRow(path, '', error instanceof YakkanError ? error : new BatchError('no-access', path)),
    )
    const start = { total: pairs.length, unchanged: 0, todo: pairs.length, skipped: old!.skipped + next!.skipped }
    options.onEvent?.({ event: 'start', ...start, library: judging.library.version })
    const compared = new Map<Pair, PairResult>()
    let unchanged = 0
    await each(
      pairs,
      pool.threads,
      async (pair) => {
        const { result, again } = await compareOne(pair, pool, journal!, base, options)
        compared.set(pair, result)
        if (!again) unchanged++
        options.onEvent?.({
          event: 'file',
          path: pair.new.path,
          status: result.error ? 'failed' : 'done',
          adverse: result.hurts + result.mixed,
          error: result.error?.code ?? null,
          done: compared.size,
          todo: pairs.length,
        })
      },
      options.stop,
    )
    const interrupted = compared.size < pairs.length
    const results = pairs.flatMap((p): ComparedPair[] => {
      const result = compared.get(p)
      return result ? [{ ...p, result }] : []
    })
    if (!interrupted) {
      options.onEvent?.({ event: 'writing' })
      await writePairs(places, results, { onlyOld, onlyNew, broken }, language)
    }
    const report: PairsReport = {
      pairs: results.length,
      unchanged,
      failed: results.filter((p) => p.result.error).length + broken.length,
      onlyOld: onlyOld.length,
      onlyNew: onlyNew.length,
      harm: results.reduce<Severity>(
        (worst, { result }) => (harmRank(result.highest) > harmRank(worst) ? result.highest : worst),
        'none',
      ),
      interrupted,
    }
    options.onEvent?.({ event: 'end', report })
    return report
  } finally {
    if (pool !== options.pool) await pool.close()
    journal?.close()
    unlock()
  }
}

async function printsFor(sources: readonly Source[], pool: Pool, options: PairsOptions): Promise<(number[] | null)[]> {
  const prints = new Map<Source, number[] | null>()
  const chunks: Source[][] = []
  for (let i = 0; i < sources.length; i += PRINTED_TOGETHER) chunks.push(sources.slice(i, i + PRINTED_TOGETHER))
  await each(
    chunks,
    pool.threads,
    async (chunk) => {
      const outcome = await pool
        .run({ kind: 'prints', sources: chunk, reading: options.reading }, chunk[0]!.path)
        // One file that brings a thread down leaves its neighbours unpaired by likeness, and nothing worse.
        .catch(() => ({ kind: 'prints' as const, prints: chunk.map(() => null) }))
      if (outcome.kind === 'prints') for (const [i, p] of outcome.prints.entries()) prints.set(chunk[i]!, p)
    },
    options.stop,
  )
  return sources.map((s) => prints.get(s) ?? null)
}

async function compareOne(
  pair: Pair,
  pool: Pool,
  journal: PairJournal,
  base: string,
  options: PairsOptions,
): Promise<{ result: PairResult; again: boolean }> {
  const { out, reading } = options
  const places = placesIn(out)
  const path = pair.new.path
  const files = { result: places.pairs.result(path), page: places.pairs.page(path) }
  const known = journal.entries.get(path)
  const standing = known && !(options.retryFailed && known.result.error) ? known.key : null
  try {
    const outcome = await pool.run(
      { kind: 'compare', old: pair.old, new: pair.new, out, reading, base, standing, ...files },
      path,
    )
    if (outcome.kind === 'stop') throw new BatchError(outcome.code, outcome.place)
    if (outcome.kind === 'same-pair') return { result: known!.result, again: false }
    if (outcome.kind !== 'compared') throw new Error(`a thread answered “${outcome.kind}” to compare`)
    journal.record({ path, key: outcome.key, result: outcome.pair })
    return { result: outcome.pair, again: true }
  } catch (error) {
    if (!(error instanceof BatchError) || (error.code !== 'crashed' && error.code !== 'stuck')) throw error
    const { stage, code, text, next } = error
    writeWhole(out, files.result, failedPairLine(pair.old.path, path, { stage, code, text, next }))
    // Without a key: the next run tries again.
    const result = failedPair({ stage, code, text, next })
    journal.record({ path, key: '', result })
    return { result, again: true }
  }
}
