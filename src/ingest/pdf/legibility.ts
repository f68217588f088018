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
  const text = runs.layers.flatMap((l) => l.runs.map((r) => r.text)).join(' ')
  const letters = text.replace(/[\s\u3000]/g, '').length
  if (letters === 0) return 'none'
  if (isNonsense(text)) return 'unmapped'
  return letters < LITTLE ? 'little' : 'text'
}

function isNonsense(text: string): boolean {
  const signs = text.replace(/[\s\u3000]/g, '')
  if (signs.length < 80) return false
  const count = (pattern: RegExp): number => signs.match(pattern)?.length ?? 0
  // Kana and ideographs are never guessed by a font without a mapping.
  if (count(/[\u3041-\u30ff\u4e00-\u9fff]/g) > 0.1 * signs.length) return false
  const letters = count(/\p{L}/gu)
  const latin = count(/[A-Za-z]/g)
  const marks = count(/[^\p{L}\p{N}]/gu)
  if (marks > 0.55 * signs.length && !/[._\-=*·•]{6}/.test(text)) return true
  if (latin < 0.6 * letters || letters < 0.5 * signs.length) return false
  return count(/[aeiouyAEIOUY]/g) < 0.16 * latin
}
