import { readFrames } from '../frames/frame.js'
import type { Language } from '../model/text.js'
import { fold } from '../structure/fold.js'
import { bearing, pointsOf } from './bearing.js'
import type { Ground, JudgeContext } from './judge.js'
import type { Reading } from './reading.js'

/** A lead-in that takes what it lists out of what it says: 「次の場合を除き、第三者に提供しません。」 “except:”. */
const TAKES_OUT: Record<Language, RegExp> = {
  ja: /(?:次|以下|下記|各号)[^。]{0,40}(?:を除(?:き|く|いて)|以外|でない限り)|この限りで(?:は)?(?:ない|ありません)/,
  en: /\b(?:except|unless|other than|excluding|exclusions?|save)\b[^.;]{0,80}:?\s*$/,
}
const STEP = 0.75
const MOST = 1.2
const LEAST = 0.4
/** How a lead-in works that only names something good. */
const GIVEN = 0.8

/** Whether the sentence that leads a passage in takes what it lists out of something. */
export function isTakenOut(reading: Reading, language: Language): boolean {
  return reading.lead !== null && TAKES_OUT[language].test(fold(reading.lead).text)
}

/**
 * An entry without a predicate of its own that came into a list or went out of it: it does what the sentence that leads
 * the list in says. One more case in which the provider may stop the service hurts, one more function that it provides
 * helps, one more time that does not count as downtime hurts.
 *
 * @returns null where the passage is no such entry, or the lead-in works neither way
 */
export function listMember(
  old: Reading | null,
  now: Reading | null,
  { rules, old: before, now: after, language }: JudgeContext,
): Ground | null {
  const reading = (now ?? old)!
  const { lead } = reading
  if (lead === null || reading.units.some((u) => u.passage.kind !== 'item')) return null
  if (reading.frames.some((f) => f.cue !== null)) return null
  const agreement = now ? after : before
  const frames = readFrames(lead, agreement.parties, language)
  let thrust = bearing(pointsOf(frames, rules))
  for (const id of rules.statements.ofText(lead, agreement)) thrust += rules.statements.all[id]!.bears
  if (isTakenOut(reading, language)) {
    // “Exclusions from the guarantee:” names what it takes from without saying that it is given.
    const given = frames.some((f) => f.concepts.some((c) => rules.subjects[c].act === 1))
    thrust = Math.abs(thrust) < LEAST && given ? -GIVEN : -thrust
  }
  if (Math.abs(thrust) < LEAST) return null
  return {
    rule: now ? 'list-item-added' : 'list-item-removed',
    change: now ? 'appears' : 'gone',
    weight: STEP * Math.sign(thrust) * Math.min(Math.abs(thrust), MOST) * (now ? 1 : -1),
    old: old?.text ?? null,
    new: now?.text ?? null,
    severity: 'medium',
  }
}
