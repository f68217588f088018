/**
 * A text folded for matching, with the way back. Widths, letter case, quotation marks, dashes and white space are
 * made alike, and spaces inside Japanese words go, so that 「第 １ 条」 reads 「第1条」 and 「準 拠 法」 reads 「準拠法」.
 */
export interface Folded {
  /** The folded text. */
  readonly text: string
  /** For each UTF-16 unit of `text`, the offset in the source where its character starts; one more entry for the end. */
  readonly origin: Int32Array
}

const CJK = /[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff、。「」『』（）・〜]/u
const SPACE = /[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]/u
const DROPPED = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]/u
const ALIKE: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '′': "'",
  '＇': "'",
  '`': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '″': '"',
  '＂': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '－': '-',
  '～': '〜',
  '~': '〜',
  '•': '・',
  '·': '・',
  '･': '・',
}

const known = new Map<string, string>()

function foldCharacter(c: string): string {
  let out = known.get(c)
  if (out === undefined) {
    out = ALIKE[c] ?? (DROPPED.test(c) ? '' : c.normalize('NFKC').toLowerCase())
    if (out.length === 1 && ALIKE[out]) out = ALIKE[out]!
    known.set(c, out)
  }
  return out
}

/**
 * Folds `text` for matching. A tab stays a tab, since it parts the cells of a row; every other run of white space
 * becomes one space, and none beside a Japanese character.
 *
 * @param text source text
 * @param base offset of `text` in a larger source; added to every origin
 */
export function fold(text: string, base = 0): Folded {
  const out: string[] = []
  const origin: number[] = []
  let pendingSpace = -1
  let last = ''
  const put = (c: string, at: number): void => {
    for (const unit of c) {
      out.push(unit)
      for (let k = 0; k < unit.length; k++) origin.push(at)
    }
    last = c
  }
  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i)!
    let c = String.fromCodePoint(code)
    let width = c.length
    if (c !== '\t' && SPACE.test(c)) {
      if (pendingSpace < 0) pendingSpace = i
      i += width
      continue
    }
    // Half-width katakana carry their voicing mark as a letter of its own: ﾊﾞ is one character, バ.
    const next = text[i + width]
    if (code >= 0xff66 && code <= 0xff9d && (next === '\uff9e' || next === '\uff9f')) {
      c += next
      width += 1
    }
    const folded = c === '\t' ? '\t' : c.length > 1 && code < 0x10000 ? c.normalize('NFKC') : foldCharacter(c)
    if (folded !== '') {
      if (pendingSpace >= 0) {
        if (last !== '' && last !== '\t' && c !== '\t' && !CJK.test(last.at(-1)!) && !CJK.test(folded[0]!)) {
          put(' ', base + pendingSpace)
        }
        pendingSpace = -1
      }
      put(folded, base + i)
    }
    i += width
  }
  origin.push(base + text.length)
  return { text: out.join(''), origin: Int32Array.from(origin) }
}

/**
 * The span of the source that a stretch of a folded text came from.
 *
 * @param folded result of {@link fold}
 * @param start offset in `folded.text`
 * @param end offset in `folded.text`, exclusive
 */
export function unfold(folded: Folded, start: number, end: number): { start: number; end: number } {
  const from = folded.origin[start] ?? folded.origin.at(-1)!
  if (end <= start) return { start: from, end: from }
  const last = folded.origin[end - 1]!
  // The source character of the last unit ends where the next different origin begins, less the spaces dropped there.
  let k = end
  while (k < folded.origin.length - 1 && folded.origin[k] === last) k++
  return { start: from, end: folded.origin[k] ?? folded.origin.at(-1)! }
}
