import type { Pairing } from './align-passages.js'
import type { Judgement } from './judge.js'
import type { Quiet } from './quiet.js'
import type { Reading } from './reading.js'

/** A pairing of passages that differ, read on both sides and judged; or quiet, and then neither. */
export interface Judged {
  pairing: Pairing
  quiet: Quiet | 'heading' | 'moved' | null
  judgement: Judgement | null
  old: Reading | null
  new: Reading | null
}
