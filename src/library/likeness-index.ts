import type { Language } from '../model/text.js'
import type { ItemFile } from './item-schema.js'
import { likenessTokens, normalisedVectors } from './likeness-tokens.js'
import { usualWording } from './wording.js'

/** The exemplars of all items as weighted words, turned round: word → the exemplars it stands in. */
export interface LikenessIndex {
  /** For each exemplar the item that it speaks of. */
  exemplars: number[]
  /** Inverse document frequency of each word. */
  idf: Record<string, number>
  /** Word → exemplar, weight, exemplar, weight … (unit vectors). */
  postings: Record<string, number[]>
}

/** Weighs the words of all exemplars against each other. */
export function likenessIndex(items: readonly ItemFile[], language: Language): LikenessIndex {
  const exemplars: number[] = []
  const texts: string[][] = []
  items.forEach((item, index) => {
    const own = item.exemplars[language]
    for (const sentence of own) {
      exemplars.push(index)
      texts.push(likenessTokens(usualWording(sentence).text, language))
    }
  })
  const { idf, vectors } = normalisedVectors(texts)
  const postings: Record<string, number[]> = Object.create(null)
  vectors.forEach((vector, e) => {
    for (const [word, weight] of vector) {
      postings[word] ??= []
      postings[word].push(e, Math.round(weight * 1e5) / 1e5)
    }
  })
  return { exemplars, idf, postings }
}
