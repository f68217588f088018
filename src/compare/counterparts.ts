import type { Concept } from '../frames/concepts.js'
import type { ArticlePairs } from './align-articles.js'
import type { ChangeRules } from './change-rules.js'
import type { Judged } from './judged.js'
import { dice } from './unit.js'

/** What two passages must be about for one to stand in the other's place; general words do not count. */
const GENERAL: ReadonlySet<Concept> = new Set([
  'service',
  'data',
  'content',
  'account',
  'third-party',
  'provide',
  'give-notice',
  'incorporate',
  'example',
  'group',
  'comply',
  'support',
  'personal-data',
  'liability',
  'trial',
  'free-of-charge',
  'prohibited',
  'require',
  'fee',
  'payment',
])
const LEAST_LIKENESS = 0.16
const ENOUGH_LIKENESS = 0.3

/** What a passage is about, by its predicates and by what its words say. */
function subjects(j: Judged, rules: ChangeRules): Set<Concept> {
  const out = new Set<Concept>()
  for (const f of (j.old ?? j.new)?.frames ?? []) {
    for (const c of f.acts.slice(0, 3)) if (!GENERAL.has(c)) out.add(c)
    for (const c of f.concepts) if (rules.subjects[c].says !== 0) out.add(c)
  }
  return out
}

/**
 * Pairs removed passages with added ones of the article that took the place of theirs, where both regulate the same
 * matter in other words: what counts is then the difference, not a loss and a gain.
 *
 * @param remake judges a removed and an added passage as one modified passage
 */
export function pairCounterparts(
  changes: readonly Judged[],
  articles: ArticlePairs,
  rules: ChangeRules,
  remake: (removed: Judged, added: Judged) => Judged,
): Judged[] {
  const open = (j: Judged): boolean => j.quiet === null && j.judgement !== null
  const removed = changes.filter((j) => open(j) && j.new === null)
  const added = changes.filter((j) => open(j) && j.old === null)
  if (removed.length === 0 || added.length === 0 || removed.length * added.length > 20_000) return [...changes]
  const about = new Map([...removed, ...added].map((j) => [j, subjects(j, rules)] as const))
  const candidates: Array<{ r: Judged; a: Judged; score: number }> = []
  const alone = (of: readonly Judged[], articleOf: (j: Judged) => string | undefined): Map<string, number> => {
    const n = new Map<string, number>()
    for (const j of of) {
      const id = articleOf(j)
      if (id !== undefined) n.set(id, (n.get(id) ?? 0) + 1)
    }
    return n
  }
  const leaving = alone(removed, (r) => articles.get(r.old!.units[0]!.passage.article))
  const coming = alone(added, (a) => a.new!.units[0]!.passage.article)
  for (const r of removed) {
    const target = articles.get(r.old!.units[0]!.passage.article)
    for (const a of added) {
      const place = a.new!.units[0]!.passage.article
      if (target !== place) continue
      // The only sentence that went and the only one that came: the one stands in the place of the other.
      if (leaving.get(place) === 1 && coming.get(place) === 1) {
        candidates.push({ r, a, score: 1 })
        continue
      }
      const shared = [...about.get(r)!].filter((c) => about.get(a)!.has(c)).length
      const like = dice(r.old!.units[0]!.grams, a.new!.units[0]!.grams)
      if (shared === 0 || like < LEAST_LIKENESS) continue
      if (shared === 1 && like < ENOUGH_LIKENESS && about.get(r)!.size > 2 && about.get(a)!.size > 2) continue
      candidates.push({ r, a, score: shared * 0.3 + like })
    }
  }
  candidates.sort((x, y) => y.score - x.score)
  const partner = new Map<Judged, Judged>()
  for (const { r, a } of candidates) {
    if (partner.has(r) || partner.has(a)) continue
    partner.set(r, a)
    partner.set(a, r)
  }
  return changes.flatMap((j) => {
    const other = partner.get(j)
    if (!other) return [j]
    return j.old === null ? [remake(other, j)] : []
  })
}
