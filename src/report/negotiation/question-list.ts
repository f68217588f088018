import { sayIn } from '../../messages/index.js'
import type { Proposal } from '../../packs/proposal.js'
import { articleName, type ReportOptions } from '../reported.js'
import { type SheetCell, xlsx } from '../sheet.js'
import { standing, wordsIn } from '../words.js'

/** The open points of one document. */
export interface OpenPoints {
  document: string
  proposals: readonly Proposal[]
}

/** A question list as an Excel workbook: one row an open point, with columns for the provider's answer. */
export function questionList(points: readonly OpenPoints[], options: ReportOptions): Promise<Uint8Array> {
  const { language } = options
  const t = (key: string): string => sayIn(language, `negotiation.list.${key}`)
  const w = wordsIn(language)
  const wrapped = (value: string): SheetCell => ({ value, wrap: true })
  const columns = [
    'document',
    'item',
    'name',
    'place',
    'standing',
    'quote',
    'question',
    'proposal',
    'answer',
    'settled',
  ]
  const rows = points.flatMap(({ document, proposals }) =>
    proposals.map((p) => [
      wrapped(document),
      { value: p.item, tone: p.position === 'adverse' ? ('adverse' as const) : undefined },
      wrapped(p.name[language]),
      wrapped(p.article ? articleName(p.article) : ''),
      wrapped(p.status === 'absent' ? w('status.absent') : standing(w, p)),
      wrapped(p.evidence[0]?.quote ?? ''),
      wrapped(p.ask?.[language] ?? ''),
      wrapped(p.wording[language]),
      wrapped(''),
      wrapped(''),
    ]),
  )
  return xlsx(
    [
      {
        name: t('title'),
        widths: [24, 7, 24, 24, 12, 50, 50, 60, 40, 12],
        frozen: { rows: 1, columns: 2 },
        rows: [columns.map((c) => ({ value: t(c), tone: 'head' as const })), ...rows],
      },
    ],
    options.date ?? new Date(),
  )
}
