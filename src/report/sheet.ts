import { harmless } from './csv.js'
import { withFixedDate } from './office-file.js'

export type CellTone = 'adverse' | 'caution' | 'favourable' | 'head' | undefined

export interface SheetCell {
  value: string | number
  tone?: CellTone
  wrap?: boolean
}

export interface Sheet {
  name: string
  /** Characters a column is wide. */
  widths: number[]
  /** Rows at the top, and columns at the left, that stay in view. */
  frozen: { rows: number; columns: number }
  rows: (SheetCell | string | number)[][]
}

const FILL: Record<'adverse' | 'caution' | 'favourable' | 'head', string> = {
  adverse: '#f8d7da',
  caution: '#fff3cd',
  favourable: '#d6efdd',
  head: '#e6e9ef',
}

/** A cell of an Excel sheet holds no more characters than this. */
const MAX_CELL_CHARACTERS = 32_000

/** Sets sheets as an Excel workbook. Texts are stored as texts, never as formulas. */
export async function xlsx(sheets: readonly Sheet[], date: Date): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const set = sheets.map((sheet) => ({
    sheet: sheetName(sheet.name),
    columns: sheet.widths.map((width) => ({ width })),
    ...(sheet.frozen.rows ? { stickyRowsCount: sheet.frozen.rows } : {}),
    ...(sheet.frozen.columns ? { stickyColumnsCount: sheet.frozen.columns } : {}),
    data: sheet.rows.map((row) =>
      row.map((raw) => {
        const cell: SheetCell = typeof raw === 'object' ? raw : { value: raw }
        const style = {
          alignVertical: 'top' as const,
          ...(cell.tone ? { backgroundColor: FILL[cell.tone] } : {}),
          ...(cell.tone === 'head' ? { fontWeight: 'bold' as const } : {}),
          ...(cell.wrap ? { wrap: true } : {}),
        }
        return typeof cell.value === 'number'
          ? { ...style, type: Number, value: cell.value }
          : { ...style, type: String, value: cellText(cell.value) }
      }),
    ),
  }))
  return withFixedDate(new Uint8Array(await writeExcelFile(set).toBuffer()), date)
}

/** The first sheet's rows without styles, for CSV. */
export function plainRows(sheet: Sheet): (string | number)[][] {
  return sheet.rows.map((row) => row.map((cell) => (typeof cell === 'object' ? cell.value : cell)))
}

function cellText(value: string): string {
  // XML 1.0 has no place for these characters, and Excel refuses a file that holds them.
  const text = harmless(value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''))
  return text.length <= MAX_CELL_CHARACTERS ? text : `${text.slice(0, MAX_CELL_CHARACTERS - 1)}…`
}

function sheetName(name: string): string {
  return name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'Sheet'
}
