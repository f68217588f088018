import { isHigher, isLower } from '../frames/values/value-order.js'
import type { Condition } from '../library/condition.js'
import type { ItemFile } from '../library/item-schema.js'
import { CLAIM, type ItemMatch, type Matches } from '../match/match.js'
import type { Agreement } from '../model/agreement.js'
import type { Value } from '../model/analysis.js'

/** The part of the agreement that speaks of an item, and what was found there; conditions are judged over it. */
export interface Area {
  agreement: Agreement
  item: ItemFile
  /** Passages of the area, by index, in order. */
  units: Set<number>
  /** Cue name → passages of the area where it was found. */
  signals: Map<string, number[]>
  /** The same over the whole document. */
  everywhere: ReadonlyMap<string, number[]>
  values: Value[]
  /** Where each of the values comes from, in the same order. */
  sources: ValueSource[]
  headingOnly: boolean
  likeOnly: boolean
}

/** Where a value was read, or which conditions gave it. */
export interface ValueSource {
  by: 'read' | 'chosen' | 'collected'
  /** The extractor that read it, or the conditions that held. */
  rule: string
  /** The passage of its quote; null where it rests on something that is missing. */
  unit: number | null
}

/** Passages around one that speaks of the item that still belong to it. */
const REACH = 4

/** Cuts out the passages that belong to an item: those that speak of it, their neighbours in the article, and articles named for it. */
export function areaOf(agreement: Agreement, matches: Matches, match: ItemMatch, item: ItemFile): Area {
  const units = new Set<number>()
  const passages = agreement.passages
  for (const p of match.passages) {
    if (p.underHeading) units.add(p.unit)
    if (p.score < CLAIM && p.strong === 0) continue
    const article = passages[p.unit]!.article
    for (let u = Math.max(0, p.unit - REACH); u <= Math.min(matches.units.length - 1, p.unit + REACH); u++) {
      if (passages[u]!.article === article && passages[u]!.kind !== 'heading') units.add(u)
    }
  }
  const signals = new Map<string, number[]>()
  for (const [name, at] of match.signals) {
    const inside = at.filter((u) => units.has(u))
    if (inside.length > 0) signals.set(name, inside)
  }
  return {
    agreement,
    item,
    units,
    signals,
    everywhere: match.signals,
    values: [],
    sources: [],
    headingOnly: match.headings.size > 0 && !match.passages.some((p) => p.strong > 0 || p.supporting > 0),
    likeOnly: !match.passages.some((p) => p.strong > 0 || p.supporting > 0),
  }
}

/** Passages apart at which a sentence still takes back, or adds to, what another says. */
const NEAR = 2

function near(area: Area, a: number, b: number): boolean {
  const { passages } = area.agreement
  return Math.abs(a - b) <= NEAR && passages[a]!.article === passages[b]!.article
}

function unitsOf(area: Area, names: readonly string[]): number[] {
  return [...new Set(names.flatMap((n) => area.signals.get(n) ?? []))].sort((a, b) => a - b)
}

/**
 * Judges a condition over an area.
 *
 * @returns the passages that bear it out (empty where it rests on values or absence), or null when it does not hold
 */
export function holds(condition: Condition, area: Area): number[] | null {
  switch (condition.op) {
    case 'cue': {
      const at = area.signals.get(condition.name)
      return at ?? null
    }
    case 'somewhere':
      return area.everywhere.get(condition.name) ?? null
    case 'and': {
      const out: number[] = []
      for (const c of condition.of) {
        const at = holds(c, area)
        if (!at) return null
        out.push(...at)
      }
      return out
    }
    case 'or': {
      for (const c of condition.of) {
        const at = holds(c, area)
        if (at) return at
      }
      return null
    }
    case 'not':
      return holds(condition.of, area) ? null : []
    case 'with':
    case 'without':
    case 'same':
    case 'except': {
      const b = unitsOf(area, condition.b)
      const at = unitsOf(area, condition.a).filter((u) => {
        if (condition.op === 'with') return b.some((x) => near(area, u, x))
        if (condition.op === 'without') return !b.some((x) => near(area, u, x))
        return b.includes(u) === (condition.op === 'same')
      })
      return at.length > 0 ? at : null
    }
    case 'has':
      return area.values.some((v) => v.name === condition.value) ? [] : null
    case 'is':
    case 'isnt': {
      const of = area.values.filter((v) => v.name === condition.value)
      if (of.length === 0) return null
      const is = of.some((v) => condition.words.some((w) => w.toLowerCase() === v.value.toLowerCase()))
      return is === (condition.op === 'is') ? [] : null
    }
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const of = area.values.filter((v) => v.name === condition.value)
      const test = condition.op
      const ok = of.some((v) => {
        if (test === '<') return isLower(v.value, condition.than)
        if (test === '>') return isHigher(v.value, condition.than)
        if (test === '<=') return isLower(v.value, condition.than) || isLower(condition.than, v.value) === false
        return isHigher(v.value, condition.than) || isHigher(condition.than, v.value) === false
      })
      return ok ? [] : null
    }
    case 'document': {
      if (condition.what === 'kind') return area.agreement.kind === condition.word ? [] : null
      if (condition.what === 'lang') return area.agreement.language === condition.word ? [] : null
      if (condition.what === 'heading-only') return area.headingOnly ? [] : null
      if (condition.what === 'like-only') return area.likeOnly ? [] : null
      return null
    }
  }
}
