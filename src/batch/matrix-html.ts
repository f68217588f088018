import { html } from 'hono/html'
import { sayIn } from '../messages/index.js'
import type { Language } from '../model/text.js'
import { type Piece, page, visible } from '../report/html/page.js'
import { wordsIn } from '../report/words.js'
import { MAX_HTML_ROWS } from './limits.js'
import { type ItemNames, itemHead, itemsOf, packCell, packsOf, stateWord } from './matrix-sheet.js'
import type { ItemState, Row } from './row.js'

const MARK: Record<ItemState, string> = {
  adverse: '✕',
  unclear: '？',
  partial: '△',
  neutral: '○',
  present: '○',
  described: '○',
  target: '○',
  favourable: '◎',
  guaranteed: '◎',
  absent: '–',
}

/** The matrix as one self-contained page, the documents with most adverse items first. */
export async function matrixHtml(rows: readonly Row[], names: ItemNames, language: Language): Promise<string> {
  const w = wordsIn(language)
  const b = (key: string, params: Record<string, string | number> = {}): string =>
    sayIn(language, `batch.matrix.${key}`, params)
  const items = itemsOf(rows)
  const packs = packsOf(rows)
  const ranked = rows.toSorted((x, y) => harm(y) - harm(x) || y.high - x.high || y.adverse - x.adverse)
  const shown = ranked.slice(0, MAX_HTML_ROWS)
  const cell = (row: Row, id: string): Piece => {
    const state = row.states[id]
    return state
      ? html`<td class="m ${state}" title="${itemHead(id, names)}: ${stateWord(w, state)}">${MARK[state]}</td>`
      : html`<td class="m"></td>`
  }
  const legend = (['adverse', 'unclear', 'partial', 'neutral', 'favourable', 'absent'] as const).map(
    (s) => html`<span class="m ${s}">${MARK[s]}</span> ${stateWord(w, s)}　`,
  )
  return page(
    language,
    b('title'),
    html`<header class="top wide"><h1>${b('title')}</h1>
<p class="about">${b('counts', { total: rows.length, failed: rows.filter((r) => r.status === 'failed').length })}</p>
<p class="about">${legend}</p>
${rows.length > shown.length ? html`<p class="notice">${b('cut', { shown: shown.length, total: rows.length })}</p>` : ''}</header>
<main class="wide"><table class="matrix"><thead><tr><th scope="col">${w('file')}</th><th scope="col">${b('adverse')}</th><th scope="col">${b('missing')}</th><th scope="col">${b('hurts')}</th>${items.map((id) => html`<th scope="col"><abbr title="${itemHead(id, names)}">${id}</abbr></th>`)}${packs.map((p) => html`<th scope="col" class="pack">${p.name[language]}</th>`)}</tr></thead>
<tbody>${shown.map(
      (row) =>
        html`<tr><th scope="row">${visible(row.path)}${
          row.error
            ? html`<br><span class="badge partial">${row.error.code}</span> ${row.error.text[language]} ${row.error.next[language]}`
            : ''
        }</th><td>${row.status === 'failed' ? '' : row.adverse}</td><td>${row.status === 'failed' ? '' : row.missing}</td><td>${
          row.change ? row.change.hurts + row.change.mixed : ''
        }</td>${row.error ? html`<td colspan="${Math.max(items.length + packs.length, 1)}"></td>` : html`${items.map((id) => cell(row, id))}${packs.map((p) => html`<td class="pack">${packCell(row, p.id, language)?.value ?? ''}</td>`)}`}</tr>`,
    )}</tbody></table></main><footer class="wide"><p>${w('note')}</p></footer>`,
  )
}

function harm(row: Row): number {
  return row.change ? row.change.hurts + row.change.mixed : 0
}
