import { type Fact, fact, withoutOverlap } from './fact.js'
import { DIGITS, ENGLISH_WORDS, JAPANESE_NUMBER, plainNumber, readNumber } from './numeral.js'

const PER_HUNDRED = new RegExp(`百分の(${JAPANESE_NUMBER})|100分の(${JAPANESE_NUMBER})`, 'g')
const SIGN = new RegExp(`(${JAPANESE_NUMBER})(?: ?%|パーセント(?!ド)|プロセント)`, 'g')
const IN_TENTHS = new RegExp(`(${JAPANESE_NUMBER})割(?![合引当り])(?:([一二三四五六七八九\\d])分)?`, 'g')
const ENGLISH = new RegExp(
  `(?<![\\w.])(?:${ENGLISH_WORDS} ?\\( ?)?(${DIGITS}|${ENGLISH_WORDS}) ?\\)? ?(?:percent|per cent|pct\\.?)(?: ?\\( ?(${DIGITS}) ?%? ?\\))?(?![a-z])`,
  'g',
)
const AND_A_HALF = /(?<![\w.])(\d+)(?:-| )?1[/\u2044]2 ?(?:%|percent|per cent)/g
const SEN_A_DAY = new RegExp(`日歩(${JAPANESE_NUMBER})銭`, 'g')

/**
 * Percentages in a folded text, as bare numbers: 99.9%, 九九・九パーセント, 百分の十四・六, 1割, "ten percent (10%)", 日歩四銭.
 * `unit` tells the period of a rate where the text gives one (`year`, `month`, `day`); 日歩 counts as a rate a year.
 */
export function percentages(text: string): Fact[] {
  const found: Fact[] = []
  const add = (n: number | null, m: RegExpMatchArray, unit: string | null): void => {
    if (n === null) return
    const start = m.index!
    found.push(fact('percent', plainNumber(n), start, start + m[0].length, { unit, size: n }))
  }
  for (const m of text.matchAll(PER_HUNDRED)) add(readNumber(m[1] ?? m[2]!), m, periodOf(text, m))
  for (const m of text.matchAll(SIGN)) add(readNumber(m[1]!), m, periodOf(text, m))
  for (const m of text.matchAll(IN_TENTHS)) {
    const n = readNumber(m[1]!)
    add(n === null ? null : n * 10 + (m[2] ? (readNumber(m[2]) ?? 0) : 0), m, periodOf(text, m))
  }
  for (const m of text.matchAll(ENGLISH)) add(readNumber(m[2] ?? m[1]!), m, periodOf(text, m))
  for (const m of text.matchAll(AND_A_HALF)) add(Number(m[1]) + 0.5, m, periodOf(text, m))
  for (const m of text.matchAll(SEN_A_DAY)) {
    const n = readNumber(m[1]!)
    add(n === null ? null : (n * 365) / 100, m, 'year')
  }
  return withoutOverlap(found)
}

function periodOf(text: string, m: RegExpMatchArray): string | null {
  const before = text.slice(Math.max(0, m.index! - 12), m.index)
  const after = text.slice(m.index! + m[0].length, m.index! + m[0].length + 28)
  if (/(?:年利?率?|年利|年率|1年(?:につき|あたり))(?:は|の|:|を)?$/.test(before)) return 'year'
  if (/(?:月利?率?|月利|月率|1か?月(?:につき|あたり))(?:は|の)?$/.test(before)) return 'month'
  if (/(?:日利|1日(?:につき|あたり))$/.test(before)) return 'day'
  if (/\b(?:annual|yearly) (?:interest )?(?:rate )?(?:of )?$/.test(before)) return 'year'
  if (/\bmonthly (?:rate )?(?:of )?$/.test(before)) return 'month'
  const tail =
    /^\)?(?: interest)?(?: rate)?(?: ?\/ ?| \(?(?:per|a|each|every|for each|for every) ?)(year|annum|month|day|week)/.exec(
      after,
    )
  if (tail) return tail[1] === 'annum' ? 'year' : tail[1]!
  if (/^\)? ?(?:p\.?a\.?\b|annually|yearly|annual)/.test(after)) return 'year'
  if (/^\)? ?(?:p\.?m\.?\b|monthly)/.test(after)) return 'month'
  if (/^\(?年/.test(after) || /^\/年/.test(after)) return 'year'
  return null
}

/** A rate of interest as percent a year: `1.5` a month is `18`, `0.04` a day `14.6`. A rate without a period is taken as yearly. */
export function yearlyRate(f: Fact): string {
  const n = Number(f.value)
  return plainNumber(f.unit === 'month' ? n * 12 : f.unit === 'day' ? n * 365 : f.unit === 'week' ? n * 52 : n)
}

/** Percentages as rates a year: 1.5% a month → `18`. */
export function yearlyRates(text: string): Fact[] {
  return percentages(text).map((f) => {
    const value = yearlyRate(f)
    return { ...f, value, unit: 'year', size: Number(value) }
  })
}

const PERCENTILE = /(?<![\w.])(\d{2}(?:\.\d+)?)(?:st|nd|rd|th)?[- ]?(?:パーセンタイル|percentile)|\bp(\d{2})\b/g

/** Percentiles: "95th percentile", 95パーセンタイル, p99 → the bare number. */
export function percentiles(text: string): Fact[] {
  return [...text.matchAll(PERCENTILE)].map((m) => {
    const n = Number(m[1] ?? m[2])
    return fact('percent', plainNumber(n), m.index, m.index + m[0].length, { size: n })
  })
}
