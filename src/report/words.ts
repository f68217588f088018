import { valueWords } from '../frames/values/value-words.js'
import { sayIn } from '../messages/index.js'
import type { Finding, PackAnswer } from '../model/analysis.js'
import type { Language } from '../model/text.js'

/** The report's own words in one language; keys are those of `report:` in messages. */
export type Words = (key: string, params?: Readonly<Record<string, string | number>>) => string

export function wordsIn(language: Language): Words {
  return (key, params) => sayIn(language, `report.${key}`, params)
}

/** How a finding stands, in words: 「不利」, `adverse`, `guaranteed`; empty where neither is told. */
export function standing(words: Words, finding: Pick<Finding, 'status' | 'position' | 'commitment'>): string {
  if (finding.status === 'absent') return ''
  if (finding.position) return words(`position.${finding.position}`)
  return finding.commitment ? words(`commitment.${finding.commitment}`) : ''
}

/** A value as shown: `30 days` or 「30日」, `99.9 %`. */
export function valueText(value: { value: string; unit: string | null }, language: Language): string {
  const words = valueWords(value.value)[language]
  if (!value.unit || value.value.includes(value.unit)) return words
  return `${words} ${value.unit}`
}

export function packAnswer(words: Words, answer: PackAnswer): string {
  return words(`pack-result.${answer.replaceAll(' ', '-')}`)
}

/** Shortens a quote for a list, at a character that a reader does not miss. */
export function shorten(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = [...line]
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`
}
