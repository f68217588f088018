import type { Condition } from '../library/condition.js'
import type { ItemFile } from '../library/item-schema.js'
import type { Library } from '../library/library.js'
import { type Wording, wordingOf } from '../library/wording.js'
import { say } from '../messages/index.js'
import type { Agreement } from '../model/agreement.js'
import type { Severity } from '../model/comparison.js'
import type { Ground } from './judge.js'
import type { Reading } from './reading.js'

/** What a rule of an item weighs by the severity that its file gives it. */
const WEIGHT: Record<Exclude<Severity, 'none'>, number> = { high: 0.7, medium: 0.6, low: 0.5 }
/** What it weighs that an SLA item is offered, or no longer. */
const OFFERED = 0.5
/** In a passage that was reworded a cue may come or go with the wording alone. */
const REWORDED = 0.75
const USUAL: Exclude<Severity, 'none'> = 'medium'

/** Names of the cues of each item that hold in a passage, by the item's index in the library. */
type Signs = ReadonlyMap<number, ReadonlySet<string>>
/** A passage speaks of an item by one strong cue, or by two supporting ones. */
const SPEAKS = 2
const NO_SIGNS: Signs = new Map()

/**
 * What the checklist's items say of a change: each of their `changes` that names a cue, or a value chosen by cues, is
 * held against both versions of the passage.
 */
export class ItemChanges {
  readonly #library: Library
  readonly #read = new WeakMap<Reading, Signs>()
  /** The words of a passage, and those by which each cue holds in it. */
  readonly #words = new WeakMap<Reading, { text: string; spans: ReadonlyMap<string, readonly string[]> }>()
  readonly #wordings = new WeakMap<Agreement, Wording>()

  constructor(library: Library) {
    this.#library = library
  }

  /** The grounds that the items see between two readings; null stands for a side that does not exist. */
  between(old: Reading | null, now: Reading | null, before: Agreement, after: Agreement): Ground[] {
    const a = this.#signs(old, before)
    const b = this.#signs(now, after)
    const out: Ground[] = []
    for (const item of new Set([...a.keys(), ...b.keys()])) {
      const file = this.#library.items[item]!
      const had = a.get(item) ?? new Set<string>()
      const has = b.get(item) ?? new Set<string>()
      if (file.group === 'sla') {
        const step = Number(offers(file, has, now)) - Number(offers(file, had, old))
        if (step !== 0)
          out.push({
            rule: `item/${file.id}/offered`,
            change: step > 0 ? 'appears' : 'gone',
            weight: step * OFFERED * (old && now ? REWORDED : 1),
            old: null,
            new: null,
            text: {
              ja: say('compare.reason.offered', { item: file.names.ja }).ja,
              en: say('compare.reason.offered', { item: file.names.en }).en,
            },
          })
      }
      const spoken = speaks(file, had) || speaks(file, has)
      for (const rule of file.changes) {
        // A cue for what hurts says of itself what it is about; a safeguard or a word chosen may belong to anything.
        const power = rule.cue !== undefined && rule.hurts === 'appears'
        if (!spoken && !power) continue
        // “You may cancel at any time for any reason” is no power of the provider.
        if (power && [old, now].some((r) => r !== null && isCustomersRight(r))) continue
        // What binds both sides alike is no power of one.
        if (power && [old, now].every((r) => r === null || isMutual(r))) continue
        // The very words stood there before; something beside them changed.
        if (
          power &&
          old &&
          now &&
          this.#stoodThere(rule.cue!, item, has.has(rule.cue!) ? now : old, has.has(rule.cue!) ? old : now)
        )
          continue
        const step = rule.cue ? cueStep(rule, had, has) : this.#valueStep(file, rule, had, has, old, now)
        if (step === 0) continue
        out.push({
          rule: `item/${file.id}/${rule.rule}`,
          change: step > 0 ? 'stronger' : 'weaker',
          weight: step * WEIGHT[rule.severity ?? USUAL] * (old && now ? REWORDED : 1),
          old: null,
          new: null,
          text: rule.why,
          severity: rule.severity ?? USUAL,
        })
      }
    }
    return out
  }

  #signs(reading: Reading | null, agreement: Agreement): Signs {
    if (!reading) return NO_SIGNS
    const known = this.#read.get(reading)
    if (known) return known
    const { language } = agreement
    const wording = this.#wording(agreement)
    const { cues } = this.#library.compiled.books[language]
    const out = new Map<number, Set<string>>()
    const lead = reading.lead ? `${wording(reading.lead).text}\n` : ''
    const words: string[] = []
    const spans = new Map<string, string[]>()
    for (const unit of reading.units) {
      const text = lead + wording(unit.text).text
      words.push(text.slice(lead.length))
      for (const hit of this.#library.scanner(language).scan(text, lead.length)) {
        const cue = cues[hit.cue]!
        if (cue.class === 'heading' || cue.class === 'label') continue
        const names = out.get(cue.item)
        const key = `${cue.item} ${cue.name}`
        spans.set(key, [...(spans.get(key) ?? []), text.slice(hit.start, hit.end)])
        if (names) names.add(cue.name)
        else out.set(cue.item, new Set([cue.name]))
      }
    }
    this.#read.set(reading, out)
    this.#words.set(reading, { text: words.join('\n'), spans })
    return out
  }

  /** Whether the words that a cue holds by in one version stand in the other version, too. */
  #stoodThere(cue: string, item: number, here: Reading, there: Reading): boolean {
    const spans = this.#words.get(here)?.spans.get(`${item} ${cue}`) ?? []
    const other = this.#words.get(there)?.text ?? ''
    return spans.some((s) => other.includes(s))
  }

  #wording(agreement: Agreement): Wording {
    let made = this.#wordings.get(agreement)
    if (!made) {
      made = wordingOf(agreement.parties)
      this.#wordings.set(agreement, made)
    }
    return made
  }

  /** Which way a word chosen by cues moved: -1 against the customer, 1 for it; lengths and amounts are read elsewhere. */
  #valueStep(
    file: ItemFile,
    rule: ItemFile['changes'][number],
    had: ReadonlySet<string>,
    has: ReadonlySet<string>,
    old: Reading | null,
    now: Reading | null,
  ): number {
    const value = file.values.find((v) => v.name === rule.value)
    if (!value || !('choose' in value)) return 0
    const chosen = (names: ReadonlySet<string>): string | null =>
      value.choose.find((c) => holdsHere(this.#library.condition(c.when), names))?.value ?? null
    const a = chosen(had)
    const b = chosen(has)
    if (a === b) return 0
    if (rule.order) {
      const place = (word: string | null): number => (word === null ? -1 : rule.order!.indexOf(word))
      const [from, to] = [place(a), place(b)]
      if (from >= 0 && to >= 0) return Math.sign(from - to)
      // One side alone: the best of the order is a gain when it comes, the worst a loss.
      const last = rule.order.length - 1
      if (from < 0 && (old === null || a === null)) return to === last ? -1 : to === 0 ? 1 : 0
      if (to < 0 && (now === null || b === null)) return from === last ? 1 : from === 0 ? -1 : 0
      return 0
    }
    const yes = (word: string | null): boolean => word !== null && word !== 'no'
    if (rule.hurts === 'appears') return Number(yes(a)) - Number(yes(b))
    if (rule.hurts === 'gone') return Number(yes(b)) - Number(yes(a))
    return 0
  }
}

/** Whether a passage offers what an SLA item regulates: it is told, and neither refused nor the customer's own duty. */
function offers({ cues }: ItemFile, names: ReadonlySet<string>, reading: Reading | null): boolean {
  if (!reading || ![...names].some((n) => n in cues.strong) || [...names].some((n) => n in cues.denied)) return false
  return (
    reading.frames.every(
      (f) =>
        f.modality !== 'need-not' &&
        f.modality !== 'will-not' &&
        f.modality !== 'must-not' &&
        f.modality !== 'does-not',
    ) &&
    !reading.frames.every((f) => f.actor === 'customer' && f.modality === 'must') &&
    // “The service may be subject to limits”: what may be is not offered.
    !reading.frames.every((f) => f.actor !== 'customer' && f.modality === 'may')
  )
}

const isCustomersRight = (reading: Reading): boolean =>
  reading.frames.every((f) => f.actor === 'customer' && (f.modality === 'may' || f.modality === 'need-not'))

const isMutual = (reading: Reading): boolean => reading.frames.every((f) => f.actor === 'both')

function speaks({ cues }: ItemFile, names: ReadonlySet<string>): boolean {
  let signs = 0
  for (const name of names) signs += name in cues.strong ? SPEAKS : name in cues.supporting ? 1 : 0
  return signs >= SPEAKS
}

function cueStep(rule: ItemFile['changes'][number], had: ReadonlySet<string>, has: ReadonlySet<string>): number {
  const was = had.has(rule.cue!)
  const is = has.has(rule.cue!)
  if (was === is) return 0
  return rule.hurts === 'gone' ? (is ? 1 : -1) : is ? -1 : 1
}

/** Whether a condition holds by the cues of one passage alone; what asks for lengths or for the whole document does not. */
function holdsHere(condition: Condition, names: ReadonlySet<string>): boolean {
  switch (condition.op) {
    case 'cue':
      return names.has(condition.name)
    case 'and':
      return condition.of.every((c) => holdsHere(c, names))
    case 'or':
      return condition.of.some((c) => holdsHere(c, names))
    case 'not':
      return !holdsHere(condition.of, names)
    case 'with':
    case 'same':
      return condition.a.some((n) => names.has(n)) && condition.b.some((n) => names.has(n))
    case 'without':
    case 'except':
      return condition.a.some((n) => names.has(n)) && !condition.b.some((n) => names.has(n))
    default:
      return false
  }
}
