import type { Expression, Wordbook } from './cue.js'
import { isWordLetter, LiteralIndex, type Owner } from './literal-index.js'

/** Where a cue was found: offsets in the wording that was scanned. */
export interface Hit {
  /** Index in `Wordbook.cues`. */
  cue: number
  start: number
  end: number
  /** Index in `Wordbook.expressions`: which of the cue's alternatives it was. */
  expression: number
}

type Occurrence = readonly [start: number, end: number, rank?: number]

/** Where a match of one term can start, as bits over short hashes of one and of two characters; a bit too many costs time alone. */
interface Heads {
  one: Int32Array
  two: Int32Array
}

const HEAD_BITS = 1024
const hashOfTwo = (first: number, second: number): number => (first * 37 + second) & (HEAD_BITS - 1)
const hashOfOne = (first: number): number => first & (HEAD_BITS - 1)
const has = (bits: Int32Array, bit: number): boolean => (bits[bit >> 5]! & (1 << (bit & 31))) !== 0

function headsOf(heads: readonly string[]): Heads {
  const one = new Int32Array(HEAD_BITS / 32)
  const two = new Int32Array(HEAD_BITS / 32)
  for (const head of heads) {
    const [bits, bit] =
      head.length === 1
        ? [one, hashOfOne(head.charCodeAt(0))]
        : [two, hashOfTwo(head.charCodeAt(0), head.charCodeAt(1))]
    bits[bit >> 5]! |= 1 << (bit & 31)
  }
  return { one, two }
}

/** Places of a text where a match can start, which is anywhere but inside a word of Latin script, with what stands there. */
class Starts {
  places = new Int32Array(1024)
  ones = new Int16Array(1024)
  twos = new Int16Array(1024)
  count = 0
  private text: string | null = null

  of(text: string): this {
    if (text === this.text) return this
    this.text = text
    const { length } = text
    if (length > this.places.length) {
      this.places = new Int32Array(length * 2)
      this.ones = new Int16Array(length * 2)
      this.twos = new Int16Array(length * 2)
    }
    let count = 0
    let inside = false
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at)
      const letter = isWordLetter(code)
      if (!(inside && letter)) {
        this.places[count] = at
        this.ones[count] = hashOfOne(code)
        this.twos[count++] = hashOfTwo(code, at + 1 < length ? text.charCodeAt(at + 1) : 0)
      }
      inside = letter
    }
    this.count = count
    return this
  }
}

/**
 * Seeks all cues of a wordbook in one pass: letters that a term cannot do without are looked up as they pass by, and only
 * terms of which such letters stand in the text are tried at all.
 */
export class Scanner {
  readonly book: Wordbook
  private readonly literals: LiteralIndex
  private readonly patterns: (RegExp | undefined)[] = []
  private readonly heads: (Heads | undefined)[] = []
  private readonly starts = new Starts()
  // Filled anew for each text.
  private found: (Occurrence[] | null | undefined)[] = []
  private touched: number[] = []

  constructor(book: Wordbook) {
    this.book = book
    this.literals = new LiteralIndex(
      book.terms.map((t) => t.literals),
      book.terms.map((t) => t.exact),
    )
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
    const { terms } = this.book
    this.literals.seek(text, (owners, start, end) => {
      const edged =
        (start === 0 || !isWordLetter(text.charCodeAt(start)) || !isWordLetter(text.charCodeAt(start - 1))) &&
        (end === text.length || !isWordLetter(text.charCodeAt(end - 1)) || !isWordLetter(text.charCodeAt(end)))
      for (const owner of owners) {
        if (terms[owner.term]!.exact) {
          if (edged) this.note(owner, start, end)
        } else if (this.found[owner.term] === undefined) {
          this.found[owner.term] = null
          this.touched.push(owner.term)
        }
      }
    })
  }

  /** Keeps the place of a term that is its literals and no more; of two that start together the one of lower rank goes first. */
  private note({ term, rank }: Owner, start: number, end: number): void {
    const list = this.found[term]
    if (!list) {
      this.found[term] = [[start, end, rank]]
      this.touched.push(term)
      return
    }
    let at = list.length
    while (at > 0 && list[at - 1]![0] === start && list[at - 1]![2]! > rank) at--
    list.splice(at, 0, [start, end, rank])
  }

  private occurrences(t: number, text: string): readonly Occurrence[] {
    const known = this.found[t]
    if (known === undefined) return []
    if (known) return known
    const { pattern, heads } = this.book.terms[t]!
    const out: Occurrence[] = []
    if (heads) this.matchAtHeads(t, pattern, heads, text, out)
    else {
      this.patterns[t] ??= new RegExp(pattern, 'g')
      const seek = this.patterns[t]
      seek.lastIndex = 0
      for (let m = seek.exec(text); m; m = seek.exec(text)) {
        if (m[0] === '') seek.lastIndex++
        else out.push([m.index, m.index + m[0].length])
      }
    }
    this.found[t] = out
    return out
  }

  /** The same as seeking the pattern from left to right, tried only where the text has what a match can start with. */
  private matchAtHeads(t: number, pattern: string, heads: readonly string[], text: string, out: Occurrence[]): void {
    this.patterns[t] ??= new RegExp(pattern, 'y')
    this.heads[t] ??= headsOf(heads)
    const seek = this.patterns[t]
    const { one, two } = this.heads[t]
    const { places, ones, twos, count } = this.starts.of(text)
    let done = 0
    for (let k = 0; k < count; k++) {
      if (!has(two, twos[k]!) && !has(one, ones[k]!)) continue
      const at = places[k]!
      if (at < done) continue
      seek.lastIndex = at
      const m = seek.exec(text)
      if (!m || m[0] === '') continue
      done = at + m[0].length
      out.push([at, done])
    }
  }

  private evaluate(e: Expression, text: string, own: number): Occurrence | null {
    for (const chain of e.chains) for (const t of chain) if (this.found[t] === undefined) return null
    for (const t of e.without) if (this.occurrences(t, text).length > 0) return null
    const spans: (readonly Occurrence[])[] = []
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

  private chain(chain: readonly number[], gap: number, text: string, own: number): readonly Occurrence[] {
    let spans = this.occurrences(chain[0]!, text)
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
