import { CLAIM, type ItemMatch, type Matches, type PassageMatch } from '../match/match.js'
import type { Unit } from '../match/unit.js'
import type { Agreement } from '../model/agreement.js'
import type { Evidence } from '../model/analysis.js'
import type { Span } from '../model/text.js'

const MOST_QUOTES = 3
/** A quote longer than this is cut to the clauses around what was found, in characters. */
const LONGEST_QUOTE = 420
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
): Evidence[] {
  const bearing = new Set(decided)
  const ranked = match.passages.filter((p) => p.score > 0)
  const chosen: PassageMatch[] = []
  const told = new Set<number>()
  const opening = ranked.find((p) => p.strong > 0 && p.underHeading) ?? ranked.find((p) => p.strong > 0)
  // One after the other, so that three quotes tell three things rather than one thing three times.
  while (chosen.length < MOST_QUOTES) {
    let best: PassageMatch | null = null
    let bestRank = 0
    for (const p of ranked) {
      if (chosen.includes(p)) continue
      const rank = rankOf(p, bearing, told, matches.units[p.unit]!.language === agreement.language, p === opening)
      if (!best || rank > bestRank) {
        best = p
        bestRank = rank
      }
    }
    if (!best || (chosen.length > 0 && bestRank < CLAIM)) break
    chosen.push(best)
    for (const h of best.hits) told.add(h.cue)
  }
  const quotes = chosen.sort((a, b) => a.unit - b.unit).map((p) => quote(agreement, matches.units[p.unit]!, p))
  if (quotes.length > 0) return quotes
  // Nothing but a heading: the heading itself is what there is.
  const article = agreement.articles.find((a) => match.headings.has(a.id))
  const heading = article && agreement.passages.find((p) => p.article === article.id)
  if (!heading) return []
  return [evidence(agreement, heading.article, heading.page, trim(agreement.document.text, heading))]
}

/** Passages that bear out the judgement go first, then those that say the item most clearly and say something new. */
function rankOf(
  p: PassageMatch,
  bearing: ReadonlySet<number>,
  told: ReadonlySet<number>,
  documentsLanguage: boolean,
  opens: boolean,
): number {
  const repeats = p.hits.length > 0 && p.hits.every((h) => told.has(h.cue))
  return (
    p.score +
    (bearing.has(p.unit) ? 0.5 : 0) +
    (p.strong > 0 ? 0.2 : 0) +
    (p.underHeading ? 0.2 : 0) +
    // The sentence that opens the clause says what is regulated; what follows works it out.
    (opens ? 0.4 : 0) -
    (repeats ? 0.3 : 0) -
    (documentsLanguage ? 0 : 0.5)
  )
}

function quote(agreement: Agreement, unit: Unit, p: PassageMatch): Evidence {
  const { text } = agreement.document
  const { passage } = unit
  let span: Span = trim(text, passage)
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
