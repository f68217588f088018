import type { House } from '../library/house-rules.js'
import type { Library } from '../library/library.js'
import type { Agreement } from '../model/agreement.js'
import type { Analysis } from '../model/analysis.js'
import type { Change, Comparison, Effect, Severity } from '../model/comparison.js'
import type { Warning } from '../model/document.js'
import { packChanges } from '../packs/pack-changes.js'
import { changesBetween } from './compare-agreements.js'
import { effectiveOf } from './effective.js'
import { applyHouse } from './house.js'
import { outcomeAfter, outcomeBefore } from './outcome.js'

/** One version: its structure, and what the analysis says of it. */
export interface Version {
  agreement: Agreement
  analysis: Analysis
}

export interface ComparisonOptions {
  /** The library by whose items changes are judged; without it the one that comes with yakkan. */
  library?: Library
  /** The house's own severities and silences. */
  house?: House | null
  /** Day of the notice or of the fetch of the new version, ISO 8601; without it the day that the text gives. */
  noticedOn?: string | null
  /** Day against which silences expire, ISO 8601; without it none has. */
  today?: string | null
}

const EFFECTS: readonly Effect[] = ['hurts', 'mixed', 'unclear', 'helps', 'neutral']
const SEVERITIES: readonly Severity[] = ['high', 'medium', 'low', 'none']

/** What changed between two versions, what of it hurts the customer and why. Deterministic: the same two give the same. */
export function comparisonOf(old: Version, now: Version, options: ComparisonOptions = {}): Comparison {
  const before = outcomeBefore(old.agreement, now.agreement)
  const found = before ? null : changesBetween(old.agreement, now.agreement, options.library)
  const stopped = before ?? outcomeAfter(old.agreement, now.agreement, found!.shared)
  const judged = stopped ? [] : found!.changes.map((c) => withEvidence(c.change, old, now))
  const housed = applyHouse(judged, options.house ?? null, options.today ?? null)
  const changes = rank(housed.changes)
  const notices = [...marked(old, 'old'), ...marked(now, 'new'), ...(stopped ? [] : housed.notices)]
  return {
    schema: 'yakkan/comparison@1',
    old: { name: old.agreement.document.name, sha256: old.agreement.document.sha256 },
    new: { name: now.agreement.document.name, sha256: now.agreement.document.sha256 },
    outcome: stopped?.outcome ?? 'compared',
    outcome_why: stopped?.why ?? null,
    changes,
    ...(stopped ? {} : { packs: packChanges(old.analysis.packs, now.analysis.packs) }),
    effective: effectiveOf(old.agreement, old.analysis, now.agreement, changes, options.noticedOn ?? null),
    summary: summaryOf(changes),
    warnings: notices.map((w) => (w.place ? `${w.place}: ${w.text.en}` : w.text.en)),
    notices,
    library: now.analysis.library,
    ...(now.analysis.house ? { house: now.analysis.house } : {}),
  }
}

/** A comparison never says “no change” without telling which parts of either file were not read. */
function marked({ agreement }: Version, side: 'old' | 'new'): Warning[] {
  return agreement.document.warnings.map((w) => ({ ...w, place: [side, w.place].filter(Boolean).join(' ') }))
}

/** Adds the items whose evidence in either analysis overlaps the change. */
function withEvidence(change: Change, old: Version, now: Version): Change {
  if (change.quiet) return change
  const items = new Set(change.items)
  const overlaps = (s: Change['old'], version: Version): void => {
    if (!s) return
    for (const f of version.analysis.items) {
      if (f.status !== 'absent' && f.evidence.some((e) => e.start < s.end && e.end > s.start)) items.add(f.id)
    }
  }
  overlaps(change.old, old)
  overlaps(change.new, now)
  return { ...change, items: [...items].sort() }
}

function rank(changes: readonly Change[]): Change[] {
  const order = (c: Change): number =>
    (c.quiet ? 100 : 0) + EFFECTS.indexOf(c.effect) * 10 + SEVERITIES.indexOf(c.severity)
  return changes
    .map((c, i) => [c, i] as const)
    .sort(([a, i], [b, j]) => order(a) - order(b) || i - j)
    .map(([c]) => c)
}

function summaryOf(changes: readonly Change[]): Comparison['summary'] {
  const count = (effect: Effect): number => changes.filter((c) => c.effect === effect).length
  const harms = changes.filter((c) => c.effect === 'hurts' || c.effect === 'mixed')
  const highest = SEVERITIES.find((s) => harms.some((c) => c.severity === s)) ?? 'none'
  return {
    hurts: count('hurts'),
    helps: count('helps'),
    mixed: count('mixed'),
    neutral: count('neutral'),
    unclear: count('unclear'),
    highest,
    quiet: changes.filter((c) => c.quiet).length,
    silenced: changes.filter((c) => c.silenced).length,
  }
}
