import { readFrames } from '../frames/frame.js'
import type { Agreement } from '../model/agreement.js'
import { fold } from '../structure/fold.js'
import { bearing, pointsOf } from './bearing.js'
import type { ChangeRules } from './change-rules.js'
import type { Ground, JudgeContext } from './judge.js'
import type { Reading } from './reading.js'

/** A sentence of its own that takes something out of the one before: 「ただし、…を除きます」 “This does not apply to …”. */
const EXCEPTION = {
  ja: /^(?:ただし|但し)[、,]?.*(?:除(?:く|き)|限り(?:で(?:は)?(?:ない|ありません)|では)|適用(?:し|され)(?:ない|ません))/,
  en: /^\W*(?:however,? )?(?:this(?: [\w]+){0,5}|the (?:foregoing|above|limitation|exclusion|limit|cap|restriction)[\w ]{0,40}|these [\w ]{0,40}|nothing in this [\w ]{1,40}) (?:does|do|shall|will) not (?:apply|limit|exclude|affect)\b/,
} as const
const WEIGHT = 1
const LEAST = 0.4

/** How the sentence before a passage bears on the customer. */
function thrustBefore(reading: Reading, agreement: Agreement, rules: ChangeRules): number {
  const previous = agreement.passages[reading.units[0]!.index - 1]
  if (!previous) return 0
  const text = agreement.document.text.slice(previous.start, previous.end)
  return bearing(pointsOf(readFrames(text, agreement.parties, agreement.language), rules))
}

/**
 * Which way an exception that stands in both versions works: against the sentence before it.
 *
 * @returns null where the passage is no exception of its own
 */
export function exceptionThrust(
  old: Reading,
  now: Reading,
  { rules, old: before, now: after, language }: JudgeContext,
): number | null {
  if (!EXCEPTION[language].test(fold(old.text).text) || !EXCEPTION[language].test(fold(now.text).text)) return null
  const [a, b] = [thrustBefore(old, before, rules), thrustBefore(now, after, rules)]
  return a * b > 0 ? -Math.sign(a) * Math.min(Math.abs(a), Math.abs(b)) : null
}

/** An exception that came or went alone works against what the sentence before it says. */
export function exceptionAlone(
  old: Reading | null,
  now: Reading | null,
  { rules, old: before, now: after, language }: JudgeContext,
): Ground | null {
  const reading = (now ?? old)!
  if (!EXCEPTION[language].test(fold(reading.text).text)) return null
  const agreement = now ? after : before
  const thrust = thrustBefore(reading, agreement, rules)
  if (Math.abs(thrust) < LEAST) return null
  const sign = -Math.sign(thrust) * (now ? 1 : -1)
  return {
    rule: now ? 'exception-added' : 'exception-gone',
    change: now ? 'appears' : 'gone',
    weight: WEIGHT * sign,
    old: old?.text ?? null,
    new: now?.text ?? null,
  }
}
