import { z } from 'zod'
import { Language } from '../model/text.js'
import type { PairResult } from './pair-journal.js'
import type { Row, RowError } from './row.js'
import type { Source } from './walk.js'

/** How every document of a run is read and judged. */
export const Reading = z.object({
  tracked: z.enum(['accepted', 'original']),
  ocr: z.enum(['off', 'auto', 'force']),
  /** Folder of one's own clause library; null for the one that comes with yakkan. */
  library: z.string().nullable(),
  /** Version that the library must have, house rules applied; null takes any. */
  judgedBy: z.string().nullable(),
  /** House rules as YAML, with the name under which messages cite them. */
  house: z.object({ file: z.string(), source: z.string() }).nullable(),
  /** Ids of the requirement packs to answer; null for those of the house rules, or the default one. */
  packs: z.array(z.string()).nullable(),
  /** ISO 8601 day by which silences of the house expire. */
  today: z.string(),
  /** Language of an HTML page beside each result; null for none. */
  page: Language.nullable(),
})
export type Reading = z.infer<typeof Reading>

export type Task =
  | {
      kind: 'analyse'
      id: number
      source: Source
      out: string
      reading: Reading
      /** Everything but the bytes that a result depends on, as a hash. */
      base: string
      /** SHA-256 of the last version that was judged, to compare a changed one with; null for none. */
      before: string | null
    }
  | {
      kind: 'judge'
      id: number
      path: string
      /** The document as bytes, or where this machine finds it. */
      from: Uint8Array | Source
      /** SHA-256 that its bytes must have. */
      sha256: string
      reading: Reading
      /** The version before, where the document has changed. */
      before: { sha256: string; bytes: Uint8Array } | null
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
      /** Everything but the bytes that a result depends on, as a hash. */
      base: string
      /** Key of the comparison that stands; null for none. */
      standing: string | null
      result: string
      page: string
    }

/** What stops a run as a whole, in a form that passes between threads. */
export interface StopReason {
  kind: 'stop'
  code: 'disk-full' | 'bad-output' | 'library-changed'
  place: string
}

/** The files that one document gives. */
export interface Results {
  /** Its analysis, or why there is none, as one line of JSON. */
  result: string | Uint8Array
  page: string | Uint8Array | null
  /** The comparison with its version before, as one line of JSON. */
  change: string | Uint8Array | null
}

export type Outcome =
  | { kind: 'analysed'; key: string; row: Row }
  | { kind: 'judged'; row: Row; results: Results }
  /** This machine cannot have the bytes. */
  | { kind: 'no-source'; error: RowError }
  /** The bytes are no longer those that the run was started with. */
  | { kind: 'other-bytes' }
  | { kind: 'checked'; unchanged: boolean[] }
  | { kind: 'prints'; prints: (number[] | null)[] }
  | { kind: 'compared'; key: string; pair: PairResult }
  | { kind: 'same-pair' }
  | StopReason
