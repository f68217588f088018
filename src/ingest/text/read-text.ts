import type { Aside, Document } from '../../model/document.js'
import { BlockWriter, documentOf } from '../read-blocks.js'
import { readLabel } from './label.js'
import { columns, ends, goesOn, joinLines, LONGEST_PARAGRAPH } from './line-breaks.js'
import { takePageFurniture } from './page-furniture.js'
import { closeUpLines } from './spacing.js'

/** Reads plain text: paragraphs put together again by layout, numbered lines, columns as rows, page numbers aside. */
export function readText(text: string, bytes: Uint8Array, name: string): Document {
  const writer = new BlockWriter()
  const asides = writeLines(writer, text.replace(/^\ufeff/, '').split(/\r\n?|\n|\u2028|\u2029/))
  return documentOf(bytes, name, 'text', writer, { asides })
}

interface Line {
  words: string
  indent: number
  width: number
  /** Blank lines before it. */
  gap: number
  /** A page break or running line stood before it. */
  broken: boolean
}

/** Writes typed lines as blocks. */
export function writeLines(writer: BlockWriter, source: readonly string[]): Aside[] {
  const furniture = takePageFurniture(closeUpLines(source))
  const lines = measure(furniture.lines)
  const width = wrapWidth(lines)
  const contents = contentsLines(lines)
  let paragraph = ''
  let table = 0
  const flush = (): void => {
    if (paragraph) writeParagraph(writer, paragraph)
    paragraph = ''
  }
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    const before = lines[i - 1]
    if (contents.has(i)) {
      flush()
      writer.add({ kind: 'paragraph', text: line.words.replace(/\s+/g, ' '), part: 'navigation' })
      continue
    }
    const found = contents.has(i + 1) ? null : columnsFrom(lines, i)
    if (found) {
      const { rows } = found
      flush()
      for (const [n, cells] of rows.entries()) {
        writer.add({ kind: 'row', text: '', cells, table, head: n === 0 && rows.length > 2 && isHead(cells, rows[1]!) })
      }
      table++
      i = found.last
      continue
    }
    if (/^[=_~*#+.\s　\-–—―─━‐－＝＊・]*$/u.test(line.words)) {
      // A rule under a single line makes it a heading, as `=====` under a title does.
      if (
        /^[=\-─━＝~]{3,}$/u.test(line.words) &&
        line.gap === 0 &&
        paragraph &&
        before &&
        paragraph === before.words &&
        columns(paragraph) < 90
      ) {
        writer.add({ kind: 'heading', level: /^[=━＝]/u.test(line.words) ? 1 : 2, text: paragraph })
        paragraph = ''
      } else flush()
      continue
    }
    if (paragraph && paragraph.length < LONGEST_PARAGRAPH && before && belongs(before, line, width, paragraph))
      paragraph = joinLines(paragraph, line.words)
    else {
      flush()
      paragraph = line.words
    }
  }
  flush()
  return furniture.asides
}

function measure(source: readonly (string | null)[]): Line[] {
  const lines: Line[] = []
  let gap = 0
  let broken = false
  for (const raw of source) {
    if (raw === null) {
      broken = true
      continue
    }
    for (const [n, piece] of raw.split('\f').entries()) {
      if (n > 0) broken = true
      const words = piece.trim()
      if (words === '') {
        if (n === 0) gap++
        continue
      }
      const indent = columns(piece.slice(0, piece.length - piece.trimStart().length).replace(/\t/g, '        '))
      lines.push({ words, indent, width: indent + columns(words), gap, broken })
      gap = 0
      broken = false
    }
  }
  return lines
}

/** The column at which lines were wrapped, or 0 when the text is not wrapped by hand. */
function wrapWidth(lines: readonly Line[]): number {
  const inner = lines.filter((l) => l.words.length > 1)
  if (inner.length < 6) return 0
  const widths = inner.map((l) => l.width).sort((a, b) => a - b)
  const limit = widths[Math.floor(widths.length * 0.97)]!
  if (limit > 132 || limit < 34) return 0
  let followed = 0
  let full = 0
  for (let i = 0; i + 1 < lines.length; i++) {
    if (lines[i + 1]!.gap > 0) continue
    followed++
    if (isFull(lines[i]!, lines[i + 1]!, limit)) full++
  }
  return followed >= 4 && full >= followed * 0.3 ? limit : 0
}

/** Whether the first word of `after` would not have fitted into `line`, so that the break says nothing. */
function isFull(line: Line, after: Line, limit: number): boolean {
  const word = /^[\u3000-\u9fff\uff00-\uff60]/u.test(after.words)
    ? after.words.slice(0, 2)
    : (/^\S+/.exec(after.words)?.[0] ?? '')
  return line.width + 1 + columns(word) > limit - 8
}

function belongs(before: Line, line: Line, width: number, paragraph: string): boolean {
  if (line.gap > 0 || line.broken) return (line.broken || line.gap > 0) && goesOn(paragraph, line.words)
  if (!width) return goesOn(paragraph, line.words) && !/^[\u3040-\u9fff]/u.test(line.words)
  const full = isFull(before, line, width)
  const label = readLabel(line.words)
  if (
    label &&
    (ends(before.words) || !full || /(?:[,、]|\b(?:and|or))$/.test(before.words) || line.indent !== before.indent)
  )
    return false
  if (/^[\u3000]/u.test(line.words)) return false
  if (full) return !(ends(before.words) && line.indent >= before.indent + 2)
  return goesOn(paragraph, line.words)
}

/**
 * Lines of a table of contents: three or more titles with leaders and a page, pages in order. Leaders before prices or
 * times are columns of a table, and stay.
 */
function contentsLines(lines: readonly Line[]): Set<number> {
  const found: { at: number; page: number }[] = []
  for (const [at, { words }] of lines.entries()) {
    const m = words.length < 300 ? /(?:\.{4,}|…{2,}|・{4,}|(?:\. ){4,})\s*(\d{1,4}|[ivxl]{1,6})$/.exec(words) : null
    if (m) found.push({ at, page: /\d/.test(m[1]!) ? Number(m[1]) : 0 })
  }
  const ordered = found.every((f, i) => i === 0 || f.page >= found[i - 1]!.page)
  return new Set(found.length >= 3 && ordered ? found.map((f) => f.at) : [])
}

function isHead(first: readonly string[], second: readonly string[]): boolean {
  const figures = (cells: readonly string[]): number => cells.filter((c) => /\d|[０-９]/.test(c)).length
  return first.every((c) => c.length <= 40 && !ends(c)) && figures(first) === 0 && figures(second) > 0
}

const CELL_GAP = /\t+| {3,}|\u3000{2,}|\s+\.{3,}\s+|\.{5,}|\s*…{2,}\s*/u

function cellsOf(words: string): string[] {
  if (words.length > 600) return [words]
  if (/^[|│┃].*[|│┃]$/u.test(words))
    return words
      .slice(1, -1)
      .split(/[|│┃]/u)
      .map((c) => c.trim())
  return words
    .split(CELL_GAP)
    .map((c) => c.trim())
    .filter(Boolean)
}

/**
 * Rows of columns that start at line `at`: two or more lines one after the other, split by wide gaps into the same
 * number of short cells. Null when there are none.
 */
function columnsFrom(lines: readonly Line[], at: number): { rows: string[][]; last: number } | null {
  const rows: string[][] = []
  let last = at
  for (let i = at; i < lines.length; i++) {
    const line = lines[i]!
    if (i > at && (line.gap > 0 || line.broken)) break
    if (/^[|│┃┌├└+][-─━=+┬┼┴:| │┃]*$/u.test(line.words)) {
      if (rows.length === 0) return null
      last = i
      continue
    }
    const cells = cellsOf(line.words)
    if (cells.length < 2 || cells.some((c) => c.length > 90) || (rows[0] && rows[0].length !== cells.length)) break
    // The rest of a wrapped line that was run together with its first.
    if (cells.some((c, n) => n > 0 && /^[a-z]/.test(c) && /[a-z,]$/.test(cells[n - 1]!) && cells[n - 1]!.length > 30))
      break
    // "1.   DEFINITIONS" is a number and its words, not two columns.
    if (cells.length === 2 && readLabel(`${cells[0]} `)?.raw === cells[0]) break
    rows.push(cells.map((c) => c.replace(/\s+/g, ' ')))
    last = i
  }
  return rows.length >= 2 ? { rows, last } : null
}

/**
 * Writes a paragraph with its runs of spaces closed up. In texts whose lines were run together, a wide gap before a
 * number is where an item began.
 */
function writeParagraph(writer: BlockWriter, paragraph: string): void {
  let from = 0
  const pieces: string[] = []
  for (const m of paragraph.matchAll(/(?:[ \u00a0]{3,}|\t+)(?=\S)/g)) {
    const rest = paragraph.slice(m.index + m[0].length, m.index + m[0].length + 160)
    const label = readLabel(rest)
    if (!label || label.kind === 'bullet' || m.index === 0) continue
    if (readLabel(paragraph.slice(from, m.index))?.length === m.index - from) continue
    pieces.push(paragraph.slice(from, m.index))
    from = m.index + m[0].length
  }
  pieces.push(paragraph.slice(from))
  for (const piece of pieces) {
    const text = piece
      .replace(/[ \t\u00a0]+/g, ' ')
      .replace(/\u3000{2,}/g, '\u3000')
      .trim()
    const label = readLabel(text)
    const item = label && /^(?:paren|bullet|circled|kana|lower)/.test(label.kind)
    writer.add({
      kind: item ? 'item' : 'paragraph',
      level: item ? 1 : 0,
      text,
      label: label && label.kind !== 'bullet' ? label.raw : null,
    })
  }
}
