import type { Document } from '../../model/document.js'
import { BlockWriter } from '../read-blocks.js'
import type { Flow } from './flow.js'
import { HeadingLevels, type MarkedHeadings } from './headings.js'
import { Hyphens } from './hyphens.js'
import { labelOf, startsClause, startsReference } from './numbering.js'
import { isContentsLine } from './paragraphs.js'

/**
 * Writes a flow as the text and blocks of a document.
 *
 * @param total number of pages
 * @returns the blocks, the span of each page, and the title: the first heading, or the first line where it stands alone
 */
export function writeBlocks(
  flow: Flow,
  total: number,
  marked: MarkedHeadings,
): { writer: BlockWriter; pages: Document['pages']; title: string } {
  const paragraphs = flow.flatMap((part) => (part.kind === 'paragraph' ? [part.lines] : []))
  const hyphens = new Hyphens(paragraphs.flatMap((lines) => lines.map((l) => l.words)))
  const headings = new HeadingLevels(paragraphs, marked)
  headings.learnFonts(paragraphs)
  const writer = new BlockWriter()
  /** Where each page's words begin. */
  const begins: (number | undefined)[] = []
  let title = ''
  let table = 0
  for (const part of flow) {
    if (part.kind === 'table') {
      for (const row of part.rows) {
        begins[row.page] ??= writer.next
        writer.add({ kind: 'row', text: '', cells: row.cells, table, head: row.head, page: row.page })
      }
      table += 1
      continue
    }
    const { lines } = part
    let text = ''
    for (const { words, line } of lines) {
      const joined = hyphens.join(text, words)
      begins[line.page] ??= writer.next + Math.max(0, joined.length - words.length)
      text = joined
    }
    // Lines of a table of contents repeat headings that stand in the text.
    const contents = isContentsLine(text)
    const heading = contents ? 0 : headings.of(lines, text)
    const clause = startsReference(text) ? null : startsClause(text)
    const item = !contents && heading === 0 && (clause === 'number' || clause === 'bullet')
    writer.add({
      kind: heading > 0 ? 'heading' : item ? 'item' : 'paragraph',
      text,
      page: lines[0]!.line.page,
      part: contents ? 'navigation' : 'body',
      label: item ? labelOf(text) : null,
      level: heading > 0 ? heading : item ? 1 : 0,
    })
    if (title === '' && heading > 0) title = text
  }
  const first = paragraphs[0]
  if (title === '' && first?.length === 1) title = first[0]!.words
  return { writer, pages: pageSpans(begins, writer.text().length, total), title }
}

function pageSpans(begins: readonly (number | undefined)[], end: number, total: number): Document['pages'] {
  const spans: Document['pages'] = []
  let next = end
  for (let page = total; page >= 1; page--) {
    const start = Math.min(begins[page] ?? next, next)
    spans.unshift({ start, end: next })
    next = start
  }
  return spans
}
