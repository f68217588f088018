import type { Language } from '../model/text.js'

const KANJI_NUMERAL = '[〇零一二三四五六七八九十百千万億０-９]'
/**
 * Pieces that must stay whole: numbers with their marks (1,000 / 99.9% / 三十), addresses, Latin words with an inner
 * apostrophe, runs of white space. Everything else is left to the segmenter.
 */
const WHOLE = new RegExp(
  `https?://[^\\s<>()「」、。]{1,300}|[\\w.+-]{1,64}@[\\w-]{1,64}(?:\\.[\\w-]{1,24}){1,6}|[0-9０-９]+(?:[.,．，・][0-9０-９]+)*[%％‰]?|${KANJI_NUMERAL}{1,12}(?:・${KANJI_NUMERAL}{1,8})?(?=[日月年時分秒週円%％か箇ヶ条項号回名社件割分])|\\s+|[\\p{L}\\p{M}]+(?:['’][\\p{L}\\p{M}]+)*`,
  'gu',
)
const JAPANESE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}々ー]/u

let segmenter: Intl.Segmenter | null = null

/**
 * Words, numbers, marks and spaces of a text, in order; joined they give the text again. Japanese is cut by the
 * segmenter a stretch at a time, since it copies its whole input for every word it finds.
 */
export function wordTokens(text: string, _language: Language): string[] {
  const out: string[] = []
  let at = 0
  const rest = (until: number): void => {
    // Marks one by one, so that a moved comma is a comma and not a word.
    for (const c of text.slice(at, until)) out.push(c)
  }
  WHOLE.lastIndex = 0
  for (let m = WHOLE.exec(text); m; m = WHOLE.exec(text)) {
    if (m.index > at) rest(m.index)
    at = m.index + m[0].length
    if (JAPANESE.test(m[0]) && m[0].length > 1 && !/^[〇零一二三四五六七八九十百千万億・]+$/.test(m[0]))
      segment(m[0], out)
    else out.push(m[0])
  }
  if (at < text.length) rest(text.length)
  return out
}

const LONGEST_STRETCH = 400

function segment(run: string, out: string[]): void {
  segmenter ??= new Intl.Segmenter('ja', { granularity: 'word' })
  for (let from = 0; from < run.length; from += LONGEST_STRETCH) {
    for (const s of segmenter.segment(run.slice(from, from + LONGEST_STRETCH))) out.push(s.segment)
  }
}
