import type { Comparison } from '../../model/comparison.js'
import type { Language, Text } from '../../model/text.js'
import type { AnalysisResult } from '../../store/analyses.js'

/** Work for a thread. Documents travel as JSON text, which costs the event loop next to nothing. */
export type Task =
  | { kind: 'analyse'; version: string; name: string; bytes: Uint8Array; documentJson: string | null; rules: Rules }
  | { kind: 'compare'; version: string; oldJson: string; newJson: string; rules: Rules }
  | ReportTask
  | NegotiationTask

/** The house's rules as YAML, null without any, and the day by which its silences expire. */
export interface Rules {
  house: string | null
  today: string
}

/** A report to be made; `json` holds the ReportedAnalysis or ReportedComparison. */
export interface ReportTask {
  kind: 'report-analysis' | 'report-comparison'
  format: string
  language: Language
  /** Instant written into files that must carry one. */
  date: string
  json: string
  /** Where the report explains how the items came to be judged: the rules to judge by once more. */
  rules?: Rules
}

/** What can be sent to a provider: a letter, a list of questions, tracked changes in its own Word file. */
export type NegotiationForm = 'letter' | 'questions' | 'redline'

/** A file for negotiating; `json` holds the analysis and the document. */
export interface NegotiationTask {
  kind: 'negotiate'
  form: NegotiationForm
  language: Language
  /** Instant written into the file. */
  date: string
  /** Name that stands on tracked changes. */
  author: string
  /** Items to propose for; null for every open one. */
  items: string[] | null
  json: string
  /** The original file, for tracked changes; else empty. */
  bytes: Uint8Array
}

/** An error as it crosses threads and is stored. */
export interface Failure {
  stage: string
  code: string
  place: string
  text: Text
  next: Text
}

export type Outcome =
  | { kind: 'analysed'; result: AnalysisResult }
  | { kind: 'compared'; comparison: Comparison }
  | { kind: 'reported'; content: Uint8Array }
  | { kind: 'failed'; failure: Failure }

/** How far a thread has come. */
export interface Progress {
  version: string
  stage: 'parse' | 'ocr' | 'judge'
  done: number
  total: number
}
