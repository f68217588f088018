import { type Condition, conditionText } from '../library/condition.js'
import type { ItemFile } from '../library/item-schema.js'
import type { Library } from '../library/library.js'
import { FEATURES, weightsFor } from '../match/features.js'
import { likeness } from '../match/likeness.js'
import { CLAIM, type ItemMatch, type Matches, type PassageMatch } from '../match/match.js'
import type { Unit } from '../match/unit.js'
import type { Agreement, Passage } from '../model/agreement.js'
import type { Finding } from '../model/analysis.js'
import type {
  ExplainedCue,
  ExplainedLine,
  ExplainedPart,
  ExplainedPassage,
  ExplainedPlace,
  ExplainedValue,
  Explanation,
} from '../model/explanation.js'
import type { Text } from '../model/text.js'
import { type Area, holds } from './area.js'
import { judgeItem } from './assess.js'
import { sourceSpan } from './evidence.js'
import { nearCues } from './near-cues.js'

/** Passages told of an item, the best first. */
export const PASSAGES_TOLD = 8
/** Places told of one part of a condition. */
const PLACES_TOLD = 3

/**
 * Tells how an item came to be judged as it was: from the same matches, area and lines as the finding itself.
 *
 * @param finding what the analysis says of the item, which may have been settled by the house
 * @param most how many passages to tell
 */
export function explain(
  agreement: Agreement,
  matches: Matches,
  library: Library,
  finding: Finding,
  most = PASSAGES_TOLD,
): Explanation {
  const index = library.items.findIndex((i) => i.id === finding.id)
  const item = library.items[index]!
  const match = matches.items[index]!
  const { area, commitment } = judgeItem(agreement, matches, match, item, library)
  const place = placesIn(agreement)
  const of = (unit: number): ExplainedPlace => place(agreement.passages[unit]!)
  const lines = item.group === 'sla' ? commitmentLines(item.commitments) : positionLines(item.positions)
  // Where there is nothing but a heading, no line of status or position is asked.
  const asked = area?.headingOnly ? null : area
  const judged = item.group === 'sla' ? area : asked
  const tried = judged ? linesTried(lines, judged, library, of) : []
  const partial = asked ? linesTried(partialLines(item.partial), asked, library, of) : []
  return {
    schema: 'yakkan/explanation@1',
    document: { name: agreement.document.name, sha256: agreement.document.sha256 },
    finding,
    certainty: certaintyOf(match, item, library),
    considered: match.passages.length,
    passages: [...match.passages]
      .sort((a, b) => b.score - a.score || potential(b) - potential(a) || a.unit - b.unit)
      .slice(0, most)
      .map((p) => passage(p, agreement, matches.units[p.unit]!, index, library, of(p.unit))),
    partial,
    lines: tried,
    not_tried: lines.slice(tried.length).map(({ id, gives, when }) => ({ id, gives, when })),
    general: (commitment?.judged ?? []).map(({ unit, rule }) => ({
      ...of(unit),
      rule,
    })),
    values: valuesOf(area, of),
    values_without: [...new Set(item.values.map((v) => v.name))].filter(
      (name) => !finding.values.some((v) => v.name === name),
    ),
    library: library.version,
  }
}

function certaintyOf(match: ItemMatch, item: ItemFile, library: Library): Explanation['certainty'] {
  const weights = weightsFor(library.compiled.weights)
  const { features, bias } = weights[item.group]
  const own = weights.items[item.id] ?? 0
  const shares = [
    { signal: 'bias', seen: null, weight: bias, share: bias },
    { signal: 'item', seen: null, weight: own, share: own },
    ...FEATURES.map((signal, i) => ({
      signal,
      seen: match.features[i]!,
      weight: features[i]!,
      share: match.shares[signal]!,
    })),
  ]
  return {
    shares,
    log_odds: shares.reduce((sum, s) => sum + s.share, 0),
    probability: match.probability,
    threshold: weights.threshold,
    best_score: Math.max(0, ...match.passages.map((p) => p.score)),
    speaks_from: CLAIM,
  }
}

/** What a passage's signals add up to, also where it is denied. */
function potential(p: PassageMatch): number {
  return p.shares.strong + p.shares.supporting + p.shares.negative + p.shares.likeness + p.shares.heading
}

function passage(
  p: PassageMatch,
  agreement: Agreement,
  unit: Unit,
  item: number,
  library: Library,
  place: ExplainedPlace,
): ExplainedPassage {
  const { text } = agreement.document
  const speaks = p.denied === null && (p.score >= CLAIM || p.strong > 0)
  return {
    ...place,
    score: p.score,
    speaks,
    shares: p.shares,
    denied: p.denied,
    under_heading: p.underHeading,
    likeness: nearestExemplar(unit, item, library),
    cues: cuesIn(p, unit, text, library),
    nearly: speaks ? [] : nearCues(unit, item, library),
    short_of: speaks ? 0 : Math.max(0, CLAIM - p.score),
  }
}

function cuesIn(p: PassageMatch, unit: Unit, text: string, library: Library): ExplainedCue[] {
  const book = library.compiled.books[unit.language]
  const told = new Set<number>()
  return p.hits.flatMap((hit) => {
    const cue = book.cues[hit.cue]!
    if (told.has(hit.cue)) return []
    told.add(hit.cue)
    const spans =
      hit.start < unit.own && hit.end > unit.own
        ? [sourceSpan(unit, hit.start, unit.own - 1), sourceSpan(unit, unit.own, hit.end)]
        : [sourceSpan(unit, hit.start, hit.end)]
    const words = spans.map((s) => text.slice(s.start, s.end).trim()).filter(Boolean)
    return [
      {
        name: cue.name,
        class: cue.class,
        expression: book.expressions[hit.expression]!.source,
        words: words.join(' … '),
      },
    ]
  })
}

function nearestExemplar(unit: Unit, item: number, library: Library): ExplainedPassage['likeness'] {
  const index = library.compiled.likeness[unit.language]
  const values = new Float64Array(library.items.length)
  const nearest = new Int32Array(library.items.length).fill(-1)
  likeness(unit.wording.slice(unit.own), unit.language, index, values, nearest)
  const exemplar = nearest[item]!
  if (exemplar < 0) return null
  const first = index.exemplars.indexOf(item)
  return { value: values[item]!, exemplar: library.items[item]!.exemplars[unit.language][exemplar - first]! }
}

interface Line {
  id: string
  gives: string
  when: string
  why: Text
}

function positionLines(lines: readonly { id: string; position: string; when: string; why: Text }[]): Line[] {
  return lines.map(({ id, position, when, why }) => ({ id, gives: position, when, why }))
}

function commitmentLines(lines: readonly { id: string; commitment: string; when: string; why: Text }[]): Line[] {
  return lines.map(({ id, commitment, when, why }) => ({ id, gives: commitment, when, why }))
}

function partialLines(lines: readonly { id: string; when: string; why: Text }[]): Line[] {
  return lines.map(({ id, when, why }) => ({ id, gives: 'partial', when, why }))
}

/** The lines up to the first that holds, which decides; each with its condition taken apart. */
function linesTried(
  lines: readonly Line[],
  area: Area,
  library: Library,
  of: (unit: number) => ExplainedPlace,
): ExplainedLine[] {
  const out: ExplainedLine[] = []
  for (const line of lines) {
    const condition = library.condition(line.when)
    const held = holds(condition, area) !== null
    out.push({ ...line, holds: held, parts: partsHeld(condition, area, of) })
    if (held) break
  }
  return out
}

function partsHeld(condition: Condition, area: Area, of: (unit: number) => ExplainedPlace): ExplainedPart[] {
  if (condition.op === 'and' || condition.op === 'or') return condition.of.flatMap((c) => partsHeld(c, area, of))
  // What must not hold is told as such; where it does hold, the places show why.
  const at = holds(condition, area)
  const against = condition.op === 'not' && at === null ? holds(condition.of, area) : null
  const units = [...new Set(at ?? against ?? [])].slice(0, PLACES_TOLD)
  return [{ condition: conditionText(condition), holds: at !== null, at: units.map(of) }]
}

function valuesOf(area: Area | null, of: (unit: number) => ExplainedPlace): ExplainedValue[] {
  if (!area) return []
  return area.values.map((value, i) => {
    const source = area.sources[i]!
    return {
      name: value.name,
      value: value.value,
      by: source.by,
      rule: source.rule,
      quote: value.quote,
      at: source.unit === null ? null : of(source.unit),
    }
  })
}

function quoteOf(text: string, { start, end }: Passage): string {
  return text.slice(start, end).trim()
}

function placesIn(agreement: Agreement): (passage: Passage) => ExplainedPlace {
  const articles = new Map(agreement.articles.map((a) => [a.id, a]))
  const { text } = agreement.document
  return (passage) => {
    const { article, page } = passage
    const of = articles.get(article)
    const start = passage.start + text.slice(passage.start, passage.end).search(/\S|$/)
    const quote = quoteOf(text, passage)
    const end = start + quote.length
    return { start, end, article, number: of?.number ?? null, heading: of?.heading ?? null, page, quote }
  }
}
