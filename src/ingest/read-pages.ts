import { createHash } from 'node:crypto'
import type { Block, Document } from '../model/document.js'
import type { Span } from '../model/text.js'

/**
 * Puts terms that a site splits over several pages together into one document, in the order given. Spans, tables and
 * warnings keep pointing to the same words; a menu that returns on every page is kept once.
 *
 * @param documents pages as read, at least one
 * @param name name of the whole
 * @throws RangeError without any page
 */
export function joinDocuments(documents: readonly Document[], name: string): Document {
  const first = documents[0]
  if (!first) throw new RangeError('joinDocuments needs at least one document')
  const hash = createHash('sha256')
  const joined: Document = { ...first, name, text: '', blocks: [], pages: [], revisions: [], asides: [], warnings: [] }
  const menus = new Set<string>()
  const parts: string[] = []
  let length = 0
  let tables = 0
  for (const document of documents) {
    hash.update(document.sha256)
    const base = length === 0 ? 0 : length + 1
    const kept = keptBlocks(document, menus)
    let mostTables = 0
    const offsets: { from: number; shift: number }[] = []
    for (const block of kept) {
      const words = document.text.slice(block.start, block.end)
      const start = length === 0 ? 0 : length + 1
      if (length > 0) parts.push('\n')
      parts.push(words)
      length = start + words.length
      const shift = start - block.start
      offsets.push({ from: block.start, shift })
      const move = (s: Span): Span => ({ start: s.start + shift, end: s.end + shift })
      const row = block.row && { ...block.row, table: block.row.table + tables, cells: block.row.cells.map(move) }
      if (block.row) mostTables = Math.max(mostTables, block.row.table + 1)
      joined.blocks.push({ ...block, ...move(block), row })
    }
    tables += mostTables
    const at = (offset: number): number =>
      Math.max(0, offset + (offsets.findLast((o) => o.from <= offset)?.shift ?? base))
    joined.revisions.push(...document.revisions.map((r) => ({ ...r, at: Math.min(at(r.at), length) })))
    joined.asides.push(...document.asides)
    joined.warnings.push(
      ...document.warnings.map((w) => ({ ...w, place: [document.name, w.place].filter(Boolean).join(', ') })),
    )
    if (document.status === 'partial') joined.status = 'partial'
    if (document.ocr) joined.ocr = true
  }
  joined.text = parts.join('')
  joined.sha256 = hash.digest('hex')
  return joined
}

function keptBlocks(document: Document, menus: Set<string>): Block[] {
  return document.blocks.filter((block) => {
    if (block.part !== 'navigation') return true
    const words = document.text.slice(block.start, block.end)
    if (menus.has(words)) return false
    menus.add(words)
    return true
  })
}
