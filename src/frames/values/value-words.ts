import { catalogue, say } from '../../messages/index.js'
import type { Text } from '../../model/text.js'
import { SEATS } from './court.js'
import { JURISDICTIONS } from './place-names.js'

const DURATION: Record<string, string> = {
  second: '秒',
  minute: '分',
  hour: '時間',
  day: '日',
  'business day': '営業日',
  week: '週間',
  month: 'か月',
  year: '年',
}
const PERIOD: Record<string, string> = { day: '日', week: '週', month: '月', quarter: '四半期', year: '年' }
const FIXED: Record<string, string> = {
  yes: 'あり',
  no: 'なし',
  '24/7': '24時間365日',
  hourly: '毎時',
  daily: '毎日',
  weekly: '毎週',
  monthly: '毎月',
  quarterly: '四半期ごと',
  annual: '毎年',
  continuous: '常時',
  'on request': '求めに応じて',
}
const RANK: Record<string, string> = { District: '地方裁判所', Summary: '簡易裁判所', High: '高等裁判所' }
const SEAT = new Map(Object.entries(SEATS).map(([japanese, english]) => [english, japanese]))
const PLACE = new Map(JURISDICTIONS.flatMap((p) => (p.japanese[0] ? [[p.name, p.japanese[0]] as const] : [])))

/**
 * A normalised value as people write it: `12 months` is 「12か月」 in Japanese, `Tokyo District Court` 「東京地方裁判所」.
 * What has no such form – a name, a sum, a figure – is the same in both languages.
 */
export function valueWords(value: string): Text {
  return { ja: japanese(value), en: value }
}

/** What a value is called: `renewal_notice` is 「更新拒絶の期限」. A house's own items may bring names that have no word here. */
export function valueName(name: string): Text {
  const key = `frames.value.${name}`
  if (catalogue('ja').has(key)) return say(key)
  const words = name.replaceAll('_', ' ')
  return { ja: words, en: words }
}

function japanese(value: string): string {
  if (FIXED[value]) return FIXED[value]
  const length = /^(\d+(?:\.\d+)?) (second|minute|hour|business day|day|week|month|year)s?$/.exec(value)
  if (length) return `${length[1]}${DURATION[length[2]!]}`
  const times = /^(?:twice|(\d+) times) a (day|week|month|quarter|year)$/.exec(value)
  if (times) return `${PERIOD[times[2]!]}${times[1] ?? 2}回`
  const court = /^(\w+) (District|Summary|High) Court$/.exec(value)
  if (court && SEAT.has(court[1]!)) return `${SEAT.get(court[1]!)}${RANK[court[2]!]}`
  return PLACE.get(value) ?? value
}
