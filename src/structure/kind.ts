import type { AgreementKind } from '../model/agreement.js'
import type { Language } from '../model/text.js'

const TITLES: readonly [AgreementKind, RegExp][] = [
  [
    'dpa',
    /data\s+process(?:ing|or)|data protection (?:agreement|addendum)|\bDPA\b|データ処理(?:契約|補遺|条件)|個人(?:情報|データ)の?取り?扱い?(?:の委託|委託|に(?:関する|係る)(?:覚書|契約|特約|特記事項|合意書|条項)|特記事項)/i,
  ],
  ['privacy', /privacy|プライバシー|個人情報(?:保護|の取扱|の取り扱い|取扱)|cookie\s*policy|クッキーポリシー/i],
  [
    'sla',
    /service\s+levels?|\bSL[AO]s?\b|uptime|availability (?:commitment|policy)|support (?:policy|terms|services? description)|customer care policy|サービスレベル|サービス品質|品質保証|稼働率|サポートポリシー/i,
  ],
  [
    'other',
    /white\s*paper|チェックシート|チェックリスト|ホワイトペーパー|仕様書|check\s*(?:list|sheet)|FAQ|よくある質問|questionnaire/i,
  ],
  [
    'terms',
    /terms|conditions|規約|約款|eula|acceptable use|subscription agreement|user agreement|利用条件|ポリシー|policy/i,
  ],
  ['contract', /契約|合意書|覚書|誓約書|協定|agreement|contract|statement of work|exhibit|addendum|order form/i],
]

/** What kind of document it is: by its title, else by how it speaks. */
export function kindOf(title: string, text: string, language: Language): AgreementKind {
  for (const [kind, pattern] of TITLES) {
    if (!pattern.test(title)) continue
    // "Subscription Agreement" between us and you is a set of terms; between two named parties it is a contract.
    if (kind === 'contract' && language === 'en' && speaksToYou(text) && !/between|exhibit|addendum/i.test(title))
      return 'terms'
    return kind
  }
  const told = byFirstLines(text) ?? byWords(text, language)
  if (told) return told
  const head = text.slice(0, 4_000)
  if (language === 'ja') {
    if (/以下「?本?規約|本規約|本約款|利用規約/.test(head)) return 'terms'
    if (/甲.{0,200}乙|本契約/s.test(head)) return 'contract'
    return /条|規約|契約/.test(head) ? 'terms' : 'other'
  }
  if (/data processing (?:agreement|addendum)|\bDPA\b/i.test(head) && /\bController\b/.test(text)) return 'dpa'
  if (speaksToYou(text)) return 'terms'
  return /\bagreement\b/i.test(head) ? 'contract' : 'other'
}

function speaksToYou(text: string): boolean {
  const sample = text.slice(0, 40_000)
  const you = sample.match(/\byou(?:r)?\b/gi)?.length ?? 0
  return you * 300 > sample.length / 4 && you >= 5
}

/** Short lines at the start of a document that may name its kind where its title does not. */
const FIRST_LINES = 8

function byFirstLines(text: string): AgreementKind | null {
  const lines = text
    .slice(0, 3_000)
    .split('\n')
    .map((l) => l.trim())
    .filter((l) => l !== '')
    .slice(0, FIRST_LINES)
    .filter((l) => l.length <= 60 && !/[。.:：,、]$/.test(l))
  for (const line of lines)
    for (const [kind, pattern] of TITLES) if (kind !== 'contract' && pattern.test(line)) return kind
  return null
}

/** What a document without a telling title speaks of throughout. Words are counted a thousand characters. */
function byWords(text: string, language: Language): AgreementKind | null {
  const sample = text.slice(0, 60_000)
  const often = (pattern: RegExp, least: number): boolean => (sample.match(pattern)?.length ?? 0) >= least
  const dense = (pattern: RegExp, a1000: number): boolean =>
    ((sample.match(pattern)?.length ?? 0) * 1_000) / Math.max(1_000, sample.length) >= a1000
  if (language === 'ja') {
    if (dense(/稼働率|サービスレベル|応答時間|復旧時間|停止時間|SL[AO]/gu, 3)) return 'sla'
    if (
      dense(/個人情報|個人データ|パーソナルデータ/gu, 6) &&
      often(/利用目的|取得し/gu, 3) &&
      !/委託者|甲/u.test(sample)
    )
      return 'privacy'
    return null
  }
  if (often(/\bprocessor\b/gi, 8) && often(/\bcontroller\b/gi, 8) && often(/personal data/gi, 10)) return 'dpa'
  if (dense(/uptime|service credits?|availability|response times?|severity|service levels?|downtime/gi, 2)) return 'sla'
  if (
    often(/\bwe (?:may )?(?:also )?(?:collect|receive|gather)\b/gi, 4) &&
    dense(/personal (?:information|data)|cookies/gi, 1)
  )
    return 'privacy'
  return null
}
