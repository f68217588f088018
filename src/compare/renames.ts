import { extract } from '../frames/values/extract.js'
import type { Language } from '../model/text.js'
import { fold } from '../structure/fold.js'
import type { Pairing } from './align-passages.js'
import type { Renames } from './quiet.js'
import { wordDiff } from './word-diff.js'

/** A name: a capitalised word or several, katakana, a quoted term, a Latin word in a Japanese text. */
const NAME: Record<Language, RegExp> = {
  en: /^(?:the )?[“"'(]?(?:[A-Z][\w'’.&-]*|(?:and|of|&|for|the|in))(?:[\s-]+(?:[A-Z0-9][\w'’.&-]*|and|of|&|for|the|in|[a-z]+))*[”"')]?$/u,
  ja: /^[「『]?(?:[\p{sc=Katakana}ー・\s]{2,}|[A-Za-z][\w\s.&-]*|[\p{sc=Katakana}\p{sc=Han}A-Za-z0-9ー・\s]{2,30})[」』]?$/u,
}
const MOST_WORDS = 60

/**
 * Names that were replaced throughout: the same words give way to the same words in several passages (or the name is
 * new to the document and the old one is gone), and are no law, place, court or value.
 */
export function findRenames(
  pairings: readonly Pairing[],
  oldText: string,
  newText: string,
  language: Language,
): Renames {
  const counts = new Map<string, { from: string; to: string; n: number }>()
  for (const p of pairings) {
    if (p.old.length !== 1 || p.new.length !== 1 || p.old[0]!.key === p.new[0]!.key) continue
    const ops = wordDiff(p.old[0]!.text, p.new[0]!.text, language)
    for (let i = 0; i + 1 < ops.length; i++) {
      if (ops[i]!.op !== 'delete' || ops[i + 1]!.op !== 'insert') continue
      const from = ops[i]!.text.trim()
      const to = ops[i + 1]!.text.trim()
      if (
        from.length < 2 ||
        to.length < 2 ||
        from.length > MOST_WORDS ||
        to.length > MOST_WORDS ||
        !NAME[language].test(from)
      )
        continue
      const key = `${from}\u0000${to}`
      const c = counts.get(key)
      if (c) c.n++
      else counts.set(key, { from, to, n: 1 })
    }
  }
  const found: Array<[string, string]> = []
  const foldedOld = fold(oldText).text
  const foldedNew = fold(newText).text
  const occurrences = (text: string, what: string): number => text.split(what).length - 1
  for (const { from, to, n } of counts.values()) {
    const a = fold(from).text
    const b = fold(to).text
    if (
      a === b ||
      /\d/.test(a) ||
      ['law', 'place', 'court', 'duration', 'money'].some(
        (k) => extract(k as 'law', a).length + extract(k as 'law', b).length > 0,
      )
    )
      continue
    const before = occurrences(foldedOld, a)
    const after = occurrences(foldedNew, a)
    const came = occurrences(foldedNew, b) - occurrences(foldedOld, b)
    const throughout = n >= 2 && after <= before * 0.34 && came > 0
    const once =
      n === 1 &&
      before <= 2 &&
      after === 0 &&
      occurrences(foldedOld, b) === 0 &&
      NAME[language].test(to) &&
      /^(?:[a-z]|[\p{sc=Katakana}])/iu.test(to)
    if (throughout || once) found.push([a, b])
  }
  return new Map(found.sort((x, y) => y[0].length - x[0].length || (x[0] < y[0] ? -1 : 1)))
}
