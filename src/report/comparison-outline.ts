import type { Change, DiffOp, Effect } from '../model/comparison.js'
import type { Language } from '../model/text.js'
import { changePlace, changeStanding, countsLine, loudAndQuiet } from './comparison-view.js'
import { type Outline, type OutlineBlock, type Run, run, strong, type Tone } from './outline.js'
import { packChangeBlocks } from './pack-words.js'
import type { ReportedComparison, ReportOptions } from './reported.js'
import { shorten, type Words, wordsIn } from './words.js'

const TONE: Record<Effect, Tone> = {
  hurts: 'adverse',
  mixed: 'caution',
  unclear: 'caution',
  helps: 'favourable',
  neutral: 'muted',
}

/** The content of a comparison report: the ranked changes with their words, when it takes effect, the quiet ones. */
export function comparisonOutline({ comparison }: ReportedComparison, { language }: ReportOptions): Outline {
  const w = wordsIn(language)
  const { summary, effective } = comparison
  const title = `${w('comparison-title')}: ${comparison.new.name}`
  const { loud, quiet } = loudAndQuiet(comparison.changes)
  const blocks: OutlineBlock[] = [
    { kind: 'heading', level: 1, runs: [run(title)] },
    {
      kind: 'table',
      head: [],
      widths: [0.25, 0.75],
      rows: [
        [w('old-file'), `${comparison.old.name} (SHA-256 ${comparison.old.sha256.slice(0, 16)}…)`],
        [w('new-file'), `${comparison.new.name} (SHA-256 ${comparison.new.sha256.slice(0, 16)}…)`],
        [w('outcome.label'), outcome(comparison, w, language)],
      ].map(([name, value]) => [[strong(name!)], [run(value!)]]),
    },
    {
      kind: 'paragraph',
      runs: [strong(countsLine(summary, w))],
    },
  ]
  if (comparison.notices.length) {
    blocks.push({
      kind: 'list',
      items: comparison.notices.map((n) => [run([n.place, n.text[language]].filter(Boolean).join(': '), 'caution')]),
    })
  }
  blocks.push(...packChangeBlocks(comparison.packs ?? [], w, language))
  blocks.push({ kind: 'heading', level: 2, runs: [run(`${w('changes')} (${loud.length})`)] })
  if (!loud.length) blocks.push({ kind: 'paragraph', runs: [run(w('no-changes'))] })
  for (const [index, change] of loud.entries()) blocks.push(...changeBlocks(change, index + 1, w, language))
  blocks.push({ kind: 'heading', level: 2, runs: [run(w('effective'))] }, effectiveTable(effective, w, language))
  if (effective.options.length) {
    blocks.push(
      { kind: 'paragraph', runs: [strong(w('options'))] },
      {
        kind: 'list',
        items: effective.options.map((o) => [
          run(`${o.text[language]}${o.until ? ` (${w('until', { date: o.until })})` : ''}`),
        ]),
      },
    )
  }
  if (quiet.length) {
    blocks.push(
      { kind: 'heading', level: 2, runs: [run(w('quiet', { count: quiet.length }))] },
      {
        kind: 'table',
        head: [w('change-kind.label'), w('found-in'), w('quote')],
        widths: [0.16, 0.3, 0.54],
        rows: quiet.map((c) => [
          [run(w(`change-kind.${c.kind}`))],
          [run(changePlace(c, w))],
          [run(shorten((c.new ?? c.old)?.quote ?? '', 120))],
        ]),
      },
    )
  }
  blocks.push({ kind: 'paragraph', runs: [run(w('note'), 'muted')] })
  return { title, blocks }
}

function outcome(comparison: ReportedComparison['comparison'], w: Words, language: Language): string {
  return [w(`outcome.${comparison.outcome}`), comparison.outcome_why?.[language]].filter(Boolean).join(' – ')
}

function effectiveTable(
  effective: ReportedComparison['comparison']['effective'],
  w: Words,
  language: Language,
): OutlineBlock {
  const rows: [string, string][] = [
    [w('effective-date'), effective.date ?? w('effective-none')],
    [
      w('notice-days'),
      effective.notice_days === null ? w('effective-none') : w('days', { count: effective.notice_days }),
    ],
    [w('allows.label'), `${w(`allows.${effective.old_clause_allows}`)} – ${effective.why[language]}`],
  ]
  return {
    kind: 'table',
    head: [],
    widths: [0.3, 0.7],
    rows: rows.map(([name, value]) => [[strong(name)], [run(value)]]),
  }
}

function changeBlocks(change: Change, number: number, w: Words, language: Language): OutlineBlock[] {
  const tone = TONE[change.effect]
  const blocks: OutlineBlock[] = [
    { kind: 'heading', level: 3, runs: [run(`${number}. ${changePlace(change, w) || w('change')}`)] },
    {
      kind: 'paragraph',
      runs: [
        strong(changeStanding(change, w), tone),
        run(
          ` · ${w(`change-kind.${change.kind}`)}${change.items.length ? ` · ${change.items.join(', ')}` : ''}`,
          'muted',
        ),
      ],
    },
    { kind: 'quote', runs: diffRuns(change), source: '' },
  ]
  for (const r of change.reasons) {
    const values = r.old !== null || r.new !== null ? ` (${r.old ?? w('none')} → ${r.new ?? w('none')})` : ''
    blocks.push({
      kind: 'paragraph',
      runs: [strong(`${w('why')}: `), run(`${r.text[language]}${values}`), run(` [${r.rule}]`, 'muted')],
    })
  }
  if (change.ask) blocks.push({ kind: 'paragraph', runs: [strong(`${w('ask')}: `), run(change.ask[language])] })
  return blocks
}

/** A change's words with what went and what came marked. */
export function diffRuns(change: Change): Run[] {
  if (change.diff.length) return opRuns(change.diff)
  if (change.old && !change.new) return [run(change.old.quote, 'deleted')]
  if (change.new && !change.old) return [run(change.new.quote, 'inserted')]
  return [run(change.new?.quote ?? '')]
}

export function opRuns(ops: readonly DiffOp[]): Run[] {
  return ops.map((d) => run(d.text, d.op === 'delete' ? 'deleted' : d.op === 'insert' ? 'inserted' : undefined))
}
