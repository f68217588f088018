import { type Element, isElement, walk, wordsOf } from './page.js'
import { hides, type Styles } from './styles.js'

export interface TableRow {
  cells: string[]
  head: boolean
  hidden: boolean
}

/** Cells longer than this hold text that only happens to stand in a table. */
const LONG_CELL = 1_200

/**
 * Reads a table of data as rows. Null for a table that only lays out the page: one cell a row, tables inside, or
 * whole articles in its cells. Such a table is read as running text.
 */
export function readTable(table: Element, styles: Styles): TableRow[] | null {
  if (table.attribs.role === 'presentation') return null
  const rows: { element: Element; cells: Element[]; inHead: boolean }[] = []
  let nested = false
  let headings = false
  let inHead = 0
  walk(
    table,
    (node) => {
      if (!isElement(node)) return undefined
      if (node !== table && node.name === 'table') nested = true
      if (/^h[1-6]$/.test(node.name)) headings = true
      if (nested) return false
      if (node.name === 'thead') inHead++
      if (node.name === 'tr') rows.push({ element: node, cells: [], inHead: inHead > 0 })
      if (node.name === 'td' || node.name === 'th') rows.at(-1)?.cells.push(node)
      return undefined
    },
    (node) => {
      if (isElement(node) && node.name === 'thead') inHead--
    },
  )
  if (nested || rows.length === 0 || !rows.some((r) => r.cells.length > 1)) return null
  const out: TableRow[] = []
  for (const [n, row] of rows.entries()) {
    const cells = row.cells.map(wordsOf)
    if (cells.some((c) => c.length > (headings ? LONG_CELL / 4 : LONG_CELL))) return null
    const heads = row.cells.filter((c) => c.name === 'th' || isBold(c)).length
    out.push({
      cells,
      head: row.inHead || (n === 0 && row.cells.length > 1 && heads === row.cells.length && rows.length > 1),
      hidden: hides(styles.of(row.element)),
    })
  }
  return out
}

function isBold(cell: Element): boolean {
  const inner = cell.children.filter((c) => c.type !== 'text' || c.data.trim() !== '')
  return inner.length === 1 && isElement(inner[0]!) && /^(?:b|strong|h[1-6])$/.test(inner[0].name)
}
