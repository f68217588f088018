import type { Concept } from '../frames/concepts.js'
import type { Frame } from '../frames/frame.js'
import type { ChangeRules, Role } from './change-rules.js'

/** Who acts and how, of one clause. */
export function roleOf(frame: Pick<Frame, 'actor' | 'modality'>): Role {
  const { actor, modality } = frame
  if (actor === 'provider') {
    if (modality === 'need-not') return 'provider-need-not'
    if (modality === 'may' || modality === 'deemed') return 'provider-may'
    if (modality === 'must') return 'provider-must'
    if (modality === 'must-not' || modality === 'will-not' || modality === 'does-not') return 'provider-not'
    return 'provider-does'
  }
  if (actor === 'customer') {
    if (modality === 'may' || modality === 'need-not') return 'customer-may'
    if (modality === 'must-not' || modality === 'will-not') return 'customer-must-not'
    if (modality === 'must' || modality === 'deemed' || modality === 'will') return 'customer-must'
    return 'customer-does'
  }
  if (actor === 'both') return 'both'
  if (modality === 'may') return 'other-may'
  if (modality === 'must' || modality === 'will' || modality === 'deemed') return 'other-must'
  if (modality === 'must-not' || modality === 'will-not' || modality === 'need-not' || modality === 'does-not')
    return 'other-not'
  return 'other'
}

/** One thing that a clause says for or against the customer. */
export interface Point {
  /** `act/provider-may/suspend`, `says/no-liability`, `freedom/any-time`, `safeguard/prior-notice`. */
  id: string
  weight: number
}

/** What a passage says for and against the customer, each point once. */
export type Points = ReadonlyMap<string, number>

/** Acts further from the predicate count for less: the second by this share of the first, and so on. */
const FADE = 0.85
const LOOKED_AT = 4
/** What an act weighs that is only named. */
const BARE = 0.5
const LONGEST_NAME = 60

/** A few words without a verb or a full stop, as in a list of functions. */
const isBareName = (frame: Frame): boolean =>
  frame.cue === null && frame.text.length <= LONGEST_NAME && !/[.。]\s*$/.test(frame.text)

const SEES = /\b(?:can|may|might|will)\b (?:also |always |still |sometimes )?(?:see|notice|experience|encounter)\b/i
const TRIVIAL =
  /\b(?:can|may|able to|free to)\b (?:also |always |still )?(?:find|see|read|learn|visit (?:our|the|this) (?:web|site|page|help|link|blog|portal)|contact us|review|earn|participate|choose|refer|view|browse|check|submit feedback)\b|(?:ご覧|ご確認|参照|閲覧)(?:に|いただ|する)/i
const NO_DEAL =
  /\b(?:do(?:es)? not|don't|disagree) ?(?:accept|agree|consent)?\b[^.]{0,60}\b(?:not|cease|stop)\b[^.]{0,20}\b(?:use|access)\b|同意(?:しない|できない|いただけない)場合[^。]{0,20}利用/i

/** What is handed to third parties is given away, not provided: 「第三者に提供しません」. */
function actsThatCount({ acts }: Frame): readonly Concept[] {
  return acts.slice(0, LOOKED_AT).includes('disclosure') ? acts.filter((a) => a !== 'provide') : acts
}

/** The points of one clause. */
export function pointsOfFrame(frame: Frame, rules: ChangeRules, statutory = false): Point[] {
  const role = roleOf(frame)
  const out: Point[] = []
  let act: Concept | null = null
  let weight = 0
  let share = 1
  // “We may offer features that …”: what is offered is not done to the customer.
  const [first] = actsThatCount(frame)
  const offers = role === 'provider-may' && first !== undefined && rules.subjects[first].act === 1
  // 「賠償額は、支払われた料金を超えない」 limits what is paid, whatever it is measured by.
  const acts = frame.acts.includes('cap') ? (['cap'] as const) : actsThatCount(frame).slice(0, offers ? 1 : LOOKED_AT)
  for (const concept of acts) {
    const subject = rules.subjects[concept]
    const own = subject.as[role] ?? rules.roles[role][subject.act + 1]!
    if (Math.abs(own * share) > Math.abs(weight)) {
      weight = own * share
      act = concept
    }
    if (subject.act !== 0) share *= FADE
  }
  if (act === null) weight = rules.roles[role][1]
  // 「次の時間は停止時間に算入しない」: nobody's act, and what it says is told below.
  const left =
    !frame.named &&
    (role === 'provider-not' || role === 'provider-need-not') &&
    frame.concepts.includes('right-excluded')
  if (left) weight = 0
  // “We process data in compliance with the law”: the manner is what is said.
  if ((role === 'provider-does' || role === 'provider-must') && weight < 0.5 && frame.concepts.includes('comply')) {
    weight = 0.5
    act = 'comply'
  }
  // 「異常な決済を検知する仕組みを導入しています」: what protects is told as such, whatever it watches.
  if (
    role === 'provider-does' &&
    weight < 0.6 &&
    frame.concepts.includes('security') &&
    !frame.concepts.includes('unencrypted')
  ) {
    weight = 0.6
    act = 'security'
  }
  // “You can find the list here” is no right worth losing.
  if (role === 'customer-may' && (SEES.test(frame.text) || (TRIVIAL.test(frame.text) && weight < 0.7))) weight = 0.1
  // “If you do not agree, you may not use the service” says what goes without saying.
  if (role === 'customer-must-not' && NO_DEAL.test(frame.text)) weight = -0.1
  // “Multi-location monitoring” in a list of what there is: a name without a verb is nothing done to anybody.
  if (role === 'other' && weight < 0 && isBareName(frame)) weight *= BARE
  // “You need not pay for it” is worth as much as “we do not charge for it”.
  if (frame.actor === 'customer' && frame.modality === 'need-not' && acts[0] && rules.subjects[acts[0]].act === -1)
    weight = rules.roles['provider-not'][0]
  // 「利用料金を限度として賠償を求めることができる」 is a limit, not a right.
  if (role === 'customer-may' && frame.concepts.includes('cap')) weight *= 0.2
  // Statute gives it anyway: no new right, no new duty.
  if (statutory && weight > 0) weight *= 0.2
  if (weight !== 0) out.push({ id: `act/${role}/${act ?? 'something'}`, weight })
  // “We will tell you of a price increase before it applies”: what is good in the act is not spoilt by what it is about.
  const kind = weight > 0.5 && role.startsWith('provider')
  for (const concept of frame.concepts) {
    const says = statutory && rules.subjects[concept].says > 0 ? 0 : rules.subjects[concept].says
    if (says === 0) continue
    if (says < 0 && !left && (kind || role === 'provider-must' || (role === 'provider-not' && concept !== 'no-refund')))
      continue
    out.push({ id: `says/${concept}`, weight: says })
  }
  // “a level of protection that we consider appropriate”: a promise by the promiser's own measure.
  if (weight > 0 && role.startsWith('provider'))
    for (const d of frame.discretion)
      if (d === 'sole-discretion' || d === 'any-reason')
        out.push({ id: `freedom/${d}`, weight: rules.discretion[d] ?? 0 })
  const against = weight < 0 || out.some((p) => p.weight < 0)
  if (against && role !== 'customer-may') {
    const sides = role.startsWith('customer') || role === 'both' ? 0.3 : role.startsWith('other') ? 0.5 : 1
    for (const d of frame.discretion) out.push({ id: `freedom/${d}`, weight: sides * (rules.discretion[d] ?? 0) })
    for (const s of frame.safeguards) out.push({ id: `safeguard/${s}`, weight: sides * (rules.safeguard[s] ?? 0) })
  }
  return out
}

/** The points of a passage; one that several clauses make counts once, at its strongest. */
export function pointsOf(frames: readonly Frame[], rules: ChangeRules): Points {
  const out = new Map<string, number>()
  const statutory = frames.some((f) => f.concepts.includes('statutory'))
  for (const frame of frames) {
    for (const { id, weight } of pointsOfFrame(frame, rules, statutory)) {
      const known = out.get(id) ?? 0
      if (Math.abs(weight) > Math.abs(known)) out.set(id, weight)
    }
  }
  for (const [id, weight] of out) {
    // 「概要は送信しますが、詳細は送信しません」: a limit on something newly done is no gift.
    const [group, role, subject] = id.split('/')
    if (group !== 'act' || weight <= 0 || (role !== 'provider-not' && role !== 'other-not')) continue
    if ([`act/provider-does/${subject}`, `act/provider-may/${subject}`].some((other) => (out.get(other) ?? 0) < 0))
      out.set(id, weight * 0.3)
  }
  return out
}

/** How a passage bears on the customer: below 0 against, above 0 for it. */
export function bearing(points: Points): number {
  let sum = 0
  let mildest = 0
  for (const [id, weight] of points) {
    if (id.startsWith('safeguard/')) mildest += weight
    else sum += weight
  }
  // Safeguards soften a clause that costs the customer something; they do not make it a gift.
  return sum < 0 ? Math.min(sum + Math.min(mildest, 0.9), -0.15) : sum
}
