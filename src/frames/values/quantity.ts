import { type Fact, fact, withoutOverlap } from './fact.js'
import { ENGLISH_NUMBER, JAPANESE_NUMBER, plainNumber, readNumber } from './numeral.js'

/** What can be counted, with its words; the first that fits names the unit. */
const JAPANESE_COUNTERS: ReadonlyArray<readonly [string, string]> = [
  ['世代', 'generations'],
  ['(?:ユーザー?|アカウント|id|利用者|名|人)(?!日|月|工|件|事|材|物|格|権|以外|称|義|目|前|刺)', 'users'],
  ['(?:同時)?(?:接続|コネクション|セッション)|本(?!契約|サービス|規約|人|件|項|条|店|社|書|合意|来|質)', 'connections'],
  ['(?:キロ|k)バイト|kb', 'KB'],
  ['(?:メガ|m)バイト|mb', 'MB'],
  ['(?:ギガ|g)バイト|gb', 'GB'],
  ['(?:テラ|t)バイト|tb', 'TB'],
  ['(?:ペタ|p)バイト|pb', 'PB'],
  ['(?:か所|ヶ所|カ所|箇所|ヵ所|拠点|センター|リージョン|サイト)', 'sites'],
  ['(?:アベイラビリティ)?ゾーン', 'zones'],
  ['(?:端末|台|デバイス)', 'devices'],
  ['(?:件|通|リクエスト|レコード|トランザクション)', 'items'],
  ['回(?!線|答|復|収|避|路|数|目|転|覧)', 'times'],
]
const COUNTER_JA = JAPANESE_COUNTERS.map(([p]) => p).join('|')
const JAPANESE = new RegExp(
  `(?<![第0-9a-z.,〇一二三四五六七八九十百千万億])(${JAPANESE_NUMBER})(以上の|を超える|件の)?(${COUNTER_JA})`,
  'g',
)
const ENGLISH_COUNTERS: ReadonlyArray<readonly [string, string]> = [
  ['generations?|(?:backup )?(?:copies|snapshots)|restore points?', 'generations'],
  [
    '(?:named |concurrent |active |simultaneous |registered |authori[sz]ed |licen[sc]ed )*(?:users?|seats?|licen[sc]es?|people|persons?|members?|logins?|accounts?|employees|collaborators|agents|subscribers)',
    'users',
  ],
  ['(?:concurrent |simultaneous |active |open )*(?:connections?|sessions?)', 'connections'],
  ['kb|kilobytes?', 'KB'],
  ['mbs?|megabytes?|mib', 'MB'],
  ['gbs?|gigabytes?|gib', 'GB'],
  ['tbs?|terabytes?|tib', 'TB'],
  ['pb|petabytes?', 'PB'],
  [
    '(?:separate |distinct |geographically \\w+ |different |physical(?:ly separate)? )*(?:data ?cent(?:er|re)s?|sites|regions|facilities|locations)',
    'sites',
  ],
  ['(?:separate |distinct |physical )*(?:availability )?zones', 'zones'],
  [
    '(?:addressable )?(?:[a-z]+ ){0,2}devices?|mailboxes|websites?|web sites?|domains?|workspaces?|projects?',
    'devices',
  ],
  [
    '(?:api )?(?:requests?|calls?|queries|transactions?|records?|messages?|emails?|rows?|jobs?|files?|documents?)',
    'items',
  ],
]
const COUNTER_EN = ENGLISH_COUNTERS.map(([p]) => p).join('|')
const ENGLISH = new RegExp(
  `(?<![\\w.,$€£#-])(${ENGLISH_NUMBER}|unlimited)(?: (?:or more|additional|number of))?[ -]?(${COUNTER_EN})(?![a-z])`,
  'g',
)
const UNLIMITED_JA =
  /無制限|制限(?:は|を)?(?:なし|無し|ありません|設けて(?:おりません|いません))|上限(?:は|を)?(?:なし|ありません|設けて(?:おりません|いません))/g
const UNLIMITED_EN = /\bunlimited\b|\bno (?:upper )?limit\b|\bwithout limit(?:ation)? (?:on|as to) (?:the )?number\b/g

const NAMED = new Map<string, string>()
function unitOf(word: string, table: ReadonlyArray<readonly [string, string]>): string | null {
  let name = NAMED.get(word)
  if (name === undefined) {
    name = table.find(([p]) => new RegExp(`^(?:${p})`).test(word))?.[1] ?? ''
    NAMED.set(word, name)
  }
  return name || null
}

/**
 * Counted things in a folded text: users, connections, storage, generations, sites, requests. Storage keeps its unit in
 * the value (`150 MB`), the rest is the bare number (`300`); without a limit the value is `unlimited`.
 */
export function quantities(text: string): Fact[] {
  const found: Fact[] = []
  const add = (n: number | null, unit: string | null, start: number, end: number): void => {
    if (n === null) return
    const value = unit && /^[KMGTP]B$/.test(unit) ? `${plainNumber(n)} ${unit}` : plainNumber(n)
    found.push(fact('quantity', value, start, end, { unit, size: n }))
  }
  for (const m of text.matchAll(JAPANESE)) {
    add(
      readNumber(m[1]!),
      unitOf(text.slice(m.index + m[1]!.length + (m[2]?.length ?? 0)), JAPANESE_COUNTERS),
      m.index,
      m.index + m[0].length,
    )
  }
  for (const m of text.matchAll(ENGLISH)) {
    const unit = unitOf(m[2]!, ENGLISH_COUNTERS)
    if (m[1] === 'unlimited') found.push(fact('quantity', 'unlimited', m.index, m.index + m[0].length, { unit }))
    else add(readNumber(m[1]!), unit, m.index, m.index + m[0].length)
  }
  for (const pattern of [UNLIMITED_JA, UNLIMITED_EN]) {
    for (const m of text.matchAll(pattern)) found.push(fact('quantity', 'unlimited', m.index, m.index + m[0].length))
  }
  return withoutOverlap(found)
}

/** Every number of a folded text that stands alone (the value of a table's cell: `500`, `1,000`), without a known counter. */
export function bareNumbers(text: string): Fact[] {
  const found: Fact[] = []
  for (const m of text.matchAll(/(?<![\w.,-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w.,]*\d|[a-z%])/g)) {
    const n = Number(m[0].replaceAll(',', ''))
    found.push(fact('quantity', plainNumber(n), m.index, m.index + m[0].length, { size: n }))
  }
  return found
}

const PERIODS_JA: Record<string, string> = {
  秒: 'second',
  分: 'minute',
  時: 'hour',
  時間: 'hour',
  日: 'day',
  週: 'week',
  週間: 'week',
  月: 'month',
  か月: 'month',
  ヶ月: 'month',
  カ月: 'month',
  年: 'year',
}
const PERIOD_JA = '(秒|分|時間?|日|週間?|(?:か|ヶ|カ)?月|年)'
const COUNT_JA = '(?:回|リクエスト|件|通|req|コール|呼び?出し|トランザクション)'
const RATE_JA: ReadonlyArray<readonly [RegExp, 1 | 2]> = [
  [
    new RegExp(
      `(?:毎|各|1)${PERIOD_JA}間?(?:に|あたり|当たり|につき|:)?(?:最大|上限|平均)?(${JAPANESE_NUMBER})${COUNT_JA}`,
      'g',
    ),
    2,
  ],
  [new RegExp(`(${JAPANESE_NUMBER})${COUNT_JA}(?:\\/|毎)${PERIOD_JA}`, 'g'), 1],
]
const RATE_EN = new RegExp(
  `(?<![\\w.,$])(${ENGLISH_NUMBER}) ?(?:(?:api |http |rest |search )*(?:requests?|calls?|queries|messages?|transactions?|req|emails?|operations?|events?))? ?(?:per|a|each|every|\\/) ?(?:1 )?(second|sec|s|minute|min|hour|hr|day|month)(?![a-z])`,
  'g',
)
const RATE_HEADED =
  /\b(?:requests|calls|queries|messages|transactions) (?:allowed )?(?:per|a|each|\/) ?(second|minute|hour|day|month)\b[^\d]{0,24}?(\d[\d,]*)/g
const RPS = /(?<![\w.,])(\d[\d,]*) ?(rps|rpm|qps|tps|rpd)\b/g
const SHORT: Record<string, string> = {
  s: 'second',
  sec: 'second',
  min: 'minute',
  hr: 'hour',
  rps: 'second',
  qps: 'second',
  tps: 'second',
  rpm: 'minute',
  rpd: 'day',
}

/** Rates of use in a folded text: 毎分60回, 「20回/秒」, "600 requests per minute", "100 rps" → `600 per minute`. */
export function rates(text: string): Fact[] {
  const found: Fact[] = []
  const add = (n: number | null, period: string, start: number, end: number): void => {
    if (n !== null) found.push(fact('rate', `${plainNumber(n)} per ${period}`, start, end, { unit: period, size: n }))
  }
  for (const [pattern, numberAt] of RATE_JA) {
    for (const m of text.matchAll(pattern)) {
      const period = PERIODS_JA[m[3 - numberAt]!]
      if (period) add(readNumber(m[numberAt]!), period, m.index, m.index + m[0].length)
    }
  }
  for (const m of text.matchAll(RATE_EN)) {
    const all = m[0]
    if (!/request|call|quer|message|transaction|req|email|operation|event|\//.test(all)) continue
    add(readNumber(m[1]!), SHORT[m[2]!] ?? m[2]!, m.index, m.index + all.length)
  }
  for (const m of text.matchAll(RATE_HEADED)) add(readNumber(m[2]!), m[1]!, m.index, m.index + m[0].length)
  for (const m of text.matchAll(RPS)) add(readNumber(m[1]!), SHORT[m[2]!]!, m.index, m.index + m[0].length)
  return withoutOverlap(found)
}
