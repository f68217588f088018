import type { LikenessIndex } from '../library/likeness-index.js'
import { likenessTokens } from '../library/likeness-tokens.js'
import type { Language } from '../model/text.js'

/** Words that no exemplar knows weigh as much as a rare one: a passage about other things is less alike. */
const UNKNOWN_IDF = 3

interface Word {
  idf: number
  /** Exemplars in which the word stands, and its weight in each. */
  at: Int32Array
  weights: Float64Array
}

/** The index in the form in which it is read fastest. */
interface Lookup {
  exemplars: Int32Array
  words: Map<string, Word>
}

const lookups = new WeakMap<LikenessIndex, Lookup>()

function lookupOf(index: LikenessIndex): Lookup {
  let lookup = lookups.get(index)
  if (lookup) return lookup
  const words = new Map<string, Word>()
  for (const [word, idf] of Object.entries(index.idf)) {
    const list = index.postings[word] ?? []
    const count = list.length / 2
    words.set(word, {
      idf,
      at: Int32Array.from({ length: count }, (_, k) => list[2 * k]!),
      weights: Float64Array.from({ length: count }, (_, k) => list[2 * k + 1]!),
    })
  }
  lookup = { exemplars: Int32Array.from(index.exemplars), words }
  lookups.set(index, lookup)
  return lookup
}

// Filled anew for each wording.
let sums = new Float64Array(0)

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
  const { exemplars, words } = lookupOf(index)
  const count = exemplars.length
  if (sums.length < count) sums = new Float64Array(count)
  sums.fill(0, 0, count)
  let norm = 0
  for (const [word, n] of counts) {
    const known = words.get(word)
    const weight = (n === 1 ? 1 : 1 + Math.log(n)) * (known ? known.idf : UNKNOWN_IDF)
    norm += weight * weight
    if (!known) continue
    const { at, weights } = known
    for (let k = 0; k < at.length; k++) sums[at[k]!]! += weight * weights[k]!
  }
  const length = Math.sqrt(norm)
  for (let e = 0; e < count; e++) {
    const sum = sums[e]!
    if (sum === 0) continue
    const cosine = sum / length
    const item = exemplars[e]!
    if (cosine > into[item]!) {
      into[item] = cosine
      if (nearest) nearest[item] = e
    }
  }
}
