import { extract } from '../frames/values/extract.js'
import { compareValues } from '../frames/values/value-order.js'
import { valueWords } from '../frames/values/value-words.js'
import { say } from '../messages/index.js'
import type { Agreement } from '../model/agreement.js'
import type { Analysis, Finding } from '../model/analysis.js'
import type { Change, Comparison } from '../model/comparison.js'
import type { Text } from '../model/text.js'
import { fold } from '../structure/fold.js'

type Effective = Comparison['effective']

const TAKES_EFFECT =
  /施行|発効|有効日|適用(開始|され)|効力を(生じ|発生)|effective|takes? effect|comes? into (force|effect)|apply from|in force/
const TOLD =
  /公表|掲載|告知|通知日|改定日|更新日|改訂日|last (updated|modified|revised)|posted|published|notice (date|given)|updated/
/** Dates of terms stand at their head or their foot. */
const EDGE = 40
const DAY = 86_400_000

/** The day named with `words` in the passages at the head or foot of a document; the latest where there are several. */
function dayOf(agreement: Agreement, words: RegExp, not?: RegExp): string | null {
  const { passages, document } = agreement
  const edges = passages.length <= EDGE * 2 ? passages : [...passages.slice(0, EDGE), ...passages.slice(-EDGE)]
  let latest: string | null = null
  for (const p of edges) {
    const text = fold(document.text.slice(p.start, p.end)).text
    if (text.length > 400) continue
    for (const f of extract('date', text)) {
      const near = text.slice(Math.max(0, f.start - 60), f.end + 30)
      if (!words.test(near) || (not?.test(near) && !words.test(text.slice(Math.max(0, f.start - 16), f.start))))
        continue
      if (/^\d{4}-\d{2}-\d{2}$/.test(f.value) && (latest === null || f.value > latest)) latest = f.value
    }
  }
  return latest
}

/**
 * When the new version takes effect, how many days lie between its notice and that day, whether the change clause of
 * the old version allows it in this way, and what the customer can still do.
 *
 * For Japanese standard terms the points of Civil Code art. 548-4 are told: general interest or reasonableness, and an
 * effective date that is made known.
 *
 * @param noticedOn day of the notice or of the fetch (ISO 8601), where the caller knows it
 */
export function effectiveOf(
  old: Agreement,
  oldAnalysis: Pick<Analysis, 'items'>,
  now: Agreement,
  changes: readonly Change[],
  noticedOn: string | null,
): Effective {
  const date = dayOf(now, TAKES_EFFECT)
  const sameAsOld = date !== null && date === dayOf(old, TAKES_EFFECT)
  const told = noticedOn ?? dayOf(now, TOLD, TAKES_EFFECT)
  const days =
    date !== null && !sameAsOld && told !== null && told <= date
      ? Math.round((Date.parse(date) - Date.parse(told)) / DAY)
      : null
  const clause = oldAnalysis.items.find((f) => f.id === 'C13')
  const adverse = changes.filter((c) => c.effect === 'hurts' || c.effect === 'mixed').length
  const why: Text[] = [date ? say('compare.effective.date', { date }) : say('compare.effective.none')]
  if (days !== null) why.push(say('compare.effective.notice', { days }))
  const allows = judgeClause(clause, days, why)
  if (now.language === 'ja' && (now.kind === 'terms' || now.kind === 'privacy')) {
    why.push(say('compare.effective.civil-code'))
    if (adverse > 0) why.push(say('compare.effective.civil-code-adverse', { count: adverse }))
    if (date === null) why.push(say('compare.effective.civil-code-date'))
  }
  return {
    date,
    notice_days: days,
    old_clause_allows: allows,
    why: { ja: why.map((t) => t.ja).join(''), en: why.map((t) => t.en).join(' ') },
    options: adverse > 0 ? optionsOf(clause, now, date) : [],
  }
}

function judgeClause(clause: Finding | undefined, days: number | null, why: Text[]): Effective['old_clause_allows'] {
  if (!clause || clause.status === 'absent') {
    why.push(say('compare.effective.no-clause'))
    return 'unclear'
  }
  const value = (name: string): string | null => clause.values.find((v) => v.name === name)?.value ?? null
  const consent = value('consent')
  if (consent === 'express') {
    why.push(say('compare.effective.consent'))
    return 'unclear'
  }
  if (value('notice_means') === 'individual') why.push(say('compare.effective.individual'))
  const need = value('notice')
  if (!need || compareValues(need, need) === null) {
    why.push(say('compare.effective.no-length'))
    return 'unclear'
  }
  if (days === null) {
    why.push(say('compare.effective.unknown', { need: valueWords(need) }))
    return 'unclear'
  }
  const order = compareValues(`${days} days`, need)
  if (order === null) {
    why.push(say('compare.effective.holidays', { days, need: valueWords(need) }))
    return 'unclear'
  }
  const kept = order >= 0
  why.push(say(kept ? 'compare.effective.kept' : 'compare.effective.not-kept', { need: valueWords(need) }))
  return kept ? 'yes' : 'no'
}

function optionsOf(clause: Finding | undefined, now: Agreement, date: string | null): Effective['options'] {
  const out: Effective['options'] = [{ text: say('compare.option.ask'), until: date }]
  const value = (name: string): string | null => clause?.values.find((v) => v.name === name)?.value ?? null
  if (value('consent') === 'express' || value('consent') === 'deemed')
    out.push({ text: say('compare.option.refuse'), until: date })
  out.push({ text: say('compare.option.terminate'), until: value('right_to_terminate') === 'yes' ? date : null })
  if (now.kind !== 'privacy') out.push({ text: say('compare.option.negotiate'), until: date })
  out.push({ text: say('compare.option.export'), until: date })
  return out
}
