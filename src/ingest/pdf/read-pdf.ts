import { say } from '../../messages/index.js'
import type { Aside, Document, Warning } from '../../model/document.js'
import { IngestError } from '../ingest-error.js'
import { documentOf } from '../read-blocks.js'
import type { ReadOptions } from '../read-options.js'
import { readAnnotations } from './annotations.js'
import { isBlank } from './blank-page.js'
import { flowOf } from './flow.js'
import { type PageLines, takeFurniture } from './furniture.js'
import { type Legibility, legibilityOf } from './legibility.js'
import { linesOf } from './lines.js'
import { addTaggedHeadings, isTagged, readBookmarks } from './marked-headings.js'
import { type OpenedPdf, openPdf } from './open-pdf.js'
import { placeOf } from './page-lists.js'
import { type PageRuns, readPageRuns } from './page-runs.js'
import { recogniseInto } from './recognise-into.js'
import { writeBlocks } from './write-blocks.js'

/**
 * Reads a PDF as a person sees it: lines and paragraphs from the positions of the characters, columns and vertical
 * writing in reading order, tables as rows, running heads and page numbers apart as asides. The characters of pages
 * without a text layer are recognised, unless that is turned off.
 *
 * @param name the file's name, for messages
 * @throws IngestError `encrypted`, `damaged`, `too-many-pages`, `no-text-layer`, `cancelled`
 */
export async function readPdf(bytes: Uint8Array, name: string, options: ReadOptions = {}): Promise<Document> {
  const pdf = await openPdf(bytes, name)
  try {
    return await readOpened(pdf, bytes, name, options)
  } finally {
    await pdf.close()
  }
}

async function readOpened(pdf: OpenedPdf, bytes: Uint8Array, name: string, options: ReadOptions): Promise<Document> {
  const total = pdf.document.numPages
  const pages: PageRuns[] = []
  const legibility: Legibility[] = []
  const asides: Aside[] = []
  const warnings: Warning[] = []
  const damaged: number[] = []
  const tagged = new Map<string, number>()
  const hasTags = await isTagged(pdf.document)
  for (let number = 1; number <= total; number++) {
    if (options.signal?.aborted) throw new IngestError('cancelled', name)
    try {
      const page = await pdf.document.getPage(number)
      asides.push(...(await readAnnotations(page)))
      if (hasTags) await addTaggedHeadings(page, tagged)
      pages.push(await readPageRuns(page, hasTags))
    } catch (error) {
      if (error instanceof IngestError) throw error
      damaged.push(number)
      pages.push({ page: number, layers: [], unmapped: 0, characters: 0 })
    }
    const seen = legibilityOf(pages.at(-1)!)
    if ((seen === 'none' || seen === 'little') && !damaged.includes(number)) {
      const bare = await isBlank(await pdf.document.getPage(number))
      legibility.push(bare ? (seen === 'none' ? 'blank' : 'text') : seen)
    } else legibility.push(seen)
    options.onProgress?.({ stage: 'parse', done: number, total })
  }
  if (damaged.length === total) throw new IngestError('damaged', name, { format: 'PDF' })

  const recognised = await recogniseInto(pages, legibility, pdf, name, options)
  warnings.push(...recognised.warnings)
  if (damaged.length > 0) {
    warnings.push({
      code: 'damaged-pages',
      place: placeOf(damaged),
      text: say('ingest.warning.damaged-pages'),
    })
  }

  const lines = pages.map(
    ({ page, layers }): PageLines => ({
      page,
      layers: layers.map((layer) => ({ ...layer, lines: linesOf(layer.runs, page) })),
    }),
  )
  asides.push(...takeFurniture(lines))
  const bookmarks = await readBookmarks(pdf.document)
  asides.push(...bookmarks.asides)
  const { writer, pages: spans, title } = writeBlocks(flowOf(lines), total, { tagged, bookmarked: bookmarks.levels })
  if (writer.blocks.length === 0 && recognised.unread.length > 0) throw new IngestError('no-text-layer', name)
  return documentOf(bytes, name, 'pdf', writer, {
    status: recognised.unread.length > 0 || damaged.length > 0 ? 'partial' : 'ok',
    title,
    pages: spans,
    ocr: recognised.read > 0,
    asides,
    warnings,
  })
}
