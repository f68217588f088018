import type { Expression, Wordbook } from './cue.js'

/** Where a cue was found: offsets in the wording that was scanned. */
export interface Hit {
  /** Index in `Wordbook.cues`. */
  cue: number
  start: number
  end: number
  /** Index in `Wordbook.expressions`: which of the cue's alternatives it was. */
  expression: number
}

type Occurrence = readonly [start: number, end: number]

/** Letters after which, or before which, a word of Latin script goes on. */
function isWordLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
}

/** The code units of a key packed into one number; keys are at most three units, or the first and last of six. */
function key(text: string, at: number, length: number): number {
  if (length === 1) return text.charCodeAt(at)
  if (length === 2) return text.charCodeAt(at) * 65536 + text.charCodeAt(at + 1)
  return (
    (text.charCodeAt(at) * 1031 + text.charCodeAt(at + 1)) * 1031 +
    text.charCodeAt(at + 2) +
    (text.charCodeAt(at + 3) * 131 + text.charCodeAt(at + 4)) * 65599
  )
}
const LONG = 5

/**
 * Seeks all cues of a wordbook in one pass: letters that a term cannot do without are looked up as they pass by, and only
 * terms of which such letters stand in the text are tried at all.
 */
export class Scanner {
  readonly book: Wordbook
  private readonly index: Map<number, { literal: string; term: number }[]>[] = [new Map(), new Map(), new Map()]
  private readonly patterns: (RegExp | undefined)[] = []
  // Filled anew for each text.
  private found: (Occurrence[] | null | undefined)[] = []
  private touched: number[] = []

  constructor(book: Wordbook) {
    this.book = book
    book.terms.forEach((term, t) => {
      for (const literal of term.literals) {
        const length = literal.length >= LONG ? 3 : literal.length >= 2 ? 2 : 1
        const map = this.index[length - 1]!
        const k = key(literal, 0, length)
        const list = map.get(k)
        if (list) list.push({ literal, term: t })
        else map.set(k, [{ literal, term: t }])
      }
    })
    this.found = new Array(book.terms.length)
  }

  /**
   * All cues that hold in a text.
   *
   * @param wording folded text with the parties replaced
   * @param own where the passage's own words start; before them stands the sentence that leads its list in, whose words
   *   count but do not make a hit by themselves
   */
  scan(wording: string, own = 0): Hit[] {
    this.collect(wording)
    const hits: Hit[] = []
    for (const t of this.touched) {
      for (const e of this.book.triggers[t]!) {
        const expression = this.book.expressions[e]!
        const span = this.evaluate(expression, wording, own)
        if (span) hits.push({ cue: expression.cue, start: span[0], end: span[1], expression: e })
      }
    }
    for (const t of this.touched) this.found[t] = undefined
    this.touched = []
    return hits.sort((a, b) => a.cue - b.cue || a.start - b.start || a.expression - b.expression)
  }

  private collect(text: string): void {
    const [ones, twos, longs] = this.index as [
      Map<number, { literal: string; term: number }[]>,
      Map<number, { literal: string; term: number }[]>,
      Map<number, { literal: string; term: number }[]>,
    ]
    const limit = text.length
    for (let i = 0; i < limit; i++) {
      const one = ones.get(text.charCodeAt(i))
      if (one) for (const { literal, term } of one) this.note(text, i, literal, term)
      if (i + 1 < limit) {
        const two = twos.get(key(text, i, 2))
        if (two) for (const { literal, term } of two) if (text.startsWith(literal, i)) this.note(text, i, literal, term)
      }
      if (i + LONG <= limit) {
        const long = longs.get(key(text, i, 3))
        if (long)
          for (const { literal, term } of long) if (text.startsWith(literal, i)) this.note(text, i, literal, term)
      }
    }
  }

  private note(text: string, at: number, literal: string, t: number): void {
    const term = this.book.terms[t]!
    if (!term.exact) {
      if (this.found[t] === undefined) {
        this.found[t] = null
        this.touched.push(t)
      }
      return
    }
    const end = at + literal.length
    if (isWordLetter(literal.charCodeAt(0)) && at > 0 && isWordLetter(text.charCodeAt(at - 1))) return
    if (isWordLetter(literal.charCodeAt(literal.length - 1)) && end < text.length && isWordLetter(text.charCodeAt(end)))
      return
    const list = this.found[t]
    if (list) list.push([at, end])
    else {
      this.found[t] = [[at, end]]
      this.touched.push(t)
    }
  }

  private occurrences(t: number, text: string): readonly Occurrence[] {
    const known = this.found[t]
    if (known === undefined) return []
    if (known) return known
    this.patterns[t] ??= new RegExp(this.book.terms[t]!.pattern, 'g')
    const pattern = this.patterns[t]
    const out: Occurrence[] = []
    pattern.lastIndex = 0
    for (let m = pattern.exec(text); m; m = pattern.exec(text)) {
      if (m[0] === '') pattern.lastIndex++
      else out.push([m.index, m.index + m[0].length])
    }
    this.found[t] = out
    return out
  }

  private evaluate(e: Expression, text: string, own: number): Occurrence | null {
    for (const chain of e.chains) for (const t of chain) if (this.found[t] === undefined) return null
    for (const t of e.without) if (this.occurrences(t, text).length > 0) return null
    const spans: Occurrence[][] = []
    for (const chain of e.chains) {
      const of = this.chain(chain, e.gap, text, own)
      if (of.length === 0) return null
      spans.push(of)
    }
    for (const first of spans[0]!) {
      let start = first[0]
      let end = first[1]
      for (let k = 1; k < spans.length; k++) {
        let best: Occurrence | null = null
        let distance = Number.POSITIVE_INFINITY
        for (const s of spans[k]!) {
          const d = Math.max(s[1], end) - Math.min(s[0], start)
          if (d < distance) {
            distance = d
            best = s
          }
        }
        start = Math.min(start, best![0])
        end = Math.max(end, best![1])
      }
      if (end <= own) {
        // All nearest words stand in the lead-in; another of them may stand in the passage itself.
        const later = spans.flat().find((s) => s[1] > own)
        if (!later) continue
        start = Math.min(start, later[0])
        end = later[1]
      }
      // Across the border of lead-in and item there is no limit: the list may stand between the two.
      if (start >= own && end - start > e.within) continue
      return [start, end]
    }
    return null
  }

  private chain(chain: readonly number[], gap: number, text: string, own: number): Occurrence[] {
    let spans: Occurrence[] = [...this.occurrences(chain[0]!, text)]
    for (let k = 1; k < chain.length && spans.length > 0; k++) {
      const next = this.occurrences(chain[k]!, text)
      const grown: Occurrence[] = []
      for (const [start, end] of spans) {
        for (const [s, e] of next) {
          if (s < end) continue
          if (s - end > gap && !(end <= own && s >= own)) break
          grown.push([start, e])
          break
        }
      }
      spans = grown
    }
    return spans
  }
}
