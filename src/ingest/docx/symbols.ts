/** Characters of the symbol fonts that turn up as bullets and check boxes, by their code below U+F000. */
const WINGDINGS: Readonly<Record<number, string>> = {
  40: '☎',
  42: '✉',
  70: '☞',
  108: '●',
  109: '❍',
  110: '■',
  111: '□',
  112: '❐',
  113: '❑',
  114: '❒',
  115: '⬧',
  116: '⧫',
  117: '◆',
  118: '❖',
  119: '⬥',
  158: '·',
  159: '•',
  161: '○',
  167: '▪',
  168: '◻',
  171: '★',
  216: '➢',
  223: '←',
  224: '→',
  232: '➔',
  240: '⇨',
  251: '✗',
  252: '✓',
  253: '☒',
  254: '☑',
}
const SYMBOL: Readonly<Record<number, string>> = {
  42: '∗',
  45: '−',
  163: '≤',
  165: '∞',
  168: '♦',
  176: '°',
  177: '±',
  179: '≥',
  180: '×',
  183: '•',
  184: '÷',
  185: '≠',
  187: '≈',
  188: '…',
  174: '→',
  210: '®',
  211: '©',
  212: '™',
  226: '®',
  227: '©',
  228: '™',
}
const WINGDINGS_2: Readonly<Record<number, string>> = {
  79: '✗',
  80: '✓',
  81: '☒',
  82: '☑',
  84: '☒',
  151: '●',
  162: '■',
  163: '□',
}
/** ① … ⑩ stand in Wingdings from 0x81, ❶ … ❿ from 0x8C. */
const CIRCLED = 0x81
const CIRCLED_BLACK = 0x8c

/**
 * The character that a code of a symbol font looks like.
 *
 * @param code with or without the 0xF000 that Word adds
 * @returns undefined when the font is an ordinary one or the sign is not known
 */
export function symbolCharacter(code: number, font: string): string | undefined {
  const low = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code
  if (/^wingdings$/i.test(font)) {
    if (low >= CIRCLED && low < CIRCLED + 10) return String.fromCodePoint(0x2460 + low - CIRCLED)
    if (low >= CIRCLED_BLACK && low < CIRCLED_BLACK + 10) return String.fromCodePoint(0x2776 + low - CIRCLED_BLACK)
    return WINGDINGS[low]
  }
  if (/^wingdings 2$/i.test(font)) return WINGDINGS_2[low]
  if (/^symbol$/i.test(font)) return SYMBOL[low]
  return undefined
}

/**
 * A bullet's text with the private characters of symbol fonts replaced by what they look like. Wingdings shows
 * letters as pictures too; any sign that is not known becomes a plain bullet.
 */
export function symbolText(text: string, font: string): string {
  const pictures = /^(wingdings( [23])?|symbol|webdings)$/i.test(font)
  return [...text]
    .map((c) => {
      const code = c.codePointAt(0)!
      if (code === 0x6f && /^courier/i.test(font)) return '○'
      if (!pictures && !(code >= 0xf000 && code <= 0xf0ff)) return c
      return symbolCharacter(code, pictures ? font : 'Symbol') ?? '•'
    })
    .join('')
}
