import { existsSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { compareAnalyzed } from '../compare.js'
import { readDocument } from '../ingest/read.js'
import { comparisonReport } from '../report/index.js'
import { isAboutDocument, stopsRun } from './batch-error.js'
import { judge, judgeSource, unreadable } from './judge-source.js'
import { judgingBy } from './judging.js'
import { hasVersion, keepResults, keepVersion, readVersion } from './keep.js'
import { failedPair, failedPairLine } from './pair-journal.js'
import { placesIn } from './places.js'
import { printsOf } from './prints.js'
import { keyOf, nameOf, readSource, sha256Of } from './read-source.js'
import { changeOf } from './row.js'
import type { Outcome, Task } from './task.js'
import { writeWhole } from './whole-file.js'

/** A thread of a batch: reads, judges, writes the result, and hands back one row. */
export default async function work(task: Task): Promise<Outcome> {
  try {
    switch (task.kind) {
      case 'analyse':
        return await analyseSource(task)
      case 'judge':
        return await judgeApart(task)
      case 'check':
        return check(task)
      case 'prints':
        return await prints(task)
      case 'compare':
        return await comparePair(task)
    }
  } catch (error) {
    // An output that cannot be written stops the run; everything else is told in the document's own row.
    if (stopsRun(error)) return { kind: 'stop', code: error.code, place: error.place }
    throw error
  }
}

/** Tells the run that this thread is alive, which may take long over one document. */
function signs(id: number): () => void {
  return () => parentPort?.postMessage({ alive: id })
}

async function analyseSource(task: Extract<Task, { kind: 'analyse' }>): Promise<Outcome> {
  const { source, out, reading, base, before } = task
  const places = placesIn(out)
  let bytes: Uint8Array
  try {
    bytes = readSource(source)
  } catch (error) {
    if (!isAboutDocument(error)) throw error
    const { row, results } = unreadable(source.path, '', error)
    keepResults(places, source.path, results)
    // Bytes that could not be had give no key: the next run tries again.
    return { kind: 'analysed', key: '', row }
  }
  const sha256 = sha256Of(bytes)
  keepVersion(places, sha256, bytes)
  const earlier = before !== null && before !== sha256 && hasVersion(places, before) ? before : null
  const { row, results } = await judgeSource(
    { path: source.path, sha256, bytes },
    earlier === null ? null : () => readVersion(places, earlier),
    earlier,
    reading,
    signs(task.id),
  )
  keepResults(places, source.path, results)
  return { kind: 'analysed', key: keyOf(sha256, base), row }
}

/** The same for a document that another machine asked for: nothing is written here. */
async function judgeApart(task: Extract<Task, { kind: 'judge' }>): Promise<Outcome> {
  const { path, from, sha256, reading, before } = task
  let bytes: Uint8Array
  try {
    bytes = from instanceof Uint8Array ? from : readSource(from)
  } catch (error) {
    if (!isAboutDocument(error)) throw error
    const { stage, code, text, next } = error
    return { kind: 'no-source', error: { stage, code, text, next } }
  }
  if (sha256Of(bytes) !== sha256) return { kind: 'other-bytes' }
  const version = { path, sha256, bytes }
  const earlier = before && (() => before.bytes)
  return { kind: 'judged', ...(await judgeSource(version, earlier, before?.sha256 ?? null, reading, signs(task.id))) }
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
        onProgress: signs(task.id),
      })
      out.push(printsOf(document.text))
    } catch (error) {
      if (!isAboutDocument(error)) throw error
      out.push(null)
    }
  }
  return { kind: 'prints', prints: out }
}

async function comparePair(task: Extract<Task, { kind: 'compare' }>): Promise<Outcome> {
  const { reading, out, base, standing } = task
  let key = ''
  try {
    const [old, now] = [readSource(task.old), readSource(task.new)]
    key = keyOf(`${sha256Of(old)}.${sha256Of(now)}`, base)
    if (key === standing && existsSync(task.result)) return { kind: 'same-pair' }
    const before = await judge(old, task.old.path, reading, signs(task.id))
    const after = await judge(now, task.new.path, reading, signs(task.id))
    const comparison = compareAnalyzed(before, after, judgingBy(reading))
    if (reading.page) {
      const report = { comparison, old: before.agreement.document, new: after.agreement.document }
      writeWhole(out, task.page, await comparisonReport(report, 'html', { language: reading.page }))
    }
    const paths = { old_path: task.old.path, new_path: task.new.path }
    writeWhole(out, task.result, `${JSON.stringify({ ...paths, ...comparison })}\n`)
    const { hurts, mixed, unclear, helps, neutral } = comparison.summary
    const { highest, worst } = changeOf(comparison.old.sha256, comparison)
    const pair = { hurts, mixed, unclear, helps, neutral, highest, outcome: comparison.outcome, worst, error: null }
    return { kind: 'compared', key, pair }
  } catch (error) {
    if (!isAboutDocument(error)) throw error
    const { stage, code, text, next } = error
    writeWhole(out, task.result, failedPairLine(task.old.path, task.new.path, { stage, code, text, next }))
    return { kind: 'compared', key, pair: failedPair({ stage, code, text, next }) }
  }
}
