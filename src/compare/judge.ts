import type { Agreement } from '../model/agreement.js'
import type { Effect, Severity } from '../model/comparison.js'
import type { Language, Text } from '../model/text.js'
import type { ArticlePairs } from './align-articles.js'
import type { Pairing } from './align-passages.js'
import { bearing, type Points } from './bearing.js'
import type { ChangeRules } from './change-rules.js'
import { exceptionAlone, exceptionThrust } from './exception.js'
import { figures } from './figures.js'
import { goneNames } from './gone-names.js'
import type { ItemChanges } from './item-changes.js'
import { isTakenOut, listMember } from './list-member.js'
import { listedSubcontractor } from './listed-subcontractor.js'
import { movedOut } from './moved-out.js'
import { isOptional, stepLower } from './optional-service.js'
import { promiseChange } from './promise.js'
import type { Reading } from './reading.js'
import { isDefinition, isFragment, saysNothing } from './says-nothing.js'
import { scope } from './scope.js'
import { isStandardClause } from './standard-clauses.js'
import { valueChanges } from './value-difference.js'

/** One ground for the effect of a change; weight below 0 hurts, above 0 helps. */
export interface Ground {
  rule: string
  /** Whether the point came, went, or changed its strength. */
  change: 'appears' | 'gone' | 'stronger' | 'weaker' | null
  weight: number
  old: string | null
  new: string | null
  /** What an item's file says of its rule, in the words for a change that hurts. */
  text?: Text
  /** How much is at stake by the item's file. */
  severity?: Severity
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
export const HURTS_AT = -0.43
export const HELPS_AT = 0.43
/** A changed value that the rules can read decides over the words around it. */
const VALUE_WEIGHT = 2

/** One more company that reaches the data, told in a list of them. */
const LISTED = -0.6
/** How much of the words' own bearing is left where a clear statement says the opposite. */
const OUTWEIGHED = 0.3
/** The same in a formality, such as a severability clause. */
const FORMAL = 0.25

/** A ground that weighs this much decides with others over what is at stake. */
const DECIDES = 0.4
/** 5,00 or 1,0000: a group of figures that is no group. Judged as written, and told. */
const SLIP = /(?<![\d.,])\d{1,3},(?:\d{1,2}|\d{4,})(?![\d,])/

/** The two versions that a change stands in. */
export interface JudgeContext {
  rules: ChangeRules
  language: Language
  old: Agreement
  now: Agreement
  articles: ArticlePairs
  pairings: readonly Pairing[]
  items: ItemChanges
}

/** Judges one change from the readings of both sides; null stands for a side that does not exist. */
export function judge(old: Reading | null, now: Reading | null, context: JudgeContext): Judgement {
  const { language, rules } = context
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
  const alone = old === null || now === null
  const standard = alone && isStandardClause((now ?? old)!.units[0]!.index, now ? context.now : context.old)
  const silent = alone
    ? standard || saysNothing((old ?? now)!, language)
    : isFragment(old, language) && isFragment(now, language)
  let balance = silent ? 0 : bearing(b) - bearing(a)
  const had = rules.statements.of(old, context.old)
  const has = rules.statements.of(now, context.now)
  // “Exclusions from the guarantee include: …” guarantees nothing.
  const takenOut = alone && isTakenOut((now ?? old)!, language)
  const said = silent || takenOut ? [] : rules.statements.between(had, has)
  const clear = said.reduce((s, g) => s + g.weight, 0)
  if (!silent) {
    // What a sentence says outright outweighs what its words would say one by one.
    if (clear * balance < 0) balance *= OUTWEIGHED
    grounds.push(...said)
    balance += clear
    const formal = (of: ReadonlySet<string>): boolean => [...of].some((id) => rules.statements.all[id]!.bears === 0)
    if (said.length === 0 && (alone ? formal(had) || formal(has) : formal(had) && formal(has))) balance *= FORMAL
  }
  let undecided = false
  let shifted = false
  const add = (g: Ground): void => {
    grounds.push(g)
    balance += g.weight
  }
  if (!silent)
    for (const g of context.items.between(old, now, context.old, context.now)) {
      // A clear statement tells more than that a matter is spoken of, and more than a cue that says the opposite.
      if (said.length === 0 || (!g.rule.endsWith('/offered') && g.weight * clear >= 0)) add(g)
    }
  if (old && now) {
    for (const v of valueChanges(old.text, now.text, now.frames, language)) {
      const weight = v.effect === 'hurts' ? -VALUE_WEIGHT : v.effect === 'helps' ? VALUE_WEIGHT : 0
      if (v.effect === 'unclear') undecided = true
      if (v.effect === 'mixed') shifted = true
      add({
        rule: v.effect === 'unclear' ? 'value/undecided' : `value/${v.rule}`,
        change: null,
        weight,
        old: v.old,
        new: v.new,
      })
    }
    if (SLIP.test(now.text) && !SLIP.test(old.text))
      add({ rule: 'likely-slip', change: null, weight: 0, old: null, new: null })
    const promise = promiseChange(old, now, rules)
    if (promise) add(promise)
    for (const g of figures(old, now, language)) add(g)
    if (!silent && !(isDefinition(old, language) && isDefinition(now, language)))
      for (const g of scope(old, now, language, exceptionThrust(old, now, context)))
        add(g.weight * clear < 0 ? { ...g, weight: g.weight * OUTWEIGHED } : g)
    for (const g of goneNames(old, now, context)) add(g)
  }
  const member = alone && !silent ? listMember(old, now, context) : null
  if (member) {
    balance = clear
    add(clear * member.weight < 0 ? { ...member, weight: member.weight * OUTWEIGHED } : member)
  }
  const exception = alone && !standard ? exceptionAlone(old, now, context) : null
  if (exception) {
    grounds.splice(0)
    balance = 0
    add(exception)
  }
  const out = old && !now ? movedOut(old, context) : null
  if (out) {
    add(out)
    undecided = true
    if (out.weight === 0) balance = 0
  }
  if (standard) grounds.push({ rule: 'standard-clauses', change: null, weight: 0, old: null, new: null })
  const listed = alone ? listedSubcontractor((now ?? old)!, now ? context.now : context.old) : null
  if (listed)
    add({
      rule: listed,
      change: now ? 'appears' : 'gone',
      weight: now ? LISTED : -LISTED,
      old: old?.text ?? null,
      new: now?.text ?? null,
    })
  grounds.sort((x, y) => Math.abs(y.weight) - Math.abs(x.weight))
  const effect: Effect =
    shifted || isMixed(grounds)
      ? 'mixed'
      : balance <= HURTS_AT
        ? 'hurts'
        : balance >= HELPS_AT
          ? 'helps'
          : undecided
            ? 'unclear'
            : 'neutral'
  const optional = now !== null && old === null && isOptional(now, context)
  const severity = effect === 'unclear' && out ? 'medium' : severityOf(effect, old, now, balance, grounds, rules)
  if (optional && effect === 'hurts')
    grounds.push({ rule: 'optional-service', change: null, weight: 0, old: null, new: null })
  return { effect, severity: optional && effect === 'hurts' ? stepLower(severity) : severity, grounds, balance }
}

/** Parts of one change, judged together: the parts' own effect where they agree, the harm where a promise only softens it. */
export function together(parts: readonly Judgement[], whole: Judgement): Judgement {
  const harm = parts.some((p) => p.effect === 'hurts')
  const effect = parts[0]!.effect !== 'helps' && harm ? 'hurts' : parts[0]!.effect
  const order: readonly Severity[] = ['high', 'medium', 'low', 'none']
  const severity = order.find((s) => parts.some((p) => p.effect === effect && p.severity === s)) ?? whole.severity
  return { ...whole, effect, severity, balance: parts.reduce((n, p) => n + p.balance, 0) }
}

/** A right of the customer and a power of the provider that go (or come) together weigh against each other. */
function isMixed(grounds: readonly Ground[]): boolean {
  const sum = (role: RegExp, sign: 1 | -1): number =>
    grounds
      .filter((g) => g.rule.startsWith('act/') && role.test(g.rule) && Math.sign(g.weight) === sign)
      .reduce((s, g) => s + Math.abs(g.weight), 0)
  const power = /^act\/provider-may\//
  const right = /^act\/customer-may\//
  return (sum(right, -1) >= 0.7 && sum(power, 1) >= 0.7) || (sum(right, 1) >= 0.7 && sum(power, -1) >= 0.7)
}

/** What is at stake × how strongly the change bears on it. */
function severityOf(
  effect: Effect,
  old: Reading | null,
  now: Reading | null,
  balance: number,
  grounds: readonly Ground[],
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
  // What decided may say itself what is at stake.
  for (const g of grounds)
    if (g.severity && g.severity !== 'none' && g.weight * balance > 0 && Math.abs(g.weight) >= DECIDES)
      if (g.severity === 'high' || (g.severity === 'medium' && stake === 'low')) stake = g.severity
  const strength = Math.abs(balance)
  if (stake === 'high' && strength > 1) return 'high'
  if (stake !== 'low' || strength > 0.9) return 'medium'
  return 'low'
}
