import type { Agreement, Article, Passage } from '../model/agreement.js'
import { type Folded, fold } from './fold.js'

/** The words of a passage, verbatim. */
export function passageText(agreement: Agreement, passage: Passage): string {
  return agreement.document.text.slice(passage.start, passage.end)
}

const foldedPassages = new WeakMap<Agreement, (Folded | undefined)[]>()

/** A passage folded for matching, by its index; its origins are offsets in the document's text. Folded once. */
export function foldedPassage(agreement: Agreement, index: number): Folded {
  let all = foldedPassages.get(agreement)
  if (!all) {
    all = []
    foldedPassages.set(agreement, all)
  }
  const known = all[index]
  if (known) return known
  const passage = agreement.passages[index]
  if (!passage) throw new RangeError(`no passage ${index}`)
  const folded = fold(passageText(agreement, passage), passage.start)
  all[index] = folded
  return folded
}

const articlesById = new WeakMap<Agreement, Map<string, Article>>()

/** An article by its id; undefined when there is none. */
export function articleById(agreement: Agreement, id: string): Article | undefined {
  let all = articlesById.get(agreement)
  if (!all) {
    all = new Map(agreement.articles.map((a) => [a.id, a]))
    articlesById.set(agreement, all)
  }
  return all.get(id)
}

/** The article and all that it stands in, innermost first. */
export function articlePath(agreement: Agreement, id: string): Article[] {
  const path: Article[] = []
  for (let a = articleById(agreement, id); a; a = a.parent === null ? undefined : articleById(agreement, a.parent))
    path.push(a)
  return path
}

/** Passages of an article, those of articles inside it included. */
export function passagesOf(agreement: Agreement, articleId: string): Passage[] {
  const article = articleById(agreement, articleId)
  if (!article) return []
  return agreement.passages.filter((p) => p.start >= article.start && p.end <= article.end)
}
