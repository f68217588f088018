import { type ExtractorName, extract } from '../frames/values/extract.js'
import type { Fact } from '../frames/values/fact.js'
import type { ValueRule } from '../library/item-schema.js'
import type { Library } from '../library/library.js'
import { CLAIM, type ItemMatch, type Matches } from '../match/match.js'
import type { Unit } from '../match/unit.js'
import type { Value } from '../model/analysis.js'
import { fold } from '../structure/fold.js'
import { type Area, holds, type ValueSource } from './area.js'
import { sourceSpan } from './evidence.js'

type ReadRule = Extract<ValueRule, { kind: unknown }>

/** A fact of a passage that a value rule may tell. */
interface Candidate {
  unit: number
  fact: Fact
  distance: number
  score: number
}

const compiled = new Map<string, RegExp>()
function pattern(source: string): RegExp {
  let p = compiled.get(source)
  if (!p) {
    p = new RegExp(source, 'g')
    compiled.set(source, p)
  }
  return p
}

/** Reads the item's values in its area, rule by rule; a later rule may rest on the values of an earlier one. */
export function readValues(area: Area, matches: Matches, match: ItemMatch, library: Library): Value[] {
  const { item } = area
  const tell = (value: Value, source: ValueSource): void => {
    area.values.push(value)
    area.sources.push(source)
  }
  item.values.forEach((rule, index) => {
    if (area.values.some((v) => v.name === rule.name)) return
    if ('kind' in rule) {
      const told = read(rule, index, area, matches, match, library)
      if (told) tell(told.value, told.source)
    } else if ('choose' in rule) {
      const where = rule.anywhere ? wholeDocument(area, match) : area
      for (const line of rule.choose) {
        const at = holds(library.condition(line.when), where)
        if (!at) continue
        const { quote, unit } = quoteOf(area, matches, at)
        tell({ name: rule.name, value: line.value, unit: null, quote }, { by: 'chosen', rule: line.when, unit })
        break
      }
    } else {
      const said = rule.collect.flatMap((line) => {
        const at = holds(library.condition(line.when), area)
        return at ? [{ ...line, at }] : []
      })
      if (said.length > 0) {
        const at = said.flatMap((s) => s.at)
        const { quote, unit } = quoteOf(area, matches, at)
        tell(
          { name: rule.name, value: said.map((s) => s.value).join(', '), unit: null, quote },
          { by: 'collected', rule: said.map((s) => s.when).join(', '), unit },
        )
      }
    }
  })
  return area.values
}

/** The area stretched over the whole document, for facts that mean the same wherever they stand. */
function wholeDocument(area: Area, match: ItemMatch): Area {
  return { ...area, signals: match.signals, units: new Set(area.agreement.passages.keys()) }
}

/** The words that a chosen value rests on; the whole area's first passage where it rests on something that is missing. */
function quoteOf(area: Area, matches: Matches, at: readonly number[]): { quote: string; unit: number | null } {
  const unit = at[0] ?? [...area.units].sort((a, b) => a - b)[0]
  if (unit === undefined) return { quote: '', unit: null }
  const { passage } = matches.units[unit]!
  return { quote: area.agreement.document.text.slice(passage.start, passage.end).trim(), unit: at[0] ?? null }
}

/** Characters of a row within which a measure and its value belong together. */
const ROW_REACH = 400

/** Patterns of the words that a rule wants near, and not near, a value. */
type Words = { near: string | null; not: string | null }

/** Far away, when a rule asks for no words nearby. */
const ANYWHERE = 1000

function read(
  rule: ReadRule,
  index: number,
  area: Area,
  matches: Matches,
  match: ItemMatch,
  library: Library,
): Told | null {
  const wordsOf = (unit: Unit): Words => library.compiled.near[unit.language][match.item]![index]!
  const kinds = Array.isArray(rule.kind) ? rule.kind : [rule.kind]
  const allowed = rule.in ? holds(library.condition(rule.in), area) : null
  if (rule.in && !allowed) return null
  const own = allowed && allowed.length > 0 ? [...new Set(allowed)] : [...area.units]
  const scores = new Map(match.passages.map((p) => [p.unit, p.score]))
  const reaches = [own]
  // The sentence after the one that renews may say how long before; only words that name the value lead there.
  if (rule.in && rule.near) reaches.push(neighbours(own, area))
  if (rule.anywhere) reaches.push([...matches.units.keys()])
  for (const kind of kinds) {
    for (const units of reaches) {
      const candidates = candidatesIn(units, kind, rule, wordsOf, area, matches, scores)
      if (candidates.length === 0) continue
      return told(rule.name, kind, pick(candidates, rule.pick), area, matches)
    }
  }
  return null
}

/** Passages at most this far from the one a rule looks at still belong to what it says. */
const NEXT = 2

function neighbours(units: readonly number[], area: Area): number[] {
  const { passages } = area.agreement
  const out = new Set<number>()
  for (const u of units) {
    for (let v = Math.max(0, u - NEXT); v <= Math.min(passages.length - 1, u + NEXT); v++) {
      if (passages[v]!.article === passages[u]!.article && passages[v]!.kind !== 'heading') out.add(v)
    }
  }
  return [...out]
}

function candidatesIn(
  units: readonly number[],
  kind: ExtractorName,
  rule: ReadRule,
  wordsOf: (unit: Unit) => Words,
  area: Area,
  matches: Matches,
  scores: ReadonlyMap<number, number>,
): Candidate[] {
  const candidates: Candidate[] = []
  const sorted = [...units].sort((a, b) => a - b)
  for (const u of sorted) {
    const unit = matches.units[u]!
    const words = wordsOf(unit)
    const anchors = words.near === null ? null : [...unit.wording.matchAll(pattern(words.near))]
    const framed =
      anchors?.length === 0 && unit.passage.kind === 'row' && frame(area, unit).search(pattern(words.near!)) >= 0
    if (anchors && anchors.length === 0 && !framed) continue
    const aliens = words.not === null ? [] : [...unit.wording.matchAll(pattern(words.not))]
    for (const fact of extract(kind, unit.wording)) {
      if (fact.start < unit.own && unit.own > 0 && u !== sorted[0]) continue
      if (rule.relation && !rule.relation.includes(fact.relation ?? 'unknown')) continue
      if (rule.min !== undefined && (fact.size === null || fact.size < rule.min)) continue
      if (rule.max !== undefined && (fact.size === null || fact.size > rule.max)) continue
      if (rule.unit && (fact.unit === null || !rule.unit.includes(fact.unit))) continue
      const distance = framed
        ? ROW_REACH
        : anchors
          ? Math.min(...anchors.map((a) => gap(a.index, a.index + a[0].length, fact)))
          : ANYWHERE
      // In a row the name of the measure may stand some cells away from its value.
      if (anchors && distance > (unit.passage.kind === 'row' ? ROW_REACH : rule.within)) continue
      // A value that stands nearer to words that make it mean something else is not this one.
      if (aliens.some((a) => isNearer(gap(a.index, a.index + a[0].length, fact), distance))) continue
      candidates.push({ unit: u, fact, distance, score: scores.get(u) ?? 0 })
    }
  }
  return candidates
}

/** Characters within which words give a value another meaning. */
const ALIEN_REACH = 25

function isNearer(alien: number, distance: number): boolean {
  return alien <= ALIEN_REACH && (alien < distance || alien === 0)
}

interface Told {
  value: Value
  source: ValueSource
}

/** The chosen facts as a value; several are told as one list. */
function told(
  name: string,
  kind: ExtractorName,
  chosen: readonly Candidate[],
  area: Area,
  matches: Matches,
): Told | null {
  const first = chosen[0]
  if (!first) return null
  const { start, end } = sourceSpan(matches.units[first.unit]!, first.fact.start, first.fact.end)
  return {
    value: {
      name,
      value: chosen.map((c) => c.fact.value).join(', '),
      unit: first.fact.unit,
      quote: area.agreement.document.text.slice(start, end),
    },
    source: { by: 'read', rule: kind, unit: first.unit },
  }
}

/** What names the values of a row besides its own cells: the table's head row, the article's heading, the sentence before the table. */
function frame(area: Area, unit: Unit): string {
  const { passages, articles, document } = area.agreement
  const { passage } = unit
  const parts = [articles.find((a) => a.id === passage.article)?.heading ?? '']
  if (passage.head) parts.push(document.text.slice(passage.head.start, passage.head.end))
  let i = passage.index - 1
  while (i >= 0 && passages[i]!.kind === 'row' && passages[i]!.article === passage.article) i--
  const before = passages[i]
  if (before && before.article === passage.article) parts.push(document.text.slice(before.start, before.end))
  return parts.map((part) => fold(part).text).join('\n')
}

/** Characters between two stretches of a text, 0 where they meet or overlap. */
function gap(start: number, end: number, fact: Fact): number {
  return Math.max(0, start - fact.end, fact.start - end)
}

function tier(c: Candidate): number {
  return c.score >= CLAIM ? 0 : c.score > 0 ? 1 : 2
}

function pick(candidates: readonly Candidate[], how: ReadRule['pick']): Candidate[] {
  if (how === 'all') {
    const seen = new Set<string>()
    return candidates.filter((c) => !seen.has(c.fact.value) && seen.add(c.fact.value))
  }
  // A passage that speaks of the item outright goes before its neighbours.
  const ranked = [...candidates].sort((a, b) => tier(a) - tier(b) || a.unit - b.unit || a.fact.start - b.fact.start)
  if (how === 'nearest') ranked.sort((a, b) => tier(a) - tier(b) || a.distance - b.distance || b.score - a.score)
  else if (how === 'largest') ranked.sort((a, b) => (b.fact.size ?? 0) - (a.fact.size ?? 0))
  else if (how === 'smallest') ranked.sort((a, b) => (a.fact.size ?? 0) - (b.fact.size ?? 0))
  return ranked.slice(0, 1)
}
