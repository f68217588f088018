import type { Change, DiffOp, Effect, RequirementChange } from '../model/comparison.js'
import { type Ink, type Paint, painter, plainForTerminal } from './ansi.js'
import { changePlace, changeStanding, countsLine, loudAndQuiet } from './comparison-view.js'
import { changedAnswer, metLine } from './pack-words.js'
import type { ReportedComparison, ReportOptions } from './reported.js'
import { shorten, wordsIn } from './words.js'

const INK: Record<Effect, Ink> = { hurts: 'red', mixed: 'yellow', unclear: 'yellow', helps: 'green', neutral: 'dim' }
const PACK_INK: Record<RequirementChange['effect'], Ink> = { lost: 'red', gained: 'green', other: 'dim' }
const AROUND = 24
const QUOTE_CHARACTERS = 300

/** The ranked list of changes for a terminal. */
export function comparisonTerminal({ comparison }: ReportedComparison, options: ReportOptions): string {
  const w = wordsIn(options.language)
  const lang = options.language
  const paint = painter(options.colour === true)
  const { summary, effective } = comparison
  const out: string[] = [paint(`${comparison.old.name} → ${comparison.new.name}`, 'bold'), countsLine(summary, w)]
  if (comparison.outcome !== 'compared') {
    out.push(paint(`! ${w(`outcome.${comparison.outcome}`)}: ${comparison.outcome_why?.[lang] ?? ''}`, 'red', 'bold'))
  }
  for (const n of comparison.notices) out.push(paint(`! ${n.place ? `${n.place}: ` : ''}${n.text[lang]}`, 'yellow'))
  for (const pack of comparison.packs ?? []) {
    out.push('', `${paint(pack.name[lang], 'bold')}  ${metLine(w, pack)}`)
    for (const c of pack.changes) {
      const answer = paint(`${w(`pack-change.${c.effect}`)}: ${changedAnswer(w, c)}`, PACK_INK[c.effect])
      out.push(`  ${c.name[lang]} (${w(c.level)})  ${answer}`, `    ${w('why')}: ${c.new_why[lang]}`)
    }
  }
  const { loud, quiet } = loudAndQuiet(comparison.changes)
  if (!loud.length && comparison.outcome === 'compared') out.push('', w('no-changes'))
  for (const [index, change] of loud.entries()) {
    const items = change.items.length ? `  ${change.items.join(' ')}` : ''
    out.push(
      '',
      `${String(index + 1).padStart(2)}. ${paint(changeStanding(change, w), INK[change.effect], 'bold')}  ${w(`change-kind.${change.kind}`)}  ${changePlace(change, w)}${paint(items, 'dim')}`,
      `    ${shown(change, paint)}`,
    )
    for (const reason of change.reasons) out.push(`    ${w('why')}: ${reason.text[lang]}`)
    if (change.ask) out.push(`    ${w('ask')}: ${change.ask[lang]}`)
  }
  out.push('', paint(w('effective'), 'bold'))
  out.push(`  ${w('effective-date')}: ${effective.date ?? w('effective-none')}`)
  if (effective.notice_days !== null) out.push(`  ${w('notice-days')}: ${w('days', { count: effective.notice_days })}`)
  out.push(`  ${w('allows.label')}: ${w(`allows.${effective.old_clause_allows}`)} – ${effective.why[lang]}`)
  for (const o of effective.options) {
    out.push(`  ・${o.text[lang]}${o.until ? ` (${w('until', { date: o.until })})` : ''}`)
  }
  if (quiet.length) out.push('', paint(w('quiet', { count: quiet.length }), 'dim'))
  return `${out.map((line) => (options.colour ? line : plainForTerminal(line))).join('\n')}\n`
}

/** The change in its sentence: what went in brackets [-…-], what came in {+…+}, long equal stretches cut. */
function shown(change: Change, paint: Paint): string {
  if (!change.diff.length) return shorten((change.new ?? change.old)?.quote ?? '', QUOTE_CHARACTERS)
  return change.diff
    .map((d, i) => mark(d, i === 0, i === change.diff.length - 1, paint))
    .join('')
    .replace(/\s*\n\s*/g, ' ')
}

function mark(d: DiffOp, first: boolean, last: boolean, paint: Paint): string {
  if (d.op === 'delete') return paint(`[-${shorten(d.text, QUOTE_CHARACTERS)}-]`, 'red')
  if (d.op === 'insert') return paint(`{+${shorten(d.text, QUOTE_CHARACTERS)}+}`, 'green')
  if (d.text.length <= 2 * AROUND) return d.text
  const head = first ? '' : d.text.slice(0, AROUND)
  const tail = last ? '' : d.text.slice(-AROUND)
  return `${head}…${tail}`
}
