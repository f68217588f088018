import type { Language } from '../model/text.js'
import { fold } from '../structure/fold.js'
import { spellingKey, typographicKey } from './spelling.js'

/** Kinds of change that say nothing new. */
export type Quiet =
  | 'typography'
  | 'spelling'
  | 'cross-references'
  | 'dates'
  | 'rename'
  | 'contact'
  | 'page-furniture'
  | 'reflow'
  | 'numbering'

/** Renamings found over the whole document: the old name folded, and the new one. */
export type Renames = ReadonlyMap<string, string>

const REFERENCE: Record<Language, RegExp> = {
  ja: /(?:本規約|本契約|同)?(?:(?:第)[0-9〇一二三四五六七八九十百]{1,5}(?:条|項|号|章|節)(?:の[0-9一二三四五六七八九十]{1,3})?(?:第[0-9〇一二三四五六七八九十]{1,4}(?:項|号))*|前(?:各)?(?:条|項|号)|次条|本条)(?:及び|および|又は|または|から|乃至|ないし|並びに|、|・|まで)?/g,
  en: /\b(?:sections?|articles?|clauses?|paragraphs?|schedules?|annex(?:es)?|appendix|exhibits?|§+)\s*\(?[0-9ivxlc]{1,6}(?:\.[0-9]{1,3}){0,4}\)?(?:\s?\([a-z0-9]{1,4}\))*(?:,? (?:and|or|to|through) \(?[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}\)?)*/g,
}
const DATE =
  /(?:(?:令和|平成|昭和)\s?[0-9元]{1,2}\s?年|(?:19|20)[0-9]{2}\s?[年./-])\s?[0-9]{1,2}\s?[月./-]\s?[0-9]{1,2}\s?日?|(?:19|20)[0-9]{2}年[0-9]{1,2}月|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? [0-9]{1,2}(?:st|nd|rd|th)?,? (?:19|20)[0-9]{2}|\b[0-9]{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?),? (?:19|20)[0-9]{2}|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?) (?:19|20)[0-9]{2}|\[?(?:date|1)\]? ?(?=$)/g
const REVISION =
  /制定|改定|改訂|施行|発効|有効日|適用開始|最終更新|最終変更|更新日|公開日|附則|付則|last (?:updated|modified|revised|edited)|effective|posted|revis|version|updated (?:on|at)?|publish|date/
const CONTACT =
  /https?:\/\/[^\s)）」、。]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:\+?[0-9]{1,4}[-(\s)]{1,2})?[0-9]{2,5}[-()\s]{1,2}[0-9]{1,4}[-\s][0-9]{3,4}|〒?[0-9]{3}-[0-9]{4}/g
const FURNITURE =
  /^(?:(?:skip to|back to top|table of contents|read more|learn more|download pdf|view (?:the )?(?:previous|prior|changelog|archive)|we(?:'ve| have) updated|this (?:page|document) was last|all rights reserved|copyright|©|banner:|announcement:|ページの先頭)(?!\w)[^.。]{0,80}[.。]?|contents|menu|home|search|share|print|cookies?|accept all|目次|トップ|ホーム|メニュー|検索|印刷|戻る|次へ|前へ)$|^\W*(?:title|layout|redirect_from|versions?|topics|permalink|shorttitle): |^[\w-]+:\s*['"[].*['"\]]$/

/**
 * Why two passages that differ say the same; null when they do not. Kinds are tried from the plainest on.
 */
export function quietKind(before: string, after: string, language: Language, renames: Renames): Quiet | null {
  if (typographicKey(before) === typographicKey(after)) return before.trim() === after.trim() ? 'reflow' : 'typography'
  if (spellingKey(before, language) === spellingKey(after, language)) return 'spelling'
  const a = fold(before).text
  const b = fold(after).text
  const same = (change: (s: string) => string): boolean =>
    spellingKey(change(a), language) === spellingKey(change(b), language)
  const references = (s: string): string => s.replace(REFERENCE[language], ' § ')
  if (a.search(REFERENCE[language]) >= 0 && same(references)) return 'cross-references'
  const dates = (s: string): string => s.replace(DATE, ' ')
  if (REVISION.test(a) && same((s) => dates(s).replace(REVISION, ' '))) return 'dates'
  if (a.search(CONTACT) >= 0 || b.search(CONTACT) >= 0) {
    if (same((s) => s.replace(CONTACT, ' '))) return 'contact'
  }
  if (renames.size > 0) {
    const renamed = (s: string): string => {
      let out = s
      for (const [from, to] of renames) out = out.split(from).join(to)
      return out
    }
    if (spellingKey(renamed(a), language) === spellingKey(renamed(b), language)) return 'rename'
    if (same((s) => references(renamed(s)))) return 'rename'
  }
  return null
}

/** Why an added or removed passage says nothing; null when it may say something. */
export function quietAlone(text: string, language: Language): Quiet | null {
  const folded = fold(text).text
  if (FURNITURE.test(folded)) return 'page-furniture'
  if (REVISION.test(folded) && folded.search(DATE) >= 0) {
    if (folded.replace(DATE, '').length < (language === 'ja' ? 24 : 60)) return 'dates'
  }
  if (/^[\s\d.()（）[\]第条項章節:-]*$/u.test(folded)) return 'numbering'
  return null
}
