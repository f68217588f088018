/*
 * The small language in which cues name words. Everything is literal but
 *   ( | )   alternatives            ?    the letter or group before it may be missing
 *   *       the word goes on        ~    up to 12 characters of the same sentence
 *   # <n>   a number in any form    {x}  any term of the concept x
 *   [ab]    one of these letters
 * Spaces in English match one space. There is no unbounded repeat, so no term can backtrack without end.
 */

/** Stands in a wording where the text names the provider (当社, we, a company's name). */
export const PROVIDER = '\ue000'
/** The same for the customer. */
export const CUSTOMER = '\ue001'

/** A part of a term: literal text, alternatives, an optional part, or something whose letters are not known. */
type Node =
  | { kind: 'literal'; text: string }
  | { kind: 'choice'; of: Node[][] }
  | { kind: 'optional'; of: Node[] }
  | { kind: 'repeat'; of: Node[][] }
  | { kind: 'open'; pattern: string }

/** A term ready to be sought: its pattern, and letters of which at least one group must stand in a text for it to match. */
export interface Term {
  /** Source of the regular expression. */
  readonly pattern: string
  /** One of these stands in every text that the term matches. */
  readonly literals: readonly string[]
  /** True when the term is nothing but its literals, so that finding one is a match (word edges still to be checked). */
  readonly exact: boolean
  /**
   * What a match can start with, two characters each; of one character where anything may follow. Null where a match may
   * start with anything, and for exact terms, whose pattern is not used.
   */
  readonly heads: readonly string[] | null
}

export class TermSyntaxError extends Error {}

const WORD_GOES_ON = "[a-z'-]{0,14}"
const NEAR_GAP = '[^。.;\\n]{0,12}?'
/** How often a repeated group of words may stand. */
const MOST_REPEATS = 3
const NUMBER =
  '(?:[0-9][0-9,.]{0,10}|[〇一二三四五六七八九十百千]{1,5}|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|forty|forty-five|sixty|ninety|hundred)(?: ?\\([0-9]{1,4}\\))?)'

/** Words in terms that name a party, and what a wording has in their place. */
const PARTY_WORDS: readonly [RegExp, string][] = [
  [/\b(?:we|us|our)\b/g, PROVIDER],
  [/\b(?:you|your)\b/g, CUSTOMER],
  [/\bproviders?\b/g, `(${PROVIDER}|provider|providers)`],
  [/\bcustomers?\b/g, `(${CUSTOMER}|customer|customers)`],
  [/\busers?\b/g, `(${CUSTOMER}|user|users)`],
  [/当社|弊社/g, PROVIDER],
  [/お客様|契約者/g, CUSTOMER],
  [/利用者/g, `(${CUSTOMER}|利用者)`],
]

function parse(source: string, concept: (name: string) => Node[][]): Node[] {
  let at = 0
  const sequence = (inside: boolean): Node[] => {
    const out: Node[] = []
    const literal = (c: string): void => {
      const last = out.at(-1)
      if (last?.kind === 'literal') last.text += c
      else out.push({ kind: 'literal', text: c })
    }
    while (at < source.length) {
      const c = source[at]!
      if (c === '|' || c === ')') {
        if (!inside) throw new TermSyntaxError(`“${c}” without “(” in “${source}”`)
        return out
      }
      at++
      if (c === '(') {
        const of = [sequence(true)]
        while (source[at] === '|') {
          at++
          of.push(sequence(true))
        }
        if (source[at] !== ')') throw new TermSyntaxError(`“(” is not closed in “${source}”`)
        at++
        out.push({ kind: 'choice', of })
      } else if (c === '{') {
        const close = source.indexOf('}', at)
        if (close < 0) throw new TermSyntaxError(`“{” is not closed in “${source}”`)
        out.push({ kind: 'choice', of: concept(source.slice(at, close)) })
        at = close + 1
      } else if (c === '?') {
        const last = out.pop()
        if (!last || last.kind === 'open' || last.kind === 'optional' || last.kind === 'repeat')
          throw new TermSyntaxError(`“?” has nothing before it in “${source}”`)
        if (last.kind === 'literal') {
          if (last.text.length > 1) out.push({ kind: 'literal', text: last.text.slice(0, -1) })
          out.push({ kind: 'optional', of: [{ kind: 'literal', text: last.text.at(-1)! }] })
        } else out.push({ kind: 'optional', of: [last] })
        // The next letter starts a literal of its own.
        if (at < source.length && !'(){}|?*~<#['.includes(source[at]!))
          out.push({ kind: 'literal', text: source[at++]! })
      } else if (c === '*') {
        const last = out.at(-1)
        // A group of words that end (or start) in a space may stand up to three times: (the |any |such )*terms.
        if (last?.kind === 'choice' && repeats(last.of)) out[out.length - 1] = { kind: 'repeat', of: last.of }
        else out.push({ kind: 'open', pattern: WORD_GOES_ON })
      } else if (c === '~') out.push({ kind: 'open', pattern: NEAR_GAP })
      else if (c === '#') out.push({ kind: 'open', pattern: NUMBER })
      else if (c === '[') {
        const close = source.indexOf(']', at)
        if (close < 0) throw new TermSyntaxError(`“[” is not closed in “${source}”`)
        out.push({ kind: 'choice', of: [...source.slice(at, close)].map((text) => [{ kind: 'literal', text }]) })
        at = close + 1
      } else if (c === '<' && source.startsWith('n>', at)) {
        out.push({ kind: 'open', pattern: NUMBER })
        at += 2
      } else literal(c)
    }
    if (inside) throw new TermSyntaxError(`“(” is not closed in “${source}”`)
    return out
  }
  return sequence(false)
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

function pattern(nodes: readonly Node[]): string {
  return nodes
    .map((n) => {
      if (n.kind === 'literal') return literally(n.text)
      if (n.kind === 'open') return n.pattern
      if (n.kind === 'optional') return `(?:${pattern(n.of)})?`
      if (n.kind === 'repeat') return `(?:${n.of.map(pattern).join('|')}){0,${MOST_REPEATS}}`
      return `(?:${n.of.map(pattern).join('|')})`
    })
    .join('')
}

/** True when every alternative ends in a space, or every one starts with one. */
function repeats(of: readonly Node[][]): boolean {
  const edge = (nodes: readonly Node[], at: number, test: (text: string) => boolean): boolean => {
    const n = nodes.at(at)
    return n === undefined || (n.kind === 'literal' && test(n.text))
  }
  return (
    of.every((nodes) => edge(nodes, -1, (t) => t.endsWith(' '))) ||
    of.every((nodes) => edge(nodes, 0, (t) => t.startsWith(' ')))
  )
}

/** All literal strings of a sequence when it has no open part and at most `limit` of them; else null. */
function expand(nodes: readonly Node[], limit: number): string[] | null {
  let out = ['']
  for (const n of nodes) {
    let parts: string[]
    if (n.kind === 'open' || n.kind === 'repeat') return null
    if (n.kind === 'literal') parts = [n.text]
    else if (n.kind === 'optional') {
      const inner = expand(n.of, limit)
      if (!inner) return null
      parts = ['', ...inner]
    } else {
      parts = []
      for (const branch of n.of) {
        const inner = expand(branch, limit)
        if (!inner) return null
        parts.push(...inner)
      }
    }
    if (out.length * parts.length > limit) return null
    out = out.flatMap((a) => parts.map((b) => a + b))
  }
  return out
}

/** The most telling set of literals of which one must be there; null when a part of the term can match without any. */
function required(nodes: readonly Node[]): string[] | null {
  let best: string[] | null = null
  const weight = (set: readonly string[]): number => {
    const shortest = Math.min(...set.map((s) => (/[\u3040-\uffff]/.test(s) ? s.length * 2.5 : s.length)))
    return shortest - set.length / 40
  }
  const consider = (set: string[] | null): void => {
    if (set?.length && set.every((s) => s !== '') && (!best || weight(set) > weight(best))) best = set
  }
  // Runs of parts without an open one expand to whole strings, which are rarer than their parts.
  for (let from = 0; from < nodes.length; from++) {
    for (let to = nodes.length; to > from; to--) {
      const whole = expand(nodes.slice(from, to), 24)
      if (whole) {
        consider(whole.some((s) => s.trim() === '') ? null : whole)
        break
      }
    }
  }
  for (const n of nodes) {
    if (n.kind !== 'choice') continue
    const sets = n.of.map(required)
    if (sets.every((s): s is string[] => s !== null)) consider([...new Set(sets.flat())])
  }
  return best
}

/** Characters of a match's start that are told. */
const HEAD = 2

interface Heads {
  /** Starts of {@link HEAD} characters, and shorter ones that anything may follow. */
  known: Set<string>
  /** Whole matches that are shorter than that; what stands behind the sequence goes on. */
  ended: Set<string>
}

/** How all that a sequence can match starts. */
function headsOf(nodes: readonly Node[]): Heads {
  const known = new Set<string>()
  let ended = new Set([''])
  const follow = ({ known: tails, ended: wholes }: Heads): void => {
    const next = new Set<string>()
    for (const head of ended) {
      for (const tail of tails) known.add((head + tail).slice(0, HEAD))
      for (const whole of wholes) {
        const grown = (head + whole).slice(0, HEAD)
        if (grown.length === HEAD) known.add(grown)
        else next.add(grown)
      }
    }
    ended = next
  }
  for (const n of nodes) {
    if (ended.size === 0) break
    if (n.kind === 'literal') follow({ known: new Set(), ended: new Set([n.text]) })
    else if (n.kind === 'open') follow({ known: new Set(['']), ended: new Set() })
    else {
      const branches = n.kind === 'optional' ? [n.of] : n.of
      const either: Heads = { known: new Set(), ended: new Set(n.kind === 'choice' ? [] : ['']) }
      for (const branch of branches) {
        const heads = headsOf(branch)
        for (const head of heads.known) either.known.add(head)
        for (const head of heads.ended) either.ended.add(head)
      }
      for (let k = 0; k < (n.kind === 'repeat' ? MOST_REPEATS : 1); k++) follow(either)
    }
  }
  return { known, ended }
}

/**
 * In English a term starts and ends where words do, unless `*` says otherwise. Japanese has no such edges: 「3.4同時に…」
 * starts with 同時 after a digit, so an edge is asked only where the term's own letter there is Latin.
 */
function edged(body: string): string {
  return `(?:(?<![a-z0-9])|(?![a-z0-9]))(?:${body})(?:(?![a-z0-9])|(?<![a-z0-9]))`
}

/**
 * Makes a term of what an item's author wrote.
 *
 * @param source the words, in the small language above
 * @param concept terms of a concept of that name, as written; throws for a name that does not exist
 * @throws TermSyntaxError when the source breaks the grammar, or could match without a single letter
 */
export function compileTerm(source: string, concept: (name: string) => readonly string[], depth = 0): Term {
  const nodes = termNodes(source, concept, depth)
  const literals = required(nodes)
  if (!literals) throw new TermSyntaxError(`“${source}” can match without any letter of its own`)
  const whole = expand(nodes, 200)
  const exact = whole !== null
  const body = pattern(nodes)
  const needsEdges = /[a-z0-9]/.test(body)
  const { known, ended } = headsOf(nodes)
  const heads = exact ? [] : [...new Set([...known, ...ended])]
  return {
    pattern: needsEdges ? edged(body) : body,
    literals: exact ? [...new Set(whole)] : literals,
    exact,
    heads: exact || heads.includes('') ? null : heads,
  }
}

function termNodes(source: string, concept: (name: string) => readonly string[], depth: number): Node[] {
  if (depth > 4) throw new TermSyntaxError(`concepts refer to each other in a ring at “${source}”`)
  let text = source
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[〜～]/g, '〜')
    .replace(/[‘’]/g, "'")
  // Inside {…} stands a concept's name, not a word.
  text = text
    .split(/(\{[^}]*\})/)
    .map((part, i) => (i % 2 ? part : PARTY_WORDS.reduce((t, [word, either]) => t.replace(word, either), part)))
    .join('')
  return parse(text, (name) => concept(name).map((t) => termNodes(t, concept, depth + 1)))
}
