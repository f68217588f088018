import type { Comparison } from '../../model/comparison.js'
import type { Language, Text } from '../../model/text.js'
import type { AnalysisResult } from '../../store/analyses.js'

/** Work for a thread. Documents travel as JSON text, which costs the event loop next to nothing. */
export type Task =
  | { kind: 'analyse'; version: string; name: string; bytes: Uint8Array; documentJson: string | null; rules: Rules }
  | { kind: 'compare'; version: string; oldJson: string; newJson: string; rules: Rules }
  | ReportTask

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
