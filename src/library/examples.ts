import type { Language } from '../model/text.js'
import type { CueClass, ItemFile, Sentence } from './item-schema.js'
import type { Library } from './library.js'
import type { Hit } from './scan.js'
import { usualWording } from './wording.js'

/** Something in an item's examples that does not hold, as a sentence for whoever writes items. */
export interface ExampleProblem {
  item: string
  detail: string
}

/** Fewest sentences that must match, and must not match, in a language. */
export const FEWEST_EXAMPLES = 3

/**
 * Checks the examples that the items carry: that there are enough of them, that each comes out as said, that no other
 * item claims one without saying so, and that every cue is exercised by one.
 */
export function checkExamples(library: Library): ExampleProblem[] {
  return library.items.flatMap((item, index) =>
    (['ja', 'en'] as const).flatMap((language) => checkItem(library, item, index, language)),
  )
}

function checkItem(library: Library, item: ItemFile, index: number, language: Language): ExampleProblem[] {
  const { cues } = library.compiled.books[language]
  const problems: ExampleProblem[] = []
  const problem = (detail: string): void => {
    problems.push({ item: item.id, detail })
  }
  const own = new Set(
    library.compiled.books[language].expressions.filter((e) => cues[e.cue]!.item === index).map((e) => e.cue),
  )
  if (own.size === 0) return []
  const exercised = new Set<number>()
  const read = (sentence: string): Hit[] => {
    const hits = library.scanner(language).scan(usualWording(sentence).text)
    for (const h of hits) exercised.add(h.cue)
    return hits
  }
  for (const kind of ['match', 'no_match'] as const) {
    const sentences = item.tests[kind][language]
    if (sentences.length < FEWEST_EXAMPLES) {
      problem(`tests.${kind}.${language} has ${sentences.length} sentences; at least ${FEWEST_EXAMPLES} are needed`)
    }
    for (const sentence of sentences) {
      const text = textOf(sentence)
      const claims = claimedBy(read(text), cues)
      if (claims.has(index) !== (kind === 'match')) {
        problem(`${kind === 'match' ? 'is not matched' : 'is matched'}: “${text}”`)
      }
      if (kind === 'no_match') continue
      const said = typeof sentence === 'string' ? [] : sentence.also
      for (const other of claims) {
        const id = library.items[other]!.id
        if (other !== index && !said.includes(id)) problem(`is claimed by ${id} too (say “also: [${id}]”): “${text}”`)
      }
    }
  }
  for (const [name, sentences] of Object.entries(item.tests.cues)) {
    for (const text of sentences[language]) {
      if (!read(text).some((h) => cues[h.cue]!.item === index && cues[h.cue]!.name === name)) {
        problem(`the cue “${name}” is not found in “${text}”`)
      }
    }
  }
  for (const judged of item.tests.judged) if (judged.language === language) read(judged.text)
  for (const change of item.tests.change) {
    if (change.language === language) for (const text of [change.old, change.new]) read(text)
  }
  for (const cue of own) {
    if (!exercised.has(cue)) problem(`no test sentence in ${language} exercises the cue “${cues[cue]!.name}”`)
  }
  return problems
}

function textOf(sentence: Sentence): string {
  return typeof sentence === 'string' ? sentence : sentence.text
}

/** The items that claim a sentence by itself: a strong cue, or two supporting ones, and no negative one. */
export function claimedBy(hits: readonly Hit[], cues: readonly { item: number; class: CueClass }[]): Set<number> {
  const seen = new Map<number, { strong: number; supporting: Set<number>; negative: number }>()
  for (const h of hits) {
    const cue = cues[h.cue]!
    const s = seen.get(cue.item) ?? { strong: 0, supporting: new Set<number>(), negative: 0 }
    seen.set(cue.item, s)
    if (cue.class === 'strong') s.strong++
    else if (cue.class === 'supporting') s.supporting.add(h.cue)
    else if (cue.class === 'negative') s.negative++
  }
  const out = new Set<number>()
  for (const [item, s] of seen) if (s.negative === 0 && (s.strong > 0 || s.supporting.size > 1)) out.add(item)
  return out
}
