import { changePlace, loudAndQuiet } from './comparison-view.js'
import { changedAnswer } from './pack-words.js'
import { articleName, type ReportedComparison, type ReportOptions } from './reported.js'
import type { CellTone, Sheet, SheetCell } from './sheet.js'
import { wordsIn } from './words.js'

const TONE: Record<string, CellTone> = { hurts: 'adverse', mixed: 'caution', unclear: 'caution', helps: 'favourable' }

const PACK_TONE: Record<string, CellTone> = { lost: 'adverse', gained: 'favourable' }

/** A comparison as one sheet, one row a change, ranked; quiet changes stand last; then what becomes of the packs' answers. */
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
  const sheets: Sheet[] = [
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
  if (comparison.packs?.some((p) => p.changes.length > 0)) {
    const names = [
      w('packs'),
      w('pack-change.label'),
      w('requirement'),
      '',
      w('result'),
      w('why'),
      w('quote'),
      w('ask'),
    ]
    sheets.push({
      name: w('packs'),
      widths: [30, 20, 40, 10, 26, 60, 60, 45],
      frozen: { rows: 1, columns: 0 },
      rows: [
        names.map((value): SheetCell => ({ value, tone: 'head' })),
        ...comparison.packs.flatMap((pack) =>
          pack.changes.map((c): SheetCell[] => [
            wrapped(pack.name[language]),
            { value: w(`pack-change.${c.effect}`), tone: PACK_TONE[c.effect] },
            wrapped(c.name[language]),
            { value: w(c.level) },
            wrapped(changedAnswer(w, c)),
            wrapped(c.new_why[language]),
            wrapped(c.new_evidence.map((e) => e.quote).join('\n')),
            wrapped(c.ask?.[language] ?? ''),
          ]),
        ),
      ],
    })
  }
  return sheets
}
