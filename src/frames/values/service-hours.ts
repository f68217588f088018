import { type Fact, fact, withoutOverlap } from './fact.js'
import { readNumber } from './numeral.js'

const ROUND_THE_CLOCK =
  /(?:24|二十四)時間[、・,/x×]?(?:365|三百六十五)日|(?:365|三百六十五)日[、・,/x×]?(?:24|二十四)時間|(?:24|二十四)時間[、・]?(?:年中無休|無休|体制|対応|受付|受け付|いつでも|常時|監視|専用|有人|営業|稼働|提供|利用可能)|年中無休[、・]?(?:の)?(?:24|二十四)時間|1日24時間|一日二十四時間|\b24 ?(?:x|\/|by|×) ?7(?: ?(?:x|\/|×) ?365)?\b|\b24 ?(?:x|×|\/) ?365\b|\b(?:24|twenty-four|twenty four)(?: \(24\))? hours?,? (?:a|per|each|every) ?day\b(?:,? (?:and )?(?:7|seven)(?: \(7\))? days (?:a|per|each) week)?(?:,? (?:and )?365 days (?:a|per) year)?|\b24-hours?-(?:a-)?(?:per-)?day\b|\b(?:around|round)[- ]the[- ]clock\b|\bat any (?:hour|time) of (?:the )?day\b|\bat any hour\b|\bday (?:and|or) night\b|\b24 hours,? (?:7|seven) days\b/g

const TIME_JA =
  '(午前|午後)?(\\d{1,2}|[一二三四五六七八九十]{1,3})(?:時(?:(\\d{1,2}|[一二三四五六七八九十]{1,3})分|(半))?|:(\\d{2}))'
const RANGE_JA = new RegExp(`${TIME_JA}(?:から|〜|-|ー|より|、?至)(?:翌日?|当日)?(?:の)?${TIME_JA}`, 'g')
const TIME_EN = '(\\d{1,2})(?:[:.](\\d{2}))? ?(a\\.?m\\.?|p\\.?m\\.?|noon|midnight)?'
const RANGE_EN = new RegExp(
  `(?<![\\d.:/$-])${TIME_EN}(?: ?[a-z]{2,4}| [a-z]+ time)? ?(?:-|〜|to|through|until|till|and) ?${TIME_EN}(?![\\d:/%-])`,
  'g',
)

const DAYS_EN = /\b(mon(?:day)?s?) ?(?:-|to|through|〜|until) ?(fri(?:day)?s?|sat(?:urday)?s?|sun(?:day)?s?)\b/

/**
 * Hours of a service or of a desk in a folded text: `24/7` for round the clock, else from and to in 24-hour form
 * without leading zeros (`9:00-17:30`). `unit` holds the days where the text gives them (`Monday-Friday`).
 */
export function serviceHours(text: string): Fact[] {
  const found: Fact[] = []
  for (const m of text.matchAll(ROUND_THE_CLOCK)) {
    found.push(fact('hours', '24/7', m.index, m.index + m[0].length, { size: 168 }))
  }
  const days = daysOf(text)
  const add = (from: string | null, to: string | null, m: RegExpMatchArray): void => {
    if (!from || !to) return
    const value = from === '0:00' && to === '24:00' ? '24/7' : `${from}-${to}`
    found.push(fact('hours', value, m.index!, m.index! + m[0].length, { unit: value === '24/7' ? null : days }))
  }
  for (const m of text.matchAll(RANGE_JA)) add(clockJa(m.slice(1, 6)), clockJa(m.slice(6, 11), m[1]), m)
  for (const m of text.matchAll(RANGE_EN)) {
    // Two bare numbers are a range of something else, unless one of them shows that it is a time.
    if (!m[2] && !m[3] && !m[5] && !m[6]) continue
    if (!(m[3] || m[6]) && !(m[2] && m[5])) continue
    add(clockEn(m.slice(1, 4), m[6]), clockEn(m.slice(4, 7), undefined), m)
  }
  return withoutOverlap(found)
}

function clock(hour: number, minute: number): string | null {
  return hour > 29 || minute > 59 ? null : `${hour}:${String(minute).padStart(2, '0')}`
}

function clockJa(parts: Array<string | undefined>, half?: string): string | null {
  const [noon, hourText, minuteText, halfHour, colon] = parts
  let hour = readNumber(hourText!) ?? 99
  if ((noon ?? '') === '午後' && hour < 12) hour += 12
  // 「午後1時から5時」: the second time is in the same half of the day.
  if (!noon && half === '午後' && hour < 12) hour += 12
  return clock(hour, halfHour ? 30 : (readNumber(minuteText ?? colon ?? '0') ?? 0))
}

function clockEn(parts: Array<string | undefined>, later: string | undefined): string | null {
  const [hourText, minuteText, mark] = parts
  let hour = Number(hourText)
  const noon = (mark ?? '').replaceAll('.', '')
  if (noon === 'pm' && hour < 12) hour += 12
  else if (noon === 'am' && hour === 12) hour = 0
  else if (noon === 'midnight') hour = 24
  // "1-5 pm": a first time without a mark takes that of the second when that keeps the order.
  else if (!noon && (later ?? '').replaceAll('.', '') === 'pm' && hour < 7) hour += 12
  return clock(hour, Number(minuteText ?? 0))
}

function daysOf(text: string): string | null {
  const m = DAYS_EN.exec(text)
  if (m) return `Monday-${m[2]!.startsWith('f') ? 'Friday' : m[2]!.startsWith('sa') ? 'Saturday' : 'Sunday'}`
  if (/平日|営業日|月曜日?(?:から|〜|-)金曜|月〜金|月-金|\bweekdays?\b|\bbusiness days?\b|\bworking days?\b/.test(text))
    return 'Monday-Friday'
  if (/毎日|年中無休|365日|\bevery day\b|\bdaily\b|\b7 days a week\b/.test(text)) return 'Monday-Sunday'
  return null
}
