/**
 * Order among the normalised values of findings: `30 days` < `2 months`, `99.5` < `99.9`, `JPY 10000` < `JPY 20000`.
 * Durations are compared in hours; a month counts 30 days and a year 365 (the convention of the availability table),
 * a business day as a calendar day of its own kind: it is not compared with others.
 */
export interface Amount {
  /** What kind of amount: only amounts of the same kind have an order. */
  kind: 'hours' | 'business-hours' | 'number' | `money-${string}` | `rate-${string}`
  size: number
}

const HOURS: Record<string, number> = {
  second: 1 / 3600,
  minute: 1 / 60,
  hour: 1,
  day: 24,
  week: 168,
  month: 720,
  year: 8760,
}

/**
 * Reads a normalised value as an amount.
 *
 * @returns null for what has no size: `promptly`, `yes`, `Japan`
 */
export function amountOf(value: string): Amount | null {
  const text = value.trim().toLowerCase().replace(/,/g, '')
  if (text === 'immediately') return { kind: 'hours', size: 0 }
  if (text === '24/7') return { kind: 'hours', size: 168 }
  const duration = /^(\d{1,9}(?:\.\d{1,6})?) (business )?(second|minute|hour|day|week|month|year)s?$/.exec(text)
  if (duration) {
    const size = Number(duration[1]) * HOURS[duration[3]!]!
    return { kind: duration[2] ? 'business-hours' : 'hours', size }
  }
  const rate = /^(\d{1,12}(?:\.\d{1,6})?) per (\w+)$/.exec(text)
  if (rate) return { kind: `rate-${rate[2]!}`, size: Number(rate[1]) }
  const money = /^([a-z]{3}) (\d{1,15}(?:\.\d{1,6})?)$/.exec(text)
  if (money) return { kind: `money-${money[1]!}`, size: Number(money[2]) }
  const number = /^(\d{1,15}(?:\.\d{1,6})?)(?: ?%)?$/.exec(text)
  return number ? { kind: 'number', size: Number(number[1]) } : null
}

/**
 * Compares two normalised values.
 *
 * @returns negative, zero or positive; null when they have no order (another kind, or no size at all)
 */
export function compareValues(a: string, b: string): number | null {
  const x = amountOf(a)
  const y = amountOf(b)
  return x && y && x.kind === y.kind ? x.size - y.size : null
}
