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
/** The words in which the library's items tell what a text says, apart from names that are the same everywhere. */
const LIBRARY: Record<string, string> = {
  broad: '広い範囲で可',
  anonymised: '匿名化・統計化したものに限る',
  none: 'なし',
  'customer consent': '利用者の同意',
  'customer request': '利用者の求め',
  'with consent': '同意を得て可',
  'with notice': '通知して可',
  'on business transfer': '事業譲渡に伴い可',
  freely: '自由に可',
  consent: '同意',
  approval: '承認',
  law: '法令',
  discretion: '提供者の判断',
  'business need': '業務上の必要',
  express: '明示の同意',
  deemed: 'みなし同意',
  notice: '通知',
  prior: '事前の同意',
  intent: '故意',
  'gross negligence': '重過失',
  confidentiality: '秘密保持',
  IP: '知的財産',
  'lost profits': '逸失利益',
  indirect: '間接損害',
  special: '特別損害',
  incidental: '付随的損害',
  consequential: '派生的損害',
  exemplary: '見せしめの賠償',
  punitive: '懲罰的賠償',
  'planned maintenance': '計画的な保守',
  'customer equipment or operation': '利用者の設備・操作',
  'force majeure': '不可抗力',
  customer: '利用者',
  provider: '提供者',
  both: '双方',
  shared: '分担',
  website: 'ウェブサイト',
  individual: '個別の通知',
  'status page': '稼働状況のページ',
  'text message': 'ショートメッセージ',
  'social media': 'SNS',
  'management screen': '管理画面',
  phone: '電話',
  email: 'メール',
  chat: 'チャット',
  portal: 'ポータル',
  form: 'フォーム',
  fax: 'ファクス',
  web: 'ウェブ',
  'by report': '報告書で代える',
  'pro rata': '日割り・按分',
  Japanese: '日本語',
  English: '英語',
  replication: '複製',
  mirroring: 'ミラーリング',
  snapshots: 'スナップショット',
  'off-site backup': '遠隔地バックアップ',
  backup: 'バックアップ',
  'two-step verification': '二段階認証',
  'one-time password': 'ワンタイムパスワード',
  'IP restriction': 'IP アドレス制限',
  roles: '役割別の権限',
  password: 'パスワード',
  'key management service': '鍵管理サービス',
  'yearly rotation': '年1回の鍵の交換',
  'automatic rotation': '鍵の自動交換',
  'customer-supplied key possible': '利用者の鍵も可',
  'end-to-end encryption': 'エンドツーエンド暗号化',
  'privacy mark': 'プライバシーマーク',
  login: 'ログイン',
  'sign-in': 'サインイン',
  authentication: '認証',
  operation: '操作',
  connection: '接続',
  'data access': 'データへのアクセス',
  administration: '管理操作',
  sending: '送信',
  'web application': 'ウェブアプリケーション',
  'mobile application': 'モバイルアプリケーション',
  application: 'アプリケーション',
  platform: 'プラットフォーム',
  network: 'ネットワーク',
}
const RANK: Record<string, string> = { District: '地方裁判所', Summary: '簡易裁判所', High: '高等裁判所' }
const SEAT = new Map(Object.entries(SEATS).map(([japanese, english]) => [english, japanese]))
const PLACE = new Map(JURISDICTIONS.flatMap((p) => (p.japanese[0] ? [[p.name, p.japanese[0]] as const] : [])))

/**
 * A normalised value as people write it: `12 months` is 「12か月」 in Japanese, `Tokyo District Court` 「東京地方裁判所」.
 * What has no such form – a name, a sum, a figure – is the same in both languages.
 */
export function valueWords(value: string): Text {
  const listed = value.split(', ')
  const words = listed.map(japanese)
  return { ja: words.some((w, i) => w !== listed[i]) ? words.join('、') : value, en: value }
}

/** What a value is called: `renewal_notice` is 「更新拒絶の期限」. A house's own items may bring names that have no word here. */
export function valueName(name: string): Text {
  const key = `frames.value.${name}`
  if (catalogue('ja').has(key)) return say(key)
  const words = name.replaceAll('_', ' ')
  return { ja: words, en: words }
}

function japanese(value: string): string {
  const word = FIXED[value] ?? LIBRARY[value]
  if (word) return word
  const length = /^(\d+(?:\.\d+)?) (second|minute|hour|business day|day|week|month|year)s?$/.exec(value)
  if (length) return `${length[1]}${DURATION[length[2]!]}`
  const times = /^(?:twice|(\d+) times) a (day|week|month|quarter|year)$/.exec(value)
  if (times) return `${PERIOD[times[2]!]}${times[1] ?? 2}回`
  const court = /^(\w+) (District|Summary|High) Court$/.exec(value)
  if (court && SEAT.has(court[1]!)) return `${SEAT.get(court[1]!)}${RANK[court[2]!]}`
  return PLACE.get(value) ?? value
}
