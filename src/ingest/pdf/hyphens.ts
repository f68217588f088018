import { setSolid } from './characters.js'

/** Knows from a document's own words whether a hyphen at a line's end belongs to the word. */
export class Hyphens {
  private readonly words: ReadonlySet<string>
  private readonly divides: boolean

  /** @param lines the words of every line of the document, in reading order */
  constructor(lines: readonly string[]) {
    const breaks = lines.flatMap((line, i) => {
      const last = line.at(-1)
      if (last !== '-' && last !== '‐') return []
      const head = /(\p{L}*\p{Ll})[-‐]$/u.exec(line)?.[1]
      const tail = /^\p{Ll}+/u.exec(lines[i + 1] ?? '')?.[0]
      return head && tail ? [{ head, tail }] : []
    })
    const words = new Set<string>()
    // Nothing is asked of a document whose lines never end with a hyphen.
    if (lines.some((l) => /[-‐]$/.test(l))) {
      lines.forEach((line, i) => {
        // The parts of a broken word are no words of their own.
        const whole = /[-‐]$/.test(lines[i - 1] ?? '') ? line.replace(/^\p{L}+/u, '') : line
        const tokens = whole.toLowerCase().match(/\p{L}+(?:-\p{L}+)*(?![\p{L}-]*[-‐]$)/gu) ?? []
        for (const token of tokens) words.add(token)
      })
    }
    const proven = breaks.filter(({ head, tail }) => words.has((head + tail).toLowerCase())).length
    this.words = words
    // A document that divides words shows it: several line ends with a hyphen, one of them proven by the whole word.
    this.divides = breaks.length >= 3 && proven >= 1 && proven >= 0.15 * breaks.length
  }

  /** Two lines of a paragraph as one text: Japanese without a space, a divided word whole, else with one space. */
  join(before: string, after: string): string {
    if (before === '') return after
    const last = before.at(-1)!
    if (last === '\u00ad') return before.slice(0, -1) + after
    if (last === '-' || last === '‐') {
      const head = /([\p{L}\p{M}]+(?:-[\p{L}]+)*)[-‐]$/u.exec(before.slice(-60))?.[1]
      const tail = /^[\p{L}\p{M}]+/u.exec(after)?.[0]
      // Browsers break words with the hyphen proper; typists only have the other one.
      const proper = last === '‐' && !this.words.has(`${head}-${tail}`.toLowerCase())
      if (head && tail) return !proper && this.keeps(head, tail) ? before + after : before.slice(0, -1) + after
    }
    if (/[\p{L}\p{N}][-‐/]$/u.test(before.slice(-3)) && /^[\p{L}\p{N}]/u.test(after)) return before + after
    return setSolid(last, after[0]!) ? before + after : `${before} ${after}`
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
