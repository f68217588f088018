import type { Agreement, Passage } from '../model/agreement.js'
import { typographicKey } from './spelling.js'

/** A passage as the aligner sees it: a sentence, list item, table row or heading with its key and its words. */
export interface Unit {
  /** Index in `Agreement.passages`. */
  index: number
  passage: Passage
  text: string
  /** What it says without typography; equal keys pair first. */
  key: string
  /** Hashes of its words (English) or pairs of characters (Japanese), sorted; the likeness of two units is counted on them. */
  grams: Int32Array
}

function hash(s: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < s.length; i++) h = Math.imul(h ^ s.charCodeAt(i), 0x01000193)
  return h | 0
}

const WORD = /[\p{L}\p{N}]+(?:'[\p{L}]+)?/gu
const JAPANESE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u

/** The grams of a text: Latin words and numbers whole, Japanese in pairs of characters. */
export function gramsOf(text: string): Int32Array {
  const out: number[] = []
  for (const m of text.toLowerCase().normalize('NFKC').matchAll(WORD)) {
    const w = m[0]
    if (!JAPANESE.test(w) || w.length < 2) out.push(hash(w))
    else for (let i = 0; i + 2 <= w.length; i++) out.push(hash(w.slice(i, i + 2)))
  }
  return Int32Array.from(out).sort()
}

/** Dice's coefficient over two sorted multisets: 1 for the same words, 0 for none in common. */
export function dice(a: Int32Array, b: Int32Array): number {
  const total = a.length + b.length
  return total === 0 ? 1 : (2 * common(a, b)) / total
}

/** How much of the smaller one stands in the larger. */
export function containment(a: Int32Array, b: Int32Array): number {
  const least = Math.min(a.length, b.length)
  return least === 0 ? 0 : common(a, b) / least
}

export function common(a: Int32Array, b: Int32Array): number {
  let i = 0
  let j = 0
  let n = 0
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      n++
      i++
      j++
    } else if (a[i]! < b[j]!) i++
    else j++
  }
  return n
}

/** The passages of an agreement that say something, in order. */
export function unitsOf(agreement: Agreement): Unit[] {
  const out: Unit[] = []
  for (const passage of agreement.passages) {
    const text = agreement.document.text.slice(passage.start, passage.end)
    const key = typographicKey(text)
    if (key === '') continue
    out.push({ index: passage.index, passage, text, key, grams: gramsOf(text) })
  }
  return out
}
