import type { Aside, Document } from '../../model/document.js'
import { IngestError } from '../ingest-error.js'
import { BlockWriter, documentOf } from '../read-blocks.js'
import type { ReadOptions } from '../read-options.js'
import { type LayerLines, type PageLines, takeFurniture } from './furniture.js'
import { Hyphens } from './hyphens.js'
import { regionsOf } from './layout.js'
import { linesOf } from './lines.js'
import { labelOf, startsClause, startsReference } from './numbering.js'
import { openPdf } from './open-pdf.js'
import { readPageRuns } from './page-runs.js'
import { type Paragraph, paragraphsOf, rightEdge, type TextLine, textLines } from './paragraphs.js'
import type { TableRow } from './tables.js'

/**
 * Reads a PDF as a person sees it: lines and paragraphs from the positions of the characters, columns and vertical
 * writing in reading order, tables as rows, running heads and page numbers apart as asides.
 *
 * @param name the file's name, for messages
 * @throws IngestError `encrypted`, `damaged`, `too-many-pages`, `no-text-layer`, `cancelled`
 */
export async function readPdf(bytes: Uint8Array, name: string, options: ReadOptions = {}): Promise<Document> {
  const pdf = await openPdf(bytes, name)
  try {
    const total = pdf.document.numPages
    const pages: PageLines[] = []
    for (let number = 1; number <= total; number++) {
      if (options.signal?.aborted) throw new IngestError('cancelled', name)
      const runs = await readPageRuns(await pdf.document.getPage(number))
      const layers = runs.layers.map((layer): LayerLines => ({ ...layer, lines: linesOf(layer.runs, number) }))
      pages.push({ page: number, layers })
      options.onProgress?.({ stage: 'parse', done: number, total })
    }
    const asides: Aside[] = takeFurniture(pages)
    const { writer, spans } = write(flowOf(pages), total)
    return documentOf(bytes, name, 'pdf', writer, { pages: spans, asides })
  } finally {
    await pdf.close()
  }
}

type Flow = ({ kind: 'paragraph'; lines: Paragraph } | { kind: 'table'; rows: TableRow[] })[]

function flowOf(pages: readonly PageLines[]): Flow {
  const flow: Flow = []
  let text: TextLine[] = []
  const flush = (): void => {
    for (const lines of paragraphsOf(text)) flow.push({ kind: 'paragraph', lines })
    text = []
  }
  for (const { layers } of pages) {
    for (const layer of layers) {
      const regions = regionsOf(layer.lines, layer.direction === 'vertical')
      for (const region of regions) {
        if (region.kind === 'table') {
          flush()
          flow.push({ kind: 'table', rows: region.rows })
        } else text.push(...textLines(region.lines, rightEdge(region.lines)))
      }
    }
  }
  flush()
  return flow
}

function write(flow: Flow, total: number): { writer: BlockWriter; spans: Document['pages'] } {
  const hyphens = new Hyphens(flow.flatMap((f) => (f.kind === 'paragraph' ? f.lines.map((l) => l.words) : [])))
  const writer = new BlockWriter()
  /** Where each page's words begin. */
  const begins: (number | undefined)[] = []
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
      begins[line.page] ??= writer.next + joined.length - words.length
      text = joined
    }
    const clause = startsReference(text) ? null : startsClause(text)
    const item = clause === 'number' || clause === 'bullet'
    writer.add({
      kind: item ? 'item' : 'paragraph',
      text,
      page: lines[0]!.line.page,
      label: item ? labelOf(text) : null,
      level: item ? 1 : 0,
    })
  }
  const end = writer.text().length
  const spans: Document['pages'] = []
  let next = end
  for (let page = total; page >= 1; page--) {
    const start = Math.min(begins[page] ?? next, next)
    spans.unshift({ start, end: next })
    next = start
  }
  if (spans[0]) spans[0].start = 0
  return { writer, spans }
}
