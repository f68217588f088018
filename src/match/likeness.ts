import type { LikenessIndex } from '../library/likeness-index.js'
import { likenessTokens } from '../library/likeness-tokens.js'
import type { Language } from '../model/text.js'

/** Words that no exemplar knows weigh as much as a rare one: a passage about other things is less alike. */
const UNKNOWN_IDF = 3

/**
 * How alike a wording is to the nearest exemplar of each item, from 0 to 1 (cosine of TF-IDF vectors).
 *
 * @param into receives the likeness by item; entries not alike at all are set to 0
 * @param nearest receives by item the index of that exemplar, where somebody wants to know
 */
export function likeness(
  wording: string,
  language: Language,
  index: LikenessIndex,
  into: Float64Array,
  nearest?: Int32Array,
): void {
  into.fill(0)
  const counts = new Map<string, number>()
  for (const w of likenessTokens(wording, language)) counts.set(w, (counts.get(w) ?? 0) + 1)
  if (counts.size < 3) return
  const sums = new Float64Array(index.exemplars.length)
  let norm = 0
  for (const [word, n] of counts) {
    const weight = (1 + Math.log(n)) * (index.idf[word] ?? UNKNOWN_IDF)
    norm += weight * weight
    const list = index.postings[word]
    if (list) for (let k = 0; k < list.length; k += 2) sums[list[k]!]! += weight * list[k + 1]!
  }
  const length = Math.sqrt(norm)
  for (let e = 0; e < sums.length; e++) {
    const cosine = sums[e]! / length
    const item = index.exemplars[e]!
    if (cosine > into[item]!) {
      into[item] = cosine
      if (nearest) nearest[item] = e
    }
  }
}
