import type { Analysis } from '../../model/analysis.js'
import type { Block, Document } from '../../model/document.js'

/** A piece of a block's text, with the evidence that it is part of. */
export interface Piece {
  text: string
  /** Items whose quotes hold this piece. */
  items: string[]
  /** Names of quotes that begin here, `C16-0`, for links. */
  begins: string[]
}

/** A quote of the analysis, by the name under which the page links it. */
interface Quote {
  name: string
  item: string
  start: number
  end: number
}

export function quotesOf(analysis: Analysis): Quote[] {
  return analysis.items
    .flatMap((f) => f.evidence.map(({ start, end }, i) => ({ name: `${f.id}-${i}`, item: f.id, start, end })))
    .filter((q) => q.end > q.start)
    .sort((a, b) => a.start - b.start || a.end - b.end || (a.name < b.name ? -1 : 1))
}

/** Cuts the span of a block where quotes begin and end. Quotes may overlap and may run over several blocks. */
export function piecesOf(text: string, start: number, end: number, quotes: readonly Quote[]): Piece[] {
  const inside = quotes.filter((q) => q.start < end && start < q.end)
  const cuts = new Set([start, end])
  for (const { start: a, end: b } of inside) {
    if (a > start) cuts.add(a)
    if (b < end) cuts.add(b)
  }
  const at = [...cuts].sort((a, b) => a - b)
  const pieces: Piece[] = []
  for (let i = 0; i + 1 < at.length; i++) {
    const [from, to] = [at[i]!, at[i + 1]!]
    const over = inside.filter((q) => q.start < to && from < q.end)
    pieces.push({
      text: text.slice(from, to),
      items: [...new Set(over.map((q) => q.item))],
      // A quote that began in an earlier block is linked there.
      begins: over.filter((q) => Math.max(q.start, start) === from && q.start >= start).map((q) => q.name),
    })
  }
  return pieces
}

/** Neighbouring rows of one table, or a single other block. */
export type Stretch = { table: Block[] } | { block: Block }

export function stretches(document: Document): Stretch[] {
  const result: Stretch[] = []
  for (const block of document.blocks) {
    const last = result.at(-1)
    if (block.row) {
      if (last && 'table' in last && last.table[0]!.row!.table === block.row.table) last.table.push(block)
      else result.push({ table: [block] })
    } else result.push({ block })
  }
  return result
}
