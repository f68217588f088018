/** The kinds of fact that a sentence can state. */
export type FactKind =
  | 'duration'
  | 'percent'
  | 'money'
  | 'quantity'
  | 'rate'
  | 'hours'
  | 'frequency'
  | 'place'
  | 'court'
  | 'date'

/** How a length of time stands to its event: a notice before it, a limit after it, or the length of a state. */
export type Relation = 'before' | 'within' | 'length'

/**
 * A fact read in a folded text. `value` is normalised: `30 days`, `99.9`, `JPY 10000`, `600 per minute`,
 * `9:00-18:00`, `monthly`, `Japan`, `Tokyo District Court`, `2026-04-01`.
 */
export interface Fact {
  readonly kind: FactKind
  readonly value: string
  /** Offsets in the folded text, end exclusive. */
  readonly start: number
  readonly end: number
  /** What a bare number counts: `users`, `generations`, `business days`, `year` for a percentage a year; null when nothing is said. */
  readonly unit: string | null
  /** Durations only. */
  readonly relation: Relation | null
  /** The number behind the value, for comparing; null where there is none. Durations in days (a month is 30, a year 365). */
  readonly size: number | null
}

/** A fact with the parts that most kinds leave open. */
export function fact(
  kind: FactKind,
  value: string,
  start: number,
  end: number,
  rest: Partial<Pick<Fact, 'unit' | 'relation' | 'size'>> = {},
): Fact {
  return { kind, value, start, end, unit: null, relation: null, size: null, ...rest }
}

/** Facts in reading order; of those that overlap, the longest, then the first, stays. */
export function withoutOverlap(facts: readonly Fact[]): Fact[] {
  const kept: Fact[] = []
  const bySize = [...facts].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)
  for (const f of bySize) {
    if (kept.every((k) => k.end <= f.start || k.start >= f.end)) kept.push(f)
  }
  return kept.sort((a, b) => a.start - b.start || a.end - b.end)
}
