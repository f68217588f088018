import type { Library } from '../library/library.js'
import { CLAIM, type ItemMatch, type Matches, type PassageMatch } from '../match/match.js'
import type { Unit } from '../match/unit.js'
import type { Agreement } from '../model/agreement.js'
import type { Evidence } from '../model/analysis.js'
import type { Span } from '../model/text.js'

const MOST_QUOTES = 3
/** A quote longer than this is cut to the clauses around what was found, in characters. */
const LONGEST_QUOTE = 420
/** Sentences that follow one another are quoted as one up to this many characters. */
const LONGEST_JOINED = 500
/** What another matter of the same item is worth as the next quote, and the same once more. */
const NEW_MATTER = 0.5
const REPEATED = -0.3
/** What it is worth that the judgement rests on a passage: the first one, and each further one. */
const BEARING = 0.5
const BEARING_TOO = 0.15
/** What a point of the score above 1 is worth: a passage that says the item clearly need not say it in every way. */
const FURTHER = 0.5
/** A list item shorter than this says little without its lead-in. */
const SHORT_ITEM = 40

/** The stretch of the document that a stretch of a unit's wording came from. */
export function sourceSpan(unit: Unit, start: number, end: number): Span {
  const from = unit.origin[start]!
  const last = unit.origin[end - 1] ?? from
  let k = end
  while (k < unit.origin.length - 1 && unit.origin[k] === last) k++
  const to = unit.origin[k] ?? last + 1
  // Where a lead-in meets its item the next character may stand far off.
  return { start: from, end: to > last && to - last <= 40 ? to : Math.max(last + 1, from) }
}

/** The passages that carry the item best, verbatim, in reading order. */
export function evidenceOf(
  agreement: Agreement,
  matches: Matches,
  match: ItemMatch,
  decided: readonly number[],
  library: Library,
): Evidence[] {
  const bearing = new Set(decided)
  const ranked = match.passages.filter((p) => p.score > 0)
  const told = new Set<number>()
  const quoted = new Set<PassageMatch>()
  const groups: PassageMatch[][] = []
  const strongCue = (unit: number, cue: number): boolean =>
    library.compiled.books[matches.units[unit]!.language].cues[cue]!.class === 'strong'
  const opening = ranked.find((p) => p.strong > 0 && p.underHeading) ?? ranked.find((p) => p.strong > 0)
  // One after the other, so that three quotes tell three things rather than one thing three times.
  for (;;) {
    let best: PassageMatch | null = null
    let bestRank = 0
    const borne = [...quoted].some((p) => bearing.has(p.unit))
    for (const p of ranked) {
      if (quoted.has(p)) continue
      if (groups.length === MOST_QUOTES && !groups.some((g) => joins(agreement, g, p))) continue
      const fresh = p.hits.filter((h) => !told.has(h.cue))
      const newness = fresh.some((h) => strongCue(p.unit, h.cue)) ? NEW_MATTER : fresh.length === 0 ? REPEATED : 0
      const rank =
        rankOf(
          p,
          bearing.has(p.unit) ? (borne ? BEARING_TOO : BEARING) : 0,
          matches.units[p.unit]!.language === agreement.language,
          p === opening,
        ) + (groups.length > 0 ? newness : 0)
      if (!best || rank > bestRank) {
        best = p
        bestRank = rank
      }
    }
    if (!best || (groups.length > 0 && bestRank < CLAIM)) break
    const beside = groups.find((g) => joins(agreement, g, best))
    if (beside) beside.push(best)
    else groups.push([best])
    quoted.add(best)
    for (const h of best.hits) told.add(h.cue)
  }
  const quotes = groups
    .map((g) => g.sort((a, b) => a.unit - b.unit))
    .sort((a, b) => a[0]!.unit - b[0]!.unit)
    .map((g) => quote(agreement, matches.units, g))
  if (quotes.length > 0) return quotes
  // Nothing but a heading: the heading itself is what there is.
  const article = agreement.articles.find((a) => match.headings.has(a.id))
  const heading = article && agreement.passages.find((p) => p.article === article.id)
  if (!heading) return []
  return [evidence(agreement, heading.article, heading.page, trim(agreement.document.text, heading))]
}

/** Passages that bear out the judgement go first, then those that say the item most clearly and say something new. */
function rankOf(p: PassageMatch, bearing: number, documentsLanguage: boolean, opens: boolean): number {
  return (
    Math.min(p.score, 1) +
    FURTHER * Math.max(0, p.score - 1) +
    bearing +
    (p.strong > 0 ? 0.2 : 0) +
    (p.underHeading ? 0.2 : 0) +
    // The sentence that opens the clause says what is regulated; what follows works it out.
    (opens ? 0.3 : 0) -
    (documentsLanguage ? 0 : 0.5)
  )
}

/** True where a passage follows or precedes those of a quote directly, and all of them make a quote of bearable length. */
function joins(agreement: Agreement, group: readonly PassageMatch[], p: PassageMatch): boolean {
  const units = [...group.map((g) => g.unit), p.unit].sort((a, b) => a - b)
  const first = agreement.passages[units[0]!]!
  const last = agreement.passages[units.at(-1)!]!
  return (
    units.at(-1)! - units[0]! === units.length - 1 &&
    first.article === last.article &&
    last.end - first.start <= LONGEST_JOINED
  )
}

function quote(agreement: Agreement, units: readonly Unit[], group: readonly PassageMatch[]): Evidence {
  const { text } = agreement.document
  const p = group[0]!
  const unit = units[p.unit]!
  const { passage } = unit
  let span: Span = trim(text, { start: passage.start, end: units[group.at(-1)!.unit]!.passage.end })
  if (group.length > 1) return evidence(agreement, passage.article, passage.page, span)
  if (span.end - span.start > LONGEST_QUOTE) span = cut(text, span, p, unit)
  else if (span.end - span.start < SHORT_ITEM && passage.leadIn !== null) {
    const lead = agreement.passages[passage.leadIn]!
    const whole = trim(text, { start: lead.start, end: passage.end })
    if (whole.end - whole.start <= LONGEST_QUOTE) span = whole
  }
  return evidence(agreement, passage.article, passage.page, span)
}

/** Cuts a long passage to the clauses around its clearest words. */
function cut(text: string, span: Span, p: PassageMatch, unit: Unit): Span {
  const hits = p.hits.filter((h) => h.start >= unit.own)
  const spans = (hits.length > 0 ? hits : p.hits).map((h) =>
    sourceSpan(unit, Math.max(h.start, unit.own), Math.max(h.end, unit.own + 1)),
  )
  const first = spans[0] ?? span
  let start = first.start
  let end = Math.min(Math.max(first.end, start + 1), start + LONGEST_QUOTE)
  for (const s of spans) {
    const from = Math.min(start, s.start)
    const to = Math.max(end, s.end)
    if (to - from <= LONGEST_QUOTE * 0.7) {
      start = from
      end = to
    }
  }
  const borders = /[;；。:：]\s*|[,、]\s*(?=(?:and|or|but|except|provided|which|ただし|但し))/g
  let left = span.start
  let right = span.end
  borders.lastIndex = 0
  for (const m of text.slice(span.start, span.end).matchAll(borders)) {
    const at = span.start + m.index
    if (at + m[0].length <= start) left = at + m[0].length
    else if (at >= end) {
      right = at + m[0].trimEnd().length
      break
    }
  }
  const word = (at: number): number => {
    let k = at
    while (k > left && /[A-Za-z0-9]/.test(text[k]!) && /[A-Za-z0-9]/.test(text[k - 1]!)) k--
    return k
  }
  if (end - left > LONGEST_QUOTE) left = word(Math.max(left, start - 80))
  if (right - left > LONGEST_QUOTE) right = word(Math.min(right, left + LONGEST_QUOTE))
  return trim(text, { start: left, end: Math.max(right, left + 1) })
}

function trim(text: string, span: Span): Span {
  let { start, end } = span
  while (start < end && /\s/.test(text[start]!)) start++
  while (end > start && /\s/.test(text[end - 1]!)) end--
  return { start, end }
}

function evidence(agreement: Agreement, article: string, page: number | null, span: Span): Evidence {
  return { article, page, start: span.start, end: span.end, quote: agreement.document.text.slice(span.start, span.end) }
}
