import { unifyRadicals } from './radicals.js'

/** Signs of the fonts Symbol and Wingdings, which have no code point of their own and arrive in the private-use area. */
const SIGNS: Record<string, string> = {
  '\uf0b7': '•',
  '\uf06c': '●',
  '\uf06e': '■',
  '\uf06f': '□',
  '\uf071': '❑',
  '\uf075': '◆',
  '\uf076': '❖',
  '\uf0a7': '▪',
  '\uf0a8': '◻',
  '\uf0d8': '➢',
  '\uf0e0': '→',
  '\uf0e8': '⇒',
  '\uf0fc': '✓',
  '\uf0fe': '☑',
  '\uf02d': '−',
}

const CHANGED = /[^\u0020-\u007e\u3001-\u30ff\u4e00-\u9fff]/
const NOT_TEXT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ue000-\uf8ff\ufff0-\uffff\u{f0000}-\u{10ffff}]/gu
/** Forms for vertical writing, brackets and dots, as NFKC knows them: ︵ is （, ︑ is 、. */
const VERTICAL_FORM = /[\ufe10-\ufe19\ufe30-\ufe4f]/g
const LIGATURE = /[\ufb00-\ufb06]/g
const FORMAT = /[\u200b\u200e\u200f\u2060\ufeff]/g

export interface PlainCharacters {
  text: string
  /** Characters without a meaning, left out of `text`. */
  unmapped: number
  characters: number
}

/**
 * The characters a reader sees: radicals as ideographs, ligatures and vertical forms as ordinary letters, signs of the
 * symbol fonts as signs, and what has no meaning counted and left out.
 */
export function plainCharacters(text: string): PlainCharacters {
  if (!CHANGED.test(text)) return { text, unmapped: 0, characters: text.length }
  let unmapped = 0
  const plain = unifyRadicals(text)
    .replace(VERTICAL_FORM, verticalForm)
    .replace(LIGATURE, (c) => c.normalize('NFKC'))
    .replace(FORMAT, '')
    .replace(/\u00a0/g, ' ')
    .replace(NOT_TEXT, (c) => {
      const sign = SIGNS[c]
      if (sign) return sign
      unmapped += 1
      return ''
    })
  return { text: plain, unmapped, characters: text.length }
}

function verticalForm(c: string): string {
  // NFKC makes half-width brackets of the vertical ones; Japanese text has full-width ones.
  const plain = c.normalize('NFKC')
  const wide: Record<string, string> = {
    '(': '（',
    ')': '）',
    '{': '｛',
    '}': '｝',
    '[': '［',
    ']': '］',
    ',': '、',
    ':': '：',
    ';': '；',
    '!': '！',
    '?': '？',
  }
  return wide[plain] ?? plain
}
