import { type Fact, fact, withoutOverlap } from './fact.js'
import { readNumber } from './numeral.js'

const ERAS: Record<string, number> = { 令和: 2018, 平成: 1988, 昭和: 1925 }
const N = '(\\d{1,4}|[〇一二三四五六七八九十千]{1,7}|元)'
const JAPANESE = new RegExp(`(令和|平成|昭和|西暦)?${N}年${N}月${N}日`, 'g')
const SLASHED = /(?<![\d/.-])(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?![\d/]|\.\d)/g
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const MONTH = `(${MONTHS.map((m) => `${m}|${m.slice(0, 3)}\\.?`).join('|')}|sept\\.?)`
const MONTH_FIRST = new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b`, 'g')
const DAY_FIRST = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: day)?(?: of)? ${MONTH},? (\\d{4})\\b`, 'g')

/** Full dates in a folded text, as ISO 8601: 令和8年4月1日, 2026年4月1日, 2026/4/1, "April 1, 2026", "1st of April 2026". */
export function dates(text: string): Fact[] {
  const found: Fact[] = []
  const add = (year: number | null, month: number | null, day: number | null, m: RegExpMatchArray): void => {
    if (!year || !month || !day || year < 1900 || year > 2200 || month > 12 || day > 31) return
    const value = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    found.push(fact('date', value, m.index!, m.index! + m[0].length))
  }
  for (const m of text.matchAll(JAPANESE)) {
    const n = m[2] === '元' ? 1 : readNumber(m[2]!)
    const era = ERAS[m[1] ?? '']
    add(era ? era + (n ?? 0) : n, readNumber(m[3]!), readNumber(m[4]!), m)
  }
  for (const m of text.matchAll(SLASHED)) add(Number(m[1]), Number(m[2]), Number(m[3]), m)
  for (const m of text.matchAll(MONTH_FIRST)) add(Number(m[3]), monthOf(m[1]!), Number(m[2]), m)
  for (const m of text.matchAll(DAY_FIRST)) add(Number(m[3]), monthOf(m[2]!), Number(m[1]), m)
  return withoutOverlap(found)
}

function monthOf(word: string): number {
  return MONTHS.findIndex((m) => m.startsWith(word.slice(0, 3))) + 1
}
