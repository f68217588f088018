/** Hours of a period, by the convention of availability tables: a month of 30 days, a year of 365. */
const HOURS_IN = { week: 168, month: 720, year: 8760 } as const

export type Period = keyof typeof HOURS_IN

/**
 * Downtime that an availability figure allows.
 *
 * @param percent availability, such as 99.9
 * @param period over which it is measured
 * @returns hours
 * @throws RangeError for a figure that is no percentage
 */
export function allowedDowntime(percent: number, period: Period): number {
  if (!(percent >= 0 && percent <= 100)) throw new RangeError(`${percent} is no percentage`)
  // Rounded to a hundredth of a second, since 100 − 99.9 is not exactly 0.1 in binary.
  return Math.round(((100 - percent) / 100) * HOURS_IN[period] * 360_000) / 360_000
}

/**
 * The same as a person would say it: `43.2 min`, `8.76 h`, `3.65 d`, `26 s`.
 *
 * @param hours downtime in hours
 */
export function spokenDowntime(hours: number): string {
  const [size, unit] =
    hours >= 48
      ? [hours / 24, 'd']
      : hours >= 1
        ? [hours, 'h']
        : hours >= 1 / 60
          ? [hours * 60, 'min']
          : [hours * 3600, 's']
  return `${Number(size.toPrecision(3))} ${unit}`
}
