import { type Bond, readBonds } from '../frames/frame.js'
import type { Agreement } from '../model/agreement.js'
import type { Unit } from './unit.js'

/** Cells of a checklist that say that the matter is not provided, or not yet. */
const DENIED =
  /^(?:非対応|未対応|対応(?:不可|なし|無し|していません|しておりません)|対象外|適用外|該当(?:なし|無し|せず|しません)|(?:規定|設定|定め|予定)(?:なし|無し|していません|しておりません)|未(?:導入|策定|定義|設定|整備)|未定|未実施|実施(?:なし|無し|していません|しておりません)|検討中|準備中|(?:取得|対応|実施|導入)予定|未取得|なし|無し?|いいえ|不可|×|x|[-ー―]?(?:お客様|利用者|契約者|貴社|甲)(?:にて|が|で)?(?:実施|対応|負担|責任|範囲|作業)?|no|none|n\/a|not (?:applicable|available|offered|provided|supported|planned|implemented)|planned|under consideration|unsupported|customer(?:'s)? responsibility)[。.]?$/
/** Cells that put the answer off: to talks, or to another document. */
const DEFERRED =
  /^(?:(?:要件により)?(?:ご?相談|応相談|要相談|要?協議|個別(?:に)?(?:対応|相談|協議|見積))|別(?:途|紙|冊|表|資料)?(?:に?(?:定め|参照|記載|協議)る?)|.{0,12}(?:別冊|別紙|資料|を)参照|upon consultation|to be agreed|see .{2,40}|on a case-by-case basis)[。.]?$/

/** Names of plans in the head row of a table. */
const PLANS =
  /\b(?:plan|standard|basic|premium|business|enterprise|pro|professional|free|starter|team|scale|gold|silver|bronze|edition)\b|プラン|エディション|スタンダード|プレミアム|ベーシック|ライト|ビジネス|エンタープライズ|無料|有料/

/** The signs of the parties that a wording holds in place of their names read as words again. */
function words(cell: string): string {
  return cell.replaceAll('\ue000', '当社').replaceAll('\ue001', 'お客様').trim()
}

/** What the cells of a checklist's row answer, beyond their description: not provided, put off, or nothing of the kind. */
export function rowAnswer(unit: Unit): 'denied' | 'deferred' | null {
  if (unit.passage.kind !== 'row') return null
  const cells = unit.wording.slice(unit.own).split('\t').slice(1).map(words)
  if (cells.some((c) => DENIED.test(c))) {
    // Where plans stand side by side, one of them may lack what the next one has.
    const offered = cells.filter((c) => c !== '' && !DENIED.test(c) && !/^[-ー―]$/.test(c))
    const head = unit.own > 0 ? unit.wording.slice(0, unit.own) : ''
    return PLANS.test(head) && offered.length > 0 ? null : 'denied'
  }
  return cells.some((c) => DEFERRED.test(c)) ? 'deferred' : null
}

/** A request to the reader, which names nobody: "please keep …", 「…をお願いいたします」. */
const ASKED = /^\W*(?:please|do not|don't|never|make sure)\b|(?:ください|下さい|お願い(?:いた)?します)/i

/** In Japanese contracts a plain verb obliges whom it names: 「契約者は、利用状況を毎月当社に報告する」. */
function isPlainDuty(frame: Bond, agreement: Agreement): boolean {
  return (
    agreement.language === 'ja' &&
    frame.cue === null &&
    /(?:する|行う|講じる|講ずる|負う|負担する)[。、]?$/.test(frame.text.trim())
  )
}

/**
 * True when a sentence binds the customer alone: 「契約者は、自己の端末にウイルス対策を行うものとする」. Such a duty tells
 * nothing of what the provider offers.
 */
export function bindsOnlyCustomer(agreement: Agreement, unit: Unit): boolean {
  const { passage } = unit
  if (passage.kind === 'row' || passage.kind === 'heading') return false
  const { text } = agreement.document
  const lead = passage.leadIn === null ? null : agreement.passages[passage.leadIn]!
  const bonds = readBonds(
    text.slice(passage.start, passage.end),
    agreement.parties,
    agreement.language,
    lead && lead.index !== passage.index ? text.slice(lead.start, lead.end) : null,
  )
  return (
    bonds.length > 0 &&
    bonds.every(
      (f) =>
        f.actor === 'customer' &&
        (f.named || ASKED.test(f.text)) &&
        (f.modality === 'must' || f.modality === 'must-not' || isPlainDuty(f, agreement)),
    )
  )
}
