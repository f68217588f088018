import { type CueProblem, compileWordbook } from '../library/cue.js'
import { CueClass, type ItemFile, type Lexicon } from '../library/item-schema.js'
import { Scanner } from '../library/scan.js'
import { type Wording, wordingOf } from '../library/wording.js'
import type { Agreement } from '../model/agreement.js'
import type { Language, Text } from '../model/text.js'
import type { StatementFile } from './change-rules.js'
import type { Ground } from './judge.js'
import type { Reading } from './reading.js'

/** Statements that come and go together say much of one thing; together they weigh at most this. */
const MOST = 2
const NO_NAMES: ReadonlySet<string> = new Set()

/** A clear statement that a passage makes for or against the customer, or that shows it to be a mere formality. */
export interface Statement {
  bears: number
  stake: 'high' | 'medium' | 'low'
  items: readonly string[]
  name: Text
}

/** Finds the statements of `clause-library/change-rules/statements.yaml` in passages. */
export class Statements {
  readonly all: StatementFile
  readonly #scanners: Record<Language, Scanner>
  readonly #read = new WeakMap<Reading, ReadonlySet<string>>()
  readonly #wordings = new WeakMap<Agreement, Wording>()

  /** @param problems receives the expressions that do not compile; they are left out */
  constructor(file: StatementFile, lexicon: Lexicon, problems: CueProblem[]) {
    this.all = file
    const words = Object.fromEntries(Object.entries(file).map(([id, s]) => [id, { ja: s.ja, en: s.en }]))
    const cues = Object.fromEntries(CueClass.options.map((c) => [c, c === 'signal' ? words : {}])) as ItemFile['cues']
    const book = (language: Language) =>
      compileWordbook([{ id: 'statements', concepts: {}, cues }], lexicon, language, problems)
    this.#scanners = { ja: new Scanner(book('ja')), en: new Scanner(book('en')) }
  }

  /** Names of the statements that hold in a sentence, given with the parties replaced. */
  in(wording: string, language: Language, own = 0): string[] {
    const scanner = this.#scanners[language]
    return [...new Set(scanner.scan(wording, own).map((h) => scanner.book.cues[h.cue]!.name))]
  }

  /** Names of the statements that hold in a stretch of an agreement's text. */
  ofText(text: string, agreement: Agreement): string[] {
    return this.in(this.#wordingOf(agreement)(text).text, agreement.language)
  }

  /** Names of the statements that hold in a passage. */
  of(reading: Reading | null, agreement: Agreement): ReadonlySet<string> {
    if (!reading) return NO_NAMES
    const known = this.#read.get(reading)
    if (known) return known
    const wording = this.#wordingOf(agreement)
    const lead = reading.lead ? `${wording(reading.lead).text}\n` : ''
    const out = new Set<string>()
    for (const unit of reading.units)
      for (const id of this.in(lead + wording(unit.text).text, agreement.language, lead.length)) out.add(id)
    this.#read.set(reading, out)
    return out
  }

  #wordingOf(agreement: Agreement): Wording {
    const wording = this.#wordings.get(agreement) ?? wordingOf(agreement.parties)
    this.#wordings.set(agreement, wording)
    return wording
  }

  /** What came and what went between two passages, as grounds; together they weigh at most {@link MOST}. */
  between(had: ReadonlySet<string>, has: ReadonlySet<string>): Ground[] {
    const out: Ground[] = []
    for (const id of new Set([...had, ...has])) {
      const { bears, stake } = this.all[id]!
      const step = Number(has.has(id)) - Number(had.has(id))
      if (step === 0 || bears === 0) continue
      out.push({
        rule: `statement/${id}`,
        change: step > 0 ? 'appears' : 'gone',
        weight: step * bears,
        old: null,
        new: null,
        severity: stake,
      })
    }
    const sum = Math.abs(out.reduce((s, g) => s + g.weight, 0))
    return sum > MOST ? out.map((g) => ({ ...g, weight: (g.weight * MOST) / sum })) : out
  }
}
