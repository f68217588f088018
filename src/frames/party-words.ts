import type { Parties } from '../model/agreement.js'
import type { Language } from '../model/text.js'
import { fold } from '../structure/fold.js'

/** Patterns that know each side by the document's own names and by the words that are usual for it. */
export interface PartyWords {
  provider: string
  customer: string
  both: string
  third: string
}

const USUAL = {
  ja: {
    provider: [
      '当社',
      '弊社',
      '当法人',
      '当行',
      '当協会',
      '当機構',
      '当組合',
      '当団体',
      '当方',
      '当会',
      '当金庫',
      '当財団',
      '当事務所',
      '当店',
      '弊店',
      '小社',
      '私ども',
      '私共',
      '我々',
      '運営者',
      '運営会社',
      '運営元',
      '本サービス提供者',
      'サービス提供者',
      '提供者',
      '事業者',
      '受託者',
      'ベンダー',
      'ベンダ',
      '開発者',
      '当サイト',
      '私たち',
      '私達',
      '弊団体',
    ],
    customer: [
      'お客様',
      'お客さま',
      'お客',
      '利用者',
      '契約者',
      'ユーザー',
      'ユーザ',
      '会員',
      '加入者',
      '登録者',
      '申込者',
      '購入者',
      '利用企業',
      '利用会社',
      '契約企業',
      '顧客',
      '委託者',
      '発注者',
      '皆様',
      '皆さま',
      'あなた',
      '貴社',
      '御社',
      '貴殿',
      '貴方',
      '利用申込者',
      '被許諾者',
      'ライセンシー',
      '利用責任者',
      '加盟店',
      '出店者',
      '広告主',
      '応募者',
      '本人',
      'エンドユーザー',
    ],
    both: [
      '甲及び乙',
      '甲乙',
      '甲および乙',
      '乙及び甲',
      '両当事者',
      '各当事者',
      '当事者',
      '双方',
      '受領者',
      '開示者',
      '相手方',
      '受領当事者',
      '開示当事者',
    ],
    third: [
      '第三者',
      '再委託先',
      '委託先',
      '提携先',
      '提携会社',
      '関連会社',
      '公的機関',
      '裁判所',
      '行政機関',
      '警察',
      '決済代行会社',
      '決済事業者',
      '他の利用者',
    ],
  },
  en: {
    provider: [
      'we',
      'us',
      'our company',
      'the company',
      'company',
      'provider',
      'service provider',
      'supplier',
      'vendor',
      'licensor',
      'processor',
      'data importer',
      'contractor',
      'our team',
      'our staff',
    ],
    customer: [
      'you',
      'customers',
      'customer',
      'subscribers',
      'subscriber',
      'licensees',
      'licensee',
      'clients',
      'client',
      'users',
      'user',
      'members',
      'member',
      'end users',
      'end user',
      'account owners',
      'account owner',
      'account holder',
      'visitors',
      'visitor',
      'purchaser',
      'buyer',
      'merchant',
      'merchants',
      'developer',
      'developers',
      'data exporter',
      'controller',
      'participants',
      'participant',
      'anyone',
      'nobody',
      'no one',
      'hosts',
      'host',
    ],
    both: [
      'each party',
      'either party',
      'neither party',
      'both parties',
      'the parties',
      'parties',
      'a party',
      'any party',
      'party',
      'receiving party',
      'disclosing party',
      'recipient',
      'discloser',
      'you and we',
      'we and you',
      'you or we',
    ],
    third: [
      'third parties',
      'third party',
      'third-party providers',
      'third-party provider',
      'subprocessors',
      'sub-processors',
      'subcontractors',
      'affiliates',
      'authorities',
      'law enforcement',
      'court',
      'courts',
      'government',
      'carrier',
      'carriers',
      'others',
      'they',
      'vendors',
    ],
  },
} as const

/** Contracts between two sides call them 甲 and 乙 or by role; a word given to one side by the document never stands for the other. */
const cache = new WeakMap<Parties, Map<Language, PartyWords>>()

const literally = (s: string): string => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The patterns for one document's parties; made once for each `Parties` object. */
export function partyWords(parties: Parties, language: Language): PartyWords {
  let byLanguage = cache.get(parties)
  if (!byLanguage) {
    byLanguage = new Map()
    cache.set(parties, byLanguage)
  }
  const known = byLanguage.get(language)
  if (known) return known
  const own = (names: string[]): string[] =>
    names.map((n) => fold(n).text.replace(/^the /, '')).filter((n) => n.length > 0 && n.length < 60)
  const provider = own(parties.provider)
  const customer = own(parties.customer)
  const usual = USUAL[language]
  const pick = (mine: string[], theirs: string[], words: readonly string[]): string =>
    [...new Set([...mine, ...words.filter((w) => !theirs.includes(w))])]
      .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
      .map(literally)
      .join('|')
  const made: PartyWords = {
    provider: pick(provider, customer, usual.provider),
    customer: pick(customer, provider, usual.customer),
    both: pick([], [...provider, ...customer], usual.both),
    third: pick([], [...provider, ...customer], usual.third),
  }
  byLanguage.set(language, made)
  return made
}
