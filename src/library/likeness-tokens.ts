import porter from 'natural/lib/natural/stemmers/porter_stemmer.js'
import tfidf from 'natural/lib/natural/tfidf/tfidf.js'
import type { Language } from '../model/text.js'
import { CUSTOMER, PROVIDER } from './term.js'

const stems = new Map<string, string>()

const STOP = new Set(
  'the a an of to in for and or by on at as is are be been with this that these those it its any all such from under not will shall may must can have has which if into upon than other each no'.split(
    ' ',
  ),
)

/**
 * The words by which sentences are compared: English by stems, Japanese by pairs of characters, since word borders there
 * depend on the writer. The parties are words of their own.
 *
 * @param wording folded text with the parties replaced
 */
export function likenessTokens(wording: string, language: Language): string[] {
  const out: string[] = []
  if (language === 'en') {
    for (const m of wording.matchAll(/[a-z][a-z'-]+|[\ue000\ue001]/g)) {
      const word = m[0]
      if (STOP.has(word)) continue
      let stem = stems.get(word)
      if (stem === undefined) {
        stem = porter.stem(word) as string
        stems.set(word, stem)
      }
      out.push(stem === PROVIDER ? '<p>' : stem === CUSTOMER ? '<c>' : stem)
    }
    return out
  }
  for (const run of wording.matchAll(
    /[\u30a1-\u30fa\u30fc]+|[\u3005\u3400-\u9fff]+|[a-z]{2,}|[\u3041-\u309f]{2,}|[\ue000\ue001]/gu,
  )) {
    const w = run[0]
    if (w === PROVIDER || w === CUSTOMER) out.push(w === PROVIDER ? '<p>' : '<c>')
    else if (/^[a-z]/.test(w) || /^[\u30a1]/.test(w) || w.length <= 2) out.push(w)
    else for (let i = 0; i + 2 <= w.length; i++) out.push(w.slice(i, i + 2))
  }
  return out
}

/** Unit vectors by natural's TF-IDF, and the weights of the words. */
export function normalisedVectors(texts: readonly (readonly string[])[]): {
  idf: Record<string, number>
  vectors: Map<string, number>[]
} {
  const model = new tfidf()
  for (const words of texts) model.addDocument([...words])
  const idf: Record<string, number> = Object.create(null)
  const vectors = texts.map((words) => {
    const counts = new Map<string, number>()
    for (const w of words) counts.set(w, (counts.get(w) ?? 0) + 1)
    let norm = 0
    for (const [w, n] of counts) {
      idf[w] ??= Math.round(model.idf(w) * 1e4) / 1e4
      const weight = n * idf[w]
      counts.set(w, weight)
      norm += weight * weight
    }
    const length = Math.sqrt(norm) || 1
    for (const [w, x] of counts) counts.set(w, x / length)
    return counts
  })
  return { idf, vectors }
}
