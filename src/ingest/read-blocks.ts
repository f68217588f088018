import { createHash } from 'node:crypto'
import type { Block, Document } from '../model/document.js'
import type { Span } from '../model/text.js'

/** A block as a reader hands it in, before its place in the text is known. */
export interface NewBlock {
  kind: Block['kind']
  /** The block's words, its automatic number included. Line feeds inside stay. Ignored when `cells` are given. */
  text: string
  level?: number
  label?: string | null
  page?: number | null
  part?: Block['part']
  hidden?: boolean
  /** For a row: the words of its cells, joined with a tab in the text. */
  cells?: readonly string[]
  table?: number
  head?: boolean
}

/** Lays blocks one after the other into a text, one line feed between two, and keeps their spans. */
export class BlockWriter {
  readonly blocks: Block[] = []
  private readonly parts: string[] = []
  private length = 0

  /** Where the next block will start. */
  get next(): number {
    return this.length === 0 ? 0 : this.length + 1
  }

  /** Adds a block and gives it back; one without any words is left out and gives null. */
  add(block: NewBlock): Block | null {
    const cells = block.cells?.map((c) => c.replace(/[\t\n]+/g, ' ').trim())
    const text = cells ? cells.join('\t') : block.text
    if (text.trim() === '') return null
    const start = this.next
    if (this.length > 0) this.parts.push('\n')
    this.parts.push(text)
    this.length = start + text.length
    let row: Block['row'] = null
    if (cells) {
      const spans: Span[] = []
      let at = start
      for (const cell of cells) {
        spans.push({ start: at, end: at + cell.length })
        at += cell.length + 1
      }
      row = { table: block.table ?? 0, cells: spans, head: block.head ?? false }
    }
    const made: Block = {
      kind: block.kind,
      start,
      end: this.length,
      level: block.level ?? 0,
      label: block.label ?? null,
      page: block.page ?? null,
      part: block.part ?? 'body',
      hidden: block.hidden ?? false,
      row,
    }
    this.blocks.push(made)
    return made
  }

  text(): string {
    return this.parts.join('')
  }
}

/** SHA-256 of a file's bytes, lower-case hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A document with the usual defaults filled in. */
export function documentOf(
  bytes: Uint8Array,
  name: string,
  format: Document['format'],
  writer: BlockWriter,
  more: Partial<Document> = {},
): Document {
  return {
    name,
    sha256: sha256(bytes),
    format,
    status: 'ok',
    title: '',
    text: writer.text(),
    blocks: writer.blocks,
    pages: [],
    ocr: false,
    revisions: [],
    asides: [],
    warnings: [],
    ...more,
  }
}
