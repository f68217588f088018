import type { Analysis, Finding } from '../model/analysis.js'
import type { Comparison } from '../model/comparison.js'
import type { Document } from '../model/document.js'
import type { Explanation } from '../model/explanation.js'
import type { Language } from '../model/text.js'

/** The words of a document that a report may show: enough to mark quotes in place. */
export type ReportedText = Pick<Document, 'text' | 'blocks'>

/** An analysis to report on. Without `document` the report has everything but the document's own text. */
export interface ReportedAnalysis {
  analysis: Analysis
  document?: ReportedText | null
  /** How the items came to be judged as they are; the HTML report has them behind “why”. */
  explanations?: readonly Explanation[] | undefined
}

/** A comparison to report on. Without both texts the report has everything but the redline of the whole text. */
export interface ReportedComparison {
  comparison: Comparison
  old?: ReportedText | null
  new?: ReportedText | null
}

export interface ReportOptions {
  language: Language
  /** Terminal reports only: ANSI colours. */
  colour?: boolean
  /** Tracked changes: who made them. */
  author?: string
  /** Date inside files that must carry one (DOCX, XLSX, PDF). The same date gives the same bytes. Default: now. */
  date?: Date
}

/** Where a passage stands, for the reader: 「第20条 準拠法」, `7.2 Fees, p. 9`. */
export function articleName(place: { number: string | null; heading: string | null } | undefined): string {
  return [place?.number, place?.heading].filter(Boolean).join(' ')
}

/** The name of the article in which evidence stands, empty when it stands in none. */
export function placeOf(analysis: Analysis, article: string | null): string {
  return article === null ? '' : articleName(analysis.document.articles.find((a) => a.id === article))
}

export interface Tally {
  present: number
  partial: number
  absent: number
  adverse: number
  favourable: number
  unclear: number
}

export function tally(items: readonly Finding[]): Tally {
  const count = (holds: (f: Finding) => boolean): number => items.filter(holds).length
  return {
    present: count((f) => f.status === 'present'),
    partial: count((f) => f.status === 'partial'),
    absent: count((f) => f.status === 'absent'),
    adverse: count((f) => f.position === 'adverse'),
    favourable: count((f) => f.position === 'favourable'),
    unclear: count((f) => f.position === 'unclear'),
  }
}
