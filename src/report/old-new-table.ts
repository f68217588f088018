import { html } from 'hono/html'
import type { DiffOp } from '../model/comparison.js'
import { diffRuns, opRuns } from './comparison-outline.js'
import { changeStanding, loudAndQuiet } from './comparison-view.js'
import { docx } from './docx.js'
import { type Piece, page, visible } from './html/page.js'
import { type Outline, type Run, run, strong } from './outline.js'
import { articleName, type ReportedComparison, type ReportOptions } from './reported.js'
import { type Words, wordsIn } from './words.js'

/** One line of an old/new table (新旧対照表): the article, the words on either side, what the change does. */
interface Line {
  old: { place: string; runs: Run[] }
  new: { place: string; runs: Run[] }
  remark: string
}

/** 新旧対照表: the changes in the order of the new text, old words at the left, new words at the right. */
function lines({ comparison }: ReportedComparison, { language }: ReportOptions, w: Words): Line[] {
  const { loud } = loudAndQuiet(comparison.changes)
  const at = (i: number): number => loud[i]!.new?.start ?? loud[i]!.old?.start ?? 0
  const order = loud.map((_, i) => i).sort((a, b) => at(a) - at(b) || a - b)
  return order.map((i) => {
    const c = loud[i]!
    const ops: readonly DiffOp[] = c.diff
    const keep = (gone: DiffOp['op']): Run[] => opRuns(ops.filter((d) => d.op !== gone))
    return {
      old: {
        place: c.old ? articleName(c.old) : '',
        runs: c.old ? (ops.length ? keep('insert') : diffRuns({ ...c, new: null })) : [run(w('none'), 'muted')],
      },
      new: {
        place: c.new ? articleName(c.new) : '',
        runs: c.new ? (ops.length ? keep('delete') : diffRuns({ ...c, old: null })) : [run(w('none'), 'muted')],
      },
      remark: [changeStanding(c, w), ...c.reasons.map((r) => r.text[language])].join('\n'),
    }
  })
}

/** The old/new table as one self-contained page. */
export async function oldNewTableHtml(report: ReportedComparison, options: ReportOptions): Promise<string> {
  const w = wordsIn(options.language)
  const title = `${w('table-title')}: ${report.comparison.new.name}`
  const words = (runs: readonly Run[]): Piece[] =>
    runs.map((r) =>
      r.tone === 'deleted'
        ? html`<del>${visible(r.text)}</del>`
        : r.tone === 'inserted'
          ? html`<ins>${visible(r.text)}</ins>`
          : html`${visible(r.text)}`,
    )
  const side = (s: Line['old']): Piece => html`${s.place ? html`<b>${visible(s.place)}</b><br>` : ''}${words(s.runs)}`
  const rows = lines(report, options, w)
  return page(
    options.language,
    title,
    html`<header class="top"><h1>${visible(title)}</h1>
<p class="about">${visible(report.comparison.old.name)} → ${visible(report.comparison.new.name)}</p></header>
<main>${
      rows.length
        ? html`<table><thead><tr><th scope="col">${w('new')}</th><th scope="col">${w('old')}</th><th scope="col">${w('table-remark')}</th></tr></thead>
<tbody>${rows.map((r) => html`<tr><td>${side(r.new)}</td><td>${side(r.old)}</td><td>${r.remark.split('\n').map((t) => html`${t}<br>`)}</td></tr>`)}</tbody></table>`
        : html`<p>${w('no-changes')}</p>`
    }</main><footer><p>${w('note')}</p></footer>`,
  )
}

/** The old/new table as a Word file. */
export async function oldNewTableDocx(
  report: ReportedComparison,
  options: ReportOptions & { date: Date },
): Promise<Uint8Array> {
  const w = wordsIn(options.language)
  const title = `${w('table-title')}: ${report.comparison.new.name}`
  const rows = lines(report, options, w)
  const side = (s: Line['old']): Run[] => (s.place ? [strong(`${s.place} `), ...s.runs] : s.runs)
  const outline: Outline = {
    title,
    blocks: [
      { kind: 'heading', level: 1, runs: [run(title)] },
      { kind: 'paragraph', runs: [run(`${report.comparison.old.name} → ${report.comparison.new.name}`, 'muted')] },
      rows.length
        ? {
            kind: 'table',
            head: [w('new'), w('old'), w('table-remark')],
            widths: [0.38, 0.38, 0.24],
            rows: rows.map((r) => [side(r.new), side(r.old), [run(r.remark)]]),
          }
        : { kind: 'paragraph', runs: [run(w('no-changes'))] },
      { kind: 'paragraph', runs: [run(w('note'), 'muted')] },
    ],
  }
  return docx(outline, options.date)
}
