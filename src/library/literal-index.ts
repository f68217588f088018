/** A term that a literal belongs to, and the place of the literal among those of the term. */
export interface Owner {
  term: number
  /** Which of two literals of one term goes first where both start at the same place. */
  rank: number
}

/** A literal as it was found; where one ends, the terms that it belongs to are read off `owners`. */
export type Seen = (owners: readonly Owner[], start: number, end: number) => void

/** Tells apart the edges of the tree; a power of two keeps the table's places cheap to find. */
const SPREAD = 0x9e3779b1

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
  private readonly keys: Int32Array
  private readonly nodes: Int32Array
  private readonly mask: number
  private readonly shift: number
  private readonly owners: (Owner[] | undefined)[] = [undefined]

  /** @param terms for each term its literals */
  constructor(terms: readonly (readonly string[])[]) {
    let size = 0
    for (const literals of terms) {
      for (const literal of literals) {
        size += literal.length
        for (let i = 0; i < literal.length; i++) {
          const code = literal.charCodeAt(i)
          if (this.letters[code] === 0) this.letters[code] = this.letterCount++
        }
      }
    }
    this.roots = new Int32Array(this.letterCount)
    const bits = Math.max(8, 33 - Math.clz32(size))
    this.mask = 2 ** bits - 1
    this.shift = 32 - bits
    this.keys = new Int32Array(2 ** bits)
    this.nodes = new Int32Array(2 ** bits)
    terms.forEach((literals, term) => {
      literals.forEach((literal, place) => {
        // Short literals go before longer ones, then in the order in which they were written.
        const rank = (literal.length >= 5 ? 0x20000 : literal.length >= 2 ? 0x10000 : 0) + place
        this.add(literal, { term, rank })
      })
    })
  }

  private add(literal: string, owner: Owner): void {
    let node = 0
    for (let i = 0; i < literal.length; i++) {
      const letter = this.letters[literal.charCodeAt(i)]!
      if (i === 0) {
        if (this.roots[letter] === 0) this.roots[letter] = this.owners.push(undefined) - 1
        node = this.roots[letter]!
        continue
      }
      const key = node * this.letterCount + letter
      let slot = Math.imul(key, SPREAD) >>> this.shift
      while (this.keys[slot] !== 0 && this.keys[slot] !== key) slot = (slot + 1) & this.mask
      if (this.keys[slot] === 0) {
        this.keys[slot] = key
        this.nodes[slot] = this.owners.push(undefined) - 1
      }
      node = this.nodes[slot]!
    }
    const list = this.owners[node]
    if (list) list.push(owner)
    else this.owners[node] = [owner]
  }

  /** Tells every literal that stands in `text`, from left to right, shorter ones first. */
  seek(text: string, seen: Seen): void {
    const { letters, roots, keys, nodes, mask, shift, letterCount, owners } = this
    const { length } = text
    for (let start = 0; start < length; start++) {
      let node = roots[letters[text.charCodeAt(start)]!]!
      let end = start + 1
      while (node !== 0) {
        const list = owners[node]
        if (list !== undefined) seen(list, start, end)
        if (end === length) break
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
