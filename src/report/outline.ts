/** A report's content without its form: made once in words, and set as Markdown, DOCX and PDF. */
export type Tone = 'adverse' | 'caution' | 'favourable' | 'muted' | 'inserted' | 'deleted'

export interface Run {
  text: string
  strong?: boolean
  tone?: Tone
}

export type OutlineBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; runs: Run[] }
  | { kind: 'paragraph'; runs: Run[] }
  /** Words of a document, with where they stand. */
  | { kind: 'quote'; runs: Run[]; source: string }
  | { kind: 'list'; items: Run[][] }
  /** `widths` are shares of the page's width; they sum to 1. */
  | { kind: 'table'; head: string[]; rows: Run[][][]; widths: number[] }

export interface Outline {
  title: string
  blocks: OutlineBlock[]
}

export function run(text: string, tone?: Tone): Run {
  return tone ? { text, tone } : { text }
}

export function strong(text: string, tone?: Tone): Run {
  return { ...run(text, tone), strong: true }
}
