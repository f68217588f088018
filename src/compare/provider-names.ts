import type { Agreement, Parties } from '../model/agreement.js'

/** What only a party does: the name before these words is one. */
const ACTS_EN =
  '(?:may|will|shall|must|reserves?|agrees?|undertakes?|guarantees?|disclaims?|warrants?|makes? no|(?:does|do|is|are|has|have|will|shall|can) not|cannot|has no|has the right|provides?|offers?|collects?|uses?|processes|receives?|notif(?:y|ies)|charges?|is committed|retains?|grants?|refuses?)'
const NAME_EN = new RegExp(
  `(?<![\\w.])((?:[A-Z][A-Za-z0-9&'’-]*[A-Za-z0-9])(?: (?:[A-Z][A-Za-z0-9&-]*|of)){0,3}(?:,? (?:Inc|LLC|Ltd|GmbH|B\\.V|S\\.A|Corp)\\.?)?),? ${ACTS_EN}\\b`,
  'g',
)
const NAME_JA =
  /(?<![\p{sc=Han}\p{sc=Katakana}A-Za-z])([A-Za-z][A-Za-z0-9.&-]{1,24}(?: [A-Z][A-Za-z0-9]{1,20})?|[\p{sc=Katakana}ー]{3,16})(?:\s?は、?(?=[^。]{4,160}(?:ます|ません|ものとし|できる|負わない|する)))/gu
/** Capitalised words of contracts that are no company: defined terms and beginnings of sentences. */
const COMMON =
  /^(?:(?:the|this|that|these|those|any|all|each|such|if|you|your|we|our|us|it|they|there|no|some|other|both|either|neither|in|on|for|as|by|to|use|users?|customers?|clients?|subscribers?|members?|party|parties|services?|products?|software|platform|site|website|content|data|materials?|fees?|prices?|terms?|agreement|polic(?:y|ies)|account|accounts|orders?|subscriptions?|licen[sc](?:e|es|ee|or)|controller|processor|provider|company|affiliates?|third|people|information|features?|support|documentation|beta|trial|personal|section|article|clause|who|what|when|how|where|nothing|everyone|anyone|payment|payments|refunds?|credits?|contributors?|contribution|hosts?|organi[sz]ations?|individuals?|visitors?|participants?|developers?|merchants?|partners?|admin\w*|owner|owners|sub-?processors?|plan|plans|app|apps|api|apis|ai|output|outputs|input|inputs|court|law|laws|state|government|applicable|confidential|intellectual|receiving|disclosing|end|free|paid|upgrades?|changes?|notices?|i|a|an)(?: |$))/i
const COMMON_JA =
  /^(?:ユーザー?|サービス|コンテンツ|データ|アカウント|パスワード|プラン|ソフトウェア|システム|サイト|アプリ(?:ケーション)?|クッキー|メンバー|パートナー|クライアント|ポリシー|サポート|キャンセル|id|api|ai|url|cookie|cookies)$/i
const LEAST = 3

/**
 * The parties of an agreement with the provider's own name among them, where the text speaks of the provider by name
 * (“Acme may change …”) and the definitions did not say so.
 */
export function withProviderNames(agreement: Agreement): Parties {
  const { parties, language } = agreement
  const text = agreement.document.text
  const counts = new Map<string, number>()
  for (const m of text.matchAll(language === 'ja' ? NAME_JA : NAME_EN)) {
    const name = m[1]!.trim()
    if (language === 'ja' ? COMMON_JA.test(name) : COMMON.test(name)) continue
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const known = new Set([...parties.provider, ...parties.customer].map((n) => n.toLowerCase()))
  const found = [...counts]
    .filter(([name, n]) => n >= LEAST && !known.has(name.toLowerCase()))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    // A second name counts only when the text speaks of it nearly as often: others are partners, products, defined terms.
    .filter(([name, n], i, all) => i === 0 || (i === 1 && n * 2 >= all[0]![1] && !name.includes(' ')))
    .map(([name]) => name)
  if (found.length === 0) return parties
  return { provider: [...parties.provider, ...found], customer: parties.customer }
}
