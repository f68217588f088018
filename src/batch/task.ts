import type { Language, Text } from '../model/text.js'
import type { Row, RowError } from './row.js'
import type { Source } from './walk.js'

/** How every document of a run is read and judged. */
export interface Reading {
  tracked: 'accepted' | 'original'
  ocr: 'off' | 'auto' | 'force'
  /** Folder of one's own clause library; null for the one that comes with yakkan. */
  library: string | null
  /** Language of an HTML page beside each result; null for none. */
  page: Language | null
}

export type Task =
  | {
      kind: 'analyse'
      id: number
      source: Source
      out: string
      reading: Reading
      /** Everything but the bytes that a result depends on, as a hash. */
      base: string
      /** What the journal knows of the document. */
      known: { key: string; sha256: string } | null
    }
  | { kind: 'check'; id: number; out: string; base: string; documents: { source: Source; key: string }[] }
  | { kind: 'prints'; id: number; sources: Source[]; reading: Reading }
  | {
      kind: 'compare'
      id: number
      old: Source
      new: Source
      out: string
      reading: Reading
      result: string
      page: string
    }

export interface StopReason {
  kind: 'stop'
  code: 'disk-full' | 'bad-output'
  place: string
}

export type Outcome =
  | { kind: 'analysed'; key: string; row: Row }
  | { kind: 'checked'; unchanged: boolean[] }
  | { kind: 'prints'; prints: (number[] | null)[] }
  | { kind: 'compared'; pair: PairResult }
  | StopReason

/** Two versions compared, in short. */
export interface PairResult {
  hurts: number
  mixed: number
  unclear: number
  helps: number
  neutral: number
  highest: string
  outcome: string
  worst: Text[]
  error: RowError | null
}
