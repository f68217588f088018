import type { Label } from './list-counter.js'

/** Who proposed a tracked change, and when (ISO 8601 as written). */
export interface Tracking {
  kind: 'insertion' | 'deletion' | 'move'
  author: string
  date: string
}

/** A stretch of a paragraph's text. A line feed inside is a line break of the paragraph. */
export interface Piece {
  text: string
  /** Formatted as hidden text. */
  hidden: boolean
  /** False for text that the chosen view of the tracked changes leaves out. */
  shown: boolean
  tracking: Tracking | null
}

/** A paragraph as read, before it has a place in the text. */
export interface ParagraphFlow {
  type: 'paragraph'
  label: Label | null
  /** Level of the list, from 0; null outside of lists. */
  listLevel: number | null
  /** Outline level from 0; null for body text. */
  outline: number | null
  title: boolean
  /** An entry of a table of contents. */
  contents: boolean
  pieces: Piece[]
  /** Notes and text boxes named in it, to stand after it. */
  after: Apart[]
}

/** Text that stands apart from the paragraph that names it. */
export interface Apart {
  part: 'footnote' | 'textbox'
  /** A note's number as shown. */
  label: string | null
  flows: Flow[]
}

export interface CellFlow {
  /** Grid columns that the cell spans. */
  span: number
  flows: Flow[]
  /** Shaded or in bold, as the head of a table is. */
  marked: boolean
}

export interface RowFlow {
  /** Grid columns left empty before the first cell. */
  before: number
  cells: CellFlow[]
  /** Said to be repeated as head on each page. */
  head: boolean
  /** Left out by the chosen view of the tracked changes. */
  removed: boolean
}

export interface TableFlow {
  type: 'table'
  rows: RowFlow[]
}

export type Flow = ParagraphFlow | TableFlow
