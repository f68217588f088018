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

/** What is known of a UTF-16 unit, 0 for nothing yet: it is white space, goes, becomes one unit of its own, or needs a closer look. */
const WHITE = 1
const GONE = 2
const ONE = 3
const ONE_CJK = 4
const SEVERAL = 5
const classes = new Uint8Array(0x10000)
/** For units of class ONE and ONE_CJK what they become. */
const single = new Uint16Array(0x10000)
const several = new Map<string, string>()

function foldCharacter(c: string): string {
  let out = several.get(c)
  if (out === undefined) {
    out = ALIKE[c] ?? (DROPPED.test(c) ? '' : c.normalize('NFKC').toLowerCase())
    if (out.length === 1 && ALIKE[out]) out = ALIKE[out]!
    several.set(c, out)
  }
  return out
}

function classOf(code: number): number {
  const c = String.fromCharCode(code)
  let found = SEVERAL
  if (code !== 9 && SPACE.test(c)) found = WHITE
  // Halves of a pair, and half-width katakana, whose voicing mark is a letter of its own, are read with what follows them.
  else if ((code < 0xd800 || code > 0xdfff) && (code < 0xff66 || code > 0xff9d)) {
    const folded = code === 9 ? c : foldCharacter(c)
    if (folded === '') found = GONE
    else if (folded.length === 1) {
      single[code] = folded.charCodeAt(0)
      found = CJK.test(folded) ? ONE_CJK : ONE
    }
  }
  classes[code] = found
  return found
}

// Filled anew for each text; grown when a longer one comes.
let units = new Uint16Array(4096)
let places = new Int32Array(4096)

function grow(size: number): void {
  const more = Math.max(size, units.length * 2)
  const [oldUnits, oldPlaces] = [units, places]
  units = new Uint16Array(more)
  places = new Int32Array(more)
  units.set(oldUnits)
  places.set(oldPlaces)
}

/** A figure in square brackets, as drafts and forms have it; not the mark of a footnote behind a word. */
const BRACKETED_FIGURE = /(?<![^\s($€£¥])\[\d[\d.,]{0,12} ?%?\](?=[\s%])/y

/** Most arguments given to one call. */
const AT_ONCE = 8192

function written(length: number): string {
  if (length <= AT_ONCE) return String.fromCharCode.apply(null, units.subarray(0, length) as unknown as number[])
  let out = ''
  for (let at = 0; at < length; at += AT_ONCE)
    out += String.fromCharCode.apply(null, units.subarray(at, Math.min(length, at + AT_ONCE)) as unknown as number[])
  return out
}

const isCjk = (unit: number): boolean => CJK.test(String.fromCharCode(unit))

/**
 * Folds `text` for matching. A tab stays a tab, since it parts the cells of a row; every other run of white space
 * becomes one space, and none beside a Japanese character.
 *
 * @param text source text
 * @param base offset of `text` in a larger source; added to every origin
 */
export function fold(text: string, base = 0): Folded {
  let n = 0
  let pendingSpace = -1
  // Whether a space is dropped behind what was written last: at the start, behind a tab and behind a Japanese character.
  let closed = true
  const { length } = text
  // Where the bracket around a figure that is to be filled in or agreed closes: "[30] days".
  let bracketEnd = -1
  for (let i = 0; i < length; ) {
    const code = text.charCodeAt(i)
    if (code === 0x5b) {
      BRACKETED_FIGURE.lastIndex = i
      if (BRACKETED_FIGURE.test(text)) {
        bracketEnd = BRACKETED_FIGURE.lastIndex - 1
        i++
        continue
      }
    } else if (i === bracketEnd) {
      i++
      continue
    }
    const kind = classes[code] || classOf(code)
    if (kind === WHITE) {
      if (pendingSpace < 0) pendingSpace = i
      i++
      continue
    }
    if (kind === GONE) {
      i++
      continue
    }
    if (n + 2 > units.length) grow(n + 2)
    if (kind !== SEVERAL) {
      const opens = kind === ONE_CJK || code === 9
      if (pendingSpace >= 0) {
        if (!closed && !opens) {
          units[n] = 32
          places[n++] = base + pendingSpace
        }
        pendingSpace = -1
      }
      units[n] = single[code]!
      places[n++] = base + i
      closed = opens
      i++
      continue
    }
    let c = String.fromCodePoint(text.codePointAt(i)!)
    let width = c.length
    // Half-width katakana carry their voicing mark as a letter of its own: ﾊﾞ is one character, バ.
    const next = text[i + width]
    if (code >= 0xff66 && code <= 0xff9d && (next === '\uff9e' || next === '\uff9f')) {
      c += next
      width += 1
    }
    const folded = width > 1 && (code < 0xd800 || code > 0xdfff) ? c.normalize('NFKC') : foldCharacter(c)
    if (folded !== '') {
      if (n + folded.length + 1 > units.length) grow(n + folded.length + 1)
      if (pendingSpace >= 0) {
        if (!closed && !isCjk(folded.charCodeAt(0))) {
          units[n] = 32
          places[n++] = base + pendingSpace
        }
        pendingSpace = -1
      }
      for (let k = 0; k < folded.length; k++) {
        units[n] = folded.charCodeAt(k)
        places[n++] = base + i
      }
      closed = isCjk(folded.charCodeAt(folded.length - 1))
    }
    i += width
  }
  if (n + 1 > places.length) grow(n + 1)
  places[n] = base + length
  return { text: written(n), origin: places.slice(0, n + 1) }
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
