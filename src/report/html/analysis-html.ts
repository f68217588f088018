import { html } from 'hono/html'
import { valueName } from '../../frames/values/value-words.js'
import type { Evidence, Finding, Fit } from '../../model/analysis.js'
import type { Language } from '../../model/text.js'
import { byConcern, concernOf } from '../concern.js'
import { answerWords, needName } from '../pack-words.js'
import { placeOf, type ReportedAnalysis, type ReportOptions, tally } from '../reported.js'
import { packAnswer, standing, valueText, type Words, wordsIn } from '../words.js'
import { documentText, type Marked } from './document-text.js'
import { explanationHtml } from './explanation-html.js'
import { type Piece, page, visible } from './page.js'

/** The analysis as one self-contained page: overview with the worst first, every item, the text with its quotes marked. */
export async function analysisHtml(report: ReportedAnalysis, { language }: ReportOptions): Promise<string> {
  const { analysis } = report
  const w = wordsIn(language)
  const title = analysis.document.title || analysis.document.name
  return page(
    language,
    `${w('title')}: ${title}`,
    html`<a class="skip" href="#items">${w('skip')}</a>
<header class="top">
<h1>${visible(title)}</h1>
<p class="about">${about(report, w)}</p>
${(['provider', 'customer'] as const).map((side) =>
  analysis.document.parties[side].length
    ? html`<p class="about">${w(side)}: ${visible(analysis.document.parties[side].join(', '))}</p>`
    : '',
)}
<nav class="contents" aria-label="${w('contents')}"><ul>
<li><a href="#overview">${w('overview')}</a></li><li><a href="#items">${w('items', { count: analysis.items.length })}</a></li>
${analysis.packs.length ? html`<li><a href="#packs">${w('packs')}</a></li>` : ''}<li><a href="#text">${w('text')}</a></li>
</ul></nav>
</header>
<main>
${overview(report, w, language)}
<h2 id="items">${w('items', { count: analysis.items.length })}</h2>
${analysis.items.map((f) => item(report, f, w, language))}
${packs(report, w, language)}
<h2 id="text">${w('text')}</h2>
${
  report.document
    ? html`<p class="soft">${w('text-note')}</p>${documentText(report.document, marksOf(report, language), w)}`
    : html`<p class="notice">${w('text-missing')}</p>`
}
</main>
<footer><p>${w('note')}</p><p>SHA-256 ${analysis.document.sha256} · ${w('library')} ${analysis.library.slice(0, 16)}</p></footer>`,
  )
}

function about({ analysis: { document } }: ReportedAnalysis, w: Words): string {
  return [
    visible(document.name),
    w(`kinds.${document.kind}`),
    w(`lang.${document.language}`),
    document.pages ? w('count-pages', { count: document.pages }) : '',
    document.ocr ? 'OCR' : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

function overview({ analysis }: ReportedAnalysis, w: Words, language: Language): Piece {
  const t = tally(analysis.items)
  const counts: [string, number][] = [
    [w('position.adverse'), t.adverse],
    [w('position.favourable'), t.favourable],
    [w('status.present'), t.present],
    [w('status.partial'), t.partial],
    [w('status.absent'), t.absent],
  ]
  const groups = (['high', 'medium', 'low'] as const)
    .map((level) => ({ level, items: byConcern(analysis.items).filter((f) => concernOf(f) === level) }))
    .filter((group) => group.items.length)
  return html`<h2 id="overview">${w('overview')}</h2>
<ul class="counts">${counts.map(([name, n]) => html`<li><b>${n}</b>${name}</li>`)}</ul>
${analysis.notices.map((n) => html`<p class="notice">${n.place ? `${visible(n.place)}: ` : ''}${n.text[language]}</p>`)}
${groups.map(
  ({ level, items }) => html`<h3>${w(`groups.${level}`)} (${items.length})</h3>
<table class="overview"><thead><tr><th scope="col">${w('item')}</th><th scope="col">${w('status.label')}</th><th scope="col">${w('found-in')}</th><th scope="col">${w('why')}</th></tr></thead>
<tbody>${items.map(
    (f) =>
      html`<tr><td><a href="#${f.id}">${f.id} ${f.name[language]}</a></td><td>${badges(f, w)}</td><td>${
        f.evidence[0] ? place(analysis, f.evidence[0], w) : '–'
      }</td><td>${f.why[language]}</td></tr>`,
  )}</tbody></table>`,
)}`
}

function badges(f: Finding, w: Words): Piece {
  const stands = standing(w, f)
  return html`<span class="badge ${f.status}">${w(`status.${f.status}`)}</span>${
    stands ? html` <span class="badge ${f.position ?? f.commitment ?? ''}">${stands}</span>` : ''
  }`
}

function place(analysis: ReportedAnalysis['analysis'], e: Evidence, w: Words): string {
  return visible(
    [placeOf(analysis, e.article), e.page ? w('page', { page: e.page }) : ''].filter(Boolean).join(', ') || '–',
  )
}

function toneOf(f: Finding): string {
  const concern = concernOf(f)
  if (concern === 'high' || concern === 'medium') return concern
  return f.position === 'favourable' || f.commitment === 'guaranteed' ? 'good' : 'none'
}

function anchorOf(f: Finding, index: number): string {
  return `quote-${f.id}-${index + 1}`
}

function item(report: ReportedAnalysis, f: Finding, w: Words, language: Language): Piece {
  const { analysis, document } = report
  const explained = report.explanations?.find((x) => x.finding.id === f.id)
  return html`<section class="item ${toneOf(f)}" id="${f.id}" aria-labelledby="name-${f.id}">
<h3 id="name-${f.id}">${f.id} ${f.name[language]} ${badges(f, w)}</h3>
${f.evidence.map(
  (e, i) =>
    html`<blockquote>${visible(e.quote)}<footer>${place(analysis, e, w)}${
      document ? html` · <a href="#${anchorOf(f, i)}">${w('to-text')}</a>` : ''
    }</footer></blockquote>`,
)}
${f.values.length ? html`<dl class="values">${f.values.map((v) => html`<dt>${visible(valueName(v.name)[language])}</dt><dd>${visible(valueText(v, language))} <span class="soft">“${visible(v.quote)}”</span></dd>`)}</dl>` : ''}
<p>${w('why')}: ${f.why[language]}</p>
${f.ask ? html`<p><b>${w('ask')}:</b> ${f.ask[language]}</p>` : ''}
<p class="soft">${w('confidence')} ${Math.round(f.confidence * 100)} %</p>
${explained ? explanationHtml(explained, language) : ''}
</section>`
}

function needs(fits: readonly Fit[], w: Words, language: Language): Piece {
  const tone = { met: 'favourable', 'not met': 'adverse', 'not stated': '', 'needs a person': 'unclear' }
  return html`<h2>${w('fit')}</h2>
<table><thead><tr><th scope="col">${w('need')}</th><th scope="col">${w('result')}</th><th scope="col">${w('why')}</th></tr></thead><tbody>
${fits.map(
  (f) =>
    html`<tr><td>${needName(f.need, language)} <span class="soft">${f.wanted}</span></td><td><span class="badge ${tone[f.result]}">${packAnswer(w, f.result)}</span></td><td>${f.why[language]}${f.evidence.map((e) => html`<blockquote>${visible(e.quote)}</blockquote>`)}</td></tr>`,
)}</tbody></table>`
}

function packs({ analysis }: ReportedAnalysis, w: Words, language: Language): Piece | '' {
  if (!analysis.packs.length) return ''
  const tone = { met: 'favourable', 'not met': 'adverse', 'not stated': '', 'needs a person': 'unclear' }
  return html`${analysis.fit ? needs(analysis.fit, w, language) : ''}<h2 id="packs">${w('packs')}</h2>${analysis.packs.map(
    (pack) => html`<h3>${pack.name[language]}</h3>
<table><thead><tr><th scope="col">${w('requirement')}</th><th scope="col">${w('result')}</th><th scope="col">${w('why')}</th></tr></thead><tbody>
${pack.results.map(
  (r) =>
    html`<tr><td>${r.name[language]} <span class="soft">(${w(r.level)})</span></td><td><span class="badge ${tone[r.result]}">${answerWords(w, r)}</span></td><td>${r.why[language]}${r.evidence.map((e) => html`<blockquote>${visible(e.quote)}</blockquote>`)}</td></tr>`,
)}</tbody></table>`,
  )}`
}

function marksOf({ analysis }: ReportedAnalysis, language: Language): Marked[] {
  return analysis.items.flatMap((f) =>
    f.evidence.map((e, i) => ({
      start: e.start,
      end: e.end,
      anchor: anchorOf(f, i),
      item: f.id,
      name: f.name[language],
      tone: toneOf(f),
    })),
  )
}
