import { type Analyzed, analyze } from '../analyze.js'
import { compareAnalyzed } from '../compare.js'
import { YakkanError } from '../model/failure.js'
import { analysisReport } from '../report/index.js'
import { isAboutDocument } from './batch-error.js'
import { failureLine } from './failure-line.js'
import { judgingBy } from './judging.js'
import { nameOf } from './read-source.js'
import { changeOf, failedRow, type Row, rowOf } from './row.js'
import type { Reading, Results } from './task.js'

/** A version of a document: where it stands in the batch, its bytes and their hash. */
export interface Version {
  path: string
  sha256: string
  bytes: Uint8Array
}

/** Reads and judges bytes. `alive` is called now and then while that takes long. */
export function judge(bytes: Uint8Array, path: string, reading: Reading, alive: () => void): Promise<Analyzed> {
  const { tracked, ocr } = reading
  const explained = reading.page ? ({ explain: 'all' } as const) : {}
  return analyze(bytes, nameOf(path), { ...judgingBy(reading), ...explained, tracked, ocr, onProgress: alive })
}

/**
 * Everything that one document of a batch gives, whichever machine does it: its row and its files. A document that cannot
 * be read gives a row and a line that say why.
 *
 * @param before bytes of the version judged last, where they are others; the comparison is made with them
 */
export async function judgeSource(
  now: Version,
  before: (() => Uint8Array) | null,
  previous: string | null,
  reading: Reading,
  alive: () => void,
): Promise<{ row: Row; results: Results }> {
  try {
    const analysed = await judge(now.bytes, now.path, reading, alive)
    const row = rowOf(now.path, analysed.analysis)
    const results: Results = {
      result: `${JSON.stringify({ path: now.path, ...analysed.analysis })}\n`,
      page: null,
      change: null,
    }
    if (before && previous !== null) {
      const comparison = await compareWithEarlier(before, now.path, analysed, reading, alive)
      if (comparison) {
        row.change = changeOf(previous, comparison)
        results.change = `${JSON.stringify({ path: now.path, ...comparison })}\n`
      }
    }
    if (reading.page) {
      const { agreement, analysis, explanations } = analysed
      const report = { analysis, document: agreement.document, explanations }
      results.page = await analysisReport(report, 'html', { language: reading.page })
    }
    return { row, results }
  } catch (error) {
    if (!isAboutDocument(error)) throw error
    return unreadable(now.path, now.sha256, error)
  }
}

/** What a document without a result gives. */
export function unreadable(path: string, sha256: string, error: YakkanError): { row: Row; results: Results } {
  const row = failedRow(path, sha256, error)
  return { row, results: { result: failureLine(row), page: null, change: null } }
}

async function compareWithEarlier(
  before: () => Uint8Array,
  path: string,
  now: Analyzed,
  reading: Reading,
  alive: () => void,
): Promise<ReturnType<typeof compareAnalyzed> | null> {
  try {
    const earlier = await judge(before(), path, reading, alive)
    return compareAnalyzed(earlier, now, judgingBy(reading))
  } catch (error) {
    // An earlier version that another library or program can no longer read has nothing to be compared with.
    if (error instanceof YakkanError && error.stage === 'ingest') return null
    throw error
  }
}
