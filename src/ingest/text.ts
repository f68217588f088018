import type { Document } from '../model/document.js'
import { BlockWriter, documentOf } from './read-blocks.js'

/** Reads plain text. */
export function readText(text: string, bytes: Uint8Array, name: string): Document {
  const writer = new BlockWriter()
  for (const line of text.split(/\r\n?|\n/)) writer.add({ kind: 'paragraph', text: line.trim() })
  return documentOf(bytes, name, 'text', writer)
}
