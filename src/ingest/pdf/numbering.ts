/** What a line of an agreement can begin with. */
export type ClauseStart = 'article' | 'number' | 'bullet'

const KANJI = '〇一二三四五六七八九十百千'
const ARTICLE = new RegExp(
  `^(?:第\\s*[0-9０-９${KANJI}]{1,6}\\s*(?:条|章|節|編|款)(?:\\s*の\\s*[0-9０-９${KANJI}]{1,3})?|(?:附\\s*則|別\\s*紙|別\\s*表|前\\s*文)|(?:article|section|chapter|clause|part|schedule|annex|exhibit|appendix)\\s+(?:[0-9]{1,3}|[ivxlc]{1,7}|[a-z])\\b)`,
  'i',
)
const NUMBER = new RegExp(
  `^(?:[(（]\\s*(?:[0-9０-９]{1,3}|[${KANJI}]{1,4}|[a-zａ-ｚ]{1,4}|[ア-ン])\\s*[)）]|[①-⑳㉑-㊿⑴-⒇㈠-㈩]|(?:[0-9０-９]{1,3}[.．]){1,4}[0-9０-９]{0,3}[)）]?(?=[\\s\\u3000]|[^0-9０-９%％か月箇ヶ個倍万億円年日時分秒件人点]|$)|[0-9０-９]{1,3}[)）、]|[0-9０-９]{1,2}(?=[\\s\\u3000][^\\s])|[${KANJI}]{1,3}[\\s\\u3000、.．)）]|[a-zA-Z][.)](?=\\s)|[ａ-ｚＡ-Ｚ](?=\\s)|[a-zA-Z](?=\\s[\\u3040-\\u9fff])|[ア-ン][.．、)）\\s\\u3000]|[ivxIVX]{1,5}[.)](?=\\s))`,
)
const BULLET = /^[•●○■□◆◇▪・※➢✓☑◻❖*–—‐-](?=[\s\u3000]|[^\s\-–—*])/u

/** A Latin word that is none of those that head an article, or a Japanese one that is no numeral. */
const ORDINARY = new RegExp(
  `^(?:(?!art|sec|cha|cla|par|sch|ann|exh|app|[ivx]{2})[a-z]{3}|[ぁ-ん]|(?![第附別前${KANJI}])[\\u4e00-\\u9fff])`,
  'i',
)

/** What kind of numbering or bullet the words begin with, null for none. */
export function startsClause(words: string): ClauseStart | null {
  // Most lines begin with an ordinary word, and need no closer look.
  if (ORDINARY.test(words)) return null
  if (ARTICLE.test(words)) return 'article'
  if (NUMBER.test(words)) return 'number'
  if (BULLET.test(words)) return 'bullet'
  return null
}

const REFERENCE = new RegExp(
  `^(?:第\\s*[0-9０-９${KANJI}]{1,6}\\s*(?:条|章|節|編|款)(?:\\s*の\\s*[0-9０-９${KANJI}]{1,3})?(?:\\s*第\\s*[0-9０-９${KANJI}]{1,4}\\s*[項号])*[にのをはがと、，及又若並からまで乃ないしただ記所各第]|(?:附則|別紙|別表)[^\\s\\u3000]{0,12}[にのをはがと、]|(?:article|section|clause|schedule|annex|exhibit|appendix)\\s+[0-9.ivxlca-z]+[\\s(][a-z])`,
  'i',
)

/** Whether the words begin by citing an article, so that its number opens no clause (「第3条に定める…」). */
export function startsReference(words: string): boolean {
  return REFERENCE.test(words)
}

const LABEL = new RegExp(`${NUMBER.source}|${BULLET.source}`, 'u')

/** The number or bullet at the beginning of a list item, null when there is none. */
export function labelOf(words: string): string | null {
  return LABEL.exec(words)?.[0].trim() ?? null
}

const LEADING = new RegExp(
  `^(?:第\\s?[0-9０-９${KANJI}]{1,6}\\s?(?:条|章|節|編|款)(?:\\s?の\\s?[0-9０-９${KANJI}]{1,3})?|${NUMBER.source.slice(1)})`,
)

/** The number that a line begins with, as it stands there, spaces inside it included; null when there is none. */
export function leadingNumber(words: string): string | null {
  const found = LEADING.exec(words)?.[0].trimEnd()
  return found === undefined || found === '' ? null : found
}

const OPENING = new RegExp(
  `^(?:第\\s*[0-9０-９${KANJI}]{1,6}\\s*(?:条|章|節|編|款)(?:\\s*の\\s*[0-9０-９${KANJI}]{1,3})?(?:[（(【［\\s\\u3000]|$)|(?:附\\s*則|別\\s*[紙表])(?:[\\s\\u3000（(]|$))`,
)

/** Whether the words are an article's own heading beyond doubt: 「第3条（利用料金）」. */
export function opensArticle(words: string): boolean {
  return OPENING.test(words)
}
