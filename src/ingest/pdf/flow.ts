import type { PageLines } from './furniture.js'
import { regionsOf } from './layout.js'
import type { Line } from './lines.js'
import { type Paragraph, paragraphsOf, rightEdge, type TextLine, textLines } from './paragraphs.js'
import type { TableRow } from './tables.js'

/** The words of a document in reading order: paragraphs and tables, each over as many pages as it takes. */
export type Flow = ({ kind: 'paragraph'; lines: Paragraph } | { kind: 'table'; rows: TableRow[]; columns: number[] })[]

/** Lays the pages, their furniture taken out, one after the other. */
export function flowOf(pages: readonly PageLines[]): Flow {
  const edges = new ColumnEdges()
  const flow: Flow = []
  let text: TextLine[] = []
  const flush = (): void => {
    for (const lines of paragraphsOf(text)) flow.push({ kind: 'paragraph', lines })
    text = []
  }
  for (const { layers } of pages) {
    layers.forEach((layer, nth) => {
      // A table that the page before ended with goes on at the top of this one.
      const last = text.length === 0 && nth === 0 ? flow.at(-1) : undefined
      const open = last?.kind === 'table' ? last : null
      const regions = regionsOf(layer.lines, layer.direction === 'vertical', open?.columns)
      regions.forEach((region, i) => {
        if (region.kind === 'text') {
          text.push(...textLines(region.lines, edges.right(region.lines)))
          return
        }
        flush()
        if (i === 0 && open && sameColumns(open.columns, region.columns, layer.lines[0]?.size ?? 10))
          goOn(open.rows, region.rows)
        else flow.push({ kind: 'table', rows: region.rows, columns: region.columns })
      })
    })
  }
  flush()
  return flow
}

/** A column with so many lines shows where full lines end. */
const TELLING_LINES = 8

/** Right edges of columns, remembered from page to page: the few lines of a last page need not reach it. */
class ColumnEdges {
  private readonly known: { left: number; right: number }[] = []

  right(lines: readonly Line[]): number {
    const left = Math.min(...lines.map((l) => l.x0))
    const right = rightEdge(lines)
    const size = lines[0]!.size
    const same = this.known.find((k) => Math.abs(k.left - left) < 3 * size && k.right > right - size)
    if (lines.length >= TELLING_LINES) {
      if (!same) this.known.push({ left, right })
      return right
    }
    return same ? Math.max(right, same.right) : right
  }
}

function sameColumns(before: readonly number[], after: readonly number[], size: number): boolean {
  return before.length === after.length && before.every((x, i) => Math.abs(x - after[i]!) < 3 * size)
}

/** Rows of a table's next page: its head is not repeated, and a cell that the page's end cut is one. */
function goOn(rows: TableRow[], more: TableRow[]): void {
  const head = rows[0]!
  for (const row of more) {
    row.head = false
    if (head.head && row.cells.join('\t') === head.cells.join('\t')) continue
    rows.push(row)
  }
}
