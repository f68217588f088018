import { extract } from '../frames/values/extract.js'
import type { Agreement } from '../model/agreement.js'
import type { Effect, Severity } from '../model/comparison.js'
import type { Language, Text } from '../model/text.js'
import { fold } from '../structure/fold.js'
import type { ArticlePairs } from './align-articles.js'
import type { Pairing } from './align-passages.js'
import { bearing, type Points } from './bearing.js'
import type { ChangeRules } from './change-rules.js'
import { exceptionAlone } from './exception.js'
import { goneNames } from './gone-names.js'
import type { ItemChanges } from './item-changes.js'
import { movedOut } from './moved-out.js'
import { isOptional, stepLower } from './optional-service.js'
import { promiseChange } from './promise.js'
import type { Reading } from './reading.js'
import { valueChanges } from './value-difference.js'
import { wordDiff } from './word-diff.js'

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
export const HURTS_AT = -0.5
export const HELPS_AT = 0.5
/** A changed value that the rules can read decides over the words around it. */
const VALUE_WEIGHT = 2

/** How much of the words' own bearing is left where a clear statement says the opposite. */
const OUTWEIGHED = 0.3
/** The same in a formality, such as a severability clause. */
const FORMAL = 0.25

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
  const silent = alone && speaksOfItself((old ?? now)!, language)
  let balance = silent ? 0 : bearing(b) - bearing(a)
  const had = rules.statements.of(old, context.old)
  const has = rules.statements.of(now, context.now)
  if (!silent) {
    const said = rules.statements.between(had, has)
    const sum = said.reduce((s, g) => s + g.weight, 0)
    // What a sentence says outright outweighs what its words would say one by one.
    if (sum * balance < 0) balance *= OUTWEIGHED
    grounds.push(...said)
    balance += sum
    if (alone && said.length === 0 && [...had, ...has].some((id) => rules.statements.all[id]!.bears === 0))
      balance *= FORMAL
  }
  let undecided = false
  let shifted = false
  const add = (g: Ground): void => {
    grounds.push(g)
    balance += g.weight
  }
  if (!silent) for (const g of context.items.between(old, now, context.old, context.now)) add(g)
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
    for (const g of scope(old, now, language)) add(g)
    for (const g of goneNames(old, now, context)) add(g)
  }
  const exception = alone ? exceptionAlone(old, now, context) : null
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
  const severity = effect === 'unclear' && out ? 'medium' : severityOf(effect, old, now, balance, rules)
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

const NARROWS: Record<Language, RegExp> = {
  ja: /(場合|とき|限り|のみ|だけ|ただし|但し|除(き|く)|以外|範囲(内)?で|において(のみ)?|に限|(?:では|には|で)$)/,
  en: /\b(if|when|in (the )?case|in connection with|unless|only|solely|except|provided|where|to the extent|other than|excluding|within|limited to|not|no|subject to|upon|until|reasonabl[ey]|applicable|certain|such as|in accordance)\b/,
}

const SWEEPING: Record<Language, RegExp> = {
  ja: /(全|一切|すべて|全て|あらゆる|いかなる|何ら)/,
  en: /\b(all|any|every|entire|whatsoever|sole|fullest)\b/,
}
/** A list of what does not count: 「土日、祝日を除く」 “excluding weekends”. Less in it is more outside. */
const EXCLUDED: Record<Language, { before: RegExp | null; after: RegExp | null }> = {
  ja: { before: null, after: /^[^。]{0,60}(を除(き|く|いた)|以外)/ },
  en: { before: /\b(except|excluding|other than|not including)\b[^.;]{0,100}$/, after: null },
}

/** Whether every word of `part` stands in `whole`. */
function containsWords(whole: string, part: string): boolean {
  const words = (t: string): string[] => t.match(/[\p{L}\p{N}]+/gu) ?? []
  const have = new Set(words(whole))
  return words(part).every((w) => have.has(w))
}

/** Words put in or taken out without a counterpart widen or narrow what the sentence says; that counts as the sentence does. */
function scope(old: Reading, now: Reading, language: Language): Ground[] {
  // What both sides say: the lesser of the two, where they pull the same way.
  const before = bearing(old.points)
  const after = bearing(now.points)
  let thrust =
    Math.sign(before) === Math.sign(after) ? Math.sign(after) * Math.min(Math.abs(before), Math.abs(after), 1.2) : 0
  const folded = fold(now.text).text
  // Hours of a desk or a service: more of them is better.
  if (Math.abs(thrust) < 0.6 && extract('hours', folded).length > 0) thrust = 1
  if (Math.abs(thrust) < 0.3) return []
  const out: Ground[] = []
  // Over the folded texts, so that a capital that became small is no edit of its own.
  const ops = wordDiff(fold(old.text).text, folded, language)
  const size = (text: string): number => text.replace(/[^\p{L}\p{N}]/gu, '').length
  for (let i = 0; i < ops.length; i++) {
    const { op, text } = ops[i]!
    if (op === 'equal') continue
    const other = op === 'delete' ? ops[i + 1] : ops[i - 1]
    const paired = other !== undefined && other.op === (op === 'delete' ? 'insert' : 'delete')
    if (
      paired &&
      !containsWords(op === 'delete' ? other.text : text, op === 'delete' ? text : other.text) &&
      !containsWords(op === 'delete' ? text : other.text, op === 'delete' ? other.text : text)
    ) {
      const sweeping = op === 'delete' && SWEEPING[language].test(text) !== SWEEPING[language].test(other.text)
      if (sweeping) {
        const wider = SWEEPING[language].test(other.text)
        out.push({
          rule: wider ? 'scope-widened' : 'scope-narrowed',
          change: null,
          weight: 0.75 * (wider ? 1 : -1) * thrust,
          old: text,
          new: other.text,
        })
        i++
      }
      continue
    }
    // “and US” became “, US, and Dutch”: the side that holds the other's words is the edit.
    if (paired && size(text) < size(other.text)) continue
    if (paired && size(text) === size(other.text)) continue
    if (size(text) < (language === 'ja' ? 2 : 4)) continue
    // A label or heading put before the sentence, or a reference to another clause, says nothing of its reach.
    if (
      (i === 0 && /[.):：）]\W*$/.test(text)) ||
      /^(?:第[0-9一二三四五六七八九十百]+条(?:第[0-9一二三四五六七八九十]+項)?)?(?:に定める|に規定する)?$/.test(
        text.trim(),
      )
    )
      continue
    const ahead = ops
      .slice(0, i)
      .map((o) => (o.op === 'equal' ? o.text : ''))
      .join('')
    const behind = ops
      .slice(i + 1)
      .map((o) => (o.op === 'equal' ? o.text : ''))
      .join('')
    const list = EXCLUDED[language]
    const excluded = (list.after?.test(behind) ?? false) || (list.before?.test(ahead) ?? false)
    const narrows = NARROWS[language].test(text) !== excluded
    const sign = (op === 'insert' ? 1 : -1) * (narrows ? -1 : 1)
    out.push({
      rule: sign > 0 ? 'scope-widened' : 'scope-narrowed',
      change: null,
      weight: 0.75 * sign * thrust * (size(text) < (language === 'ja' ? 4 : 12) ? 0.6 : 1),
      old: op === 'delete' ? text : null,
      new: op === 'insert' ? text : null,
    })
  }
  return out
}

/** A passage that defines a word or leads a list in has no effect of its own. */
const DEFINES: Record<Language, RegExp> = {
  ja: /(とは[、,].{2,200}(いいます|いう|意味します|意味する|指します|指す)|以下「[^」]+」と(いう|いいます)[。)]*$)/,
  en: /^\W*(?:\(?[a-z0-9.]{1,6}\)? )?["'][^"']{2,60}["'] (?:(?:shall|will) )?(?:means?|refers? to|is defined|has the meaning|includes?)\b/,
}
const LEADS_IN =
  /[:：]\s*$|(?:次の(?:各号|とおり|通り|行為|事項|場合)|以下の(?:とおり|通り|行為|事項|場合|目的|データ|情報|もの))[^。]{0,40}[。:：]?\s*$/
/** Where the text speaks about itself or announces its own change. */
const ANNOUNCES =
  /^\W*(?:please (?:see|refer|read|visit|review|take)\b(?![^.]*\bmust\b)|for more (?:information|details)|you can (?:read|find|see|learn)|we(?:'ve| have) (?:made|updated)|this (?:page|document|version)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}, \d{4}:)|(?:をご覧ください|をご参照ください|でお読み|をご確認ください)。?$/

/** True where an added or removed passage says nothing by itself: a definition, a lead-in, a pointer. */
function speaksOfItself(reading: Reading, language: Language): boolean {
  const text = fold(reading.text).text
  // A fragment without predicate, as headings and captions are.
  const fragment =
    reading.lead === null &&
    reading.frames.every((f) => f.cue === null) &&
    text.length < (language === 'ja' ? 24 : 50) &&
    !/[.。]$/.test(text)
  return fragment || DEFINES[language].test(text) || LEADS_IN.test(text) || ANNOUNCES.test(text)
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
