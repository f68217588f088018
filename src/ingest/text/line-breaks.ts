import { readLabel } from './label.js'

const CJK = /[\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]/u
/** What a paragraph or a list item ends with. */
const TERMINAL = /[.。．;；:：!?！？」』”"）)\]］…][*_”’"']*$/u

/** No sentence is as long; texts that join beyond it are no prose. */
export const LONGEST_PARAGRAPH = 20_000

/** Columns that a line takes on a typewriter: an ideograph or kana takes two. */
export function columns(line: string): number {
  let n = 0
  for (const c of line)
    n +=
      c.codePointAt(0)! >= 0x1100 &&
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u.test(c)
        ? 2
        : 1
  return n
}

/** Puts two lines of one paragraph together: words keep a space between them, Japanese needs none. */
export function joinLines(before: string, after: string): string {
  if (before === '' || after === '') return before + after
  // "sub-\nprocessor" was hyphenated before it was wrapped, "termi-\nnation" because of it: only a dictionary could tell. The hyphen stays.
  if (/[A-Za-z]-$/.test(before) && /^[a-z]/.test(after)) return before + after
  return CJK.test(before.at(-1)!) || CJK.test(after[0]!) ? before + after : `${before} ${after}`
}

/** Whether a paragraph has come to its end: full stop, colon, semicolon, closing quotation mark or bracket. */
export function ends(line: string): boolean {
  // The end alone is looked at: the pattern would try every full stop of a long paragraph.
  return TERMINAL.test(line.slice(-40).trimEnd())
}

/**
 * Whether `after` goes on in the middle of the sentence that `before` broke off: at a page break, or where a converter
 * put every line into a paragraph of its own.
 */
export function goesOn(before: string, after: string): boolean {
  if (before.length > LONGEST_PARAGRAPH || ends(before) || readLabel(after) || !/\p{Ll}|\p{Lo}/u.test(before))
    return false
  if (/^[a-z]/.test(after)) return /[A-Za-z0-9,)'’”"-]$/.test(before)
  // 「…の場合、」 and a kana that no sentence starts with.
  return /[、，]$/u.test(before) && CJK.test(after[0] ?? '')
}
