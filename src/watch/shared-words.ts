import { spellingKey } from '../compare/spelling.js'
import type { Agreement } from '../model/agreement.js'
import { foldedPassage } from '../structure/agreement-text.js'

/** Letters in a row that two texts on their own seldom have in common: four or five English words, a Japanese phrase. */
const IN_A_ROW = { en: 24, ja: 8 } as const

/**
 * How much of the shorter of two agreements also stands in the other one, from 0 to 1, by runs of letters that do not
 * cross a sentence. Order does not count, so that an agreement set anew still shares its words with the old one.
 */
export function sharedWords(one: Agreement, other: Agreement): number {
  const [a, b] = [runsOf(one), runsOf(other)]
  const least = Math.min(a.size, b.size)
  if (least === 0) return 0
  let shared = 0
  for (const run of a) if (b.has(run)) shared++
  return shared / least
}

function runsOf(agreement: Agreement): Set<string> {
  const length = IN_A_ROW[agreement.language]
  const runs = new Set<string>()
  for (const { index } of agreement.passages) {
    const key = spellingKey(foldedPassage(agreement, index).text, agreement.language)
    for (let k = 0; k + length <= key.length; k++) runs.add(key.slice(k, k + length))
  }
  return runs
}
