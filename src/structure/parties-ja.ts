import type { Parties } from '../model/agreement.js'

/** Words by which a text always means the side that speaks. */
const PROVIDER = [
  '当社',
  '弊社',
  '当行',
  '当法人',
  '当協会',
  '当機構',
  '当組合',
  '当団体',
  '当方',
  '当院',
  '当校',
  '当店',
  '当サイト',
  '当事務局',
  '当会',
  '当金庫',
  '当事務所',
  '当財団',
  '当研究所',
  '当館',
  '当店舗',
  '弊店',
  '弊所',
  '弊団体',
  '小社',
  '私たち',
  '私達',
  '私共',
  '私ども',
  '我々',
]
/** Words that mean the provider only where nothing above is used, or where the text defines them. */
const PROVIDER_ROLES = [
  'サービス提供者',
  '運営者',
  '運営会社',
  '運営元',
  '提供者',
  '提供会社',
  '受託者',
  '受注者',
  'ベンダー',
  'ベンダ',
  '事業者',
  '開発者',
  '委託先',
  '受任者',
  '許諾者',
  'ライセンサー',
  '本会社',
]
const CUSTOMER = [
  'お客様',
  'お客さま',
  '利用契約者',
  '契約者',
  '利用者',
  '会員',
  '登録ユーザー',
  'ユーザー',
  'ユーザ',
  '加入者',
  '登録者',
  '利用企業',
  '契約企業',
  '契約法人',
  '利用会社',
  '貴社',
  '御社',
  '貴殿',
  '貴方',
  '貴店',
  '貴団体',
  '利用申込者',
  'あなた',
  '皆様',
  '皆さま',
]
const CUSTOMER_ROLES = [
  '委託者',
  '発注者',
  '注文者',
  '顧客',
  '申込者',
  '購入者',
  '依頼者',
  '委任者',
  '被許諾者',
  'ライセンシー',
  '加盟店',
  '出店者',
  '導入企業',
  'オーナー',
  '出品者',
  '掲載企業',
  '求人者',
  '利用団体',
  '利用機関',
]

/** Names that stand for the two sides when they stand together, customer first. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['委託者', '受託者'],
  ['発注者', '受注者'],
  ['注文者', '請負者'],
  ['委任者', '受任者'],
  ['利用者', '提供者'],
  ['被許諾者', '許諾者'],
]

/** Names in 「」 that the text introduces: 「当社」といいます, 以下「甲」という, 「契約者」とは. */
const DEFINED =
  /「([^「」]{1,16})」(?=(?:と(?:いう|いいます|称|呼|総称)|とは|）|\)|は、?[^「」]{0,40}(?:をいう|を意味|を指)))/gu

export function readJapaneseParties(text: string): Parties {
  const defined = new Set([...text.matchAll(DEFINED)].map((m) => m[1]!))
  const uses = (name: string): number => count(text, name)
  const provider = PROVIDER.filter((n) => defined.has(n) || uses(n) >= 2)
  for (const role of PROVIDER_ROLES) {
    if (defined.has(role) || (provider.length === 0 && uses(role) >= 3 && !isThird(text, role))) provider.push(role)
  }
  const customer = CUSTOMER.filter((n) => defined.has(n) || uses(n) >= 2)
  for (const role of CUSTOMER_ROLES) {
    if (defined.has(role) || (customer.length === 0 && uses(role) >= 3)) customer.push(role)
  }
  for (const [theirs, ours] of PAIRS) {
    if (uses(theirs) < 3 || uses(ours) < 3) continue
    if (!provider.includes(ours)) provider.push(ours)
    if (!customer.includes(theirs)) customer.push(theirs)
  }
  for (const [name, side] of describedNames(text)) {
    if (side === 'provider') provider.push(name)
    else customer.push(name)
  }
  const letters = sidesOfLetters(text)
  if (letters) {
    provider.push(letters.provider)
    customer.push(letters.customer)
  }
  // 利用者 stands inside 利用契約者 for nobody; ユーザ is written inside ユーザー.
  return { provider: unique(text, provider), customer: unique(text, customer) }
}

/** Leaves out names that only occur inside a longer name of the same side. */
function unique(text: string, names: readonly string[]): string[] {
  return names.filter((name) => {
    const longer = names.filter((n) => n !== name && n.includes(name))
    if (longer.length === 0) return true
    const inside = longer.reduce((n, l) => n + count(text, l), 0)
    return count(text, name) > inside
  })
}

function count(text: string, name: string): number {
  return text.split(name).length - 1
}

/** 電気通信事業者, 個人情報取扱事業者: a word that mostly stands behind another noun names somebody else. */
function isThird(text: string, role: string): boolean {
  const all = count(text, role)
  const compound = text.match(new RegExp(`[\\u4e00-\\u9fff\\u30a0-\\u30ff]${role}`, 'gu'))?.length ?? 0
  return compound > all * 0.4
}

/** 「登録企業」とは、本サービスを利用する法人をいう: what a name is said to do tells its side. */
function* describedNames(text: string): Generator<[string, 'provider' | 'customer']> {
  for (const m of text.matchAll(
    /「([^「」]{2,14})」とは[、，,]?([^。]{4,160}?)(?:を?いい|をいう|を意味|を指し|のことをいう|です)/gu,
  )) {
    const [, name, meaning] = m
    if (
      !/(?:者|方|個人|法人|企業|会社|団体|お客様|ユーザー?|組織|当社)(?:等|など|又は団体|の総称)?$/u.test(
        meaning!.replace(/[（(][^）)]*[）)]$/u, ''),
      )
    )
      continue
    if (/第三者|再委託|提携|代理店|販売店|広告主|決済|関連会社|グループ/u.test(name! + meaning!.slice(0, 30))) continue
    if (/(?:提供する|運営する|提供・運営する|受託する)(?:者|会社|法人|事業者|株式会社|当社)/u.test(meaning!))
      yield [name!, 'provider']
    else if (
      /(?:利用|使用|申込|申し込|契約を締結|登録|同意|購入|加入|会員)/u.test(meaning!) &&
      !/株式会社/u.test(meaning!)
    )
      yield [name!, 'customer']
  }
}

const CUSTOMER_WORDS =
  '委託者|発注者|注文者|利用者|契約者|顧客|ユーザー?|お客様|委託元|依頼者|買主|借主|発注側|委託側|利用側|ライセンシー'
const PROVIDER_WORDS =
  '受託者|受注者|提供者|サービス提供|ベンダー?|事業者|受託会社|請負人|売主|貸主|受注側|受託側|提供側|ライセンサー|運営'

/** Which of 甲 and 乙 provides the service; null where they are not the document's parties. */
function sidesOfLetters(text: string): { provider: string; customer: string } | null {
  const first = text.match(/甲/gu)?.length ?? 0
  const second = text.match(/乙/gu)?.length ?? 0
  if (first < 3 || second < 3) return null
  const score = providerScore(text, '乙', '甲') - providerScore(text, '甲', '乙')
  // Where nothing tells, the one who orders comes first, as is usual in such contracts.
  return score >= 0 ? { provider: '乙', customer: '甲' } : { provider: '甲', customer: '乙' }
}

/** How much speaks for `a` as the one who provides or does the work, and `b` as the one who orders or uses it. */
function providerScore(text: string, a: string, b: string): number {
  const found = (pattern: string, most: number): number =>
    Math.min(most, text.match(new RegExp(pattern, 'gu'))?.length ?? 0)
  return (
    10 * found(`(?:${PROVIDER_WORDS})[^。\\n甲乙]{0,60}[（(「]?以下[、,]?[^。\\n甲乙]{0,8}「?${a}」?`, 1) +
    10 * found(`(?:${CUSTOMER_WORDS})[^。\\n甲乙]{0,60}[（(「]?以下[、,]?[^。\\n甲乙]{0,8}「?${b}」?`, 1) +
    10 * found(`[（(]?${a}[：:）)][^。\\n甲乙]{0,12}(?:${PROVIDER_WORDS})`, 1) +
    10 * found(`[（(]?${b}[：:）)][^。\\n甲乙]{0,12}(?:${CUSTOMER_WORDS})`, 1) +
    4 * found(`${b}は[^。]{0,80}${a}に(?:対し)?[^。]{0,60}(?:委託|発注|依頼|注文|支払)`, 4) +
    3 * found(`${a}は[^。]{0,60}${b}に(?:対し)?[^。]{0,80}(?:提供|納入|納品|引き?渡|実施報告|報告書)`, 4) +
    3 *
      found(`${a}は[^。]{0,80}(?:受託|再委託|本業務を(?:遂行|実施)|業務を(?:遂行|実施)|本サービスを提供|運用保守)`, 4) +
    3 * found(`${b}は[^。]{0,80}(?:本サービスを利用|検収|検査|委託料を|利用料を|報酬を)`, 4) +
    3 * found(`${a}(?:所定|が(?:別途)?(?:定める|指定する)|の(?:定める|指定する))`, 4) +
    3 *
      found(
        `${a}は[^。]{0,40}(?:本サービス|サービス)の(?:内容|提供|全部|一部)[^。]{0,12}(?:変更|終了|停止|中断|廃止)`,
        2,
      ) +
    2 * found(`${b}は[^。]{0,40}(?:退会|会員登録|利用登録)`, 2) +
    2 * found(`${a}の(?:提供する|サービス|作業場所|従業員|成果物)`, 3)
  )
}
