import type { Agreement, Passage } from '../model/agreement.js'
import { fold } from '../structure/fold.js'
import type { Pack, Phrase } from './pack.js'

interface CompiledPhrase {
  says: RegExp[]
  never: RegExp[]
  contrary: RegExp[]
}

const compiled = new WeakMap<Phrase, CompiledPhrase>()

function compile(phrase: Phrase): CompiledPhrase {
  let ready = compiled.get(phrase)
  if (!ready) {
    const each = (patterns: string[]): RegExp[] => patterns.map((p) => new RegExp(p, 'u'))
    ready = { says: each([...phrase.ja, ...phrase.en]), never: each(phrase.never), contrary: each(phrase.contrary) }
    compiled.set(phrase, ready)
  }
  return ready
}

/**
 * The passages of a document that state a pack's phrase, and those that say the contrary. A list item is read with its
 * lead-in, since 「乙は、次の事項を行う。」 alone says nothing, nor does its item.
 */
export function phraseStatements(
  pack: Pack,
  name: string,
  agreement: Agreement,
): { stated: Passage[]; contrary: Passage[] } {
  const phrase = compile(pack.phrases[name]!)
  const stated: Passage[] = []
  const contrary: Passage[] = []
  for (const passage of agreement.passages) {
    if (passage.kind === 'heading') continue
    const leadIn = passage.leadIn === null ? '' : `${textOf(agreement, agreement.passages[passage.leadIn]!)} `
    const text = fold(leadIn + textOf(agreement, passage)).text
    const own = fold(textOf(agreement, passage)).text
    // What the lead-in alone says belongs to the lead-in, not to each of its items.
    const speaks = (patterns: RegExp[]): boolean =>
      patterns.some((p) => p.test(own) || (leadIn !== '' && p.test(text) && !p.test(fold(leadIn).text)))
    if (speaks(phrase.contrary)) contrary.push(passage)
    else if (speaks(phrase.says) && !phrase.never.some((p) => p.test(text))) stated.push(passage)
  }
  return { stated, contrary }
}

function textOf(agreement: Agreement, passage: Passage): string {
  return agreement.document.text.slice(passage.start, passage.end)
}
