import type { Library } from '../library/library.js'
import { sayIn } from '../messages/index.js'
import type { Language } from '../model/text.js'
import { csv } from '../report/csv.js'
import type { MatrixRow } from './matrix.js'

/** The matrix for a spreadsheet: one row an item, one column a provider. */
export function matrixRows(rows: readonly MatrixRow[], library: Library, language: Language): string[][] {
  const t = (key: string) => sayIn(language, `server.web.${key}`)
  const head = ['', t('matrix.item'), ...rows.map((r) => r.label)]
  const body = library.items.map((item) => [
    item.id,
    item.names[language],
    ...rows.map((row) => {
      const cell = row.cells.get(item.id)
      if (!cell || cell.status === 'absent') return t('status.absent')
      const standing =
        cell.commitment && cell.commitment !== 'none'
          ? t(`commitment.${cell.commitment}`)
          : cell.position
            ? t(`position.${cell.position}`)
            : t(`status.${cell.status}`)
      return cell.status === 'partial' ? `${standing} (${t('status.partial')})` : standing
    }),
  ])
  return [head, ...body]
}

export function matrixCsv(rows: readonly MatrixRow[], library: Library, language: Language): string {
  return csv(matrixRows(rows, library, language))
}
