import type { Library } from '../library/library.js'
import type { Hit } from '../library/scan.js'
import { wordingOf } from '../library/wording.js'
import type { Agreement, Passage } from '../model/agreement.js'
import type { Language } from '../model/text.js'
import type { Folded } from '../structure/fold.js'

/** A passage as the clause library reads it. */
export interface Unit {
  passage: Passage
  /** A bilingual document is read passage by passage. */
  language: Language
  /** Its words, folded, the parties replaced; the lead-in of a list, then a line feed, stands before an item's own words. */
  wording: string
  /** For each character of `wording` its offset in the document's text. Not in order where a lead-in stands before. */
  origin: Int32Array
  /** Where the passage's own words start in `wording`. */
  own: number
  hits: Hit[]
}

/** A lead-in says what holds for every item of its list; of a long one the end is nearest to them. */
const LEAD_IN_CHARACTERS = 260

/** Reads every passage of an agreement for the cues of a library. */
export function readUnits(agreement: Agreement, library: Library): Unit[] {
  const wording = wordingOf(agreement.parties)
  const { text } = agreement.document
  const folded = agreement.passages.map((p) => wording(text.slice(p.start, p.end), p.start))
  // A row is read with the names of its columns, an item of a list with the sentence that leads it in.
  const leadOf = (passage: Passage): Folded | null => {
    if (passage.kind === 'row') {
      const { head } = passage
      return head && head.start !== passage.start ? wording(text.slice(head.start, head.end), head.start) : null
    }
    return passage.leadIn === null ? null : folded[passage.leadIn]!
  }
  return agreement.passages.map((passage, i) => {
    const own = folded[i]!
    const language = languageOf(own.text, agreement.language)
    const scanner = library.scanner(language)
    const lead = leadOf(passage)
    if (!lead || lead === own) {
      return { passage, language, wording: own.text, origin: own.origin, own: 0, hits: scanner.scan(own.text) }
    }
    const cut = Math.max(0, lead.text.length - LEAD_IN_CHARACTERS)
    const whole = `${lead.text.slice(cut)}\n${own.text}`
    const at = lead.text.length - cut + 1
    const origin = new Int32Array(whole.length + 1)
    origin.set(lead.origin.subarray(cut, cut + at), 0)
    origin.set(own.origin, at)
    return { passage, language, wording: whole, origin, own: at, hits: scanner.scan(whole, at) }
  })
}

const KANA_OR_KANJI = /[\u3041-\u30ff\u4e00-\u9fff]/
const ENGLISH_WORDS = /(?:[a-z]{2,} ){4}/

/** A passage with Japanese letters is Japanese; one of several English words without any is English; else the document's. */
function languageOf(wording: string, document: Language): Language {
  if (KANA_OR_KANJI.test(wording)) return 'ja'
  return ENGLISH_WORDS.test(wording) ? 'en' : document
}
