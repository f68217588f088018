import { type Library, loadLibrary } from '../library/library.js'
import { say } from '../messages/index.js'
import type { Agreement } from '../model/agreement.js'
import type { Change, ChangeKind, ChangeSide } from '../model/comparison.js'
import type { Language } from '../model/text.js'
import { type ArticlePairs, alignArticles } from './align-articles.js'
import { alignPassages, type Pairing } from './align-passages.js'
import { askOf } from './ask.js'
import { type ChangeRules, changeRules } from './change-rules.js'
import { pairCounterparts } from './counterparts.js'
import { joinDiscourse } from './discourse.js'
import { ItemChanges } from './item-changes.js'
import { type Ground, type JudgeContext, judge, together } from './judge.js'
import type { Judged } from './judged.js'
import { withProviderNames } from './provider-names.js'
import { type Quiet, quietAlone, quietKind } from './quiet.js'
import { type Reading, readUnits } from './reading.js'
import { reasonOf } from './reasons.js'
import { findRenames } from './renames.js'
import { withoutLabel } from './spelling.js'
import { type Unit, unitsOf } from './unit.js'
import { wordDiff } from './word-diff.js'

/** A change with what its judgement rests on. */
export interface JudgedChange extends Judged {
  change: Change
}

export interface AgreementChanges {
  changes: JudgedChange[]
  /** Share of the longer text that stands in both versions, 0 to 1. */
  shared: number
}

/** How many grounds a change tells of. */
const REASONS = 6
/** Grounds that weigh nothing and are told nevertheless. */
const ALWAYS_TOLD: ReadonlySet<string> = new Set(['likely-slip', 'optional-service', 'moved-out', 'standard-clauses'])

let known: Library | null = null
const shipped = (): Library => {
  known ??= loadLibrary()
  return known
}

/** All changes between two versions in one language, in the order of the new one. */
export function changesBetween(before: Agreement, after: Agreement, library: Library = shipped()): AgreementChanges {
  const rules = changeRules()
  const old = { ...before, parties: withProviderNames(before) }
  const now = { ...after, parties: withProviderNames(after) }
  const { language } = now
  const pairings = alignPassages(unitsOf(old), unitsOf(now))
  const articles = alignArticles(old, now, pairings)
  const renames = findRenames(pairings, old.document.text, now.document.text, language)
  const context: JudgeContext = { rules, language, old, now, articles, pairings, items: new ItemChanges(library) }
  const judged: Judged[] = []
  const movedArticles = new Set<string>()
  for (const pairing of pairings) {
    if (isUnchanged(pairing)) {
      // An article that moved is told once, not passage by passage.
      const key = `${pairing.old[0]!.passage.article} ${pairing.new[0]!.passage.article}`
      if (!pairing.moved || movedArticles.has(key)) continue
      movedArticles.add(key)
      judged.push({ pairing, quiet: 'moved', judgement: null, old: null, new: null })
      continue
    }
    const a = readUnits(pairing.old, old, rules)
    const b = readUnits(pairing.new, now, rules)
    const quiet = quietOf(a, b, pairing, language, renames)
    judged.push({ pairing, quiet, judgement: quiet ? null : judge(a, b, context), old: a, new: b })
  }
  const rejudged = pairCounterparts(judged, articles, rules, (removed, added) => ({
    pairing: { old: removed.pairing.old, new: added.pairing.new, moved: false },
    quiet: null,
    judgement: judge(removed.old, added.new, context),
    old: removed.old,
    new: added.new,
  }))
  const joined = joinDiscourse(rejudged, language, (parts) => {
    const pairing: Pairing = {
      old: parts.flatMap((p) => p.pairing.old),
      new: parts.flatMap((p) => p.pairing.new),
      moved: false,
    }
    const a = readUnits(pairing.old, old, rules)
    const b = readUnits(pairing.new, now, rules)
    return {
      pairing,
      quiet: null,
      judgement: together(
        parts.map((p) => p.judgement!),
        judge(a, b, context),
      ),
      old: a,
      new: b,
    }
  })
  const changes = joined.map((j) => ({ ...j, change: j.judgement ? changeOf(j, context) : silent(j, old, now) }))
  return { changes: [...renumberedArticles(old, now, articles), ...changes], shared: sharedPart(pairings) }
}

const isUnchanged = (p: Pairing): boolean =>
  p.old.length === 1 && p.new.length === 1 && p.old[0]!.text === p.new[0]!.text

function quietOf(
  a: Reading | null,
  b: Reading | null,
  pairing: Pairing,
  language: Language,
  renames: ReadonlyMap<string, string>,
): Quiet | 'heading' | null {
  if (a && b) {
    if (withoutLabel(a.text).trim() === withoutLabel(b.text).trim()) return 'numbering'
    const kind = quietKind(a.text, b.text, language, renames)
    if (kind === 'typography' && pairing.old.length + pairing.new.length > 2) return 'reflow'
    if (kind) return kind
  } else {
    const kind = quietAlone((a ?? b)!.text, language)
    if (kind) return kind
  }
  return (pairing.new[0] ?? pairing.old[0])!.passage.kind === 'heading' ? 'heading' : null
}

function sideOf(units: readonly Unit[], agreement: Agreement): ChangeSide | null {
  const first = units[0]
  if (!first) return null
  const article = agreement.articles.find((x) => x.id === first.passage.article)
  const start = first.passage.start
  const end = units.at(-1)!.passage.end
  return {
    article: article?.id ?? null,
    number: article?.number ?? null,
    heading: article?.heading ?? null,
    page: first.passage.page,
    quote: agreement.document.text.slice(start, end),
    start,
    end,
  }
}

function silent({ pairing, quiet }: Judged, old: Agreement, now: Agreement): Change {
  const a = sideOf(pairing.old, old)
  const b = sideOf(pairing.new, now)
  const kind: ChangeKind = !a
    ? 'added'
    : !b
      ? 'removed'
      : quiet === 'numbering'
        ? 'renumbered'
        : pairing.moved
          ? 'moved'
          : 'wording'
  return {
    kind,
    old: a,
    new: b,
    diff: wordDiff(a?.quote ?? '', b?.quote ?? '', now.language),
    items: [],
    effect: 'neutral',
    severity: 'none',
    reasons: [reasonOf({ rule: `quiet/${quiet}`, change: null, weight: 0, old: null, new: null })],
    ask: null,
    quiet,
  }
}

function changeOf({ pairing, judgement, old: a, new: b }: Judged, { old, now, rules }: JudgeContext): Change {
  const kind: ChangeKind = !a ? 'added' : !b ? 'removed' : 'modified'
  const told = judgement!.grounds
    .filter((g) => g.weight !== 0 || g.rule.startsWith('value/') || ALWAYS_TOLD.has(g.rule))
    .slice(0, REASONS)
  return {
    kind,
    old: sideOf(pairing.old, old),
    new: sideOf(pairing.new, now),
    diff: wordDiff(a?.text ?? '', b?.text ?? '', now.language),
    items: itemsOf(a, b, told, rules),
    effect: judgement!.effect,
    severity: judgement!.severity,
    reasons:
      told.length > 0
        ? told.map(reasonOf)
        : [{ rule: 'nothing-decisive', old: null, new: null, text: say('compare.reason.nothing-decisive') }],
    ask: askOf(kind, judgement!),
    quiet: null,
  }
}

/** The items that a change touches, by what its decisive grounds and its predicates speak of. */
function itemsOf(a: Reading | null, b: Reading | null, told: readonly Ground[], rules: ChangeRules): string[] {
  const out = new Set<string>()
  const take = (concept: string | undefined): void => {
    const subject = rules.subjects[concept as keyof ChangeRules['subjects']]
    for (const id of subject?.items ?? []) out.add(id)
  }
  for (const g of told) if (g.rule.startsWith('item/')) out.add(g.rule.split('/')[1]!)
  for (const g of told.slice(0, 3))
    take(
      g.rule.startsWith('act/') ? g.rule.split('/')[2] : g.rule.startsWith('says/') ? g.rule.split('/')[1] : undefined,
    )
  if (out.size === 0)
    for (const r of [b, a]) for (const f of r?.frames ?? []) for (const c of f.acts.slice(0, 2)) take(c)
  return [...out].sort()
}

/** Articles whose number alone tells them from their former selves. */
function renumberedArticles(old: Agreement, now: Agreement, articles: ArticlePairs): JudgedChange[] {
  const out: JudgedChange[] = []
  const byId = new Map(now.articles.map((b) => [b.id, b] as const))
  for (const a of old.articles) {
    const b = byId.get(articles.get(a.id) ?? '')
    if (!b || a.number === null || b.number === null) continue
    const plain = (n: string): string =>
      n
        .normalize('NFKC')
        .replace(/[\s.。:]/g, '')
        .toLowerCase()
    if (plain(a.number) === plain(b.number)) continue
    const side = (x: typeof a, agreement: Agreement): ChangeSide => {
      const text = agreement.document.text
      const lineEnd = text.indexOf('\n', x.start)
      const end = Math.min(lineEnd < 0 ? x.end : lineEnd, x.end, x.start + 200)
      return {
        article: x.id,
        number: x.number,
        heading: x.heading,
        page: x.page,
        quote: text.slice(x.start, end),
        start: x.start,
        end,
      }
    }
    const left = side(a, old)
    const right = side(b, now)
    out.push({
      change: {
        kind: 'renumbered',
        old: left,
        new: right,
        diff: wordDiff(left.quote, right.quote, now.language),
        items: [],
        effect: 'neutral',
        severity: 'none',
        reasons: [reasonOf({ rule: 'quiet/numbering', change: null, weight: 0, old: a.number, new: b.number })],
        ask: null,
        quiet: 'numbering',
      },
      pairing: { old: [], new: [], moved: false },
      quiet: 'numbering',
      judgement: null,
      old: null,
      new: null,
    })
  }
  return out
}

function sharedPart(pairings: readonly Pairing[]): number {
  let both = 0
  let old = 0
  let now = 0
  for (const p of pairings) {
    const a = p.old.reduce((n, u) => n + u.key.length, 0)
    const b = p.new.reduce((n, u) => n + u.key.length, 0)
    old += a
    now += b
    if (a > 0 && b > 0) both += Math.min(a, b)
  }
  const most = Math.max(old, now)
  return most === 0 ? 1 : both / most
}
