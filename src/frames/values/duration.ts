import { type Fact, fact, type Relation, withoutOverlap } from './fact.js'
import { ENGLISH_NUMBER, JAPANESE_NUMBER, plainNumber, readNumber } from './numeral.js'

type Unit = 'second' | 'minute' | 'hour' | 'business hour' | 'day' | 'business day' | 'week' | 'month' | 'year'

/** Length in days, for comparing. A month counts 30 days, a year 365, five business days a week. */
export const DAYS: Record<Unit, number> = {
  second: 1 / 86_400,
  minute: 1 / 1440,
  hour: 1 / 24,
  'business hour': 1 / 8,
  day: 1,
  'business day': 1.4,
  week: 7,
  month: 30,
  year: 365,
}

const JAPANESE_UNITS: ReadonlyArray<readonly [string, Unit]> = [
  ['(?:か|ヶ|ケ|カ|ヵ|ヵ|ヶ|箇|個|ヶ)月', 'month'],
  ['(?:か|ヶ|ケ|カ|ヵ|箇)年', 'year'],
  ['(?:銀行)?営業日', 'business day'],
  ['営業時間', 'business hour'],
  ['週', 'week'],
  ['時間', 'hour'],
  ['分', 'minute'],
  ['秒', 'second'],
  ['年', 'year'],
  ['(?:暦)?日', 'day'],
]
const UNIT_JA = JAPANESE_UNITS.map(([u]) => u).join('|')

const JAPANESE = new RegExp(`(${JAPANESE_NUMBER})(${UNIT_JA})(半)?`, 'g')
const JAPANESE_MILLISECONDS = new RegExp(`(${JAPANESE_NUMBER})ミリ秒`, 'g')
const MONTHS_OF_LAW = /([一二三四六九])月(?=以内|以上|間|前まで|を経過|を超え)/g
const HALF = /半(年|月|日)(?!額|分|数)/g
const NEXT = /翌(営業日|日)(?!の?(?:午前|午後|\d))/g
const ENGLISH_UNITS: ReadonlyArray<readonly [string, Unit]> = [
  ['(?:business|working|banking)[- ]hours?', 'business hour'],
  ['(?:business|working|banking|work)[- ]days?', 'business day'],
  ['seconds?|secs?', 'second'],
  ['minutes?|mins?', 'minute'],
  ['hours?|hrs?', 'hour'],
  ['days?', 'day'],
  ['weeks?', 'week'],
  ['months?', 'month'],
  ['years?|yrs?', 'year'],
]
const UNIT_EN = ENGLISH_UNITS.map(([u]) => u).join('|')
const ENGLISH = new RegExp(
  `(?<![\\w.,$€£])(${ENGLISH_NUMBER}|half an?|an?|one-half)[- ]?(?:(?:full|consecutive|calendar|clear|prior|additional|successive|continuous|staffed|elapsed|complete|further|contiguous)[- ])*(${UNIT_EN})(?![a-z])`,
  'g',
)
const ENGLISH_MILLISECONDS = /(?<![\w.,])(\d[\d,]*(?:\.\d+)?) ?(?:ms|milliseconds?)\b/g
const NEXT_EN = /\b(?:next|following) (business day|working day|day)\b/g
const FORTNIGHT = /\bfortnight\b/g

const TO_END = new Map<string, Unit>()
function unitOf(word: string, table: ReadonlyArray<readonly [string, Unit]>): Unit {
  let unit = TO_END.get(word)
  if (!unit) {
    unit = table.find(([pattern]) => new RegExp(`^(?:${pattern})$`).test(word))![1]
    TO_END.set(word, unit)
  }
  return unit
}

/** `30 days`, `1 month`, `5 business days`. */
export function durationText(n: number, unit: string): string {
  return `${plainNumber(n)} ${unit}${n === 1 ? '' : 's'}`
}

/**
 * Lengths of time in a folded text, in either language and any way of writing numbers. Dates (4月30日, 毎月20日, 2026年),
 * clock times (9時30分) and round-the-clock forms (24時間365日, 24/7) are no lengths. 1年6か月 is one length, in months.
 */
export function durations(text: string): Fact[] {
  const found: Fact[] = []
  const add = (n: number | null, unit: Unit, start: number, end: number): void => {
    if (n === null || n > 9999) return
    found.push(
      fact('duration', durationText(n, unit), start, end, {
        unit: `${unit}s`,
        relation: relationOf(text, start, end),
        size: n * DAYS[unit],
      }),
    )
  }
  for (const m of text.matchAll(JAPANESE)) {
    const [all, number, unitWord, half] = m as unknown as [string, string, string, string | undefined]
    const unit = unitOf(unitWord, JAPANESE_UNITS)
    if (!isLengthInJapanese(text, m.index, all, number, unit)) continue
    let n = readNumber(number)
    if (n !== null && half) n += 0.5
    add(n, unit, m.index, m.index + all.length)
  }
  for (const m of text.matchAll(JAPANESE_MILLISECONDS)) {
    const n = readNumber(m[1]!)
    add(n === null ? null : n / 1000, 'second', m.index, m.index + m[0].length)
  }
  for (const m of text.matchAll(MONTHS_OF_LAW)) {
    if (!/[年毎翌\d]$/.test(text.slice(0, m.index))) add(readNumber(m[1]!), 'month', m.index, m.index + m[0].length)
  }
  for (const m of text.matchAll(HALF)) {
    if (/[0-9一二三四五六七八九十]$/.test(text.slice(0, m.index))) continue
    if (m[1] === '年') add(6, 'month', m.index, m.index + 2)
    else if (m[1] === '月') add(15, 'day', m.index, m.index + 2)
    else add(12, 'hour', m.index, m.index + 2)
  }
  for (const m of text.matchAll(NEXT)) {
    add(1, m[1] === '日' ? 'day' : 'business day', m.index, m.index + m[0].length)
  }
  for (const m of text.matchAll(ENGLISH)) {
    const [all, number, unitWord] = m as unknown as [string, string, string]
    const unit = unitOf(unitWord, ENGLISH_UNITS)
    if (!isLengthInEnglish(text, m.index, all, number)) continue
    if (/^(?:half|one-half)/.test(number)) {
      if (unit === 'year') add(6, 'month', m.index, m.index + all.length)
      else if (unit === 'hour') add(30, 'minute', m.index, m.index + all.length)
      else if (unit === 'day') add(12, 'hour', m.index, m.index + all.length)
      continue
    }
    add(/^an?$/.test(number) ? 1 : readNumber(number), unit, m.index, m.index + all.length)
  }
  for (const m of text.matchAll(ENGLISH_MILLISECONDS)) {
    add(Number(m[1]!.replaceAll(',', '')) / 1000, 'second', m.index, m.index + m[0].length)
  }
  for (const m of text.matchAll(NEXT_EN)) {
    if (/\b(?:by|within|on|before) (?:the )?(?:end of the |close of the )?$/.test(text.slice(0, m.index))) {
      add(1, m[1] === 'day' ? 'day' : 'business day', m.index, m.index + m[0].length)
    }
  }
  for (const m of text.matchAll(FORTNIGHT)) add(14, 'day', m.index, m.index + m[0].length)
  return joined(withoutOverlap(found), text)
}

/** 1年6か月 and "one year and six months" are one length. */
function joined(facts: Fact[], text: string): Fact[] {
  const out: Fact[] = []
  for (const f of facts) {
    const before = out.at(-1)
    if (
      before?.unit === 'years' &&
      f.unit === 'months' &&
      /^(?:と|,? ?and |,? ?)$/.test(text.slice(before.end, f.start))
    ) {
      const months = Number.parseFloat(before.value) * 12 + Number.parseFloat(f.value)
      out[out.length - 1] = { ...f, value: durationText(months, 'month'), start: before.start, size: months * 30 }
    } else out.push(f)
  }
  return out
}

function isLengthInJapanese(text: string, at: number, all: string, number: string, unit: Unit): boolean {
  const before = text.slice(Math.max(0, at - 8), at)
  const after = text.slice(at + all.length, at + all.length + 8)
  if (/第$/.test(before)) return false
  if (/[0-9〇一二三四五六七八九十百千万.,]$/.test(before)) return false
  switch (unit) {
    case 'day':
      // 4月30日, 毎月20日 and 翌月10日 are dates; 365日 beside 24時間 means round the clock.
      if (/(?:月の?|[年月]第?|末日又は)$/.test(before) && !/[かヶケカヵ箇個]月の?$/.test(before)) return false
      if (
        /^(?:365|三百六十五)$/.test(number) &&
        (/24時間[、・,x×/]?$/.test(before) || /^[、・,x×/]?24時間/.test(after))
      )
        return false
      // 一日一回, 1日1回 and 1日あたり are rates.
      if (
        /^(?:1|一)$/.test(number) &&
        /^(?:に|あたり|当たり|につき)?[0-9一二三数]*回|^(?:あたり|当たり|につき|毎)|^(?:24|二十四)時間/.test(after)
      )
        return false
      return !/^(?:付|現在|締|払い)/.test(after)
    case 'year':
      if (/(?:平成|令和|昭和|西暦|民国)$/.test(before)) return false
      if (/^(?:に|あたり|当たり|につき)?[0-9一二三四数]+(?:回|度)/.test(after)) return false
      if (/^(?:法|度|[0-9一二三四五六七八九十]+月[0-9一二三四五六七八九十])/.test(after)) return false
      return (readNumber(number) ?? 0) < 1000
    case 'minute':
      if (/時$/.test(before) || /^(?:の[0-9一二三]|割|類|析|担|離|散|配|野|類|岐|量|以下の)/.test(after)) return false
      // 十分 is "enough", 百分の五 a percentage, 一部分 a part.
      if (/^[十百千]$/.test(number))
        return /^(?:間|以内|前|後|ごと|毎|程度|以上|を)/.test(after) && !/^を?(?:な|に)/.test(after)
      if (/[かヶケカヵ箇個]月$/.test(before)) return false
      return !/^(?:の一|の1)/.test(after)
    case 'hour':
      // 24時間365日 and 24時間体制 tell the hours of a service.
      if (/^(?:24|二十四)$/.test(number))
        return (
          !/^(?:、|・|x|×|\/|,)?(?:365|三百六十五|年中無休|体制|対応|受付|監視|営業|稼働|いつでも|常時|専用|の?有人)/.test(
            after,
          ) && !/(?:365日[、・]?|(?<![0-9一二三四五六七八九十])[1一]日)$/.test(before)
        )
      return !/^(?:外|帯)/.test(after)
    case 'week':
      return !/^(?:に|あたり|目|末|[0-9一二三]回)/.test(after)
    case 'month':
      return !/^(?:に|あたり|当たり|につき)?[0-9一二三四数]+(?:回|度)/.test(after)
    default:
      return true
  }
}

function isLengthInEnglish(text: string, at: number, all: string, number: string): boolean {
  const before = text.slice(Math.max(0, at - 24), at)
  const after = text.slice(at + all.length, at + all.length + 24)
  // "24 hours a day", "24 hours per day, seven days a week", "365 days a year" tell the hours of a service.
  if (/^(?: a| per| each| every|\/)[ ]?(?:day|week|year)/.test(after)) return false
  if (/^(?:24|twenty-four)/.test(number) && /^,? ?(?:x|by) ?7/.test(after)) return false
  if (/\b(?:section|article|clause|no\.?|schedule|exhibit|level|severity|priority|tier|version) $/.test(before))
    return false
  if (/^an?$/.test(number)) {
    return (
      /(?:within|for|than|least|period of|under|over|exceeding|exceeds|after|up to|of|is|be|every) $/.test(before) ||
      /^(?: prior| before| in advance|'s? (?:prior |written |advance )?notice| after| from| following|s? period)/.test(
        after,
      )
    )
  }
  return true
}

/** A notice before the event, a limit after it, or how long a state lasts. */
function relationOf(text: string, start: number, end: number): Relation | null {
  const before = text.slice(Math.max(0, start - 40), start)
  const after = text.slice(end, end + 48)
  if (/^(?:間)?(?:以上|程度)?(?:の)?(?:前|先立|まえ)/.test(after) || /^(?:以上|間)?の(?:事前|予告|猶予)/.test(after))
    return 'before'
  if (/^(?:'s?|'|s)? ?(?:prior|before|in advance|advance|ahead)\b/.test(after)) return 'before'
  if (/^'?s?'? (?:\w+ )?(?:prior |advance )?(?:written |prior |advance )*notice\b/.test(after)) return 'before'
  if (
    /\b(?:notice|notification) (?:period )?of (?:at least |not less than |no less than |a minimum of )?$/.test(before)
  )
    return 'before'
  if (/^(?:間)?(?:以内|内(?:に|の|で)|まで|を限度|後まで|が経過|を経過|経過)/.test(after)) return 'within'
  if (
    /\b(?:within|no later than|not later than|in less than|under|at most|not exceed|up to|in|less than)(?: a(?: maximum)? period of| the)?(?: at most| approximately)? $/.test(
      before,
    )
  )
    return 'within'
  if (
    /^ (?:after|following|from|of (?:receipt|receiving|becoming|discover|notice|request|the|termination|such|a|detecti|invoice))\b/.test(
      after,
    )
  )
    return 'within'
  if (/^(?:間|の間|にわたり|保存|保管|保持|と(?:する|し|定め))/.test(after)) return 'length'
  if (
    /\b(?:for|period of|terms? of|minimum of|at least|periods of)(?: a(?: further)?(?: period of)?| an additional| up to| the| successive| consecutive| additional)? $/.test(
      before,
    )
  )
    return 'length'
  if (/^(?: |-)(?:period|term|terms|subscription|renewal)\b/.test(after)) return 'length'
  return null
}

export type Promptness = 'immediately' | 'promptly' | 'without undue delay'

const PROMPTNESS: ReadonlyArray<readonly [RegExp, Promptness]> = [
  [
    /直ちに|ただちに|即時|即座|即刻|\bimmediate(?:ly)?\b|\bat once\b|\b(?:straight|right) away\b|\bforthwith\b|\binstantly\b/g,
    'immediately',
  ],
  [/\bwithout (?:undue|unreasonable|any undue) delay\b/g, 'without undue delay'],
  [
    /速やか|すみやか|遅滞なく|遅滞無く|可及的|\bpromptly\b|\bprompt\b|\bwithout delay\b|\bas soon as (?:reasonably )?(?:possible|practicable|practical)\b|\bas quickly as\b|\bexpeditiously\b/g,
    'promptly',
  ],
]

/** How soon a duty must be done where no length is given: 直ちに, 速やかに, "without undue delay". */
export function promptness(text: string): Fact[] {
  const found: Fact[] = []
  for (const [pattern, value] of PROMPTNESS) {
    for (const m of text.matchAll(pattern)) {
      found.push(fact('duration', value, m.index, m.index + m[0].length, { relation: 'within' }))
    }
  }
  return withoutOverlap(found)
}

/** Lengths as bare seconds, for response times: 300ミリ秒 → `0.3`, "2 seconds" → `2`. Longer than an hour is no response time. */
export function responseSeconds(text: string): Fact[] {
  const UNIT: Record<string, number> = { seconds: 1, minutes: 60 }
  return durations(text).flatMap((d) => {
    const factor = UNIT[d.unit ?? '']
    if (!factor) return []
    const seconds = Number.parseFloat(d.value) * factor
    return [
      fact('duration', plainNumber(seconds), d.start, d.end, { unit: 'seconds', relation: d.relation, size: seconds }),
    ]
  })
}

/** Lengths in which a year counts as twelve months, as caps on damages are told: 1年間の利用料金 → `12 months`. */
export function monthsOfFees(text: string): Fact[] {
  return durations(text).map((d) =>
    d.unit === 'years' ? { ...d, value: durationText(Number.parseFloat(d.value) * 12, 'month'), unit: 'months' } : d,
  )
}
