import { type Fact, fact, withoutOverlap } from './fact.js'
import { DIGITS, JAPANESE_NUMBER, plainNumber, readNumber } from './numeral.js'

/** Signs and words for currencies, longest first, as they stand in a folded text. */
const CURRENCIES: ReadonlyArray<readonly [string, string]> = [
  ['australian dollars?|aud|au\\$|a\\$|豪ドル', 'AUD'],
  ['canadian dollars?|cad|ca\\$|c\\$|カナダドル', 'CAD'],
  ['hong kong dollars?|hkd|hk\\$|香港ドル', 'HKD'],
  ['singapore dollars?|sgd|s\\$|シンガポールドル', 'SGD'],
  ['new zealand dollars?|nzd|nz\\$', 'NZD'],
  ['new taiwan dollars?|twd|nt\\$', 'TWD'],
  ['(?:u\\.?s\\.? ?|united states )dollars?|usd|us\\$|米ドル|\\$|dollars?|ドル', 'USD'],
  ['euros?|eur|€|ユーロ', 'EUR'],
  ['pounds? sterling|gbp|£|sterling|ポンド', 'GBP'],
  ['swiss francs?|chf|スイスフラン', 'CHF'],
  ['norwegian kron(?:er|e)|nok', 'NOK'],
  ['swedish kron(?:or|a)|sek', 'SEK'],
  ['danish kron(?:er|e)|dkk', 'DKK'],
  ['indian rupees?|inr|₹|rs\\.?', 'INR'],
  ['renminbi|chinese yuan|cny|rmb|人民元', 'CNY'],
  ['korean won|krw|₩|ウォン', 'KRW'],
  ['brazilian reais|brl|r\\$', 'BRL'],
  ['japanese yen|jpy|¥|円|yen', 'JPY'],
]
const ANY = CURRENCIES.map(([p]) => p).join('|')
const PREFIXED = new RegExp(
  `(?<![a-z])(${ANY}) ?(${DIGITS})( ?(?:thousand|million|billion|k|m)\\b|[千万億]+(?:${DIGITS})?)?`,
  'g',
)
const SUFFIXED_EN = new RegExp(
  `(?<![\\w.,$€£¥])(${DIGITS})( ?(?:thousand|million|billion)\\b)? ?(${ANY})(?![a-z$])`,
  'g',
)
const SUFFIXED_JA = new RegExp(
  `(?:金)?(${JAPANESE_NUMBER})(?:万|億)?(円|米ドル|ドル|ユーロ|ポンド|人民元)(?![卓滑形])`,
  'g',
)

function codeOf(word: string): string {
  return CURRENCIES.find(([p]) => new RegExp(`^(?:${p})$`).test(word))![1]
}

const SCALE: Record<string, number> = { thousand: 1e3, k: 1e3, million: 1e6, m: 1e6, billion: 1e9 }

/**
 * Amounts of money in a folded text, currency first and without group marks: `JPY 10000`, `USD 500`.
 * A bare dollar sign is taken as US dollars. `unit` is the currency's ISO 4217 code.
 */
export function amounts(text: string): Fact[] {
  const found: Fact[] = []
  const add = (currency: string, n: number | null, start: number, end: number): void => {
    if (n === null) return
    found.push(fact('money', `${currency} ${plainNumber(n)}`, start, end, { unit: currency, size: n }))
  }
  for (const m of text.matchAll(PREFIXED)) {
    const scale = (m[3] ?? '').trim()
    const n = /[千万億]/.test(scale)
      ? readNumber(m[2]! + scale)
      : Number(m[2]!.replaceAll(',', '')) * (SCALE[scale] ?? 1)
    add(codeOf(m[1]!), n, m.index, m.index + m[0].length)
  }
  for (const m of text.matchAll(SUFFIXED_EN)) {
    const n = Number(m[1]!.replaceAll(',', '')) * (SCALE[(m[2] ?? '').trim()] ?? 1)
    add(codeOf(m[3]!), n, m.index, m.index + m[0].length)
  }
  for (const m of text.matchAll(SUFFIXED_JA)) add(codeOf(m[2]!), readNumber(m[1]!), m.index, m.index + m[0].length)
  return withoutOverlap(found)
}

const CURRENCY_NAMED = new RegExp(`(?<![a-z])(?:${ANY})(?![a-z])`, 'g')
/** Words that hold a sign of a currency without speaking of money. */
const NOT_MONEY = /円(?:滑|卓|形|満|盤|周)|ポンド(?:法|・ヤード)|sterling reputation/

/** Currencies that a folded text names, with or without an amount (「●円」, "in US dollars"), as ISO 4217 codes in reading order. */
export function currencies(text: string): Fact[] {
  const found: Fact[] = []
  for (const m of text.matchAll(CURRENCY_NAMED)) {
    if (NOT_MONEY.test(text.slice(m.index, m.index + m[0].length + 3))) continue
    const code = codeOf(m[0])
    found.push(fact('money', code, m.index, m.index + m[0].length, { unit: code }))
  }
  return withoutOverlap(found)
}
