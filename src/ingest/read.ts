import type { Document } from '../model/document.js'
import { readDocx } from './docx/read-docx.js'
import { readHtml } from './html/read-html.js'
import { IngestError } from './ingest-error.js'
import { MAX_FILE_BYTES } from './limits.js'
import { readMarkdown } from './markdown/read-markdown.js'
import { readPdf } from './pdf/read-pdf.js'
import type { ReadOptions } from './read-options.js'
import { sniff } from './sniff.js'
import { readText } from './text/read-text.js'

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
  const kind = await sniff(bytes, name)
  if (!('text' in kind)) return kind.format === 'pdf' ? readPdf(bytes, name, options) : readDocx(bytes, name, options)
  if (kind.format === 'html') return readHtml(kind.text, bytes, name)
  if (kind.format === 'markdown') return readMarkdown(kind.text, bytes, name)
  return readText(kind.text, bytes, name)
}
