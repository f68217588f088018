import type { Frame } from '../frames/frame.js'
import { roleOf } from './bearing.js'
import type { ChangeRules } from './change-rules.js'
import type { Ground } from './judge.js'
import type { Reading } from './reading.js'

/** How firmly the provider binds itself: a duty or plain promise, efforts, a mere possibility. */
function firmness(frame: Frame): number | null {
  if (frame.actor !== 'provider') return null
  switch (frame.modality) {
    case 'must':
    case 'will':
    case 'does':
      return 2
    case 'aims':
      return 1
    case 'may':
      return 0
    default:
      return null
  }
}

const STEP = 0.8

/**
 * Whether the provider binds itself more or less than before by the same act: 減額します → 減額することができます,
 * shall notify → will use reasonable efforts to notify. Powers over the customer are no promises and are left alone.
 */
export function promiseChange(old: Reading, now: Reading, rules: ChangeRules): Ground | null {
  for (const a of old.frames) {
    const before = firmness(a)
    if (before === null) continue
    const b = now.frames.find((f) => firmness(f) !== null && (f.acts[0] === a.acts[0] || overlap(f, a)))
    const after = b ? firmness(b) : null
    if (!b || after === null || after === before) continue
    const act = a.acts.find((c) => rules.subjects[c].act !== 0) ?? a.acts[0]
    const weight = act
      ? (rules.subjects[act].as[roleOf({ actor: 'provider', modality: 'must' })] ?? rules.subjects[act].act)
      : 0
    if (act === undefined || weight < 0) continue
    return {
      rule: after < before ? 'modality-weaker' : 'modality-stronger',
      change: after < before ? 'weaker' : 'stronger',
      weight: STEP * Math.sign(after - before),
      old: a.cue?.text ?? a.text.slice(-24),
      new: b.cue?.text ?? b.text.slice(-24),
    }
  }
  return null
}

const overlap = (a: Frame, b: Frame): boolean => a.acts.slice(0, 3).some((c) => b.acts.slice(0, 3).includes(c))
