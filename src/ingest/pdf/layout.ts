import type { Line, Segment } from './lines.js'
import { type TableRow, tableAt } from './tables.js'

/** A stretch of a page in reading order: the lines of one column, or a table. */
export type Region = { kind: 'text'; lines: Line[] } | { kind: 'table'; rows: TableRow[]; columns: number[] }

/** Columns of running text are at least so wide, in font sizes. */
const COLUMN_WIDTH = 8
/** Share of a column's lines that reach its edge; cells of a table rarely do. */
const FULL_SHARE = 0.4
/** The space between columns is at least so wide, in font sizes. */
const GUTTER = 0.72

/**
 * Orders the lines of one layer of a page: columns one after the other, tables as rows.
 *
 * @param vertical vertical writing: what stands in tiers is read tier by tier, and never as a table
 * @param open bounds of the columns of a table that the page before ended with
 */
export function regionsOf(lines: readonly Line[], vertical = false, open?: readonly number[]): Region[] {
  const regions: Region[] = []
  let text: Line[] = []
  const flush = (): void => {
    if (text.length > 0) regions.push({ kind: 'text', lines: text })
    text = []
  }
  for (let i = 0; i < lines.length; ) {
    const columns = lines[i]!.segments.length > 1 || nextIsBeside(lines, i) ? columnsAt(lines, i, vertical) : null
    if (columns) {
      flush()
      regions.push(...regionsOf(columns.left, vertical), ...regionsOf(columns.right, vertical))
      i = columns.end
      continue
    }
    const table = lines[i]!.segments.length > 1 && !vertical ? tableAt(lines, i, i === 0 ? open : undefined) : null
    if (table) {
      flush()
      regions.push({ kind: 'table', rows: table.rows, columns: table.columns })
      i = table.end
      continue
    }
    text.push(lines[i]!)
    i += 1
  }
  flush()
  return regions
}

/** A column's first line can stand a little above its neighbour's. */
function nextIsBeside(lines: readonly Line[], i: number): boolean {
  const next = lines[i + 1]
  return next !== undefined && (next.segments.length > 1 || next.x0 > lines[i]!.x1 || next.x1 < lines[i]!.x0)
}

interface Columns {
  left: Line[]
  right: Line[]
  /** Index of the first line below. */
  end: number
}

/** Two columns of running text that begin at a line; a third is found when the right one is looked at. */
function columnsAt(lines: readonly Line[], start: number, vertical: boolean): Columns | null {
  let best: Columns | null = null
  for (const gap of gapsNear(lines, start)) {
    let [from, to] = gap
    let end = start
    for (; end < lines.length; end++) {
      const line = lines[end]!
      const narrowed = blank(line, from, to)
      if (!narrowed || narrowed[1] - narrowed[0] < GUTTER * line.size) break
      ;[from, to] = narrowed
    }
    if (end - start < 4 || (best && end <= best.end)) continue
    const middle = (from + to) / 2
    const left = sideOf(lines.slice(start, end), (s) => s.x1 <= middle)
    const right = sideOf(lines.slice(start, end), (s) => s.x0 >= middle)
    if (vertical ? left.length > 1 && right.length > 1 : isColumn(left) && isColumn(right)) best = { left, right, end }
  }
  return best
}

function gapsNear(lines: readonly Line[], start: number): [number, number][] {
  const gaps: [number, number][] = []
  for (const line of lines.slice(start, start + 3)) {
    for (let k = 1; k < line.segments.length; k++) gaps.push([line.segments[k - 1]!.x1, line.segments[k]!.x0])
  }
  return gaps
}

/** The part of an interval that a line leaves blank, null when it writes across. */
function blank(line: Line, from: number, to: number): [number, number] | null {
  let [a, b] = [from, to]
  for (const { x0, x1 } of line.segments) {
    if (x1 <= a || x0 >= b) continue
    const left = x0 - a
    const right = b - x1
    if (left <= 0 && right <= 0) return null
    if (left > right) b = x0
    else a = x1
  }
  return b > a ? [a, b] : null
}

function sideOf(lines: readonly Line[], within: (segment: Segment) => boolean): Line[] {
  return lines.flatMap((line) => {
    const segments = line.segments.filter(within)
    if (segments.length === 0) return []
    const { size, font, mark } = segments.reduce((p, q) => (q.text.length > p.text.length ? q : p))
    return [{ ...line, segments, x0: segments[0]!.x0, x1: segments.at(-1)!.x1, size, font, mark }]
  })
}

function isColumn(lines: readonly Line[]): boolean {
  if (lines.length < 4) return false
  const left = Math.min(...lines.map((l) => l.x0))
  const right = Math.max(...lines.map((l) => l.x1))
  const width = right - left
  const size = lines[0]!.size
  if (width < COLUMN_WIDTH * size) return false
  const full = lines.filter((l) => l.x1 > right - 0.12 * width - size && l.x1 - l.x0 > 0.7 * width).length
  if (full < FULL_SHARE * lines.length) return false
  // Cells of a row stand apart within their column too.
  if (lines.filter((l) => l.segments.length > 1).length > 0.45 * lines.length) return false
  // Running text has line under line; the first column of a table with long cells beside it does not.
  const steps = lines.slice(1).map((l, i) => l.y - lines[i]!.y)
  const usual = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)]!
  return usual < 2.4 * size && steps.filter((s) => s < 1.5 * usual).length >= 0.7 * steps.length
}
