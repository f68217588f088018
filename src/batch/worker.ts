import { existsSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { type Analyzed, analyze } from '../analyze.js'
import { compareAnalyzed } from '../compare.js'
import { readDocument } from '../ingest/read.js'
import { type Library, loadLibrary } from '../library/library.js'
import { YakkanError } from '../model/failure.js'
import { analysisReport, comparisonReport } from '../report/index.js'
import { BatchError } from './batch-error.js'
import { failureLine } from './failure-line.js'
import { placesIn } from './places.js'
import { printsOf } from './prints.js'
import { keyOf, nameOf, readSource, sha256Of } from './read-source.js'
import { changeOf, failedRow, type Row, rowOf } from './row.js'
import type { Outcome, PairResult, Reading, Task } from './task.js'
import { writeWhole } from './whole-file.js'

/** A thread of a batch: reads, judges, writes the result, and hands back one row. */
export default async function work(task: Task): Promise<Outcome> {
  try {
    switch (task.kind) {
      case 'analyse':
        return await analyseSource(task)
      case 'check':
        return check(task)
      case 'prints':
        return await prints(task)
      case 'compare':
        return { kind: 'compared', pair: await comparePair(task) }
    }
  } catch (error) {
    // An output that cannot be written stops the run; everything else is told in the document's own row.
    if (error instanceof BatchError && (error.code === 'disk-full' || error.code === 'bad-output'))
      return { kind: 'stop', code: error.code, place: error.place }
    throw error
  }
}

function library(reading: Reading): Library {
  return reading.library === null ? loadLibrary() : loadLibrary(reading.library)
}

/** Reads and judges bytes, and tells the run now and then that it is alive. */
function judge(bytes: Uint8Array, path: string, id: number, reading: Reading): Promise<Analyzed> {
  return analyze(bytes, nameOf(path), {
    library: library(reading),
    tracked: reading.tracked,
    ocr: reading.ocr,
    onProgress: () => parentPort?.postMessage({ alive: id }),
  })
}

async function analyseSource(task: Extract<Task, { kind: 'analyse' }>): Promise<Outcome> {
  const { source, out, reading, base, known } = task
  const places = placesIn(out)
  let sha256 = ''
  let row: Row
  try {
    const bytes = readSource(source)
    sha256 = sha256Of(bytes)
    if (!existsSync(places.version(sha256))) writeWhole(out, places.version(sha256), bytes)
    const analysed = await judge(bytes, source.path, task.id, reading)
    row = rowOf(source.path, analysed.analysis)
    if (known && known.sha256 !== sha256 && existsSync(places.version(known.sha256))) {
      row.change = await compareWithEarlier(task, known.sha256, analysed)
    }
    if (reading.page) {
      const report = { analysis: analysed.analysis, document: analysed.agreement.document }
      writeWhole(out, places.page(source.path), await analysisReport(report, 'html', { language: reading.page }))
    }
    writeWhole(out, places.result(source.path), `${JSON.stringify({ path: source.path, ...analysed.analysis })}\n`)
  } catch (error) {
    if (!(error instanceof YakkanError) || isAboutOutput(error)) throw error
    row = failedRow(source.path, sha256, error)
    writeWhole(out, places.result(source.path), failureLine(row))
  }
  // Bytes that could not be had give no key: the next run tries again.
  return { kind: 'analysed', key: sha256 ? keyOf(sha256, base) : '', row }
}

function isAboutOutput(error: YakkanError): boolean {
  return error instanceof BatchError && (error.code === 'disk-full' || error.code === 'bad-output')
}

async function compareWithEarlier(
  task: Extract<Task, { kind: 'analyse' }>,
  previous: string,
  now: Analyzed,
): Promise<Row['change']> {
  const { source, out, reading } = task
  const places = placesIn(out)
  try {
    const bytes = readSource({ path: source.path, file: places.version(previous), entry: null })
    const before = await judge(bytes, source.path, task.id, reading)
    const comparison = compareAnalyzed(before, now)
    writeWhole(out, places.change(source.path), `${JSON.stringify({ path: source.path, ...comparison })}\n`)
    return changeOf(previous, comparison)
  } catch (error) {
    // An earlier version that could not be read has nothing to be compared with; its row of the time says why.
    if (error instanceof YakkanError && error.stage === 'ingest') return null
    throw error
  }
}

function check(task: Extract<Task, { kind: 'check' }>): Outcome {
  const places = placesIn(task.out)
  return {
    kind: 'checked',
    unchanged: task.documents.map(({ source, key }) => {
      try {
        return keyOf(sha256Of(readSource(source)), task.base) === key && existsSync(places.result(source.path))
      } catch {
        return false
      }
    }),
  }
}

async function prints(task: Extract<Task, { kind: 'prints' }>): Promise<Outcome> {
  const out: (number[] | null)[] = []
  for (const source of task.sources) {
    try {
      const document = await readDocument(readSource(source), nameOf(source.path), {
        tracked: task.reading.tracked,
        ocr: task.reading.ocr,
        onProgress: () => parentPort?.postMessage({ alive: task.id }),
      })
      out.push(printsOf(document.text))
    } catch (error) {
      if (!(error instanceof YakkanError)) throw error
      out.push(null)
    }
  }
  return { kind: 'prints', prints: out }
}

async function comparePair(task: Extract<Task, { kind: 'compare' }>): Promise<PairResult> {
  const { reading } = task
  const none = { hurts: 0, mixed: 0, unclear: 0, helps: 0, neutral: 0, highest: 'none', outcome: 'failed', worst: [] }
  try {
    const before = await judge(readSource(task.old), task.old.path, task.id, reading)
    const after = await judge(readSource(task.new), task.new.path, task.id, reading)
    const comparison = compareAnalyzed(before, after)
    const paths = { old_path: task.old.path, new_path: task.new.path }
    writeWhole(task.out, task.result, `${JSON.stringify({ ...paths, ...comparison })}\n`)
    if (reading.page) {
      const report = { comparison, old: before.agreement.document, new: after.agreement.document }
      writeWhole(task.out, task.page, await comparisonReport(report, 'html', { language: reading.page }))
    }
    const { summary, outcome } = comparison
    const short = changeOf(comparison.old.sha256, comparison)
    return { ...summary, highest: short.highest, outcome, worst: short.worst, error: null }
  } catch (error) {
    if (!(error instanceof YakkanError) || isAboutOutput(error)) throw error
    const { stage, code, text, next } = error
    const line = {
      old_path: task.old.path,
      new_path: task.new.path,
      schema: 'yakkan/failure@1',
      error: { stage, code, text, next },
    }
    writeWhole(task.out, task.result, `${JSON.stringify(line)}\n`)
    return { ...none, error: { stage, code, text, next } }
  }
}
