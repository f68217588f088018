import type { List, ListDefinitions } from './list-definitions.js'
import { formatNumber, knowsFormat } from './number-format.js'

/** An automatic number as Word shows it, before the words of its paragraph. */
export interface Label {
  text: string
  /** Whether white space parts the label from the words. */
  spaced: boolean
}

/** Counts the automatic numbers of a document, paragraph by paragraph in the order in which Word counts them. */
export class ListCounter {
  private readonly counts = new Map<string, (number | undefined)[]>()
  private readonly begun = new Set<string>()
  /** Lists that paragraphs name but the file does not define. */
  readonly missing = new Set<number>()
  /** Number formats shown as plain digits, since their script is not known here. */
  readonly unknownFormats = new Set<string>()

  constructor(private readonly definitions: ListDefinitions) {}

  /** Counts one paragraph of a list and gives its label; null when its level shows none. */
  next(numId: number, level: number): Label | null {
    const list = this.definitions.list(numId)
    if (!list) {
      this.missing.add(numId)
      return null
    }
    this.count(list, numId, level)
    const definition = list.levels[level]
    if (!definition || definition.hidden) return null
    const text = this.write(list, level)
    if (text === '') return null
    return { text, spaced: definition.suffix !== 'nothing' }
  }

  private count(list: List, numId: number, level: number): void {
    let counts = this.counts.get(list.family)
    if (!counts) {
      counts = []
      this.counts.set(list.family, counts)
    }
    const startOf = (k: number): number => list.starts[k] ?? list.levels[k]?.start ?? 1
    // A level that was passed over counts as begun: 1.1 may come first, and the next paragraph above it is 2.
    for (let k = 0; k < level; k++) counts[k] ??= startOf(k)
    const override = list.starts[level]
    const use = `${numId}/${level}`
    if (override !== undefined && !this.begun.has(use)) counts[level] = override
    else counts[level] = counts[level] === undefined ? startOf(level) : counts[level] + 1
    this.begun.add(use)
    for (let k = level + 1; k < 9; k++) {
      const restart = list.levels[k]?.restart ?? null
      if (restart === null || level < restart) counts[k] = undefined
    }
  }

  private write(list: List, level: number): string {
    const counts = this.counts.get(list.family)!
    const own = list.levels[level]!
    if (own.format === 'bullet') return own.text
    return own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const k = Number(digit) - 1
      const of = list.levels[k]
      if (k > level || !of || of.format === 'bullet') return ''
      if (!knowsFormat(of.format)) this.unknownFormats.add(of.format)
      const format = own.legal && of.format !== 'none' ? 'decimal' : of.format
      return formatNumber(counts[k] ?? of.start, format, of.custom)
    })
  }
}
