import type { Agreement, Passage } from '../model/agreement.js'
import { foldedPassage } from '../structure/agreement-text.js'
import type { Pack, Phrase } from './pack.js'
import { mannerOf } from './statement.js'

/** A cue of a phrase: patterns that follow each other in one passage, each at most `within` characters after the last. */
interface Cue {
  parts: RegExp[]
  within: number[]
}

interface CompiledPhrase {
  says: Cue[]
  never: Cue[]
  contrary: Cue[]
}

const GAP = / ?…(\d{1,3})… ?/u
const compiled = new WeakMap<Phrase, CompiledPhrase>()

/**
 * The parts of a cue: `ログ …60… 保存` asks for both words in this order, at most 60 characters apart. Gaps are not
 * left to the pattern itself, so that no cue can backtrack over a long passage.
 */
export function cueParts(cue: string): { patterns: string[]; within: number[] } {
  const pieces = cue.split(GAP)
  return {
    patterns: pieces.filter((_, i) => i % 2 === 0),
    within: pieces.filter((_, i) => i % 2 === 1).map(Number),
  }
}

function compile(phrase: Phrase): CompiledPhrase {
  let ready = compiled.get(phrase)
  if (!ready) {
    const each = (cues: string[]): Cue[] =>
      cues.map((cue) => {
        const { patterns, within } = cueParts(cue)
        return { parts: patterns.map((p) => new RegExp(p, 'gu')), within }
      })
    ready = { says: each([...phrase.ja, ...phrase.en]), never: each(phrase.never), contrary: each(phrase.contrary) }
    compiled.set(phrase, ready)
  }
  return ready
}

function holds(cue: Cue, text: string): boolean {
  let ends: number[] | null = null
  for (const [k, part] of cue.parts.entries()) {
    const next: number[] = []
    for (const m of text.matchAll(part)) {
      const reach = cue.within[k - 1]
      if (ends === null || ends.some((end) => m.index >= end && m.index - end <= reach!))
        next.push(m.index + m[0].length)
    }
    if (next.length === 0) return false
    ends = next
  }
  return true
}

/** What a document says of a phrase. */
export interface Statements {
  stated: Passage[]
  /** Passages that make it an aim only. */
  aimed: Passage[]
  /** Passages that leave it to the provider. */
  optional: Passage[]
  /** Passages that say the contrary, or refuse it. */
  contrary: Passage[]
}

/**
 * The passages of a document that state a pack's phrase, aim at it, or say the contrary. A list item is read with its
 * lead-in, since 「乙は、次の事項を行う。」 alone says nothing, nor does its item.
 */
export function phraseStatements(pack: Pack, name: string, agreement: Agreement): Statements {
  const definition = pack.phrases[name]!
  const phrase = compile(definition)
  const out: Statements = { stated: [], aimed: [], optional: [], contrary: [] }
  for (const passage of agreement.passages) {
    if (passage.kind === 'heading') continue
    const own = foldedPassage(agreement, passage.index).text
    const leadIn = passage.leadIn === null ? '' : foldedPassage(agreement, passage.leadIn).text
    const joined = leadIn === '' ? own : `${leadIn} ${own}`
    // What the lead-in alone says belongs to the lead-in, not to each of its items.
    const speaks = (cues: Cue[]): boolean =>
      cues.some((c) => holds(c, own) || (leadIn !== '' && holds(c, joined) && !holds(c, leadIn)))
    if (speaks(phrase.contrary)) out.contrary.push(passage)
    else if (speaks(phrase.says) && !phrase.never.some((c) => holds(c, joined))) {
      const manner = definition.by === 'anyone' ? 'states' : mannerOf(agreement, passage, definition.negative)
      if (manner === 'states') out.stated.push(passage)
      else if (manner === 'aims') out.aimed.push(passage)
      else if (manner === 'may') out.optional.push(passage)
      else if (manner === 'refuses') out.contrary.push(passage)
    }
  }
  return out
}
