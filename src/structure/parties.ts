import type { Parties } from '../model/agreement.js'
import type { Language } from '../model/text.js'

const NAMES = {
  ja: {
    provider: ['当社', '弊社', '当方', '運営者', '事業者', '提供者', '受託者', 'サービス提供者'],
    customer: ['お客様', '契約者', '利用者', '会員', 'ユーザー', '利用契約者', '委託者', '顧客', '登録ユーザー'],
  },
  en: {
    provider: ['we', 'us', 'our', 'Provider', 'Company', 'Vendor', 'Supplier', 'Licensor', 'Processor', 'Contractor'],
    customer: ['you', 'your', 'Customer', 'Client', 'User', 'Subscriber', 'Licensee', 'Controller'],
  },
} as const

/** The names under which the document speaks of each side. */
export function readParties(text: string, language: Language): Parties {
  const used = (names: readonly string[]): string[] =>
    names.filter((n) => (language === 'ja' ? text.includes(n) : new RegExp(`\\b${n}\\b`, 'i').test(text)))
  return { provider: used(NAMES[language].provider), customer: used(NAMES[language].customer) }
}
