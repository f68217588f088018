import type { Frame } from '../frames/frame.js'
import { extract } from '../frames/values/extract.js'
import type { Fact } from '../frames/values/fact.js'
import type { Language } from '../model/text.js'
import { fold } from '../structure/fold.js'
import { roleOf } from './bearing.js'

/** A value that changed between two passages, with what it does to the customer. */
export interface ValueChange {
  /** Rule id: `notice-shortened`, `cap-lowered`, `fee-raised` … */
  rule: string
  old: string
  new: string
  effect: 'hurts' | 'helps' | 'mixed' | 'neutral' | 'unclear'
}

/** Which way a larger value works for the customer, and the rules' names for smaller and larger. */
interface Direction {
  larger: 'helps' | 'hurts'
  smallerRule: string
  largerRule: string
}

const dir = (larger: 'helps' | 'hurts', smallerRule: string, largerRule: string): Direction => ({
  larger,
  smallerRule,
  largerRule,
})

const KINDS = [
  'hours',
  'frequency',
  'duration',
  'percent',
  'money',
  'rate',
  'quantity',
  'law',
  'court',
  'place',
] as const

/** Facts of both sides that do not stand on the other, kind by kind, paired in order. */
export function valueChanges(
  before: string,
  after: string,
  frames: readonly Frame[],
  language: Language,
): ValueChange[] {
  const a = fold(before).text
  const b = fold(after).text
  const out: ValueChange[] = []
  const seen: Array<[number, number]> = []
  for (const kind of KINDS) {
    const free = (facts: Fact[], spans: Array<[number, number]>): Fact[] =>
      facts.filter((f) => spans.every(([s, e]) => f.end <= s || f.start >= e))
    const old = extract(kind, a)
    const now = free(extract(kind, b), seen)
    const [gone, come] = withoutShared(old, now)
    // Only values that replace each other one for one can be compared; anything else is left to the words around them.
    if (gone.length === 0 || gone.length !== come.length) continue
    for (let i = 0; i < gone.length; i++) {
      const change = judge(gone[i]!, come[i]!, a, b, frames, language)
      if (change) {
        out.push(change)
        seen.push([come[i]!.start, come[i]!.end])
      }
    }
  }
  return out
}

function withoutShared(a: readonly Fact[], b: readonly Fact[]): [Fact[], Fact[]] {
  const rest = [...b]
  const gone: Fact[] = []
  for (const f of a) {
    const k = rest.findIndex((g) => g.value === f.value || (g.size !== null && g.size === f.size && g.unit === f.unit))
    if (k >= 0) rest.splice(k, 1)
    else gone.push(f)
  }
  return [gone, rest]
}

function judge(
  old: Fact,
  now: Fact,
  a: string,
  b: string,
  frames: readonly Frame[],
  language: Language,
): ValueChange | null {
  const pair = { old: old.value, new: now.value }
  if (old.kind === 'place' || old.kind === 'court') return placeChange(old, now, b, pair)
  if (old.kind === 'hours') return hoursChange(old, now, pair)
  if (old.size === null || now.size === null || old.size === now.size) return null
  // How old somebody must be is no length of anything.
  if (old.kind === 'duration' && /^ ?(?:of age|old)\b|^歳/.test(b.slice(now.end, now.end + 8))) return null
  if (old.kind === 'frequency' && !isOwedWork(frames, b, now, language)) return null
  const direction = directionOf(now, b, a, frames, language)
  const larger = now.size > old.size
  if (!direction) return { ...pair, rule: larger ? 'value-raised' : 'value-lowered', effect: 'unclear' }
  const helps = larger === (direction.larger === 'helps')
  return { ...pair, rule: larger ? direction.largerRule : direction.smallerRule, effect: helps ? 'helps' : 'hurts' }
}

/** Work that the provider does for the customer, and the better the oftener; how often somebody pays is no such thing. */
function isOwedWork(frames: readonly Frame[], text: string, f: Fact, language: Language): boolean {
  const role = frames.length > 0 ? roleOf(frameAt(frames, text, f)) : 'other'
  return (
    !role.startsWith('customer') &&
    has(
      text,
      /報告|レポート|点検|検査|診断|バックアップ|複製|監査|訓練|試験|テスト|見直|定義/,
      /\b(?:reports?|back(?:ed)?[- ]?ups?|tests?|tested|scans?|audits?|audited|drills?|snapshots?|patch\w*|reviews?|reviewed|inspect\w*)\b/,
      language,
    ) &&
    !has(text, /料金|支払|請求|課金/, /\b(?:fees?|pay\w*|charg\w*|bill\w*|price\w*|renew\w*)\b/, language)
  )
}

/** Opening hours: a wider window helps, a narrower one hurts, a shifted one does both. */
function hoursChange(old: Fact, now: Fact, pair: { old: string; new: string }): ValueChange | null {
  const window = (v: string): [number, number] | null => {
    if (v === '24/7' || v === '24 hours') return [0, 24]
    const m = /(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})/.exec(v)
    return m ? [Number(m[1]) + Number(m[2]) / 60, Number(m[3]) + Number(m[4]) / 60] : null
  }
  const a = window(old.value)
  const b = window(now.value)
  if (!a || !b || (a[0] === b[0] && a[1] === b[1])) return null
  const wider = b[0] <= a[0] && b[1] >= a[1]
  const narrower = b[0] >= a[0] && b[1] <= a[1]
  return {
    ...pair,
    rule: wider ? 'hours-widened' : narrower ? 'hours-narrowed' : 'hours-shifted',
    effect: wider ? 'helps' : narrower ? 'hurts' : 'mixed',
  }
}

const HOME = 'Japan'

function placeChange(old: Fact, now: Fact, text: string, pair: { old: string; new: string }): ValueChange | null {
  if (old.value === now.value) return null
  const about =
    old.kind === 'court' || /裁判所|管轄|court|jurisdiction|arbitra|仲裁/.test(text)
      ? 'court'
      : /準拠|govern|laws? of|法に/.test(text)
        ? 'law'
        : 'location'
  const home = (v: string): boolean =>
    v === HOME || /Tokyo|Osaka|Japan|Kyoto|Nagoya|Fukuoka|Yokohama|Sapporo|Kobe/.test(v)
  if (home(old.value) === home(now.value))
    return { ...pair, rule: `${about}-changed`, effect: about === 'court' && home(now.value) ? 'unclear' : 'neutral' }
  return {
    ...pair,
    rule: home(now.value) ? `${about}-comes-home` : `${about}-moves-abroad`,
    effect: home(now.value) ? 'helps' : 'hurts',
  }
}

const has = (text: string, ja: RegExp, en: RegExp, language: Language): boolean =>
  (language === 'ja' ? ja : en).test(text)

/** The clause of the passage that a value stands in, by its place in the folded text. */
function around(text: string, f: Fact, reach = 90): string {
  return text.slice(Math.max(0, f.start - reach), f.end + reach)
}

/**
 * Whether more of the value is better for the customer. Decided by what the value measures: a notice, a deadline for
 * one side, a cap, a price … A deadline on a duty is better short for the one to whom it is owed.
 */
function directionOf(
  f: Fact,
  text: string,
  _before: string,
  frames: readonly Frame[],
  language: Language,
): Direction | null {
  const near = around(text, f)
  const is = (ja: RegExp, en: RegExp, where = near): boolean => has(where, ja, en, language)
  const role = frames.length > 0 ? roleOf(frameAt(frames, text, f)) : 'other'
  const customerActs = role === 'customer-must' || role === 'customer-may'
  if (f.kind === 'duration') {
    if (
      is(/責任|損害|賠償|上限/, /liabilit|damages|cap|exceed/, text) &&
      is(/上限|限度|超え|総額|相当|分の/, /exceed|cap|limit|amount|fees paid|preceding|prior|aggregate|maximum/) &&
      !is(/通知|請求期間/, /notice|notify/)
    )
      return dir('helps', 'cap-lowered', 'cap-raised')
    if (is(/削除|消去|破棄|廃棄/, /delet|eras|purg|destroy|remov/)) {
      if (is(/ログイン|利用(が|の)?(なく|ない|されない)|未使用|休眠/, /inactiv|not logged|log(ged)? in|dormant|unused/))
        return dir('helps', 'inactivity-shortened', 'inactivity-lengthened')
      if (
        is(/経過(後|した)|後に|まで(は)?保/, /\bafter\b(?! deletion)|following|until/) &&
        !is(/以内/, /within|past|no later than|in (no more|less) than/)
      )
        return dir('helps', 'retrieval-shortened', 'retrieval-lengthened')
      return dir('hurts', 'deletion-sooner', 'deletion-later')
    }
    if (
      is(/更新(しない|の拒絶|拒否)|解約(の)?(申|通知|届)|退会/, /non-?renew|cancel|terminat|opt[- ]out|withdraw/) &&
      customerActs &&
      (f.relation === 'before' || is(/前まで/, /notice|before|prior/))
    )
      return dir('hurts', 'exit-notice-shortened', 'exit-notice-lengthened')
    if (is(/返金|返品|払い?戻|クーリング|取消|キャンセル/, /refund|money[- ]back|withdraw|cancel|return/))
      return dir('helps', 'refund-window-shortened', 'refund-window-lengthened')
    if (
      is(
        /最低利用|最低契約|契約期間|更新期間|自動更新|当初の期間|本契約の期間|有効期間/,
        /minimum|initial (term|period)|renew(al)? (term|period)|commit|term (of|is)/,
      )
    )
      return dir('hurts', 'term-shortened', 'term-lengthened')
    if (
      is(
        /(請求|申請|申立|異議|クレーム|通知).{0,30}(期間|以内|まで)|出訴|時効|(過ぎた|経過した)後.{0,12}請求/,
        /claim|request|submit|bring|dispute|object/,
      ) &&
      (customerActs || is(/クレジット|請求/, /credit|claim|object/))
    )
      return dir('helps', 'claim-time-shortened', 'claim-time-lengthened')
    if (is(/試用|トライアル|無料|お試し|体験/, /trial|free/))
      return dir('helps', 'free-period-shortened', 'free-period-lengthened')
    if (
      is(/バックアップ|ログ|世代|履歴|記録/, /backup|logs?\b|snapshot|history/) &&
      is(/保存|保管|保持/, /retain|kept|keep|stor|retention/)
    )
      return dir('helps', 'retention-shortened', 'retention-lengthened')
    if (is(/保存|保管|保持|保有/, /retain|kept|keep|stor|retention/))
      return is(/エクスポート|ダウンロード|取り?出|引き?渡/, /export|download|retriev|available/)
        ? dir('helps', 'retrieval-shortened', 'retrieval-lengthened')
        : dir('hurts', 'retention-shortened', 'retention-lengthened')
    if (is(/エクスポート|ダウンロード|取り?出|引き?渡|返却/, /export|download|retriev|available/))
      return dir('helps', 'retrieval-shortened', 'retrieval-lengthened')
    if (is(/保証期間|保証/, /warrant|guarantee period/) && !is(/応答|復旧|稼働/, /respon|restor|uptime/))
      return dir('helps', 'warranty-shortened', 'warranty-lengthened')
    if (f.relation === 'before' || is(/前(まで)?に|予告|事前/, /notice|in advance|prior to|before/))
      return customerActs
        ? dir('hurts', 'customer-notice-shortened', 'customer-notice-lengthened')
        : dir('helps', 'notice-shortened', 'notice-lengthened')
    if (is(/応答|復旧|対応|rto|rpo|目標|遅延/, /respon|restor|recover|resol|rto|rpo|latency|downtime|outage/))
      return dir('hurts', 'deadline-shortened', 'deadline-lengthened')
    if (is(/支払|振込|納付/, /\bpay|invoice/)) return dir('helps', 'payment-time-shortened', 'payment-time-lengthened')
    if (is(/停止|中断|メンテナンス/, /suspen|interrupt|maintenance/))
      return dir('hurts', 'stop-shortened', 'stop-lengthened')
    if (is(/是正|催告|猶予|改善/, /cure|remed|grace/))
      return dir('helps', 'cure-time-shortened', 'cure-time-lengthened')
    if (role === 'provider-must' || role === 'provider-does')
      return is(/以内|まで/, /within|no later|not later|less than|in under/) || f.relation === 'within'
        ? dir('hurts', 'deadline-shortened', 'deadline-lengthened')
        : null
    if (customerActs) return dir('helps', 'customer-deadline-shortened', 'customer-deadline-lengthened')
    // 「漏えいは、発見から24時間以内に報告する」: what is done within a time and names nobody is the provider's to do.
    if (
      (f.relation === 'within' || is(/以内/, /within|no later than/)) &&
      is(
        /報告|通知|連絡|着手|修正|実施|返却|返還|提供|開始|完了|送付|掲載|公表|再開|切り?替え/,
        /report|notif|inform|start|fix|mend|patch|return|deliver|complete|sent|answer|publish|post|resume|switch/,
      )
    )
      return dir('hurts', 'deadline-shortened', 'deadline-lengthened')
    return null
  }
  if (f.kind === 'frequency') return dir('helps', 'frequency-lowered', 'frequency-raised')
  if (f.kind === 'percent') {
    if (is(/稼働|可用性|アップタイム|稼動率|利用(できる|可能)/, /uptime|availab|service level|sla\b|\bup\b/))
      return dir('helps', 'uptime-lowered', 'uptime-raised')
    if (is(/返金|減額|クレジット|割引/, /credit|refund|discount|reduc/))
      return dir('helps', 'credit-lowered', 'credit-raised')
    if (is(/利息|遅延損害|延滞|年利/, /interest|late/)) return dir('hurts', 'interest-lowered', 'interest-raised')
    if (is(/手数料|料金|料率|違約|課徴/, /fee|surcharge|charge|commission|share|penalt|increase|price/))
      return dir('hurts', 'fee-lowered', 'fee-raised')
    return null
  }
  if (f.kind === 'money') {
    if (
      is(
        /月額|毎月|年額|料金|価格|税込|税抜|手数料|利用料/,
        /\b(?:per|a|each) (?:month|year|user|seat|unit)|monthly|annual|fees?|price/,
      ) &&
      !is(/責任|賠償/, /liab|exceed/)
    )
      return dir('hurts', 'fee-lowered', 'fee-raised')
    if (is(/責任|損害|賠償|補償|保険|保証/, /liab|damage|exceed|compensat|indemn|insur/))
      return customerActs && is(/違約|支払/, /penalt|pay/)
        ? dir('hurts', 'penalty-lowered', 'penalty-raised')
        : dir('helps', 'cap-lowered', 'cap-raised')
    if (is(/返金|クレジット|割引|還元/, /refund|credit|discount|reward/))
      return dir('helps', 'credit-lowered', 'credit-raised')
    return dir('hurts', 'fee-lowered', 'fee-raised')
  }
  if (f.kind === 'rate' || f.kind === 'quantity') {
    if (
      is(
        /上限|まで|以内|最大|容量|件|制限|世代/,
        /limit|up to|maximum|allow|quota|includ|storage|users?|requests?|free|generations?|copies/,
      )
    )
      return dir('helps', 'limit-lowered', 'limit-raised')
    return null
  }
  return null
}

/** The clause of a passage in which a value stands. */
export function frameAt(frames: readonly Frame[], text: string, f: Fact): Frame {
  // Frames carry offsets of the unfolded passage; the share of the way through is close enough to find the clause.
  const whole = Math.max(...frames.map((x) => x.end), 1)
  const at = (f.start / Math.max(text.length, 1)) * whole
  return frames.find((x) => at >= x.start && at < x.end) ?? frames[0]!
}
