/**
 * What kind of number, letter or mark a line starts with. `jo` is 第N条, `chapter` 第N章 or Part N, `annex` 別紙 or
 * Exhibit, `supplementary` 附則; `decimal` 1. or 1.1; `alphaDecimal` A.1; the `paren…` kinds stand in brackets.
 */
export type LabelKind =
  | 'jo'
  | 'chapter'
  | 'article'
  | 'section'
  | 'annex'
  | 'supplementary'
  | 'decimal'
  | 'alphaDecimal'
  | 'parenDecimal'
  | 'circled'
  | 'kanji'
  | 'parenKanji'
  | 'kana'
  | 'parenKana'
  | 'upper'
  | 'lower'
  | 'parenUpper'
  | 'parenLower'
  | 'bullet'

export interface Label {
  kind: LabelKind
  /** As written, without the space after it: `第１２条の２`, `(a)`, `Section 3.1`. */
  raw: string
  /** UTF-16 units up to where the words start. */
  length: number
  /** The number in figures, one entry a level: 第12条の2 → [12, 2], 4.10 → [4, 10], (c) → [3]. Empty for bullets. */
  path: number[]
  /** Tells styles of one kind apart: `1.` `1)` `1` `第章` `第節` … */
  style: string
}

const D = '[0-9０-９]'
const K = '[0-9０-９一二三四五六七八九十百〇零]'
const GAP = '[ \\t\\u00a0\\u3000]*'

// 「第12条に定める」「第3条及び第4条」 begin a sentence, not an article: a particle or conjunction follows the number.
const NOT_AFTER_JO = /^(?:[にのをはがとでへもやか及又並第項号各ただ、,・から～〜\-－]|から|まで|ない)/u
const JO = new RegExp(
  `^第${GAP}(${K}{1,5})${GAP}[条條](?:${GAP}の${GAP}(${K}{1,3}))?(?:${GAP}の${GAP}(${K}{1,3}))?`,
  'u',
)
const JA_CHAPTER = new RegExp(`^第${GAP}(${K}{1,4})${GAP}([章節編款部])`, 'u')
const EN_CHAPTER = /^(PART|CHAPTER|TITLE|Part|Chapter)[ \t\u00a0]+(\d{1,2}|[IVXLC]{1,6}|[A-Z])(?![\w])/
const ARTICLE =
  /^(?:ARTICLE|Article|ART\.|Art\.)[ \t\u00a0]+(\d{1,3}(?:\.\d{1,2})*|[IVXLC]{1,7}|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN)(?!\w)/
const SECTION =
  /^(?:SECTION|Section|SEC\.|Sec\.|§{1,2}|CLAUSE|Clause)[ \t\u00a0]*(\d{1,3}(?:\.\d{1,3})*[A-Z]?|[IVXLC]{1,6})(?!\w)/
const EN_ANNEX =
  /^(?:EXHIBIT|Exhibit|ANNEX|Annex|SCHEDULE|Schedule|APPENDIX|Appendix|ATTACHMENT|Attachment|ADDENDUM|Addendum)(?:[ \t\u00a0]+["“]?(\d{1,2}|[IVX]{1,5}|[A-Z])(?:[-.](\d{1,2}))?["”]?)?(?!\w)/
const JA_ANNEX = new RegExp(
  `^(?:別紙|別表|別添|別記|付属書|附属書|添付資料|付録)${GAP}(?:第${GAP})?(${K}{1,3}|[A-Z])?(?:${GAP}号)?`,
  'u',
)
const SUPPLEMENTARY = /^[附付][ \t\u3000]*則(?=$|[\s（(：:])/u

const DECIMAL_PATH = new RegExp(`^(${D}{1,3})((?:[.．]${D}{1,3}){0,5})`, 'u')
const UNIT_AFTER =
  /^[ \u3000]?(?:[%％年月日時分秒円件名回社者個台人万億千百倍割営週週箇か月ヶ月カヶ割歳才]|営業日|か月|ヶ月|カ月|箇月|[KMGT]i?B\b|hours?\b|days?\b|percent\b)/u
const PAREN = new RegExp(
  `^[(（]${GAP}(${D}{1,3}|[a-zａ-ｚ]{1,5}|[A-ZＡ-Ｚ]{1,4}|[一二三四五六七八九十]{1,3}|[ア-ンｱ-ﾝ])${GAP}[)）]`,
  'u',
)
const BULLET = /^(?:[・●○◎◦■□◆◇▪▫‣➢➤✓✔•∙❖★☆▼▲◼⚫][ \t\u3000]*|[-*+–—―][ \t\u3000]+)/u

const WORDS = ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX', 'SEVEN', 'EIGHT', 'NINE', 'TEN']
const KANJI = '〇一二三四五六七八九'

/** A Japanese or Arabic number in figures: 十二 → 12, 百二 → 102, １２ → 12. */
export function figure(written: string): number {
  const plain = written.normalize('NFKC')
  if (/^\d+$/.test(plain)) return Number(plain)
  if (/^[〇零一二三四五六七八九]{2,}$/.test(plain))
    return Number([...plain.replace(/零/g, '〇')].map((c) => KANJI.indexOf(c)).join(''))
  let total = 0
  let digit = 0
  for (const c of plain) {
    if (c === '百') total += (digit || 1) * 100
    else if (c === '十') total += (digit || 1) * 10
    else {
      digit = /\d/.test(c) ? digit * 10 + Number(c) : Math.max(0, KANJI.indexOf(c))
      continue
    }
    digit = 0
  }
  return total + digit
}

/** A Roman number in figures; null when the letters are none. */
export function roman(letters: string): number | null {
  const upper = letters.toUpperCase()
  if (!/^(?=.)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(upper)) return null
  const worth: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100 }
  let total = 0
  for (let i = 0; i < upper.length; i++) {
    const here = worth[upper[i]!]!
    total += here < (worth[upper[i + 1]!] ?? 0) ? -here : here
  }
  return total
}

/** Reads the number, letter or bullet that a block or line starts with; null when its words start at once. */
export function readLabel(text: string): Label | null {
  const lead = /^[ \t\u00a0\u3000]*/.exec(text)![0].length
  const line = text.slice(lead, lead + 160)
  const first = line[0]
  if (first === undefined) return null
  const label = readNamed(line, text.length - lead) ?? readNumbered(line) ?? readMarked(line)
  if (!label) return null
  const space = /^[ \t\u00a0\u3000]*/.exec(line.slice(label.length))![0].length
  return { ...label, length: lead + label.length + space }
}

function readNamed(line: string, whole: number): Label | null {
  const first = line[0]!
  if (first === '第') {
    const jo = JO.exec(line)
    if (jo && !NOT_AFTER_JO.test(line.slice(jo[0].length))) {
      return made(
        'jo',
        jo[0],
        jo
          .slice(1)
          .filter((n) => n !== undefined)
          .map(figure),
        '第条',
      )
    }
    const chapter = JA_CHAPTER.exec(line)
    if (chapter && !NOT_AFTER_JO.test(line.slice(chapter[0].length))) {
      return made('chapter', chapter[0], [figure(chapter[1]!)], `第${chapter[2]}`)
    }
    return null
  }
  // 「1条（目的）」: an automatic number whose format left 第 out.
  const short = /^([0-9０-９]{1,3})[条條](?=[（(\s\u3000【]|$)/u.exec(line)
  if (short) return made('jo', short[0], [figure(short[1]!)], '第条')
  if (first === '別' || first === '付' || first === '附' || first === '添') {
    const own = SUPPLEMENTARY.exec(line)
    if (own && whole < 60) return made('supplementary', own[0], [], '附則')
    const annex = JA_ANNEX.exec(line)
    if (
      annex &&
      whole < 60 &&
      !/[。、]/u.test(line) &&
      !/^(?:[にのをはがとでへもや]|参照)/u.test(line.slice(annex[0].length))
    )
      return made('annex', annex[0], annex[1] ? [letterOrFigure(annex[1])] : [], '別紙')
    return null
  }
  if (!/[A-Z§a-z]/.test(first)) return null
  const after = (m: RegExpExecArray): string => line.slice(m[0].length)
  // "Section 4.2 shall survive" begins a sentence: a word in small letters follows.
  const standsAlone = (m: RegExpExecArray): boolean =>
    !/^[ \t\u00a0]*(?:[a-z]|,|\((?:[a-z]|[ivx]+)\)|and\b|of\b)/.test(after(m))
  const article = ARTICLE.exec(line)
  if (article && standsAlone(article)) return made('article', article[0], pathOf(article[1]!), 'article')
  const section = SECTION.exec(line)
  if (section && standsAlone(section)) return made('section', section[0], pathOf(section[1]!), 'section')
  const annex = EN_ANNEX.exec(line)
  if (
    annex &&
    whole < 120 &&
    standsAlone(annex) &&
    // “Schedule: Service Levels”
    (annex[1] !== undefined || whole <= annex[0].length + 1 || /^\s*[:：–—-]\s*\p{Lu}/u.test(after(annex))) &&
    !/[.;]\s+\S/.test(after(annex))
  )
    return made(
      'annex',
      annex[0],
      annex[1] ? [letterOrFigure(annex[1]), ...(annex[2] ? [Number(annex[2])] : [])] : [],
      'annex',
    )
  const chapter = EN_CHAPTER.exec(line)
  if (chapter && whole < 160 && standsAlone(chapter))
    return made('chapter', chapter[0], [letterOrFigure(chapter[2]!)], chapter[1]!.toLowerCase())
  return null
}

function readNumbered(line: string): Label | null {
  const paren = PAREN.exec(line)
  if (paren) return readParen(paren[0], paren[1]!)
  const decimal = DECIMAL_PATH.exec(line)
  if (decimal) return readDecimal(line, decimal)
  const kanji = /^([一二三四五六七八九十]{1,3})(?=[、．.\u3000]|[ \t]+\S)/u.exec(line)
  if (kanji)
    return made(
      'kanji',
      /^[、．.]/.test(line.slice(kanji[0].length)) ? line.slice(0, kanji[0].length + 1) : kanji[0],
      [figure(kanji[1]!)],
      '一',
    )
  const kana = /^([ア-ンｱ-ﾝ])(?:[、．.)）]|(?=[\u3000 ]))/u.exec(line)
  if (kana) return made('kana', kana[0], [kanaFigure(kana[1]!)], 'ア')
  return null
}

function readParen(raw: string, inner: string): Label | null {
  const plain = inner.normalize('NFKC')
  if (/^\d+$/.test(plain)) return made('parenDecimal', raw, [Number(plain)], '(1)')
  if (/^[一二三四五六七八九十]+$/.test(plain)) return made('parenKanji', raw, [figure(plain)], '(一)')
  if (/^[ァ-ン]$/.test(plain)) return made('parenKana', raw, [kanaFigure(plain)], '(ア)')
  const lower = /^[a-z]+$/.test(plain)
  const number = plain.length === 1 ? letterOrFigure(plain.toUpperCase()) : (roman(plain) ?? doubled(plain))
  if (number === null) return null
  return made(lower ? 'parenLower' : 'parenUpper', raw, [number], lower ? '(a)' : '(A)')
}

function readDecimal(line: string, m: RegExpExecArray): Label | null {
  const path = [figure(m[1]!), ...m[2]!.split(/[.．]/u).filter(Boolean).map(figure)]
  const rest = line.slice(m[0].length)
  if (path.length > 1) {
    const close = /^[.．)）:：]?/u.exec(rest)![0]
    const next = rest.slice(close.length)
    // 「３．２．は、」: item 3, which starts by naming item 2.
    if (/[.．]/u.test(close) && /^[はをにがのとも]/u.test(next)) {
      return made('decimal', m[1]! + m[2]![0], [path[0]!], '1.')
    }
    // 2.5 million, 1.5% and 99.9 are amounts; 2026.4.1 is a date.
    if (
      path[0]! > 99 ||
      path.some((n) => n > 199) ||
      UNIT_AFTER.test(next) ||
      /^[ ]?(?:million|billion|or\b|and\b|of\b|to\b)/.test(next)
    )
      return null
    if (next !== '' && !/^(?:[\s\u00a0\u3000"“「（(]|[\u3041-\u30ff\u4e00-\u9fffA-Z])/u.test(next)) return null
    return made('decimal', m[0] + close, path, `${path.length}`)
  }
  if (m[1]!.length === 3) return null
  const close = /^[.．、)）:：]/u.exec(rest)?.[0] ?? ''
  const next = rest.slice(close.length)
  if (close) {
    if (/^[0-9０-９]/.test(next)) return null
    if (/^[.．]/u.test(close) && /^[a-z]/.test(next)) return null
    if (/^[、:：]/u.test(close) && (UNIT_AFTER.test(next) || /^[a-z0-9]/i.test(next))) return null
    const style = /[)）]/u.test(close) ? '1)' : '1.'
    return made('decimal', m[0] + close, path, style)
  }
  // A bare number: 「１　この約款は…」 of Japanese statutes, or "10 CONFIDENTIALITY" in typed contracts.
  if (UNIT_AFTER.test(rest) || !/^[ \t\u00a0\u3000]/.test(rest)) return null
  const words = rest.trimStart()
  if (
    /^[\u3041-\u30ff\u4e00-\u9fff「（『]/u.test(words) ||
    /^(?:\t|[ \u00a0]{2,}|\u3000)[A-Z]/.test(rest) ||
    /^[A-Z][A-Z'’&]{2,}/.test(words)
  )
    return made('decimal', m[0], path, '1')
  return null
}

function readMarked(line: string): Label | null {
  const code = line.codePointAt(0)!
  const circled = circledFigure(code)
  if (circled !== null) return made('circled', String.fromCodePoint(code), [circled], '①')
  if (code >= 0x2474 && code <= 0x2487) return made('parenDecimal', line[0]!, [code - 0x2473], '(1)')
  if (code >= 0x2488 && code <= 0x249b) return made('decimal', line[0]!, [code - 0x2487], '1.')
  const alphaDecimal = /^([A-Z])[.-]?(\d{1,2}(?:\.\d{1,2})*)(?:[.)](?=\s|$)|(?=\s))/.exec(line)
  if (alphaDecimal && (/^[A-Z][.-]/.test(line) || alphaDecimal[0].includes('.')))
    return made(
      'alphaDecimal',
      alphaDecimal[0],
      [letterOrFigure(alphaDecimal[1]!), ...alphaDecimal[2]!.split('.').map(Number)],
      'A.1',
    )
  const letter = /^([A-ZＡ-Ｚ]|[a-zａ-ｚ]|[ivx]{2,5}|[IVX]{2,5})[.)．）](?=[\s\u3000]|[^\x00-\x7f])/u.exec(line)
  if (letter) {
    const plain = letter[1]!.normalize('NFKC')
    const number = plain.length === 1 ? letterOrFigure(plain.toUpperCase()) : roman(plain)
    if (number !== null)
      return made(/[a-z]/.test(plain) ? 'lower' : 'upper', letter[0], [number], /[a-z]/.test(plain) ? 'a.' : 'A.')
  }
  const bullet = BULLET.exec(line)
  if (bullet)
    return { kind: 'bullet', raw: bullet[0].trim(), length: bullet[0].length, path: [], style: bullet[0].trim() }
  return null
}

function made(kind: LabelKind, raw: string, path: number[], style: string): Label {
  return { kind, raw, length: raw.length, path, style }
}

function pathOf(written: string): number[] {
  const word = WORDS.indexOf(written.toUpperCase())
  if (word >= 0) return [word + 1]
  if (/^\d/.test(written))
    return written
      .replace(/[A-Z]$/, '')
      .split('.')
      .map(Number)
  return [roman(written) ?? 0]
}

function letterOrFigure(written: string): number {
  const plain = written.normalize('NFKC')
  if (/^[A-Z]$/.test(plain)) return plain.charCodeAt(0) - 64
  if (/^[IVX]{2,}$/.test(plain)) return roman(plain) ?? 0
  return figure(plain)
}

/** (aa), (bb) after (z). */
function doubled(letters: string): number | null {
  return letters.length === 2 && letters[0] === letters[1] ? 26 + letterOrFigure(letters[0]!.toUpperCase()) : null
}

function kanaFigure(kana: string): number {
  const plain = kana.normalize('NFKC')
  return (
    'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン'.indexOf(plain) + 1
  )
}

function circledFigure(code: number): number | null {
  if (code >= 0x2460 && code <= 0x2473) return code - 0x245f
  if (code >= 0x3251 && code <= 0x325f) return code - 0x3251 + 21
  if (code >= 0x32b1 && code <= 0x32bf) return code - 0x32b1 + 36
  if (code >= 0x2776 && code <= 0x277f) return code - 0x2775
  return null
}
