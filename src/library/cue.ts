import type { Language } from '../model/text.js'
import { type ByLanguage, CueClass, type ItemFile, type Lexicon } from './item-schema.js'
import { compileTerm, type Term, TermSyntaxError } from './term.js'

/*
 * A cue is an expression over terms, all sought in one passage:
 *   a > b    b follows a closely            a + b    both, in any order
 *   !a       a must not stand in the passage   @120  the whole may be at most 120 characters long
 * `a > b + c` reads: b follows a, and c stands near them.
 */

/** One expression, compiled: chains of terms; every chain must be found, none of `without`. */
export interface Expression {
  /** Index of the cue in `Wordbook.cues`. */
  cue: number
  chains: number[][]
  without: number[]
  /** Most characters from the first to the last of its words. */
  within: number
  /** Most characters between one term of a chain and the next. */
  gap: number
  /** As the author wrote it. */
  source: string
}

/** A named cue of an item. Its expressions in a language are alternatives. */
export interface Cue {
  item: number
  class: CueClass
  name: string
}

/** Everything sought in texts of one language, over all items. Plain data, so that it can be kept as JSON. */
export interface Wordbook {
  language: Language
  terms: Term[]
  cues: Cue[]
  expressions: Expression[]
  /** For each term, the expressions to try when it is found: those for which it is the rarest part. */
  triggers: number[][]
}

/** Characters: a Japanese sentence says in fifteen what an English one says in forty. */
const GAP: Record<Language, number> = { ja: 30, en: 60 }
const WITHIN: Record<Language, number> = { ja: 160, en: 320 }

export interface CueProblem {
  item: string
  cue: string
  source: string
  message: string
}

/**
 * Compiles all cues of all items for one language.
 *
 * @param problems receives what does not compile; such an expression is left out
 */
export function compileWordbook(
  items: readonly Pick<ItemFile, 'id' | 'concepts' | 'cues'>[],
  lexicon: Lexicon,
  language: Language,
  problems: CueProblem[],
): Wordbook {
  const book: Wordbook = { language, terms: [], cues: [], expressions: [], triggers: [] }
  const known = new Map<string, number>()
  const uses: number[] = []
  items.forEach((item, itemIndex) => {
    const concept = (name: string): readonly string[] => {
      const words: ByLanguage | undefined = item.concepts[name] ?? lexicon.concepts[name]
      if (!words) throw new TermSyntaxError(`no concept is called “${name}”`)
      if (words[language].length === 0) throw new TermSyntaxError(`the concept “${name}” has no words in ${language}`)
      return words[language]
    }
    const cache = new Map<string, number>()
    const term = (source: string): number => {
      let index = cache.get(source)
      if (index === undefined) {
        const compiled = compileTerm(source, concept)
        index = known.get(compiled.pattern)
        if (index === undefined) {
          index = book.terms.push(compiled) - 1
          known.set(compiled.pattern, index)
          uses[index] = 0
        }
        cache.set(source, index)
      }
      uses[index]!++
      return index
    }
    for (const cueClass of CueClass.options) {
      for (const [name, words] of Object.entries(item.cues[cueClass])) {
        const cue = book.cues.push({ item: itemIndex, class: cueClass, name }) - 1
        for (const source of words[language]) {
          try {
            book.expressions.push(compileExpression(source, cue, language, term))
          } catch (error) {
            if (!(error instanceof TermSyntaxError)) throw error
            problems.push({ item: item.id, cue: name, source, message: error.message })
          }
        }
      }
    }
  })
  book.triggers = book.terms.map(() => [])
  book.expressions.forEach((e, index) => {
    const all = e.chains.flat()
    const rarest = all.reduce((a, b) => (rarity(book.terms[b]!, uses[b]!) > rarity(book.terms[a]!, uses[a]!) ? b : a))
    book.triggers[rarest]!.push(index)
  })
  return book
}

/** Long words used by few cues are found seldom. */
function rarity(term: Term, uses: number): number {
  const shortest = Math.min(...term.literals.map((l) => (/[\u3040-\u9fff]/.test(l) ? l.length * 2.5 : l.length)))
  return shortest - Math.log2(1 + uses) * 2 - Math.log2(term.literals.length)
}

function compileExpression(
  source: string,
  cue: number,
  language: Language,
  term: (source: string) => number,
): Expression {
  const out: Expression = { cue, chains: [], without: [], within: WITHIN[language], gap: GAP[language], source }
  const { chains, without, within } = partsOf(source)
  if (within !== null) {
    out.within = within
    out.gap = Math.max(out.gap, within)
  }
  out.chains = chains.map((chain) => chain.map(term))
  out.without = without.map(term)
  if (out.chains.length === 0) throw new TermSyntaxError(`“${source}” only says what must not be there`)
  return out
}

/** The terms of an expression as its author wrote them, in the order in which they are compiled. */
export function partsOf(source: string): { chains: string[][]; without: string[]; within: number | null } {
  let rest = source.trim()
  const distance = / @([0-9]{1,4})$/.exec(rest)
  if (distance) rest = rest.slice(0, distance.index)
  const chains: string[][] = []
  const without: string[] = []
  for (const part of rest.split(/ \+ /)) {
    const piece = part.trim()
    if (piece.startsWith('!')) without.push(piece.slice(1).trim())
    else chains.push(piece.split(/ > /).map((p) => p.trim()))
  }
  return { chains, without, within: distance ? Number(distance[1]) : null }
}
