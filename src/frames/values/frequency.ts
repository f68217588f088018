import { durations, durationText } from './duration.js'
import { type Fact, fact, withoutOverlap } from './fact.js'
import { ENGLISH_NUMBER, JAPANESE_NUMBER, readNumber } from './numeral.js'

/** Times a year, for comparing. */
const A_YEAR: Record<string, number> = {
  hourly: 8760,
  daily: 365,
  weekly: 52,
  monthly: 12,
  quarterly: 4,
  'twice a year': 2,
  annual: 1,
}

const FIXED: ReadonlyArray<readonly [RegExp, string]> = [
  [/毎時(?:間)?(?!点)|\bhourly\b|\bevery hour\b|\beach hour\b/g, 'hourly'],
  [
    /毎日|日次|日々|毎晩|毎夜|毎営業日|夜間に(?:1|一)回|\bdaily\b|\bnightly\b|\bevery (?:single )?(?:day|night|business day|24 hours|twenty-four hours)\b|\beach (?:business |working |calendar )?day\b|\b(?:once|one time) (?:a|per|each|every) day\b/g,
    'daily',
  ],
  [/毎週|週次|隔週でなく|\bweekly\b|\b(?:once )?(?:a|per|each|every) week\b|\bevery (?:7|seven) days\b/g, 'weekly'],
  [
    /毎月|月次|各月|暦月ごと|月ごと|月毎|\bmonthly\b|\b(?:once )?(?:a|per|each|every) (?:calendar )?month\b|\bcalendar month\b|\bevery (?:30|thirty) days\b/g,
    'monthly',
  ],
  [
    /四半期(?:ごと|毎|に|の|単位|報告|で)|毎四半期|\bquarterly\b|\b(?:once )?(?:a|per|each|every) (?:calendar |fiscal )?quarter\b|\bcalendar quarter\b/g,
    'quarterly',
  ],
  [
    /半年(?:ごと|毎|に(?:1|一)(?:回|度))|半期(?:ごと|毎|に(?:1|一)回)|\bsemi-?annual(?:ly)?\b|\bbi-?annual(?:ly)?\b|\bhalf-yearly\b|\btwice (?:a|per|each|every) (?:calendar )?year\b|\btwice (?:yearly|annually)\b|\btwo times (?:a|per) year\b/g,
    'twice a year',
  ],
  [
    /毎年(?!度末)|年次|年毎|年ごと|毎年度|\bannual(?:ly)?\b|\byearly\b|\b(?:once )?(?:a|per|each|every|any) (?:calendar |contract )?year\b|\bonce (?:in |during )?(?:every|any|each) (?:12|twelve)(?: \(12\))?[- ]months?\b/g,
    'annual',
  ],
  [/常時|リアルタイム|随時(?!変更)|\breal[- ]time\b|\bcontinuous(?:ly)?\b/g, 'continuous'],
  [
    /(?:求め|要望|要請|依頼|ご要望|請求|申請)(?:が(?:ある|あった)場合|に応じ|により|があれば|に基づ)|\b(?:up)?on (?:written |reasonable |the )?(?:\w+'s )?(?:written |reasonable )?request\b/g,
    'on request',
  ],
]
const TIMES_JA = new RegExp(
  `(?:毎|1|一)?(日|週|月|年|か月|ヶ月|カ月|四半期|半年|半期)(?:に|間に|あたり|につき)?(${JAPANESE_NUMBER})(?:回|度)(?!線|目)`,
  'g',
)
const EVERY_JA = new RegExp(
  `(${JAPANESE_NUMBER})(時間|日|週間|(?:か|ヶ|カ|ヵ|ケ|箇)月|年)(?:ごと|毎|おき|に(?:1|一)(?:回|度)|間隔)`,
  'g',
)
const MONTHS_A_YEAR =
  /毎年((?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:(?:及び|および|と|、|・)(?:\d{1,2}|[一二三四五六七八九十]{1,2})月)+)/g
const TIMES_EN = new RegExp(
  `(?<![\\w.])(once|twice|three times|${ENGLISH_NUMBER} times?)(?: \\(?\\d?\\)?)? ?(?:a|per|each|every|in (?:any|every|each)|in a|during any|\\/) ?(?:calendar |rolling |contract |given )?(day|week|month|quarter|year|(?:12|twelve)(?: \\(12\\))?[- ]months?(?: period)?)\\b`,
  'g',
)
const EVERY_EN = new RegExp(
  `\\bevery (${ENGLISH_NUMBER}|other)[- ]?(?:\\(\\d+\\) )?(minutes?|hours?|days?|weeks?|months?|years?)\\b`,
  'g',
)

/**
 * How often something is done, in a folded text: `daily`, `weekly`, `monthly`, `quarterly`, `twice a year`, `annual`,
 * `hourly`, `continuous`, `on request`, `3 times a month`; an interval that has no word of its own is a length: `6 hours`.
 */
export function frequencies(text: string): Fact[] {
  const found: Fact[] = []
  const add = (value: string | null, m: RegExpMatchArray): void => {
    if (value) found.push(fact('frequency', value, m.index!, m.index! + m[0].length, { size: A_YEAR[value] ?? null }))
  }
  for (const [pattern, value] of FIXED) for (const m of text.matchAll(pattern)) add(value, m)
  for (const m of text.matchAll(TIMES_JA)) add(timesA(readNumber(m[2]!), PERIOD_JA[m[1]!] ?? 'year'), m)
  for (const m of text.matchAll(EVERY_JA)) add(every(readNumber(m[1]!), EVERY_UNIT[m[2]!.replace(/^.月$/, '月')]!), m)
  for (const m of text.matchAll(MONTHS_A_YEAR)) add(timesA(m[1]!.split(/及び|および|と|、|・/).length, 'year'), m)
  for (const m of text.matchAll(TIMES_EN)) {
    const n = m[1] === 'once' ? 1 : m[1] === 'twice' ? 2 : readNumber(m[1]!.replace(/ times?$/, ''))
    add(timesA(n, /^(?:12|twelve)/.test(m[2]!) ? 'year' : m[2]!), m)
  }
  for (const m of text.matchAll(EVERY_EN)) {
    add(every(m[1] === 'other' ? 2 : readNumber(m[1]!), m[2]!.replace(/s$/, '')), m)
  }
  return withoutOverlap(found)
}

const PERIOD_JA: Record<string, string> = {
  日: 'day',
  週: 'week',
  月: 'month',
  か月: 'month',
  ヶ月: 'month',
  カ月: 'month',
  四半期: 'quarter',
  半年: 'half',
  半期: 'half',
  年: 'year',
}
const EVERY_UNIT: Record<string, string> = { 時間: 'hour', 日: 'day', 週間: 'week', 月: 'month', 年: 'year' }
const ONCE: Record<string, string> = {
  day: 'daily',
  week: 'weekly',
  month: 'monthly',
  quarter: 'quarterly',
  half: 'twice a year',
  year: 'annual',
}

function timesA(n: number | null, period: string): string | null {
  if (n === null || n === 0) return null
  if (n === 1) return ONCE[period] ?? null
  if (period === 'half') return `${n * 2} times a year`
  if (period === 'year' && n === 4) return 'quarterly'
  if (period === 'year' && n === 12) return 'monthly'
  return n === 2 ? `twice a ${period}` : `${n} times a ${period}`
}

function every(n: number | null, unit: string): string | null {
  if (n === null || n === 0) return null
  if (n === 1) return unit === 'hour' ? 'hourly' : (ONCE[unit] ?? null)
  if (unit === 'hour' && n === 24) return 'daily'
  if (unit === 'day' && n === 7) return 'weekly'
  if (unit === 'month' && n === 3) return 'quarterly'
  if (unit === 'month' && n === 6) return 'twice a year'
  if (unit === 'month' && n === 12) return 'annual'
  return durationText(n, unit)
}

/** Lengths between two runs, where a table states the interval without saying "every": the cell 「6時間」 under 取得間隔. */
export function intervals(text: string): Fact[] {
  return durations(text).map((d) => {
    const [n, unit] = [Number.parseFloat(d.value), d.unit?.replace(/s$/, '') ?? '']
    return fact('frequency', every(n, unit) ?? d.value, d.start, d.end)
  })
}
