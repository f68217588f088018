import { parentPort } from 'node:worker_threads'
import { type Analyzed, analyzeDocument } from '../../analyze.js'
import { compareAnalyzed } from '../../compare.js'
import { houseJudging, type JudgingOptions, judgingOn } from '../../house.js'
import { readDocument } from '../../ingest/read.js'
import { type Library, loadLibrary } from '../../library/library.js'
import type { Analysis } from '../../model/analysis.js'
import { Document } from '../../model/document.js'
import type { Explanation } from '../../model/explanation.js'
import { YakkanError } from '../../model/failure.js'
import { proposals } from '../../packs/proposal.js'
import {
  analysisFormat,
  analysisReport,
  comparisonFormat,
  comparisonReport,
  type ReportedAnalysis,
} from '../../report/index.js'
import { negotiationLetter } from '../../report/negotiation/letter.js'
import { proposedRedline } from '../../report/negotiation/proposed-redline.js'
import { questionList } from '../../report/negotiation/question-list.js'
import { type AnalysisResult, analysisResult } from '../../store/analyses.js'
import { structure } from '../../structure/structure.js'
import type { NegotiationTask, Outcome, Progress, ReportTask, Rules, Task } from './task.js'

/** A thread of the service: reads, judges and compares, so that the event loop stays free. */

let library: Library | undefined

function theLibrary(): Library {
  library ??= loadLibrary()
  return library
}

function tell(progress: Progress): void {
  parentPort?.postMessage(progress)
}

export default async function work(task: Task): Promise<Outcome> {
  try {
    if (task.kind === 'analyse') return { kind: 'analysed', result: await analyse(task) }
    if (task.kind === 'negotiate') return { kind: 'reported', content: await negotiate(task) }
    if (task.kind !== 'compare') return { kind: 'reported', content: await report(task) }
    const rules = rulesOf(task)
    const judge = (json: string): Analyzed => analyzeDocument(Document.parse(JSON.parse(json)), rules)
    const comparison = compareAnalyzed(judge(task.oldJson), judge(task.newJson), rules)
    return { kind: 'compared', comparison }
  } catch (error) {
    if (!(error instanceof YakkanError)) throw error
    const { stage, code, place, text, next } = error
    return { kind: 'failed', failure: { stage, code, place, text, next } }
  }
}

function rulesOf({ rules }: { rules: Rules }): JudgingOptions {
  return judgingOn(houseJudging(theLibrary(), rules.house), rules.today)
}

async function analyse(task: Extract<Task, { kind: 'analyse' }>): Promise<AnalysisResult> {
  const { version } = task
  const document =
    task.documentJson === null
      ? await readDocument(task.bytes, task.name, { onProgress: (p) => tell({ version, ...p }) })
      : Document.parse(JSON.parse(task.documentJson))
  tell({ version, stage: 'judge', done: 0, total: 0 })
  const { analysis } = analyzeDocument(document, rulesOf(task))
  return analysisResult(analysis, task.documentJson === null ? JSON.stringify(document) : null)
}

/** How the items of a stored analysis came to be judged; nothing where library or rules have changed since. */
function explanationsOf(
  { analysis, document }: Pick<ReportedAnalysis, 'analysis' | 'document'>,
  rules: Rules,
): Explanation[] | undefined {
  const again = analyzeDocument(Document.parse(document), { ...rulesOf({ rules }), explain: 'all' })
  return again.analysis.library === analysis.library ? again.explanations : undefined
}

async function negotiate({ form, items, json, bytes, author, ...rest }: NegotiationTask): Promise<Uint8Array> {
  const { analysis, document } = JSON.parse(json) as { analysis: Analysis; document: Document }
  const agreement = structure(document)
  const points = proposals({ agreement, analysis }, items ? new Set(items) : undefined)
  const options = { language: rest.language, date: new Date(rest.date) }
  const { name } = analysis.document
  if (form === 'letter') return negotiationLetter(name, points, options)
  if (form === 'questions') return questionList([{ document: name, proposals: points }], options)
  return proposedRedline(bytes, agreement, points, { name: author, date: options.date })
}

async function report(task: ReportTask): Promise<Uint8Array> {
  const options = { language: task.language, date: new Date(task.date) }
  // What comes here was checked when it was read from the store.
  const reported = JSON.parse(task.json)
  if (task.rules && reported.document) reported.explanations = explanationsOf(reported, task.rules)
  const made =
    task.kind === 'report-analysis'
      ? await analysisReport(reported, analysisFormat(task.format).id, options)
      : await comparisonReport(reported, comparisonFormat(task.format).id, options)
  return typeof made === 'string' ? new TextEncoder().encode(made) : made
}
