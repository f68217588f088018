import type { DiffOp, Effect, Severity } from '../model/comparison.js'
import type { Language } from '../model/text.js'
import { fold } from '../structure/fold.js'
import { bearing, type Points } from './bearing.js'
import type { ChangeRules } from './change-rules.js'
import type { Reading } from './reading.js'
import { valueChanges } from './value-difference.js'

/** One ground for the effect of a change; weight below 0 hurts, above 0 helps. */
export interface Ground {
  rule: string
  /** Whether the point came, went, or changed its strength. */
  change: 'appears' | 'gone' | 'stronger' | 'weaker' | null
  weight: number
  old: string | null
  new: string | null
}

export interface Judgement {
  effect: Effect
  severity: Severity
  /** Heaviest first. */
  grounds: Ground[]
  /** What the grounds come to. */
  balance: number
}

/** From here on a change counts as hurting or helping. */
export const HURTS_AT = -0.5
export const HELPS_AT = 0.5
/** A changed value that the rules can read decides over the words around it. */
const VALUE_WEIGHT = 2

/** Judges one change from the readings of both sides; null stands for a side that does not exist. */
export function judge(
  old: Reading | null,
  now: Reading | null,
  ops: readonly DiffOp[],
  language: Language,
  rules: ChangeRules,
): Judgement {
  const a: Points = old?.points ?? new Map()
  const b: Points = now?.points ?? new Map()
  const grounds: Ground[] = []
  for (const id of new Set([...a.keys(), ...b.keys()])) {
    const before = a.get(id)
    const after = b.get(id)
    const weight = (after ?? 0) - (before ?? 0)
    if (weight === 0) continue
    const change =
      before === undefined
        ? 'appears'
        : after === undefined
          ? 'gone'
          : Math.abs(after) > Math.abs(before)
            ? 'stronger'
            : 'weaker'
    grounds.push({ rule: id, change, weight, old: null, new: null })
  }
  let balance = bearing(b) - bearing(a)
  let undecided = false
  if (old && now) {
    for (const v of valueChanges(old.text, now.text, now.frames, language)) {
      const weight = v.effect === 'hurts' ? -VALUE_WEIGHT : v.effect === 'helps' ? VALUE_WEIGHT : 0
      if (v.effect === 'unclear') undecided = true
      grounds.push({
        rule: v.effect === 'unclear' ? 'value/undecided' : `value/${v.rule}`,
        change: null,
        weight,
        old: v.old,
        new: v.new,
      })
      balance += weight
    }
    for (const g of scope(old, now, ops, language)) {
      grounds.push(g)
      balance += g.weight
    }
  }
  grounds.sort((x, y) => Math.abs(y.weight) - Math.abs(x.weight))
  const effect: Effect =
    balance <= HURTS_AT ? 'hurts' : balance >= HELPS_AT ? 'helps' : undecided ? 'unclear' : 'neutral'
  return { effect, severity: severityOf(effect, old, now, balance, rules), grounds, balance }
}

const NARROWS: Record<Language, RegExp> = {
  ja: /(場合|とき|限り|のみ|だけ|ただし|但し|除(き|く)|以外|範囲(内)?で|において(のみ)?|に限)/,
  en: /\b(if|when|unless|only|solely|except|provided|where|to the extent|other than|excluding|within|limited to|not|no|subject to|upon|until|reasonabl[ey]|applicable|certain|such as|in accordance)\b/,
}

/** Words put in or taken out without a counterpart widen or narrow what the sentence says; that counts as the sentence does. */
function scope(old: Reading, now: Reading, ops: readonly DiffOp[], language: Language): Ground[] {
  const common = new Map([...now.points].filter(([k]) => old.points.has(k)))
  const thrust = Math.max(-1.2, Math.min(1.2, bearing(common)))
  if (Math.abs(thrust) < 0.3) return []
  const out: Ground[] = []
  for (let i = 0; i < ops.length; i++) {
    const { op, text } = ops[i]!
    if (op === 'equal') continue
    const paired = op === 'delete' ? ops[i + 1]?.op === 'insert' : ops[i - 1]?.op === 'delete'
    if (paired) continue
    const folded = fold(text).text
    if (folded.replace(/[^\p{L}\p{N}]/gu, '').length < (language === 'ja' ? 2 : 4)) continue
    const sign = (op === 'insert' ? 1 : -1) * (NARROWS[language].test(folded) ? -1 : 1)
    out.push({
      rule: sign > 0 ? 'scope-widened' : 'scope-narrowed',
      change: null,
      weight: 0.6 * sign * thrust,
      old: op === 'delete' ? text : null,
      new: op === 'insert' ? text : null,
    })
  }
  return out
}

/** What is at stake × how strongly the change bears on it. */
function severityOf(
  effect: Effect,
  old: Reading | null,
  now: Reading | null,
  balance: number,
  rules: ChangeRules,
): Severity {
  if (effect === 'neutral') return 'none'
  let stake: 'high' | 'medium' | 'low' = 'low'
  for (const reading of [old, now]) {
    for (const frame of reading?.frames ?? []) {
      for (const concept of [
        ...frame.acts.slice(0, 3),
        ...frame.concepts.filter((c) => rules.subjects[c].says !== 0),
      ]) {
        const s = rules.subjects[concept].stake
        if (s === 'high' || (s === 'medium' && stake === 'low')) stake = s
      }
    }
  }
  const strength = Math.abs(balance)
  if (stake === 'high' && strength > 1) return 'high'
  if (stake !== 'low' || strength > 0.9) return 'medium'
  return 'low'
}
