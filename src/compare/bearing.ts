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
    return 'other'
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
const FADE = 0.75
const LOOKED_AT = 4

/** The points of one clause. */
export function pointsOfFrame(frame: Frame, rules: ChangeRules): Point[] {
  const role = roleOf(frame)
  const out: Point[] = []
  const statutory = frame.concepts.includes('statutory')
  let act: Concept | null = null
  let weight = 0
  let share = 1
  for (const concept of frame.acts.slice(0, LOOKED_AT)) {
    const subject = rules.subjects[concept]
    const own = subject.as[role] ?? rules.roles[role][subject.act + 1]!
    if (Math.abs(own * share) > Math.abs(weight)) {
      weight = own * share
      act = concept
    }
    if (subject.act !== 0) share *= FADE
  }
  if (act === null) weight = rules.roles[role][1]
  // Statute gives it anyway: no new right, no new duty.
  if (statutory && weight > 0) weight *= 0.2
  if (weight !== 0) out.push({ id: `act/${role}/${act ?? 'something'}`, weight })
  for (const concept of frame.concepts) {
    const says = rules.subjects[concept].says
    if (says !== 0 && role !== 'provider-must' && !(role === 'provider-not' && concept !== 'no-refund'))
      out.push({ id: `says/${concept}`, weight: says })
  }
  const against = weight < 0 || out.some((p) => p.weight < 0)
  if (against && role !== 'customer-may') {
    const sides = role.startsWith('customer') || role === 'both' ? 0.3 : 1
    for (const d of frame.discretion) out.push({ id: `freedom/${d}`, weight: sides * (rules.discretion[d] ?? 0) })
    for (const s of frame.safeguards) out.push({ id: `safeguard/${s}`, weight: sides * (rules.safeguard[s] ?? 0) })
  }
  return out
}

/** The points of a passage; one that several clauses make counts once, at its strongest. */
export function pointsOf(frames: readonly Frame[], rules: ChangeRules): Points {
  const out = new Map<string, number>()
  for (const frame of frames) {
    for (const { id, weight } of pointsOfFrame(frame, rules)) {
      const known = out.get(id) ?? 0
      if (Math.abs(weight) > Math.abs(known)) out.set(id, weight)
    }
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
