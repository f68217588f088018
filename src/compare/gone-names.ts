import type { Language } from '../model/text.js'
import { fold } from '../structure/fold.js'
import type { Ground, JudgeContext } from './judge.js'
import type { Reading } from './reading.js'
import { wordDiff } from './word-diff.js'

/** Two or more capitalised words, or a Latin name in a Japanese text: a product, a plan, a kind of account. */
const NAME: Record<Language, RegExp> = {
  en: /\b[A-Z][A-Za-z0-9]*(?: [A-Z][A-Za-z0-9]*){1,4}\b/g,
  ja: /[A-Za-z][A-Za-z0-9]+(?: [A-Z][A-Za-z0-9]+){1,4}/g,
}
const WEIGHT = -1.5

/** Products, functions and kinds of account that a passage no longer names, and the whole new version neither. */
export function goneNames(old: Reading, now: Reading, { language, now: agreement }: JudgeContext): Ground[] {
  // In a passage all in capitals every word looks like a name.
  if (!/[a-z]/.test(old.text.replace(/\([a-z]+\)/g, '')) && language === 'en') return []
  const ops = wordDiff(old.text, now.text, language)
  const out: Ground[] = []
  let whole: string | null = null
  for (let i = 0; i < ops.length; i++) {
    const { op, text } = ops[i]!
    // A name that another one replaces was renamed.
    if (op !== 'delete' || ops[i + 1]?.op === 'insert') continue
    for (const m of text.matchAll(NAME[language])) {
      whole ??= fold(agreement.document.text).text
      if (!whole.includes(fold(m[0]).text))
        out.push({ rule: 'product-gone', change: 'gone', weight: WEIGHT, old: m[0], new: null })
    }
  }
  return out.slice(0, 1)
}
