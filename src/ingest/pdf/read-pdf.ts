import { PDFParse } from 'pdf-parse'
import type { Document } from '../../model/document.js'
import { BlockWriter, documentOf } from '../read-blocks.js'
import type { ReadOptions } from '../read-options.js'

/** Reads a PDF. */
export async function readPdf(bytes: Uint8Array, name: string, _options: ReadOptions = {}): Promise<Document> {
  const parser = new PDFParse({ data: bytes.slice() })
  const result = await parser.getText({ pageJoiner: '' })
  await parser.destroy()
  const writer = new BlockWriter()
  const pages: { start: number; end: number }[] = []
  for (const page of result.pages) {
    const start = writer.next
    for (const line of page.text.split('\n')) writer.add({ kind: 'paragraph', text: line.trim(), page: page.num })
    pages.push({ start: Math.min(start, writer.text().length), end: writer.text().length })
  }
  return documentOf(bytes, name, 'pdf', writer, { pages })
}
