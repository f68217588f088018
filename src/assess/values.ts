import { extract } from '../frames/values/extract.js'
import type { Fact } from '../frames/values/fact.js'
import type { ValueRule } from '../library/item-schema.js'
import type { Library } from '../library/library.js'
import { CLAIM, type ItemMatch, type Matches } from '../match/match.js'
import type { Unit } from '../match/unit.js'
import type { Value } from '../model/analysis.js'
import { fold } from '../structure/fold.js'
import { type Area, holds } from './area.js'
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
  const near = library.compiled.near[area.agreement.language][match.item]!
  item.values.forEach((rule, index) => {
    if (area.values.some((v) => v.name === rule.name)) return
    if ('kind' in rule) area.values.push(...read(rule, near[index]!, area, matches, match, library))
    else if ('choose' in rule) {
      for (const line of rule.choose) {
        const at = holds(library.condition(line.when), area)
        if (!at) continue
        area.values.push({ name: rule.name, value: line.value, unit: null, quote: quoteOf(area, matches, at) })
        break
      }
    } else {
      const said = rule.collect.flatMap((line) => {
        const at = holds(library.condition(line.when), area)
        return at ? [{ value: line.value, at }] : []
      })
      if (said.length > 0) {
        area.values.push({
          name: rule.name,
          value: said.map((s) => s.value).join(', '),
          unit: null,
          quote: quoteOf(
            area,
            matches,
            said.flatMap((s) => s.at),
          ),
        })
      }
    }
  })
  return area.values
}

/** The words that a chosen value rests on; the whole area's first passage where it rests on something that is missing. */
function quoteOf(area: Area, matches: Matches, at: readonly number[]): string {
  const unit = at[0] ?? [...area.units].sort((a, b) => a - b)[0]
  if (unit === undefined) return ''
  const { passage } = matches.units[unit]!
  return area.agreement.document.text.slice(passage.start, passage.end).trim()
}

/** Characters of a row within which a measure and its value belong together. */
const ROW_REACH = 400

/** Far away, when a rule asks for no words nearby. */
const ANYWHERE = 1000

function read(
  rule: ReadRule,
  words: { near: string | null; not: string | null },
  area: Area,
  matches: Matches,
  match: ItemMatch,
  library: Library,
): Value[] {
  const kinds = Array.isArray(rule.kind) ? rule.kind : [rule.kind]
  const allowed = rule.in ? holds(library.condition(rule.in), area) : null
  if (rule.in && !allowed) return []
  const units = allowed && allowed.length > 0 ? [...new Set(allowed)] : [...area.units]
  const scores = new Map(match.passages.map((p) => [p.unit, p.score]))
  for (const kind of kinds) {
    const candidates: Candidate[] = []
    for (const u of units.sort((a, b) => a - b)) {
      const unit = matches.units[u]!
      const anchors = words.near === null ? null : [...unit.wording.matchAll(pattern(words.near))]
      const framed =
        anchors?.length === 0 && unit.passage.kind === 'row' && frame(area, unit).search(pattern(words.near!)) >= 0
      if (anchors && anchors.length === 0 && !framed) continue
      const aliens = words.not === null ? [] : [...unit.wording.matchAll(pattern(words.not))]
      for (const fact of extract(kind, unit.wording)) {
        if (fact.start < unit.own && unit.own > 0 && u !== units[0]) continue
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
        if (aliens.some((a) => gap(a.index, a.index + a[0].length, fact) <= Math.min(distance, 25))) continue
        candidates.push({ unit: u, fact, distance, score: scores.get(u) ?? 0 })
      }
    }
    if (candidates.length === 0) continue
    return pick(candidates, rule.pick).map(({ unit, fact }) => {
      const { start, end } = sourceSpan(matches.units[unit]!, fact.start, fact.end)
      return {
        name: rule.name,
        value: fact.value,
        unit: fact.unit,
        quote: area.agreement.document.text.slice(start, end),
      }
    })
  }
  return []
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
