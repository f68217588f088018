import mammoth from 'mammoth'
import type { Document } from '../../model/document.js'
import { BlockWriter, documentOf } from '../read-blocks.js'
import type { ReadOptions } from '../read-options.js'

/** Reads a Word file. */
export async function readDocx(bytes: Uint8Array, name: string, _options: ReadOptions = {}): Promise<Document> {
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) })
  const writer = new BlockWriter()
  for (const line of value.split(/\n+/)) writer.add({ kind: 'paragraph', text: line.trim() })
  return documentOf(bytes, name, 'docx', writer)
}
