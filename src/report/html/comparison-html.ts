import { html } from 'hono/html'
import type { Change, DiffOp, PackChange } from '../../model/comparison.js'
import type { Language } from '../../model/text.js'
import { changePlace, changeStanding, loudAndQuiet } from '../comparison-view.js'
import { changedAnswer, metLine } from '../pack-words.js'
import { type RedlinePart, redline } from '../redline.js'
import type { ReportedComparison, ReportOptions } from '../reported.js'
import { shorten, type Words, wordsIn } from '../words.js'
import { type Piece, page, visible } from './page.js'

const EFFECTS = ['hurts', 'mixed', 'unclear', 'helps', 'neutral'] as const

/** The comparison as one self-contained page: ranked changes that can be filtered without script, then the whole redline. */
export async function comparisonHtml(report: ReportedComparison, { language }: ReportOptions): Promise<string> {
  const { comparison } = report
  const w = wordsIn(language)
  const { loud, quiet } = loudAndQuiet(comparison.changes)
  const text = report.old && report.new
  return page(
    language,
    `${w('comparison-title')}: ${comparison.new.name}`,
    html`<a class="skip" href="#changes">${w('skip')}</a>
<header class="top"><h1>${w('comparison-title')}</h1>
<p class="about">${w('old')}: ${visible(comparison.old.name)} → ${w('new')}: ${visible(comparison.new.name)}</p>
<nav class="contents" aria-label="${w('contents')}"><ul><li><a href="#changes">${w('changes')}</a></li>
<li><a href="#effective">${w('effective')}</a></li>${text ? html`<li><a href="#redline">${w('redline')}</a></li>` : ''}</ul></nav></header>
<main>
${comparison.outcome === 'compared' ? '' : html`<p class="notice"><b>${w(`outcome.${comparison.outcome}`)}</b> – ${comparison.outcome_why?.[language] ?? ''}</p>`}
${comparison.notices.map((n) => html`<p class="notice">${n.place ? `${visible(n.place)}: ` : ''}${n.text[language]}</p>`)}
<ul class="counts">${EFFECTS.map((e) => html`<li><b>${comparison.summary[e]}</b>${w(`effect.${e}`)}</li>`)}
<li><b>${w(`severity.${comparison.summary.highest}`)}</b>${w('severity.label')}</li></ul>
${(comparison.packs ?? []).map((pack) => packChange(pack, w, language))}
<h2 id="changes">${w('changes')} (${loud.length})</h2>
${loud.length ? '' : html`<p>${w('no-changes')}</p>`}
<div>
${loud.length > 1 ? EFFECTS.filter((e) => loud.some((c) => c.effect === e)).map((e) => html`<input class="choice" type="checkbox" id="show-${e}" checked><label for="show-${e}">${w(`effect.${e}`)} (${loud.filter((c) => c.effect === e).length})</label>`) : ''}
${loud.map((c, i) => change(c, i + 1, w, language))}
</div>
${quiet.length ? quietTable(quiet, w) : ''}
${effective(comparison.effective, w, language)}
${text ? wholeText(redline(report.old!, report.new!, language), w) : ''}
</main><footer><p>${w('note')}</p><p>${w('library')} ${comparison.library.slice(0, 16)}</p></footer>`,
  )
}

function packChange(pack: PackChange, w: Words, language: Language): Piece {
  const tone = { lost: 'adverse', gained: 'favourable', other: '' }
  return html`<h2>${w('packs')}: ${pack.name[language]}</h2><p><b>${metLine(w, pack)}</b></p>
${
  pack.changes.length
    ? html`<table><thead><tr><th scope="col">${w('pack-change.label')}</th><th scope="col">${w('requirement')}</th><th scope="col">${w('result')}</th><th scope="col">${w('why')}</th></tr></thead><tbody>
${pack.changes.map(
  (c) =>
    html`<tr><td><span class="badge ${tone[c.effect]}">${w(`pack-change.${c.effect}`)}</span></td><td>${c.name[language]} <span class="soft">(${w(c.level)})</span></td><td>${changedAnswer(w, c)}</td><td>${c.new_why[language]}${c.old_evidence.map((e) => html`<blockquote><del>${visible(e.quote)}</del></blockquote>`)}${c.new_evidence.map((e) => html`<blockquote><ins>${visible(e.quote)}</ins></blockquote>`)}${c.ask ? html`<p><b>${w('ask')}:</b> ${c.ask[language]}</p>` : ''}</td></tr>`,
)}</tbody></table>`
    : ''
}`
}

function change(c: Change, number: number, w: Words, language: Language): Piece {
  return html`<article class="change ${c.effect}" id="change-${number}" aria-labelledby="name-${number}">
<h3 id="name-${number}">${number}. ${visible(changePlace(c, w)) || w('change')} <span class="badge ${c.effect}">${changeStanding(c, w)}</span> <span class="badge">${w(`change-kind.${c.kind}`)}</span> ${c.items.map((id) => html`<span class="badge">${id}</span> `)}</h3>
<blockquote>${c.diff.length ? ops(c.diff) : onlyQuotes(c)}</blockquote>
${c.reasons.map(
  (r) =>
    html`<p>${w('why')}: ${r.text[language]}${
      r.old !== null || r.new !== null
        ? html` <span class="soft">(<del>${visible(r.old ?? w('none'))}</del> → <ins>${visible(r.new ?? w('none'))}</ins>)</span>`
        : ''
    } <span class="soft">[${r.rule}]</span></p>`,
)}
${c.ask ? html`<p><b>${w('ask')}:</b> ${c.ask[language]}</p>` : ''}
</article>`
}

function onlyQuotes(c: Change): Piece {
  return html`${c.old ? html`<del>${visible(c.old.quote)}</del> ` : ''}${c.new ? html`<ins>${visible(c.new.quote)}</ins>` : ''}`
}

function ops(diff: readonly DiffOp[]): Piece[] {
  return diff.map(({ op, text }) =>
    op === 'delete'
      ? html`<del>${visible(text)}</del>`
      : op === 'insert'
        ? html`<ins>${visible(text)}</ins>`
        : html`${visible(text)}`,
  )
}

function quietTable(quiet: readonly Change[], w: Words): Piece {
  return html`<details><summary>${w('quiet', { count: quiet.length })}</summary>
<table><thead><tr><th scope="col">${w('change-kind.label')}</th><th scope="col">${w('found-in')}</th><th scope="col">${w('quote')}</th></tr></thead>
<tbody>${quiet.map(
    (c) =>
      html`<tr><td>${w(`change-kind.${c.kind}`)}</td><td>${visible(changePlace(c, w))}</td><td>${
        c.diff.length && c.diff.reduce((n, d) => n + d.text.length, 0) < 1_000
          ? ops(c.diff)
          : visible(shorten((c.new ?? c.old)?.quote ?? '', 200))
      }</td></tr>`,
  )}</tbody></table></details>`
}

function effective(e: ReportedComparison['comparison']['effective'], w: Words, language: Language): Piece {
  return html`<h2 id="effective">${w('effective')}</h2>
<table><tbody><tr><th scope="row">${w('effective-date')}</th><td>${e.date ?? w('effective-none')}</td></tr>
<tr><th scope="row">${w('notice-days')}</th><td>${e.notice_days === null ? w('effective-none') : w('days', { count: e.notice_days })}</td></tr>
<tr><th scope="row">${w('allows.label')}</th><td>${w(`allows.${e.old_clause_allows}`)} – ${e.why[language]}</td></tr></tbody></table>
${
  e.options.length
    ? html`<p><b>${w('options')}</b></p><ul>${e.options.map((o) => html`<li>${o.text[language]}${o.until ? ` (${w('until', { date: o.until })})` : ''}</li>`)}</ul>`
    : ''
}`
}

/** The whole text twice over, as one text and side by side; the reader chooses, without script. */
function wholeText(parts: readonly RedlinePart[], w: Words): Piece {
  const touched = (p: RedlinePart): string => (p.ops.every((o) => o.op === 'equal') ? '' : 'touched')
  const side = (p: RedlinePart, gone: DiffOp['op']): Piece =>
    html`<div class="${touched(p)}">${ops(p.ops.filter((o) => o.op !== gone))}</div>`
  return html`<h2 id="redline">${w('redline')}</h2><div>
<input class="choice" type="radio" name="view" id="view-inline" checked><label for="view-inline">${w('inline')}</label>
<input class="choice" type="radio" name="view" id="view-side"><label for="view-side">${w('side-by-side')}</label>
<div class="inline text">${parts.map((p) => html`<div class="${touched(p)}">${ops(p.ops)}</div>`)}</div>
<div class="pair text"><div class="head">${w('old')}</div><div class="head">${w('new')}</div>${parts.map((p) => html`${side(p, 'insert')}${side(p, 'delete')}`)}</div>
</div>`
}
