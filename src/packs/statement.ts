import { isTarget } from '../assess/commitment-words.js'
import { readFrames } from '../frames/frame.js'
import { bindsOnlyCustomer, rowAnswer } from '../match/not-offered.js'
import type { Unit } from '../match/unit.js'
import type { Agreement, Passage } from '../model/agreement.js'
import { foldedPassage, passageText } from '../structure/agreement-text.js'

/**
 * How a passage that holds a phrase's words says them: it states the fact, aims at it only, leaves it to the provider
 * (“may”), refuses it (a provider that denies, a row answered with no or planned), or speaks of something else (a duty of
 * the customer alone, a row that puts the answer off).
 */
export type Manner = 'states' | 'aims' | 'may' | 'refuses' | 'elsewhere'

/** 「責任を負いません」「義務を負わない」, whatever else the sentence says, unless it makes an exception. */
const NO_DUTY_JA =
  /(?:責任|義務|責め?)を(?:一切)?(?:負わ|負い)(?:ない|ません|かねます)(?:もの)?(?:と(?:する|します|し))?[。、,]?$/
const EXCEPTED_JA = /(?:ない限り|場合を除|除き|除いて)/
/** Other ends of a sentence by which a provider refuses: 「監査には応じません」. */
const REFUSES_JA =
  /(?:応じ|認め|行わ|行い|提供し|対応し|発行し|交付し|取得し|実施し|保証し|保証いたし|開示し|返却し|返還し|用意し|支援し|協力し|保存し|保管し|受け入れ|取得でき|復旧でき|返却でき|返還でき|提供でき|書き出せ)(?:て)?(?:い|おり)?(?:ない|ません|かねます)(?:もの)?(?:と(?:する|します|し))?[。、,]?$/
/** What turns such an end into a safeguard: 「承諾なく提供しない」「法令に基づく場合を除き開示しない」. */
const SAFEGUARD_JA = /(?:なく|なしに|ない限り|場合を除|以外|を超えて|に限り|第三者に)/

const REFUSES_EN =
  /\bno (?:right|obligation|duty) to\b|\bnot (?:be )?(?:liable|responsible|obliged|obligated|required|entitled|permitted|allowed)\b|\bunder no obligation\b|\bno (?:[a-z-]+ ){1,4}(?:is|are) (?:permitted|provided|offered|available|supported)\b|\bcannot (?:be )?(?:retriev|recover|export)|\bnot (?:currently )?(?:available|offered|supported|certified)\b/
const EXCEPTED_EN = /\b(?:unless|except|other than)\b/
/** “shall not … without consent” is a safeguard, no refusal. */
const DOES_NOT_EN =
  /\b(?:do|does|will|shall) not (?:offer|provide|support|maintain|hold|perform|issue|guarantee|permit|allow|accept|grant)\b/
const SAFEGUARD_EN = /\b(?:without|unless|except|other than|until|third part(?:y|ies))\b/

/**
 * Judges how a passage says what it says.
 *
 * @param negative true for phrases that are refusals by themselves (“no charge”, 「個人データを取り扱わない」)
 */
export function mannerOf(agreement: Agreement, passage: Passage, negative: boolean): Manner {
  const unit = unitOf(agreement, passage)
  const own = unit.wording.slice(unit.own)
  if (passage.kind === 'row') {
    const answer = rowAnswer(unit)
    if (answer === 'deferred') return 'elsewhere'
    if (answer === 'denied' || (!negative && own.split('\t').slice(1).some(refuses))) return 'refuses'
  }
  if (bindsOnlyCustomer(agreement, unit)) return 'elsewhere'
  if (!negative && refuses(own)) return 'refuses'
  if (isTarget(own)) return 'aims'
  return isLeftToProvider(agreement, passage) ? 'may' : 'states'
}

/** 「当社は…することができる」, “we may …”: whether it is done is the provider's choice. */
function isLeftToProvider(agreement: Agreement, passage: Passage): boolean {
  const lead = passage.leadIn === null ? null : passageText(agreement, agreement.passages[passage.leadIn]!)
  const frames = readFrames(passageText(agreement, passage), agreement.parties, agreement.language, lead)
  return frames.length > 0 && frames.every((f) => f.actor === 'provider' && f.named && f.modality === 'may')
}

function refuses(text: string): boolean {
  const words = text.trim()
  return (
    (NO_DUTY_JA.test(words) && !EXCEPTED_JA.test(words)) ||
    (REFUSES_JA.test(words) && !SAFEGUARD_JA.test(words)) ||
    (REFUSES_EN.test(words) && !EXCEPTED_EN.test(words)) ||
    (DOES_NOT_EN.test(words) && !SAFEGUARD_EN.test(words))
  )
}

function unitOf(agreement: Agreement, passage: Passage): Unit {
  const own = foldedPassage(agreement, passage.index)
  return {
    passage,
    language: agreement.language,
    wording: own.text,
    origin: Int32Array.from(own.origin),
    own: 0,
    hits: [],
  }
}
