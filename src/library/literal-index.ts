/** A term that a literal belongs to, and the place of the literal among those of the term. */
export interface Owner {
  term: number
  /** Which of two literals of one term goes first where both start at the same place. */
  rank: number
}

/** A literal as it was found; where one ends, the terms that it belongs to are read off `owners`. */
export type Seen = (owners: readonly Owner[], start: number, end: number) => void

interface Tail {
  text: string
  owners: Owner[]
}

/** Tells apart the edges of the tree; a power of two keeps the table's places cheap to find. */
const SPREAD = 0x9e3779b1

/** Bits of {@link Starts}; a power of two. */
const START_BITS = 2 ** 16
const hashOfThree = (first: number, second: number, third: number): number =>
  (Math.imul(first, 961) + Math.imul(second, 31) + third) & (START_BITS - 1)

/**
 * How literals start: by one letter, by two, or by a hash of three where they are as long. Most places of a text are
 * passed over by these alone; a bit too many costs time and nothing else.
 */
class Starts {
  private readonly ones = new Uint8Array(0x10000)
  private readonly threes = new Int32Array(START_BITS / 32)

  add(literal: string): void {
    // A short literal may be followed by anything.
    if (literal.length < 3) this.ones[literal.charCodeAt(0)] = 1
    else {
      const bit = hashOfThree(literal.charCodeAt(0), literal.charCodeAt(1), literal.charCodeAt(2))
      this.threes[bit >> 5]! |= 1 << (bit & 31)
    }
  }

  /** False where no literal starts with these letters. */
  may(first: number, second: number, third: number): boolean {
    if (this.ones[first] === 1) return true
    const bit = hashOfThree(first, second, third)
    return (this.threes[bit >> 5]! & (1 << (bit & 31))) !== 0
  }
}

/** Letters after which, or before which, a word of Latin script goes on. */
export function isWordLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
}

/**
 * All literals of a wordbook as a tree of letters, so that a text is gone through once however many there are. The edges
 * stand in one flat table: a tree of objects would take longer to make than most agreements take to read.
 */
export class LiteralIndex {
  /** Each letter that any literal has, numbered from one. */
  private readonly letters = new Uint16Array(0x10000)
  private letterCount = 1
  /** Node at the end of the edge, for the edges from the root by letter. */
  private readonly roots: Int32Array
  private keys = new Int32Array(2 ** 14)
  private nodes = new Int32Array(2 ** 14)
  private shift = 32 - 14
  private readonly owners: (Owner[] | undefined)[] = [undefined]
  /** Where but one literal goes on from a node, what is left of it, so that most of the tree need not be built. */
  private readonly tails: (Tail | undefined)[] = [undefined]
  private readonly starts = new Starts()
  /** Of those, the literals that may start inside of a word. */
  private readonly insideStarts = new Starts()

  /**
   * @param terms for each term its literals
   * @param edged for each term whether its literals count only at the edges of words, so that none of them need be
   *   sought inside of a word; a literal found there nevertheless is told like any other
   */
  constructor(terms: readonly (readonly string[])[], edged: readonly boolean[] = []) {
    for (const literals of terms) {
      for (const literal of literals) {
        for (let i = 0; i < literal.length; i++) {
          const code = literal.charCodeAt(i)
          if (this.letters[code] === 0) this.letters[code] = this.letterCount++
        }
      }
    }
    this.roots = new Int32Array(this.letterCount)
    terms.forEach((literals, term) => {
      literals.forEach((literal, place) => {
        // Short literals go before longer ones, then in the order in which they were written.
        const rank = (literal.length >= 5 ? 0x20000 : literal.length >= 2 ? 0x10000 : 0) + place
        this.add(literal, { term, rank })
        this.starts.add(literal)
        if (!edged[term] || !isWordLetter(literal.charCodeAt(0))) this.insideStarts.add(literal)
      })
    })
  }

  private add(literal: string, owner: Owner): void {
    let node = 0
    for (let i = 0; i < literal.length; i++) {
      const count = this.owners.length
      node = this.child(node, literal.charCodeAt(i))
      const rest = literal.slice(i + 1)
      if (node === count) {
        this.goOn(node, rest, [owner])
        return
      }
      const tail = this.tails[node]
      if (!tail) continue
      if (tail.text === rest) {
        tail.owners.push(owner)
        return
      }
      this.tails[node] = undefined
      this.goOn(this.child(node, tail.text.charCodeAt(0)), tail.text.slice(1), tail.owners)
    }
    const list = this.owners[node]
    if (list) list.push(owner)
    else this.owners[node] = [owner]
  }

  /** Hangs what is left of a literal on a new node. */
  private goOn(node: number, text: string, owners: Owner[]): void {
    if (text === '') this.owners[node] = owners
    else this.tails[node] = { text, owners }
  }

  private child(node: number, code: number): number {
    const letter = this.letters[code]!
    if (node === 0) {
      if (this.roots[letter] === 0) this.roots[letter] = this.newNode()
      return this.roots[letter]!
    }
    const key = node * this.letterCount + letter
    const slot = this.slotOf(key)
    if (this.keys[slot] === key) return this.nodes[slot]!
    const made = this.newNode()
    this.keys[slot] = key
    this.nodes[slot] = made
    if (this.owners.length * 2 > this.keys.length) this.grow()
    return made
  }

  /** Where an edge stands in the table, or would. */
  private slotOf(key: number): number {
    const { keys, shift } = this
    const mask = keys.length - 1
    let slot = Math.imul(key, SPREAD) >>> shift
    while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  private grow(): void {
    const { keys, nodes } = this
    this.keys = new Int32Array(keys.length * 2)
    this.nodes = new Int32Array(keys.length * 2)
    this.shift--
    keys.forEach((key, at) => {
      if (key === 0) return
      const slot = this.slotOf(key)
      this.keys[slot] = key
      this.nodes[slot] = nodes[at]!
    })
  }

  private newNode(): number {
    this.tails.push(undefined)
    return this.owners.push(undefined) - 1
  }

  /** Tells every literal that stands in `text`, from left to right, shorter ones first. */
  seek(text: string, seen: Seen): void {
    const { letters, roots, keys, nodes, shift, letterCount, owners, tails } = this
    const mask = keys.length - 1
    const { length } = text
    let first = 0
    let second = length > 0 ? text.charCodeAt(0) : 0
    let third = length > 1 ? text.charCodeAt(1) : 0
    let before = false
    for (let start = 0; start < length; start++) {
      first = second
      second = third
      third = start + 2 < length ? text.charCodeAt(start + 2) : 0
      const letterBefore = before
      before = isWordLetter(first)
      const starts = letterBefore && before ? this.insideStarts : this.starts
      if (!starts.may(first, second, third)) continue
      let node = roots[letters[first]!]!
      let end = start + 1
      while (node !== 0) {
        const list = owners[node]
        if (list !== undefined) seen(list, start, end)
        if (end === length) break
        const tail = tails[node]
        if (tail !== undefined) {
          if (text.startsWith(tail.text, end)) seen(tail.owners, start, end + tail.text.length)
          break
        }
        const letter = letters[text.charCodeAt(end)]!
        if (letter === 0) break
        const key = node * letterCount + letter
        let slot = Math.imul(key, SPREAD) >>> shift
        while (keys[slot] !== key && keys[slot] !== 0) slot = (slot + 1) & mask
        node = keys[slot] === key ? nodes[slot]! : 0
        end++
      }
    }
  }
}
