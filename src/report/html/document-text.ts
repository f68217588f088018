import { html, raw } from 'hono/html'
import type { Block, Document } from '../../model/document.js'
import type { Text } from '../../model/text.js'
import type { Words } from '../words.js'
import { type Piece, visible } from './page.js'

/** A stretch of the text to be marked, and what it leads back to. */
export interface Marked {
  start: number
  end: number
  /** Unique in the page; the mark carries it. */
  anchor: string
  /** Id of the section that the mark belongs to, and how it is called there. */
  item: string
  name: string
  /** Class of the mark. */
  tone: string
}

/** Sets a document's text block by block, with the marked stretches linked to their items. */
export function documentText(document: Pick<Document, 'text' | 'blocks'>, marks: readonly Marked[], w: Words): Piece {
  const ordered = marks.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const pieces: Piece[] = []
  let page: number | null = null
  for (let i = 0; i < document.blocks.length; i++) {
    const block = document.blocks[i]!
    if (block.page !== null && block.page !== page) {
      page = block.page
      pieces.push(html`<div class="page">${w('page', { page })}</div>`)
    }
    if (block.row) {
      const rows = [block]
      while (document.blocks[i + 1]?.row?.table === block.row.table) rows.push(document.blocks[++i]!)
      pieces.push(table(document.text, rows, ordered, w))
    } else {
      pieces.push(paragraph(document.text, block, ordered, w))
    }
  }
  return html`<div class="text">${pieces}</div>`
}

function paragraph(text: string, block: Block, marks: readonly Marked[], w: Words): Piece {
  const inner = stretch(text, block.start, block.end, marks, w)
  const note: Text | null = block.hidden ? { ja: w('hidden'), en: w('hidden') } : null
  const level = block.kind === 'item' ? `l${Math.min(Math.max(block.level, 1), 4)}` : ''
  if (block.kind === 'heading') {
    return block.level <= 2 ? html`<h3>${inner}</h3>` : html`<h4>${inner}</h4>`
  }
  return note
    ? html`<p class="${level} hidden" title="${note.en}">${inner}</p>`
    : html`<p class="${level}">${inner}</p>`
}

function table(text: string, rows: readonly Block[], marks: readonly Marked[], w: Words): Piece {
  const cells = (row: Block, head: boolean): Piece[] =>
    row.row!.cells.map((cell) => {
      const inner = stretch(text, cell.start, cell.end, marks, w)
      return head ? html`<th scope="col">${inner}</th>` : html`<td>${inner}</td>`
    })
  return html`<table>${rows.map((row) => html`<tr>${cells(row, row.row!.head)}</tr>`)}</table>`
}

/** One stretch of the text with its marks; marks may overlap, so the stretch is cut at every border of one. */
function stretch(text: string, start: number, end: number, marks: readonly Marked[], w: Words): Piece[] {
  const here = marks.filter((m) => m.start < end && m.end > start)
  if (!here.length) return [html`${visible(text.slice(start, end))}`]
  const cuts = [...new Set([start, end, ...here.flatMap((m) => [Math.max(m.start, start), Math.min(m.end, end)])])]
  cuts.sort((a, b) => a - b)
  const pieces: Piece[] = []
  for (let i = 0; i + 1 < cuts.length; i++) {
    const from = cuts[i]!
    const to = cuts[i + 1]!
    const over = here.filter((m) => m.start <= from && m.end >= to)
    const part = visible(text.slice(from, to))
    for (const m of over) {
      // The mark's anchor stands once, where the quote begins.
      if (Math.max(m.start, start) === from && m.start >= start)
        pieces.push(html`<span class="anchor" id="${m.anchor}"></span>`)
    }
    if (over.length) {
      const tone = ['high', 'medium', 'good', 'none'].find((t) => over.some((m) => m.tone === t)) ?? 'none'
      pieces.push(
        html`<mark class="${tone}" title="${over.map((m) => `${m.item} ${m.name}`).join(', ')}">${part}</mark>`,
      )
    } else {
      pieces.push(html`${part}`)
    }
    for (const m of over) {
      if (m.end !== to) continue
      pieces.push(
        html`<a class="ref" href="${raw(`#${m.item}`)}" aria-label="${w('to-item', { item: m.item })}">${m.item}</a>`,
      )
    }
  }
  return pieces
}
