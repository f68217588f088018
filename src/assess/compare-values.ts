/** Days in a unit of time, by the convention of the values: a month is 30 days, a year 365. */
const DAYS: Record<string, number> = {
  second: 1 / 86_400,
  minute: 1 / 1440,
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 30,
  year: 365,
}

/** The size of a normalised value, for comparing: durations in days, money and numbers as they are; null where it has none. */
export function sizeOf(value: string): number | null {
  if (/^(?:immediately|at once)$/i.test(value)) return 0
  const m = /^(?:[A-Z]{3} )?(-?[0-9]+(?:\.[0-9]+)?)(?: (?:business |working )?([a-z]+?)s?)?$/i.exec(value.trim())
  if (!m) return null
  const n = Number(m[1])
  const unit = m[2]?.toLowerCase()
  if (!unit) return n
  const days = DAYS[unit]
  if (days === undefined) return n
  // A business week is seven days on the calendar.
  return /business|working/.test(value) ? (n * 7) / 5 : n * days
}

/** True when `a` is smaller; null when the two cannot be compared. */
export function isLower(a: string, b: string): boolean | null {
  const x = sizeOf(a)
  const y = sizeOf(b)
  return x === null || y === null ? null : x < y
}

/** True when `a` is larger; null when the two cannot be compared. */
export function isHigher(a: string, b: string): boolean | null {
  return isLower(b, a)
}
