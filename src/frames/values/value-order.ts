import { DAYS } from './duration.js'

/**
 * What a normalised value amounts to, with the kind within which amounts have an order. A length of time is the days
 * that it takes by the calendar: exact for calendar units (a month counts 30 days and a year 365, the convention of the
 * availability table), from the least to the most for business days, which depend on weekends and holidays.
 */
interface Amount {
  kind: string
  least: number
  most: number
}

/** Weekends and holidays that a few business days may have to wait for, in days: the long ones of the turn of the year. */
const LONGEST_REST = 6
const HOURS_A_BUSINESS_DAY = 8

/**
 * Compares two normalised values: `30 days` < `2 months`, `99.5` < `99.9`, `JPY 10000` < `JPY 20000`, `600 per minute` <
 * `20 per second`.
 *
 * @returns negative, zero or positive; null when they have no order: another kind or currency, no size at all
 *   (`promptly`), or business days so near to calendar days that weekends and holidays decide
 */
export function compareValues(a: string, b: string): number | null {
  const [ours, theirs] = [businessHours(a), businessHours(b)]
  if (ours !== null && theirs !== null) return ours - theirs
  const [x, y] = [amountOf(a), amountOf(b)]
  if (!x || !y || x.kind !== y.kind) return null
  if (x.least === y.least && x.most === y.most) return 0
  if (x.most <= y.least) return -1
  return x.least >= y.most ? 1 : null
}

/** True when `a` is smaller; null when the two have no order. */
export function isLower(a: string, b: string): boolean | null {
  const order = compareValues(a, b)
  return order === null ? null : order < 0
}

/** True when `a` is larger; null when the two have no order. */
export function isHigher(a: string, b: string): boolean | null {
  return isLower(b, a)
}

/** Figures with their thousands apart, which people write into house rules. */
const plain = (value: string): string => value.trim().replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')

/** Business days and hours in business hours; null for everything else. */
function businessHours(value: string): number | null {
  const m = /^(\d{1,9}(?:\.\d{1,6})?) business (hour|day)s?$/i.exec(plain(value))
  return m ? Number(m[1]) * (m[2]!.toLowerCase() === 'day' ? HOURS_A_BUSINESS_DAY : 1) : null
}

function amountOf(value: string): Amount | null {
  const text = plain(value)
  if (/^(?:immediately|at once)$/i.test(text)) return exactly('time', 0)
  const business = businessHours(text)
  if (business !== null) {
    const days = business / HOURS_A_BUSINESS_DAY
    // Five of them take a weekend along for certain only when a sixth follows.
    const weekends = Math.max(0, Math.ceil(days / 5) - 1)
    const least = (days < 1 ? business / 24 : days) + 2 * weekends
    return { kind: 'time', least, most: days + 2 * weekends + LONGEST_REST }
  }
  const length = /^(\d{1,9}(?:\.\d{1,6})?) (second|minute|hour|day|week|month|year)s?$/i.exec(text)
  if (length) return exactly('time', Number(length[1]) * daysIn(length[2]!)!)
  const rate = /^(\d{1,12}(?:\.\d{1,6})?) per (\w+)$/i.exec(text)
  if (rate) {
    const days = daysIn(rate[2]!)
    return days === null
      ? exactly(`per ${rate[2]!.toLowerCase()}`, Number(rate[1]))
      : exactly('per time', Number(rate[1]) / days)
  }
  const money = /^([a-z]{3}) (\d{1,15}(?:\.\d{1,6})?)$/i.exec(text)
  if (money) return exactly(money[1]!.toUpperCase(), Number(money[2]))
  const number = /^(\d{1,15}(?:\.\d{1,6})?)(?: ?%)?$/.exec(text)
  return number ? exactly('number', Number(number[1])) : null
}

function exactly(kind: string, size: number): Amount {
  return { kind, least: size, most: size }
}

function daysIn(unit: string): number | null {
  return (DAYS as Record<string, number>)[unit.toLowerCase()] ?? null
}
