import type { Change, Comparison, Effect, Severity } from '../../model/comparison.js'
import type { Text } from '../../model/text.js'

/** A change of watched terms, as it is told to people: by mail, webhook, feed and calendar alike. */
export interface ChangeNotice {
  /** The same for every channel and every retry. */
  id: string
  kind: 'change'
  provider: string
  document: string
  /** Who answers for the document: a name, or an address that is copied into mails; empty where nobody was named. */
  owner: string
  /** When it was seen, ISO 8601. */
  at: string
  highest: Severity
  hurts: number
  /** Changes that hurt, are mixed or uncertain, ranked; then those that help. Neutral ones are not told. */
  changes: ToldChange[]
  /** When the new terms take effect, ISO 8601 day; null where they do not say. */
  effective: string | null
  /** Days from `at` to `effective`; null without a date. */
  daysLeft: number | null
  allowed: Comparison['effective']['old_clause_allows']
  allowedWhy: Text
  /** The last day on which the customer can still do something, and what. */
  options: { text: Text; until: string | null }[]
  /** Page of the comparison in the service. */
  link: string
}

export interface ToldChange {
  effect: Change['effect']
  severity: Severity
  place: string
  old: string
  new: string
  reasons: Text[]
  ask: Text | null
}

/** Published terms that could not be looked at, told once. */
export interface FailureNotice {
  id: string
  kind: 'failure' | 'flapping'
  provider: string
  document: string
  owner: string
  at: string
  why: Text
  next: Text
  link: string
}

export type Notice = ChangeNotice | FailureNotice

export interface NoticeSubject {
  id: string
  provider: string
  document: string
  owner: string
  at: string
  link: string
}

/**
 * The notice of a comparison: what hurts or is uncertain first, in its rank, then what helps. What only helps is told
 * too, but never loudly.
 *
 * @returns null when every change is neutral
 */
export function changeNotice(comparison: Comparison, subject: NoticeSubject): ChangeNotice | null {
  const of = (...effects: Effect[]) => comparison.changes.filter((c) => effects.includes(c.effect))
  const told = [...of('hurts', 'mixed', 'unclear'), ...of('helps')]
  if (told.length === 0 && comparison.outcome === 'compared') return null
  const effective = comparison.effective.date
  return {
    ...subject,
    kind: 'change',
    highest: comparison.summary.highest,
    hurts: comparison.summary.hurts + comparison.summary.mixed,
    changes: told.map((c) => {
      const side = c.new ?? c.old
      return {
        effect: c.effect,
        severity: c.severity,
        place: [side?.number, side?.heading].filter(Boolean).join(' '),
        old: c.old?.quote ?? '',
        new: c.new?.quote ?? '',
        reasons: c.reasons.map((r) => r.text),
        ask: c.ask,
      }
    }),
    effective,
    daysLeft: effective === null ? null : Math.ceil((Date.parse(effective) - Date.parse(subject.at)) / 86_400_000),
    allowed: comparison.effective.old_clause_allows,
    allowedWhy: comparison.effective.why,
    options: comparison.effective.options,
  }
}

const ORDER: readonly Severity[] = ['none', 'low', 'medium', 'high']

/** Whether a notice is loud enough for a channel that wants `least` or above. Failures always are. */
export function isLoudEnough(notice: Notice, least: Severity): boolean {
  return notice.kind !== 'change' || ORDER.indexOf(notice.highest) >= ORDER.indexOf(least)
}
