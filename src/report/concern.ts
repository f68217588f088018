import type { Analysis, Finding } from '../model/analysis.js'
import type { Comparison, Severity } from '../model/comparison.js'

/** Items where money, data, exit or remedy is at stake; the change rules call a loss there high. */
export const HIGH_STAKES: ReadonlySet<string> = new Set([
  'C02',
  'C04',
  'C09',
  'C10',
  'C11',
  'C12',
  'C13',
  'C15',
  'C16',
  'C17',
  'S01',
])

export type Concern = Severity

const RANK: Record<Severity, number> = { none: 0, low: 1, medium: 2, high: 3 }

/**
 * How much a finding should worry the customer: an adverse position is high where money, data, exit or remedy is at
 * stake and medium elsewhere; what is missing, or left open, is low. What the house has settled is no concern.
 */
export function concernOf(finding: Finding): Concern {
  if (finding.silenced) return 'none'
  if (finding.position === 'adverse') return HIGH_STAKES.has(finding.id) ? 'high' : 'medium'
  if (finding.status !== 'present' || finding.position === 'unclear') return 'low'
  return 'none'
}

/** The highest concern in an analysis. */
export function highestConcern(analysis: Pick<Analysis, 'items'>): Concern {
  return analysis.items.map(concernOf).reduce((a, b) => (RANK[b] > RANK[a] ? b : a), 'none' as Concern)
}

/** The highest severity among what hurts (or partly hurts) the customer in a comparison. */
export function highestHarm(comparison: Pick<Comparison, 'changes'>): Severity {
  return comparison.changes
    .filter((c) => c.effect === 'hurts' || c.effect === 'mixed')
    .map((c) => c.severity)
    .reduce((a, b) => (RANK[b] > RANK[a] ? b : a), 'none' as Severity)
}

/** Whether `found` reaches the level that was asked for with `--fail-on`. */
export function reaches(found: Severity, asked: Severity): boolean {
  return asked !== 'none' && RANK[found] >= RANK[asked]
}

/** Findings with the worst first; within one level in checklist order. */
export function byConcern(items: readonly Finding[]): Finding[] {
  return items.toSorted((a, b) => RANK[concernOf(b)] - RANK[concernOf(a)])
}
