import type { AgreementKind } from '../model/agreement.js'
import { foldedPassage } from '../structure/agreement-text.js'
import type { Judged } from './answer.js'

/** How documents speak of each kind when they say which of them prevails. */
const CALLED: Record<AgreementKind, RegExp> = {
  dpa: /data processing (?:agreement|addendum|terms)|\bdpa\b|データ処理(?:契約|条件|補足)|個人情報の?(?:取扱|処理)に関する(?:覚書|契約)/u,
  sla: /service level agreement|\bsla\b|サービスレベル|サービス品質保証/u,
  contract: /\border form\b|individual (?:agreement|contract)|個別契約|注文書|申込書|基本契約/u,
  terms: /terms of (?:service|use)|terms and conditions|利用規約|約款|本規約/u,
  privacy: /privacy (?:policy|notice|statement)|プライバシーポリシー|個人情報保護方針/u,
  other: /(?!)/u,
}

const PREVAILS_EN =
  /(?:shall |will )?(?:prevail|take precedence|control|govern)s? (?:over|to the extent)|in the event of (?:a |any )?(?:conflict|inconsistency)/u
const PREVAILS_JA = /優先(?:して適用|する|します|し、|される)|優先適用/u

/**
 * Which of a provider's documents prevails where two of them contradict each other, if one of them says so:
 * "In the event of a conflict the DPA prevails over these Terms", 「本規約とSLAに相違がある場合、SLAが優先する」.
 *
 * @returns the documents in order of precedence, or null when none states it
 */
export function precedence(documents: readonly Judged[]): Judged[] | null {
  for (const { agreement } of documents) {
    for (const passage of agreement.passages) {
      const { text } = foldedPassage(agreement, passage.index)
      const first = firstNamed(text, documents, agreement.language === 'ja' ? PREVAILS_JA : PREVAILS_EN)
      if (first) return [first, ...documents.filter((d) => d !== first)]
    }
  }
  return null
}

function firstNamed(text: string, documents: readonly Judged[], prevails: RegExp): Judged | null {
  if (!prevails.test(text)) return null
  // English names the prevailing document before the verb; Japanese marks it by が or を before 優先.
  const ja = /([^、。,]{1,60}?)(?:が|を)(?:[^、。]{0,20}に)?優先/u.exec(text)
  const en =
    /(?:conflict|inconsistency)[^,.]{0,200}, (?:the )?([^,.]{1,120}?) (?:shall |will )?(?:prevail|take precedence|control|govern)|([^,.]{1,120}?) (?:shall |will )?(?:prevails?|takes? precedence|controls?|governs?) over/u.exec(
      text,
    )
  const named = ja?.[1] ?? en?.[1] ?? en?.[2]
  if (!named) return null
  return documents.find((d) => CALLED[d.agreement.kind].test(named)) ?? null
}
