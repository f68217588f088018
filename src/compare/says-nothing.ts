import type { Language } from '../model/text.js'
import { fold } from '../structure/fold.js'
import type { Reading } from './reading.js'

/** A passage that defines a word or leads a list in has no effect of its own. */
const DEFINES: Record<Language, RegExp> = {
  ja: /(とは[、,].{2,200}(いいます|いう|意味します|意味する|指します|指す)|以下「[^」]+」と(いう|いいます)[。)]*$)/,
  en: /^\W*(?:\(?[a-z0-9.]{1,6}\)? )?["'][^"']{2,60}["'] (?:(?:shall|will) )?(?:means?|refers? to|is defined|has the meaning|includes?)\b/,
}
const LEADS_IN =
  /[:：]\s*$|(?:次の(?:各号|とおり|通り|行為|事項|場合)|以下の(?:とおり|通り|行為|事項|場合|目的|データ|情報|もの))[^。]{0,40}[。:：]?\s*$/
/** Where the text speaks about itself or announces its own change. */
const ANNOUNCES =
  /^\W*(?:please (?:see|refer|read|visit|review|take)\b(?![^.]*\bmust\b)|for more (?:information|details)|you can (?:read|find|see|learn)|we(?:'ve| have) (?:made|updated)|this (?:page|document|version)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}, \d{4}:)|(?:をご覧ください|をご参照ください|でお読み[^。]{0,6}|をご確認ください)。?$|(?:詳細|詳しく)(?:は|について|に関して)[^。]{0,60}(?:参照|ご覧|お読み)/

/** Words with which a short English sentence says something; “Updated terms.” has none. */
const SAYS =
  /\b(?:is|are|be|was|were|may|might|will|must|shall|should|can|cannot|do|does|don't|has|have|appl(?:y|ies)|no|not|never|only|free|included|excluded|(?:we|you|they|it|customer|provider) \w+s?)\b/

/** A fragment without predicate, as headings and captions are. */
export function isFragment(reading: Reading, language: Language): boolean {
  const text = fold(reading.text).text
  if (reading.lead !== null || !reading.frames.every((f) => f.cue === null)) return false
  if (text.length >= (language === 'ja' ? 24 : 50)) return false
  return !/[.。]$/.test(text) || (language === 'en' && !SAYS.test(text))
}

/** A sentence that says what a word means. */
export function isDefinition(reading: Reading, language: Language): boolean {
  return DEFINES[language].test(fold(reading.text).text)
}

/** True where an added or removed passage says nothing by itself: a definition, a lead-in, a pointer. */
export function saysNothing(reading: Reading, language: Language): boolean {
  const text = fold(reading.text).text
  return isFragment(reading, language) || DEFINES[language].test(text) || LEADS_IN.test(text) || ANNOUNCES.test(text)
}
