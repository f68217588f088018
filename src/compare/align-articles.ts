import type { Agreement, Article } from '../model/agreement.js'
import type { Pairing } from './align-passages.js'
import { assign } from './assignment.js'
import { typographicKey } from './spelling.js'
import { dice, gramsOf } from './unit.js'

/** Articles of the old version by id, each with the article of the new one that took its place. */
export type ArticlePairs = ReadonlyMap<string, string>

const SURE = 0.75
const LEAST = 0.25
/** More open articles than this are not assigned by the optimal method, which grows with the cube. */
const MAX_OPEN = 400

/**
 * Pairs the articles of two versions by what their passages say, by heading and by number together; where two are
 * equally good, by order.
 */
export function alignArticles(old: Agreement, now: Agreement, pairings: readonly Pairing[]): ArticlePairs {
  const weight = new Map<string, number>()
  const shared = new Map<string, Map<string, number>>()
  for (const p of pairings) {
    for (const u of p.old)
      weight.set(`o${u.passage.article}`, (weight.get(`o${u.passage.article}`) ?? 0) + u.key.length)
    for (const u of p.new)
      weight.set(`n${u.passage.article}`, (weight.get(`n${u.passage.article}`) ?? 0) + u.key.length)
    for (const a of p.old) {
      for (const b of p.new) {
        const row = shared.get(a.passage.article) ?? new Map<string, number>()
        row.set(
          b.passage.article,
          (row.get(b.passage.article) ?? 0) +
            Math.min(a.key.length, b.key.length) / Math.max(p.old.length, p.new.length),
        )
        shared.set(a.passage.article, row)
      }
    }
  }
  const likeness = (a: Article, b: Article, i: number, j: number): number => {
    const most = Math.max(weight.get(`o${a.id}`) ?? 0, weight.get(`n${b.id}`) ?? 0, 1)
    const content = Math.min(1, (shared.get(a.id)?.get(b.id) ?? 0) / most)
    const heading =
      a.heading && b.heading
        ? typographicKey(a.heading) === typographicKey(b.heading)
          ? 1
          : 0.8 * dice(gramsOf(a.heading), gramsOf(b.heading))
        : 0
    const number =
      a.number !== null && b.number !== null && typographicKeyOfNumber(a.number) === typographicKeyOfNumber(b.number)
        ? 1
        : 0
    const order = 1 - Math.abs(i / Math.max(old.articles.length, 1) - j / Math.max(now.articles.length, 1))
    if (content === 0 && heading < 0.6) return 0
    return 0.62 * content + 0.26 * heading + 0.08 * number + 0.04 * order
  }
  const pairs = new Map<string, string>()
  const openOld: number[] = []
  const takenNew = new Set<number>()
  const indexNew = new Map(now.articles.map((b, j) => [b.id, j] as const))
  old.articles.forEach((a, i) => {
    let best = -1
    let most = 0
    for (const [id, w] of shared.get(a.id) ?? []) {
      if (w > most) {
        most = w
        best = indexNew.get(id) ?? -1
      }
    }
    if (best >= 0 && !takenNew.has(best) && likeness(a, now.articles[best]!, i, best) >= SURE) {
      pairs.set(a.id, now.articles[best]!.id)
      takenNew.add(best)
    } else openOld.push(i)
  })
  const openNew = now.articles.map((_, j) => j).filter((j) => !takenNew.has(j))
  if (openOld.length > 0 && openNew.length > 0 && openOld.length <= MAX_OPEN && openNew.length <= MAX_OPEN) {
    const matrix = openOld.map((i) =>
      Float64Array.from(openNew, (j) => {
        const s = likeness(old.articles[i]!, now.articles[j]!, i, j)
        return s >= LEAST ? s : 0
      }),
    )
    assign(matrix).forEach((column, row) => {
      if (column >= 0) pairs.set(old.articles[openOld[row]!]!.id, now.articles[openNew[column]!]!.id)
    })
  }
  return pairs
}

const typographicKeyOfNumber = (n: string): string =>
  n
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.。:]/g, '')
