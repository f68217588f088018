import { sayIn } from '../messages/index.js'
import type { ExplainedLine, ExplainedPassage, ExplainedPlace, ExplainedValue, NearCue } from '../model/explanation.js'
import type { Language } from '../model/text.js'
import { articleName } from './reported.js'
import { shorten, type Words, wordsIn } from './words.js'

/** The words of explanations in one language; keys are those of `explain:` in messages. */
export function explainingIn(language: Language): Words {
  return (key, params) => sayIn(language, `explain.${key}`, params)
}

/** A number with its sign, to two places: what it adds. */
export function signed(x: number): string {
  return `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(2)}`
}

export function percent(x: number): string {
  return `${(100 * x).toFixed(1)} %`
}

/** Where a passage stands: article and page. */
export function placeText(place: ExplainedPlace, language: Language): string {
  const page = place.page ? wordsIn(language)('page', { page: place.page }) : ''
  return [articleName(place), page].filter(Boolean).join(', ')
}

const WORDS_OF_PLACE = 48

/** Where a passage stands and how it begins, for a list of places. */
export function placeAndWords(place: ExplainedPlace, language: Language): string {
  return `${placeText(place, language)} “${shorten(place.quote, WORDS_OF_PLACE)}”`.trim()
}

/** Whether a passage speaks of the item, or what keeps it from doing so. */
export function standingOf(p: ExplainedPassage, w: Words): string {
  if (p.denied) return w(`denied.${p.denied}`)
  return p.speaks ? w('speaks') : w('short', { points: p.short_of.toFixed(2) })
}

/** The shares of a passage's score that are not nought. */
export function sharesText(p: ExplainedPassage, w: Words): string {
  return Object.entries(p.shares)
    .filter(([, share]) => share !== 0)
    .map(([name, share]) => `${w(`share.${name}`)} ${signed(share)}`)
    .join(' · ')
}

/** What an expression that nearly held has, and what it lacks. */
export function nearText(cue: NearCue, w: Words): string {
  const quoted = (words: readonly string[]): string => words.map((word) => `“${readable(word)}”`).join(', ')
  const said = [
    cue.found.length > 0 ? w('has', { words: quoted(cue.found) }) : '',
    cue.missing.length > 0 ? w('lacks', { words: quoted(cue.missing) }) : '',
    cue.barred.length > 0 ? w('barred', { words: quoted(cue.barred) }) : '',
    cue.apart ? w('apart') : '',
  ]
  return `${w('nearly', { cue: `${cue.name} (${w(`class.${cue.class}`)})` })} ${said.filter(Boolean).join('; ')}`
}

/** The signs that stand for the parties in a wording, as words. */
function readable(words: string): string {
  return words.replaceAll('\ue000', '{provider}').replaceAll('\ue001', '{customer}')
}

/** What a line gives, as a word for the reader. */
export function givesText(line: Pick<ExplainedLine, 'gives'>, language: Language): string {
  const w = wordsIn(language)
  if (line.gives === 'partial') return w('status.partial')
  return ['favourable', 'neutral', 'adverse', 'unclear'].includes(line.gives)
    ? w(`position.${line.gives}`)
    : w(`commitment.${line.gives}`)
}

/** How a value came about. */
export function sourceText(value: ExplainedValue, w: Words): string {
  return w(value.by, { rule: value.rule })
}
