import { setSolid } from './characters.js'
import { type Line, type Segment, wordsOf } from './lines.js'
import { labelOf } from './numbering.js'

/** A row of a table: its cells from the first column to the last, empty ones included. */
export interface TableRow {
  cells: string[]
  head: boolean
  page: number
}

export interface Table {
  rows: TableRow[]
  /** Where its columns part, in points. */
  columns: number[]
  /** Index of the first line below. */
  end: number
}

/** The space between two columns of cells, in font sizes. */
const CELL_GAP = 0.6
/** More space than between the lines of a cell, by this factor, parts two rows. */
const ROW_PARTING = 1.18

type Interval = [number, number]

/**
 * A table that begins at a line: lines one after the other that leave the same intervals blank. Cells can be wrapped
 * over several lines; rules need not be drawn.
 *
 * @param open columns of a table that may go on here: then a single row is enough
 */
export function tableAt(lines: readonly Line[], start: number, open?: readonly number[]): Table | null {
  let gaps = gapsOf(lines[start]!)
  let end = start + 1
  for (; end < lines.length; end++) {
    const line = lines[end]!
    const above = lines[end - 1]!
    if (line.y - above.y > 5.5 * line.size) break
    const kept = gaps.flatMap((gap) => narrow(gap, line))
    if (kept.length === 0) break
    // Text below a table at its left edge belongs to it only when a row goes on beside it.
    gaps = kept
  }
  end = trimmed(lines, start, end, gaps)
  const body = lines.slice(start, end)
  const beside = body.filter((l) => columnsTouched(l, gaps).length > 1)
  const bounds = gaps.map(([a, b]) => (a + b) / 2)
  const goesOn =
    open !== undefined && open.length === gaps.length && gaps.every(([a, b], i) => a < open[i]! && open[i]! < b)
  if (beside.length < (goesOn ? 1 : 2)) return null
  const cells = body.map((line) => cellsOf(line, bounds))
  if (!goesOn && (isList(cells) || !aligned(body, bounds))) return null
  const rows = mergeWrapped(body, cells, bounds)
  if (rows.length < (goesOn ? 1 : 2)) return null
  rows[0]!.head = isHead(rows)
  return { rows, columns: goesOn ? [...open] : bounds, end }
}

function gapsOf(line: Line): Interval[] {
  const gaps: Interval[] = []
  for (let k = 1; k < line.segments.length; k++) gaps.push([line.segments[k - 1]!.x1, line.segments[k]!.x0])
  return gaps
}

/** What a line leaves of a blank interval: one part, or nothing. */
function narrow([a, b]: Interval, line: Line): Interval[] {
  for (const { x0, x1 } of line.segments) {
    if (x1 <= a || x0 >= b) continue
    if (x0 <= a && x1 >= b) return []
    if (x0 - a > b - x1) b = x0
    else a = x1
  }
  return b - a >= CELL_GAP * line.size ? [[a, b]] : []
}

function columnsTouched(line: Line, gaps: readonly Interval[]): number[] {
  const touched = new Set(line.segments.map((s) => gaps.filter(([a, b]) => s.x0 >= (a + b) / 2).length))
  return [...touched]
}

/** Lines at the end that only the first column has are text after the table, unless a wrapped cell ends there. */
function trimmed(lines: readonly Line[], start: number, end: number, gaps: readonly Interval[]): number {
  let last = end
  while (last > start + 1) {
    const line = lines[last - 1]!
    const touched = columnsTouched(line, gaps)
    if (touched.length > 1) break
    const above = lines[last - 2]!
    const near = line.y - above.y < 1.5 * line.size
    const under = above.segments.some((s) => Math.abs(s.x0 - line.x0) < 0.6 * line.size)
    if (touched[0]! > 0 && line.y - above.y < 2.2 * line.size) break
    if (near && under && columnsTouched(above, gaps).length > 1 && line.x1 < Math.min(...gaps.map((g) => g[1]))) {
      const pitch = distances(lines.slice(start, last - 1))
      if (line.y - above.y < 0.92 * pitch) break
    }
    last -= 1
  }
  return last
}

/** The middle distance between lines, in points. */
function distances(lines: readonly Line[]): number {
  const steps = lines.slice(1).map((l, i) => l.y - lines[i]!.y)
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? Number.POSITIVE_INFINITY
}

function cellsOf(line: Line, bounds: readonly number[]): Segment[][] {
  const cells: Segment[][] = Array.from({ length: bounds.length + 1 }, () => [])
  for (const segment of line.segments) cells[bounds.filter((b) => segment.x0 >= b).length]!.push(segment)
  return cells
}

function textOf(cell: readonly Segment[], line: Line): string {
  return cell.length === 0 ? '' : wordsOf({ ...line, segments: [...cell] })
}

/** Numbers with their text beside them are a list, not a table. */
function isList(cells: readonly Segment[][][]): boolean {
  const first = cells.map((row) => row[0]!.map((s) => s.text).join(' ')).filter((t) => t !== '')
  const labels = first.filter(
    (t) =>
      labelOf(`${t} `) === t ||
      /^第[0-9０-９〇一二三四五六七八九十百]{1,5}条$/.test(t) ||
      /^[0-9]{1,3}(\.[0-9]{1,3})*\.?$/.test(t),
  )
  return cells[0]!.length === 2 && labels.length >= 0.8 * first.length
}

/** Cells of a column begin, end or stand in the middle at the same place. */
function aligned(lines: readonly Line[], bounds: readonly number[]): boolean {
  for (let column = 1; column <= bounds.length; column++) {
    const cells = lines.flatMap((l) => {
      const cell = cellsOf(l, bounds)[column]!
      return cell.length > 0 ? [{ x0: cell[0]!.x0, x1: cell.at(-1)!.x1, size: l.size }] : []
    })
    if (cells.length < 2) continue
    const near = (of: (c: (typeof cells)[number]) => number): boolean => {
      const values = cells.map(of).sort((a, b) => a - b)
      const middle = values[Math.floor(values.length / 2)]!
      return values.filter((v) => Math.abs(v - middle) < 0.8 * cells[0]!.size).length >= 0.6 * values.length
    }
    if (near((c) => c.x0) || near((c) => c.x1) || near((c) => (c.x0 + c.x1) / 2)) return true
  }
  return false
}

function mergeWrapped(lines: readonly Line[], cells: readonly Segment[][][], bounds: readonly number[]): TableRow[] {
  const steps = lines.slice(1).map((l, i) => (l.y - lines[i]!.y) / l.size)
  const within = steps.length > 0 ? Math.min(...steps.filter((s) => s > 0.7)) : 1
  const close = steps.flatMap((s, i) => (s <= 1.06 * within ? [cells[i + 1]!] : []))
  // Lines that stand close and fill every column are rows themselves; then the distance tells nothing.
  const wraps = close.filter((row) => row.some((cell) => cell.length === 0)).length >= 0.5 * close.length
  const parted = wraps && steps.some((s) => s > ROW_PARTING * within)
  const even = steps.every((s) => s <= 1.06 * within)
  const edges = Array.from({ length: bounds.length + 1 }, (_, c) =>
    Math.max(...cells.map((row) => row[c]!.at(-1)?.x1 ?? Number.NEGATIVE_INFINITY)),
  )
  const rows: TableRow[] = []
  lines.forEach((line, i) => {
    const texts = cells[i]!.map((cell) => textOf(cell, line))
    const open = rows.at(-1)
    if (open && belongs(i)) {
      texts.forEach((text, c) => {
        const before = open.cells[c]!
        if (text !== '') open.cells[c] = before === '' ? text : joinCell(before, text)
      })
    } else rows.push({ cells: texts, head: false, page: line.page })
  })
  return rows

  /** Whether line i goes on in the row above it. */
  function belongs(i: number): boolean {
    const step = steps[i - 1]!
    if (parted && step > ROW_PARTING * within) return false
    const filled = cells[i]!.flatMap((cell, c) => (cell.length > 0 ? [c] : []))
    if (parted && step <= 1.06 * within) return true
    if (!filled.includes(0)) return true
    // Full lines at one and the same distance are rows: cells that wrap leave others of their line empty somewhere.
    if (!wraps && even && filled.length === cells[i]!.length) return false
    // Every cell of the line must go on from a full cell above it.
    return filled.every((c) => {
      const above = cells[i - 1]![c]!.at(-1)
      const here = cells[i]![c]![0]!
      if (!above) return false
      const next = (/^[!-~]+/.exec(here.text)?.[0].length ?? 2.4) * 0.55 * here.size
      return above.x1 + next > edges[c]! && here.x0 <= above.x0 + here.size
    })
  }
}

function joinCell(before: string, after: string): string {
  // A cell is too narrow a place to learn from how words are divided: e- and mail keep their hyphen.
  if (/\p{L}[-‐]$/u.test(before) && /^\p{L}/u.test(after)) return before + after
  return setSolid(before.at(-1)!, after[0]!) ? before + after : `${before} ${after}`
}

/** A first row of short names without figures is the head. */
function isHead(rows: readonly TableRow[]): boolean {
  const [first, ...rest] = rows
  if (!first || rest.length === 0 || first.cells.some((c) => c === '')) return false
  const figures = (row: TableRow): number => row.cells.filter((c) => /[0-9０-９]/.test(c)).length
  if (first.cells.some((c) => c.length > 24 || /[。.]$/.test(c))) return false
  return figures(first) === 0
}
