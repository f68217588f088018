import type { Block, Revision } from '../../model/document.js'
import type { BlockWriter } from '../read-blocks.js'
import type { Apart, CellFlow, Flow, ParagraphFlow, RowFlow, TableFlow } from './flow.js'
import { partsLines, type Wording, wordingOf } from './wording.js'

/** What laying out tells beside the blocks. */
export interface Laid {
  revisions: Revision[]
  /** Blocks of hidden text. */
  hidden: number
  /** The words of the first paragraph in the style Title. */
  title: string
  tables: number
}

/** Longer than this, a paragraph in a heading style is a clause that the writer numbered by the style, not a heading. */
const LONGEST_HEADING = 120
const LONGEST_HEADING_SENTENCE = 40
const DEEPEST_HEADING = 6
/** A head's cells are short names of columns. */
const LONGEST_HEAD_CELL = 40
const MOST_HEAD_ROWS = 3

/** Nothing but characters that take no room. */
const INVISIBLE = /^[\s\u200b-\u200f\u2060\ufeff]*$/

/** Lays what was read of the body out as blocks. */
export function layOut(flows: readonly Flow[], writer: BlockWriter): Laid {
  const laid: Laid = { revisions: [], hidden: 0, title: '', tables: 0 }
  layFlows(flows, writer, laid, 'body')
  return laid
}

function layFlows(flows: readonly Flow[], writer: BlockWriter, laid: Laid, part: Block['part']): void {
  for (const flow of flows) {
    if (flow.type === 'paragraph') layParagraph(flow, writer, laid, part)
    else layTable(flow, writer, laid, part)
  }
}

function layApart(apart: readonly Apart[], writer: BlockWriter, laid: Laid): void {
  for (const { part, label, flows } of apart) {
    const first = flows[0]
    if (label !== null && first?.type === 'paragraph') {
      first.label = { text: label, spaced: true }
    }
    layFlows(flows, writer, laid, part)
  }
}

function layParagraph(flow: ParagraphFlow, writer: BlockWriter, laid: Laid, part: Block['part']): void {
  const wording = wordingOf(flow)
  keepRevisions(wording, writer.next, laid)
  const where = flow.contents ? 'navigation' : part
  const lines = INVISIBLE.test(wording.text) ? [] : blocksOf(wording.text, flow)
  lines.forEach((text, k) => {
    const label = k === 0 ? (flow.label?.text ?? null) : null
    writer.add({ text, label, part: where, ...shapeOf(text, flow, k) })
  })
  if (flow.title && laid.title === '') laid.title = wording.text.replace(/\n/g, ' ')
  layHidden(wording.hidden, writer, laid, where)
  layApart(flow.after, writer, laid)
}

function layHidden(text: string, writer: BlockWriter, laid: Laid, part: Block['part']): void {
  if (writer.add({ kind: 'paragraph', text, part, hidden: true })) laid.hidden++
}

function keepRevisions(wording: Wording, start: number, laid: Laid): void {
  for (const { tracking, text, at } of wording.revisions) laid.revisions.push({ ...tracking, text, at: start + at })
}

/** The blocks that a paragraph with line breaks falls into. */
function blocksOf(text: string, flow: ParagraphFlow): string[] {
  const lines = text.split('\n')
  const blocks = [lines[0]!]
  for (const line of lines.slice(1)) {
    const before = blocks.at(-1)!
    const heading = flow.title || (flow.outline !== null && !isSentence(line))
    if (!heading && partsLines(before.slice(before.lastIndexOf('\n') + 1), line)) blocks.push(line)
    else blocks[blocks.length - 1] = `${before}\n${line}`
  }
  return blocks
}

const isSentence = (text: string): boolean =>
  text.length > LONGEST_HEADING || (text.length > LONGEST_HEADING_SENTENCE && /[。.；;：:]$/.test(text))

function shapeOf(text: string, flow: ParagraphFlow, line: number): Pick<Block, 'kind' | 'level'> {
  if (flow.title) return { kind: 'heading', level: 1 }
  if (line === 0 && flow.outline !== null && !isSentence(text)) {
    return { kind: 'heading', level: Math.min(flow.outline + 1, DEEPEST_HEADING) }
  }
  if (line === 0 && flow.label) return { kind: 'item', level: (flow.listLevel ?? 0) + 1 }
  return { kind: 'paragraph', level: 0 }
}

function layTable(table: TableFlow, writer: BlockWriter, laid: Laid, part: Block['part']): void {
  // A table of one column is a frame around ordinary text.
  if (table.rows.every((row) => row.cells.length <= 1)) {
    for (const row of table.rows) for (const cell of row.cells) layFlows(cell.flows, writer, laid, part)
    return
  }
  const number = laid.tables++
  const heads = headRows(table)
  table.rows.forEach((row, k) => {
    layRow(row, number, k < heads, writer, laid, part)
  })
}

function layRow(
  row: RowFlow,
  table: number,
  head: boolean,
  writer: BlockWriter,
  laid: Laid,
  part: Block['part'],
): void {
  const [only] = row.cells
  if (row.cells.length === 1 && only && isPassage(only)) {
    layFlows(only.flows, writer, laid, part)
    return
  }
  const start = writer.next
  const cells: string[] = Array.from({ length: row.before }, () => '')
  const hidden: string[] = []
  const nested: TableFlow[] = []
  const after: Apart[] = []
  let at = row.before
  for (const cell of row.cells) {
    let text = ''
    for (const flow of cell.flows) {
      if (flow.type === 'table') {
        nested.push(flow)
        continue
      }
      const wording = wordingOf(flow)
      const words = wording.text.replace(/\n/g, ' ')
      if (text !== '' && words !== '') text += ' '
      keepRevisions(wording, start + at + text.length, laid)
      text += words
      hidden.push(wording.hidden)
      after.push(...flow.after)
    }
    cells.push(text, ...Array.from({ length: cell.span - 1 }, () => ''))
    at += text.length + cell.span
  }
  while (cells.length > 1 && cells.at(-1) === '') cells.pop()
  writer.add({ kind: 'row', text: '', cells, table, head, part })
  for (const text of hidden) layHidden(text, writer, laid, part)
  for (const inner of nested) layTable(inner, writer, laid, part)
  layApart(after, writer, laid)
}

/** A cell over the whole width that holds text of its own, not the name of the rows below it. */
const isPassage = (cell: CellFlow): boolean =>
  cell.flows.filter((f) => f.type === 'table' || f.label !== null || wordingOf(f).text !== '').length > 1

/** How many rows at the top are the table's head: those said to be repeated on each page, else those that look like one. */
function headRows(table: TableFlow): number {
  const said = table.rows.findIndex((row) => !row.head)
  if (said !== 0) return said < 0 ? table.rows.length : said
  const plain = table.rows.findIndex((row) => !looksLikeHead(row))
  return plain <= MOST_HEAD_ROWS ? Math.max(plain, 0) : 0
}

/** Shaded or bold throughout, in names of columns rather than sentences. */
function looksLikeHead(row: RowFlow): boolean {
  const filled = row.cells.map((cell) => ({ text: cellText(cell), marked: cell.marked })).filter((c) => c.text !== '')
  return (
    filled.length > 1 && filled.every((c) => c.marked && c.text.length <= LONGEST_HEAD_CELL && !/[。.]$/.test(c.text))
  )
}

const cellText = (cell: CellFlow): string =>
  cell.flows.map((f) => (f.type === 'paragraph' ? wordingOf(f).text : '')).join('')
