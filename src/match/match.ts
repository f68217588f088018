import type { Library } from '../library/library.js'
import type { Hit } from '../library/scan.js'
import type { Agreement } from '../model/agreement.js'
import { probability, weightsFor } from './features.js'
import { likeness } from './likeness.js'
import { bindsOnlyCustomer, rowAnswer } from './not-offered.js'
import { inLabel, labelCells } from './row-label.js'
import { readUnits, type Unit } from './unit.js'

/** What each kind of signal adds to a passage's score. */
export interface PassageShares {
  strong: number
  supporting: number
  negative: number
  likeness: number
  heading: number
}

/**
 * Why a passage counts for nothing: a checklist's row answers that the matter is not provided, the words say so, or the
 * sentence binds the customer alone.
 */
export type Denial = 'row' | 'words' | 'customer-alone'

/** What a passage says of an item. */
export interface PassageMatch {
  /** Index in `Matches.units`, which is the index in `Agreement.passages`. */
  unit: number
  /** One strong cue is 1. From {@link CLAIM} on the passage speaks of the item. */
  score: number
  strong: number
  supporting: number
  negative: number
  /** True for a row whose first cells name the item: 「バックアップ世代数 | 7世代」. Counts as a strong cue. */
  labelled: boolean
  /** Likeness to the nearest exemplar, 0 to 1. */
  likeness: number
  /** True under a heading that names the item. */
  underHeading: boolean
  /** What the signals add up from; of a denied passage, what they would have. */
  shares: PassageShares
  denied: Denial | null
  hits: Hit[]
}

/** All that was seen of one item in the agreement. */
export interface ItemMatch {
  /** Index in `Library.items`. */
  item: number
  /** Passages with any sign of the item, in reading order. */
  passages: PassageMatch[]
  /** Articles whose heading names the item, by id. */
  headings: Set<string>
  /** Passages where signals of the item were found, whether or not they speak of it: cue name → units. */
  signals: Map<string, number[]>
  features: number[]
  /** Calibrated probability that the item is regulated. */
  probability: number
  shares: Record<string, number>
}

export interface Matches {
  units: Unit[]
  items: ItemMatch[]
}

/** Score from which a passage by itself speaks of an item. */
export const CLAIM = 0.75

const STRONG = 1
const FURTHER_STRONG = 0.15
const SUPPORTING = 0.4
const NEGATIVE = -0.7
const UNDER_HEADING = 0.35
/** Likeness below this is chance. */
const LIKENESS_FLOOR = 0.3

/** Finds, for every item of the library, the passages of the agreement that speak of it. */
export function match(agreement: Agreement, library: Library): Matches {
  const units = readUnits(agreement, library)
  const count = library.items.length
  const items: ItemMatch[] = library.items.map((_, item) => ({
    item,
    passages: [],
    headings: new Set(),
    signals: new Map(),
    features: [],
    probability: 0,
    shares: {},
  }))
  readHeadings(agreement, library, items)

  const like = new Float64Array(count)
  const byItem: (Hit[] | undefined)[] = new Array(count)
  const denialOf = denials(agreement, library)
  for (const [u, unit] of units.entries()) {
    if (unit.passage.kind === 'heading') continue
    const book = library.compiled.books[unit.language]
    const touched: number[] = []
    for (const hit of unit.hits) {
      const { item } = book.cues[hit.cue]!
      if (byItem[item]) byItem[item].push(hit)
      else {
        byItem[item] = [hit]
        touched.push(item)
      }
    }
    likeness(unit.wording.slice(unit.own), unit.language, library.compiled.likeness[unit.language], like)
    for (let item = 0; item < count; item++) {
      const hits = byItem[item] ?? []
      byItem[item] = undefined
      const m = items[item]!
      const underHeading = m.headings.has(unit.passage.article)
      if (hits.length === 0 && like[item]! < LIKENESS_FLOOR && !underHeading) continue
      const labelled = isLabelled(unit, hits, book.cues)
      const scored = scorePassage(u, hits, like[item]!, underHeading, labelled, book.cues)
      const denied = scored.score > 0 ? denialOf(item, unit, hits) : null
      if (denied) {
        m.passages.push({ ...scored, score: 0, strong: 0, supporting: 0, likeness: 0, denied })
        continue
      }
      m.passages.push(scored)
      for (const hit of hits) {
        const { name } = book.cues[hit.cue]!
        const list = m.signals.get(name)
        if (!list) m.signals.set(name, [u])
        else if (list.at(-1) !== u) list.push(u)
      }
    }
  }
  const weights = weightsFor(library.compiled.weights)
  for (const m of items) {
    m.features = featuresOf(m, units.length)
    const { p, shares } = probability(m.features, library.items[m.item]!, weights)
    m.probability = p
    m.shares = shares
  }
  return { units, items }
}

/** Tells whether a passage denies an item: by its words, by the answer in a checklist's row, or because it binds the customer alone. */
function denials(
  agreement: Agreement,
  library: Library,
): (item: number, unit: Unit, hits: readonly Hit[]) => Denial | null {
  const { cues } = library.compiled.books[agreement.language]
  let last: Unit | null = null
  let row = false
  let customers: boolean | null = null
  return (item, unit, hits) => {
    const { group, customer_duties } = library.items[item]!
    if (unit !== last) {
      last = unit
      row = rowAnswer(unit) === 'denied'
      customers = null
    }
    if (row && group === 'sla') return 'row'
    if (hits.some((h) => cues[h.cue]!.class === 'denied')) return 'words'
    if (customer_duties === 'count') return null
    customers ??= bindsOnlyCustomer(agreement, unit)
    return customers ? 'customer-alone' : null
  }
}

/** True where a row's label names the item, by a word of a heading or one that names it in tables only. */
function isLabelled(unit: Unit, hits: readonly Hit[], cues: readonly { class: string }[]): boolean {
  const naming = hits.filter((h) => cues[h.cue]!.class === 'heading' || cues[h.cue]!.class === 'label')
  if (naming.length === 0) return false
  const cells = labelCells(unit)
  return naming.some((h) => inLabel(h, cells))
}

function scorePassage(
  unit: number,
  hits: Hit[],
  alike: number,
  underHeading: boolean,
  labelled: boolean,
  cues: readonly { class: string; name: string }[],
): PassageMatch {
  const named = { strong: new Set<number>(), supporting: new Set<number>(), negative: new Set<number>() }
  let headingWords = false
  for (const h of hits) {
    const cls = cues[h.cue]!.class
    if (cls === 'strong' || cls === 'supporting' || cls === 'negative') named[cls].add(h.cue)
    else if (cls === 'heading' && h.start < 40) headingWords = true
  }
  const strong = named.strong.size + (labelled ? 1 : 0)
  const supporting = named.supporting.size
  const negative = named.negative.size
  const shares: PassageShares = {
    strong: strong > 0 ? STRONG + FURTHER_STRONG * (strong - 1) : 0,
    supporting: SUPPORTING * Math.min(supporting, 3) * (strong > 0 ? 0.4 : 1),
    negative: NEGATIVE * negative,
    likeness: alike > LIKENESS_FLOOR ? alike - LIKENESS_FLOOR : 0,
    heading: 0,
  }
  let score = shares.strong + shares.supporting + shares.negative + shares.likeness
  if (underHeading || (headingWords && score > 0)) shares.heading = UNDER_HEADING
  score += shares.heading
  return {
    unit,
    score,
    strong,
    supporting,
    negative,
    labelled,
    likeness: alike,
    underHeading,
    shares,
    denied: null,
    hits,
  }
}

/** Headings that name an item: of articles, and of rows and run-in titles that a passage starts with. */
function readHeadings(agreement: Agreement, library: Library, items: ItemMatch[]): void {
  const headingWords = (text: string): Set<number> => {
    const out = new Set<number>()
    const language = /[\u3041-\u30ff\u4e00-\u9fff]/.test(text) ? 'ja' : 'en'
    const book = library.compiled.books[language]
    for (const h of library.scanner(language).scan(text.slice(0, 160))) {
      const cue = book.cues[h.cue]!
      if (cue.class === 'heading') out.add(cue.item)
    }
    return out
  }
  const byArticle = new Map<string, Set<number>>()
  for (const article of agreement.articles) {
    if (!article.heading) continue
    byArticle.set(article.id, headingWords(foldHeading(article.heading)))
  }
  const parents = new Map(agreement.articles.map((a) => [a.id, a.parent]))
  for (const article of agreement.articles) {
    // An article without a heading of its own (12.1 under 12) stands under its parent's.
    let at: string | null = article.id
    for (let depth = 0; at !== null && depth < 3; depth++) {
      const named = byArticle.get(at)
      if (named) {
        for (const item of named) items[item]!.headings.add(article.id)
        if (named.size > 0 || article.heading) break
      }
      at = parents.get(at) ?? null
    }
  }
}

function foldHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=[\u3000-\u9fff])\s+(?=[\u3000-\u9fff])/g, '')
}

function featuresOf(m: ItemMatch, passages: number): number[] {
  const scores = m.passages.map((p) => p.score).sort((a, b) => b - a)
  const best = Math.min(Math.max(scores[0] ?? 0, 0), 2)
  const second = Math.min(Math.max(scores[1] ?? 0, 0), 2)
  let strong = 0
  let strongPassages = 0
  let supporting = 0
  let headingAndCue = 0
  let alike = 0
  let alikeUnderHeading = 0
  let negative = 0
  let labelled = 0
  let claims = 0
  for (const p of m.passages) {
    const clear = p.strong > 0 && p.negative === 0
    if (clear) strongPassages++
    if (p.strong > 0) strong = 1
    if (p.labelled) labelled = 1
    if (p.score >= CLAIM) claims++
    supporting = Math.max(supporting, p.supporting)
    if (p.underHeading && (p.strong > 0 || p.supporting > 0)) headingAndCue = 1
    alike = Math.max(alike, p.likeness)
    if (p.underHeading) alikeUnderHeading = Math.max(alikeUnderHeading, p.likeness)
    if (p.negative > 0) negative = 1
  }
  return [
    best,
    second,
    strong,
    Math.log1p(strongPassages),
    Math.min(supporting, 3),
    m.headings.size > 0 ? 1 : 0,
    headingAndCue,
    alike,
    alikeUnderHeading,
    negative && !strongPassages ? 1 : 0,
    Math.log1p((claims * 100) / Math.max(50, passages)),
    labelled,
  ]
}
