import { valueName } from '../frames/values/value-words.js'
import { concernOf } from './concern.js'
import { answerWords } from './pack-words.js'
import { placeOf, type ReportedAnalysis, type ReportOptions } from './reported.js'
import type { CellTone, Sheet, SheetCell } from './sheet.js'
import { valueText, wordsIn } from './words.js'

const TONE = { high: 'adverse', medium: 'caution', low: undefined, none: undefined } as const

/** An analysis as sheets: the items, one row each; then the packs' requirements where there are any. */
export function analysisSheets({ analysis }: ReportedAnalysis, { language }: ReportOptions): Sheet[] {
  const w = wordsIn(language)
  const head = (names: string[]): SheetCell[] => names.map((value) => ({ value, tone: 'head' }))
  const wrapped = (value: string, tone?: CellTone): SheetCell => ({ value, wrap: true, tone })
  const sheets: Sheet[] = [
    {
      name: w('items', { count: analysis.items.length }),
      widths: [7, 26, 12, 12, 12, 10, 24, 8, 60, 34, 50, 50],
      frozen: { rows: 1, columns: 2 },
      rows: [
        head([
          'ID',
          w('item'),
          w('status.label'),
          w('position.label'),
          w('commitment.label'),
          w('confidence'),
          w('found-in'),
          w('pages'),
          w('quote'),
          w('values'),
          w('why'),
          w('ask'),
        ]),
        ...analysis.items.map((f) => {
          const tone: CellTone = TONE[concernOf(f)] ?? (f.position === 'favourable' ? 'favourable' : undefined)
          const places = [...new Set(f.evidence.map((e) => placeOf(analysis, e.article)).filter(Boolean))]
          return [
            { value: f.id, tone },
            wrapped(f.name[language], tone),
            { value: w(`status.${f.status}`), tone },
            { value: f.position ? w(`position.${f.position}`) : '', tone },
            { value: f.commitment ? w(`commitment.${f.commitment}`) : '', tone },
            f.confidence,
            wrapped(places.join('\n')),
            f.evidence[0]?.page ?? '',
            wrapped(f.evidence.map((e) => e.quote).join('\n')),
            wrapped(f.values.map((v) => `${valueName(v.name)[language]}: ${valueText(v, language)}`).join('\n')),
            wrapped(f.why[language]),
            wrapped(f.ask?.[language] ?? ''),
          ]
        }),
      ],
    },
  ]
  if (analysis.packs.length) {
    sheets.push({
      name: w('packs'),
      widths: [30, 46, 10, 18, 60, 60],
      frozen: { rows: 1, columns: 0 },
      rows: [
        head([w('packs'), w('requirement'), '', w('result'), w('why'), w('quote')]),
        ...analysis.packs.flatMap((pack) =>
          pack.results.map((r): SheetCell[] => [
            wrapped(pack.name[language]),
            wrapped(r.name[language]),
            { value: w(r.level) },
            { value: answerWords(w, r), tone: r.result === 'not met' ? 'adverse' : undefined },
            wrapped(r.why[language]),
            wrapped(r.evidence.map((e) => e.quote).join('\n')),
          ]),
        ),
      ],
    })
  }
  return sheets
}
