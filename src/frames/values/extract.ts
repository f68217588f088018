import { dates } from './calendar-date.js'
import { courts } from './court.js'
import { durations, monthsOfFees, promptness, responseSeconds } from './duration.js'
import type { Fact } from './fact.js'
import { frequencies, intervals } from './frequency.js'
import { amounts, currencies } from './money.js'
import { percentages, percentiles, yearlyRates } from './percent.js'
import { countries, laws, places } from './place.js'
import { bareNumbers, quantities, rates } from './quantity.js'
import { serviceHours } from './service-hours.js'

/** The extractors by the name under which items call them. */
const EXTRACTORS = {
  duration: durations,
  months: monthsOfFees,
  urgency: promptness,
  percent: percentages,
  money: amounts,
  currency: currencies,
  number: (text: string) => [...quantities(text), ...bareNumbers(text)],
  quantity: quantities,
  rate: rates,
  hours: serviceHours,
  frequency: frequencies,
  interval: intervals,
  seconds: responseSeconds,
  percentile: percentiles,
  yearly_rate: yearlyRates,
  country: countries,
  place: places,
  law: laws,
  court: courts,
  date: dates,
} satisfies Record<string, (text: string) => Fact[]>

export type ExtractorName = keyof typeof EXTRACTORS
export const EXTRACTOR_NAMES = Object.keys(EXTRACTORS) as ExtractorName[]

/**
 * Facts of one kind in a folded text, in reading order.
 *
 * @param kind which extractor
 * @param text folded text of one passage; the facts' offsets are offsets in it
 */
export function extract(kind: ExtractorName, text: string): Fact[] {
  return EXTRACTORS[kind](text)
}
