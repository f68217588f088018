import type { Document } from '../model/document.js'
import { readDocx } from './docx/read-docx.js'
import { decodeText } from './encoding.js'
import { readHtml } from './html/read-html.js'
import { IngestError } from './ingest-error.js'
import { MAX_FILE_BYTES } from './limits.js'
import { readMarkdown } from './markdown.js'
import { readPdf } from './pdf/read-pdf.js'
import type { ReadOptions } from './read-options.js'
import { sniff } from './sniff.js'

export type { ReadOptions, ReadProgress } from './read-options.js'

/**
 * Reads a file into a Document.
 *
 * @param bytes the file as it came
 * @param name the file's name; shown in messages, never used as a path
 * @throws IngestError when it cannot be read
 */
export async function readDocument(bytes: Uint8Array, name: string, options: ReadOptions = {}): Promise<Document> {
  if (bytes.length === 0) throw new IngestError('empty', name)
  if (bytes.length > MAX_FILE_BYTES) throw new IngestError('too-large', name, { limit: '25 MiB' })
  const format = sniff(bytes)
  if (format === 'pdf') return readPdf(bytes, name, options)
  if (format === 'docx') return readDocx(bytes, name, options)
  const { text } = decodeText(bytes)
  return format === 'html' ? readHtml(text, bytes, name) : readMarkdown(text, bytes, name)
}
