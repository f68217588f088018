import { analysisOutline } from './analysis-outline.js'
import { analysisSheets } from './analysis-sheet.js'
import { analysisTerminal } from './analysis-terminal.js'
import { comparisonOutline } from './comparison-outline.js'
import { comparisonSheets } from './comparison-sheet.js'
import { comparisonTerminal } from './comparison-terminal.js'
import { csv } from './csv.js'
import { markdown } from './markdown.js'
import type { ReportedAnalysis, ReportedComparison, ReportOptions } from './reported.js'
import { plainRows, xlsx } from './sheet.js'

export type { ReportedAnalysis, ReportedComparison, ReportedText, ReportOptions } from './reported.js'

/** A form in which a report can be had: how it is called, served and named. */
export interface ReportFormat<Id extends string = string> {
  readonly id: Id
  readonly mediaType: string
  readonly extension: string
  readonly binary: boolean
}

interface Maker<Id extends string, Input> extends ReportFormat<Id> {
  make(report: Input, options: ReportOptions & { date: Date }): string | Uint8Array | Promise<string | Uint8Array>
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const text = (mediaType: string, extension: string) => ({
  mediaType: `${mediaType}; charset=utf-8`,
  extension,
  binary: false,
})
const file = (mediaType: string, extension: string) => ({ mediaType, extension, binary: true })

type AnalysisFormat = 'json' | 'terminal' | 'markdown' | 'html' | 'csv' | 'xlsx' | 'docx' | 'pdf'

// What sets pages and files is loaded when it is asked for: a terminal report starts at once.
const ANALYSIS: readonly Maker<AnalysisFormat, ReportedAnalysis>[] = [
  { id: 'json', ...text('application/x-ndjson', 'json'), make: (r) => `${JSON.stringify(r.analysis)}\n` },
  { id: 'terminal', ...text('text/plain', 'txt'), make: analysisTerminal },
  { id: 'markdown', ...text('text/markdown', 'md'), make: (r, o) => markdown(analysisOutline(r, o)) },
  {
    id: 'html',
    ...text('text/html', 'html'),
    make: async (r, o) => (await import('./html/analysis-html.js')).analysisHtml(r, o),
  },
  { id: 'csv', ...text('text/csv', 'csv'), make: (r, o) => csv(plainRows(analysisSheets(r, o)[0]!)) },
  { id: 'xlsx', ...file(EXCEL, 'xlsx'), make: (r, o) => xlsx(analysisSheets(r, o), o.date) },
  {
    id: 'docx',
    ...file(WORD, 'docx'),
    make: async (r, o) => (await import('./docx.js')).docx(analysisOutline(r, o), o.date),
  },
  {
    id: 'pdf',
    ...file('application/pdf', 'pdf'),
    make: async (r, o) => (await import('./pdf.js')).pdf(analysisOutline(r, o), o.date),
  },
]

type ComparisonFormat = AnalysisFormat | 'table-html' | 'table-docx' | 'redline-docx'

const COMPARISON: readonly Maker<ComparisonFormat, ReportedComparison>[] = [
  { id: 'json', ...text('application/x-ndjson', 'json'), make: (r) => `${JSON.stringify(r.comparison)}\n` },
  { id: 'terminal', ...text('text/plain', 'txt'), make: comparisonTerminal },
  { id: 'markdown', ...text('text/markdown', 'md'), make: (r, o) => markdown(comparisonOutline(r, o)) },
  {
    id: 'html',
    ...text('text/html', 'html'),
    make: async (r, o) => (await import('./html/comparison-html.js')).comparisonHtml(r, o),
  },
  {
    id: 'table-html',
    ...text('text/html', 'html'),
    make: async (r, o) => (await import('./old-new-table.js')).oldNewTableHtml(r, o),
  },
  {
    id: 'table-docx',
    ...file(WORD, 'docx'),
    make: async (r, o) => (await import('./old-new-table.js')).oldNewTableDocx(r, o),
  },
  {
    id: 'redline-docx',
    ...file(WORD, 'docx'),
    make: async (r, o) => {
      if (!r.old || !r.new) throw new Error('a redline needs the text of both versions')
      const { redlineDocx } = await import('./redline-docx.js')
      return redlineDocx(`${r.comparison.old.name} → ${r.comparison.new.name}`, r.old, r.new, o)
    },
  },
  { id: 'csv', ...text('text/csv', 'csv'), make: (r, o) => csv(plainRows(comparisonSheets(r, o)[0]!)) },
  { id: 'xlsx', ...file(EXCEL, 'xlsx'), make: (r, o) => xlsx(comparisonSheets(r, o), o.date) },
  {
    id: 'docx',
    ...file(WORD, 'docx'),
    make: async (r, o) => (await import('./docx.js')).docx(comparisonOutline(r, o), o.date),
  },
  {
    id: 'pdf',
    ...file('application/pdf', 'pdf'),
    make: async (r, o) => (await import('./pdf.js')).pdf(comparisonOutline(r, o), o.date),
  },
]

/** The forms of an analysis report. */
export const analysisFormats: readonly ReportFormat[] = ANALYSIS
/** The forms of a comparison report. */
export const comparisonFormats: readonly ReportFormat[] = COMPARISON

function named<M extends ReportFormat>(makers: readonly M[], id: string): M {
  const maker = makers.find((m) => m.id === id)
  if (!maker) throw new Error(`no report format is called “${id}”`)
  return maker
}

/** @throws when no analysis report has this form */
export function analysisFormat(id: string): ReportFormat {
  return named(ANALYSIS, id)
}

/** @throws when no comparison report has this form */
export function comparisonFormat(id: string): ReportFormat {
  return named(COMPARISON, id)
}

async function made<Input>(
  maker: Maker<string, Input>,
  report: Input,
  options: ReportOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const result = await maker.make(report, { ...options, date: options.date ?? new Date() })
  return typeof result === 'string' ? new TextEncoder().encode(result) : new Uint8Array(result)
}

/** An analysis as a file of the form `format`; texts are UTF-8. With a fixed date, the same input gives the same bytes. */
export function analysisReport(
  report: ReportedAnalysis,
  format: string,
  options: ReportOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  return made(named(ANALYSIS, format), report, options)
}

/** A comparison as a file of the form `format`. `redline-docx` needs both texts. */
export function comparisonReport(
  report: ReportedComparison,
  format: string,
  options: ReportOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  return made(named(COMPARISON, format), report, options)
}
