import { changePlace, loudAndQuiet } from './comparison-view.js'
import { articleName, type ReportedComparison, type ReportOptions } from './reported.js'
import type { CellTone, Sheet, SheetCell } from './sheet.js'
import { wordsIn } from './words.js'

const TONE: Record<string, CellTone> = { hurts: 'adverse', mixed: 'caution', unclear: 'caution', helps: 'favourable' }

/** A comparison as one sheet, one row a change, ranked; quiet changes stand last. */
export function comparisonSheets({ comparison }: ReportedComparison, { language }: ReportOptions): Sheet[] {
  const w = wordsIn(language)
  const wrapped = (value: string): SheetCell => ({ value, wrap: true })
  const { loud, quiet } = loudAndQuiet(comparison.changes)
  const head = [
    '#',
    w('effect.label'),
    w('severity.label'),
    w('change-kind.label'),
    w('found-in'),
    w('item'),
    `${w('old')} – ${w('found-in')}`,
    `${w('old')} – ${w('quote')}`,
    `${w('new')} – ${w('found-in')}`,
    `${w('new')} – ${w('quote')}`,
    w('why'),
    w('rule'),
    w('ask'),
  ]
  return [
    {
      name: w('changes'),
      widths: [5, 10, 9, 12, 26, 12, 20, 55, 20, 55, 55, 24, 45],
      frozen: { rows: 1, columns: 3 },
      rows: [
        head.map((value): SheetCell => ({ value, tone: 'head' })),
        ...[...loud, ...quiet].map((c, i): (SheetCell | string | number)[] => [
          i + 1,
          { value: w(`effect.${c.effect}`), tone: TONE[c.effect] },
          { value: w(`severity.${c.severity}`), tone: TONE[c.effect] },
          w(`change-kind.${c.kind}`),
          wrapped(changePlace(c, w)),
          wrapped(c.items.join(' ')),
          wrapped(c.old ? articleName(c.old) : ''),
          wrapped(c.old?.quote ?? ''),
          wrapped(c.new ? articleName(c.new) : ''),
          wrapped(c.new?.quote ?? ''),
          wrapped(c.reasons.map((r) => r.text[language]).join('\n')),
          wrapped(c.reasons.map((r) => r.rule).join('\n')),
          wrapped(c.ask?.[language] ?? ''),
        ]),
      ],
    },
  ]
}
