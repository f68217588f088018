import { setSolid } from './characters.js'

/** Knows from a document's own words whether a hyphen at a line's end belongs to the word. */
export class Hyphens {
  private readonly words: ReadonlySet<string>
  private readonly divides: boolean

  /** @param lines the words of every line of the document, in reading order */
  constructor(lines: readonly string[]) {
    const words = new Set<string>()
    let broken = 0
    let proven = 0
    lines.forEach((line, i) => {
      const tokens = line.toLowerCase().match(/[\p{L}]+(?:-[\p{L}]+)*/gu) ?? []
      for (const token of tokens) words.add(token)
      if (/\p{Ll}[-‐]$/u.test(line) && /^\p{Ll}/u.test(lines[i + 1] ?? '')) broken += 1
    })
    lines.forEach((line, i) => {
      const head = /(\p{L}+)[-‐]$/u.exec(line)?.[1]
      const tail = /^\p{Ll}+/u.exec(lines[i + 1] ?? '')?.[0]
      if (head && tail && words.has((head + tail).toLowerCase())) proven += 1
    })
    this.words = words
    // A document that divides words shows it: several line ends with a hyphen, one of them proven by the whole word.
    this.divides = broken >= 3 && proven >= 1 && proven >= 0.15 * broken
  }

  /** Two lines of a paragraph as one text: Japanese without a space, a divided word whole, else with one space. */
  join(before: string, after: string): string {
    if (before === '') return after
    if (before.endsWith('\u00ad')) return before.slice(0, -1) + after
    const head = /([\p{L}\p{M}]+(?:-[\p{L}]+)*)[-‐]$/u.exec(before)?.[1]
    const tail = /^[\p{L}\p{M}]+/u.exec(after)?.[0]
    // Browsers break words with the hyphen proper; typists only have the other one.
    const proper = before.endsWith('‐') && !this.words.has(`${head}-${tail}`.toLowerCase())
    if (head && tail) return !proper && this.keeps(head, tail) ? before + after : before.slice(0, -1) + after
    if (/[-‐/–—]$/.test(before) && /^[\p{L}\p{N}]/u.test(after) && /[\p{L}\p{N}][-‐/]$/u.test(before))
      return before + after
    return setSolid(before.at(-1)!, after[0]!) ? before + after : `${before} ${after}`
  }

  private keeps(head: string, tail: string): boolean {
    const [h, t] = [head.toLowerCase(), tail.toLowerCase()]
    if (this.words.has(`${h}-${t}`)) return true
    if (this.words.has(h + t)) return false
    if (/^\p{Lu}/u.test(tail) || head.includes('-')) return true
    if (COMPOUNDING.has(h)) return true
    if (this.words.has(t) && this.words.has(h) && t.length > 2 && h.length > 2) return true
    return !this.divides
  }
}

/** First parts that English joins with a hyphen that stays. */
const COMPOUNDING = new Set(
  'non self third second first one two three four five six well cross co ex all anti pro pre post sub multi up on off in real long short high low end opt'.split(
    ' ',
  ),
)
