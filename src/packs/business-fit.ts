import { z } from 'zod'
import { compareValues } from '../frames/values/value-order.js'
import { say } from '../messages/index.js'
import type { Finding, Fit, PackAnswer } from '../model/analysis.js'
import { allowedDowntime, spokenDowntime } from './allowed-downtime.js'
import { evidenceFor, type Judged } from './answer.js'

/** What an organisation needs of a service, to be set against what the provider's documents state. */
export const BusinessNeed = z.strictObject({
  /** Lowest availability, in percent. */
  availability_percent: z.number().min(0).max(100).optional(),
  /** Longest time to recover from a fault, as a duration: `12 hours`. */
  recovery_within: z.string().optional(),
  /** Hours in which the service must run: `8:00-19:00`. */
  service_hours: z
    .string()
    .regex(/^\d{1,2}:\d{2}-\d{1,2}:\d{2}$/)
    .optional(),
  /** Longest time to a first answer: `1 day`. */
  first_response_within: z.string().optional(),
})
export type BusinessNeed = z.infer<typeof BusinessNeed>

/** The example profile of the 2020 study: 99.7 %, recovery within half a day, service from 8:00 to 19:00. */
export const EXAMPLE_NEED: BusinessNeed = {
  availability_percent: 99.7,
  recovery_within: '12 hours',
  service_hours: '8:00-19:00',
}

/** A figure that a document states. */
interface Stated {
  value: string
  target: boolean
  evidence: Fit['evidence']
}

const isTargetOnly = (finding: Finding): boolean => finding.commitment === 'target'

/**
 * Sets an organisation's need against the values that a provider's documents state. A figure that is only a target
 * answers `not met`, as with any must.
 */
export function businessFit(need: BusinessNeed, documents: readonly Judged[]): Fit[] {
  const out: Fit[] = []
  const stated = (item: string, value: string): Stated | null => {
    for (const judged of documents) {
      const finding = judged.analysis.items.find((i) => i.id === item)
      const seen = finding?.values.find((v) => v.name === value)?.value
      if (finding && seen !== undefined) {
        return { value: seen, target: isTargetOnly(finding), evidence: evidenceFor(finding, value, judged) }
      }
    }
    return null
  }
  const add = (
    key: keyof BusinessNeed,
    wanted: string,
    seen: Stated | null,
    reaches: (value: string) => boolean | null,
    shown: (value: string) => string = (v) => v,
  ): void => {
    const verdict = seen ? reaches(seen.value) : null
    const result: PackAnswer = !seen
      ? 'not stated'
      : verdict === null
        ? 'needs a person'
        : verdict && !seen.target
          ? 'met'
          : 'not met'
    const ground = seen && verdict && seen.target ? 'target' : result.replaceAll(' ', '-')
    const text = seen ? shown(seen.value) : ''
    const why = say(`packs.fit.${ground}`, { wanted, seen: text })
    out.push({ need: key, wanted, seen: text, result, why, evidence: seen?.evidence ?? [] })
  }
  if (need.availability_percent !== undefined) {
    const percent = need.availability_percent
    add(
      'availability_percent',
      `≥ ${percent} % (${spokenDowntime(allowedDowntime(percent, 'month'))} / 30 d)`,
      stated('S01', 'uptime_percent'),
      (v) => (Number.isFinite(Number(v)) ? Number(v) >= percent : null),
      (v) => `${v} % (${spokenDowntime(allowedDowntime(Number(v), 'month'))} / 30 d)`,
    )
  }
  if (need.recovery_within !== undefined) {
    const limit = need.recovery_within
    add('recovery_within', `≤ ${limit}`, stated('S08', 'rto'), (v) => orderedWithin(v, limit))
  }
  if (need.service_hours !== undefined) {
    const wanted = need.service_hours
    add('service_hours', wanted, stated('S01', 'hours'), (v) => coversHours(v, wanted))
  }
  if (need.first_response_within !== undefined) {
    const limit = need.first_response_within
    add('first_response_within', `≤ ${limit}`, stated('S10', 'first_response'), (v) => orderedWithin(v, limit))
  }
  return out
}

function orderedWithin(value: string, limit: string): boolean | null {
  const order = compareValues(value, limit)
  return order === null ? null : order <= 0
}

/** Whether the stated hours (`24/7`, `9:00-18:00`) cover the wanted ones. */
function coversHours(stated: string, wanted: string): boolean | null {
  if (stated === '24/7') return true
  const span = (s: string): [number, number] | null => {
    const m = /(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})/.exec(s)
    return m ? [Number(m[1]) * 60 + Number(m[2]), Number(m[3]) * 60 + Number(m[4])] : null
  }
  const has = span(stated)
  const needs = span(wanted)
  return has && needs ? has[0] <= needs[0] && has[1] >= needs[1] : null
}
