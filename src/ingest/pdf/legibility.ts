import type { PageRuns } from './page-runs.js'

/** What can be said of a page's text layer. */
export type Legibility = 'text' | 'little' | 'none' | 'blank' | 'unmapped'

/** A page with fewer characters may be a scan with a stamp or a page number as its only text. */
const LITTLE = 25
/** Share of characters without a meaning from which a page counts as unreadable. */
const UNMAPPED_SHARE = 0.25

/**
 * Whether a page's text can be read. Fonts without a mapping to characters give private-use signs or letters in
 * nonsense order; that is told apart from text by its signs and by the vowels that words need.
 */
export function legibilityOf(runs: PageRuns): Legibility {
  if (runs.characters > 0 && runs.unmapped >= UNMAPPED_SHARE * runs.characters) return 'unmapped'
  let letters = 0
  let text = ''
  for (const { runs: list } of runs.layers) {
    for (const run of list) {
      letters += run.text.length
      if (text.length < SAMPLE) text += `${run.text} `
    }
  }
  if (letters === 0) return 'none'
  if (isNonsense(text)) return 'unmapped'
  return letters < LITTLE ? 'little' : 'text'
}

/** So many characters of a page tell whether they are words. */
const SAMPLE = 600

function isNonsense(text: string): boolean {
  let signs = 0
  let japanese = 0
  let latin = 0
  let vowels = 0
  let digits = 0
  let foreign = 0
  for (const c of text) {
    const code = c.codePointAt(0)!
    if (code <= 0x20 || code === 0x3000) continue
    signs += 1
    if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) {
      latin += 1
      if (VOWELS.has(c)) vowels += 1
    } else if (code >= 0x30 && code <= 0x39) digits += 1
    else if (code >= 0x3041 && code <= 0x9fff) japanese += 1
    else if (code > 0x7f && /[\p{L}\p{N}]/u.test(c)) foreign += 1
  }
  if (signs < 80) return false
  // Kana and ideographs are never guessed by a font without a mapping.
  if (japanese > 0.1 * signs) return false
  const letters = latin + foreign
  const marks = signs - letters - digits
  if (marks > 0.55 * signs && !/[._\-=*·•]{6}/.test(text)) return true
  if (latin < 0.6 * letters || letters < 0.5 * signs) return false
  return vowels < 0.16 * latin
}

const VOWELS = new Set('aeiouyAEIOUY')
