/** Characters set solid, without spaces between words: kana, ideographs, Japanese punctuation, full-width forms. */
const SOLID =
  /[\u2010\u2014\u2015\u2018-\u201d\u2025\u2026\u2460-\u24ff\u25a0-\u25ff\u3000-\u30ff\u3200-\u33ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/
const JAPANESE = /[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d]/
const AFTER_SOLID = /[、。，．：；）」』】〕》〉］｝ー々！？]/

/** Whether no space belongs between two characters that stand side by side. */
export function setSolid(before: string, after: string): boolean {
  return (before > '\u2fff' && isSolid(before)) || (after > '\u2fff' && isSolid(after))
}

/** Kana and ideographs. */
export function isJapanese(c: string): boolean {
  return JAPANESE.test(c)
}

function isSolid(c: string): boolean {
  return JAPANESE.test(c) || SOLID.test(c)
}

/** Share of Japanese letters among the letters of a text, 0 to 1. */
export function japaneseShare(text: string): number {
  let japanese = 0
  let letters = 0
  for (const c of text) {
    if (c < '\u0080') {
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) letters += 1
    } else if (JAPANESE.test(c)) {
      japanese += 1
      letters += 1
    } else if (/\p{L}/u.test(c)) letters += 1
  }
  return letters === 0 ? 0 : japanese / letters
}

/** Whether a line may not begin with the character, so that it hangs on to the line before. */
export function hangsOn(c: string): boolean {
  return AFTER_SOLID.test(c)
}

const INNER_SPACE = / +/g

/**
 * Takes out the spaces that a producer's positioning left between Japanese characters, or between them and Latin
 * ones: 「第 1 条」 is 「第1条」. Spaces between Latin words stay.
 */
export function closeUp(text: string): string {
  if (!text.includes(' ')) return text
  return text.replace(INNER_SPACE, (_space, at: number) => {
    let end = at
    while (text[end] === ' ') end++
    const before = text[at - 1]
    const after = text[end]
    return before !== undefined && after !== undefined && setSolid(before, after) ? '' : ' '
  })
}
