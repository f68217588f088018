import { html } from 'hono/html'
import { valueName } from '../../frames/values/value-words.js'
import type { ExplainedLine, ExplainedPassage, Explanation } from '../../model/explanation.js'
import type { Language } from '../../model/text.js'
import {
  explainingIn,
  givesText,
  nearText,
  percent,
  placeAndWords,
  placeText,
  sharesText,
  signed,
  sourceText,
  standingOf,
} from '../explanation-words.js'
import { shorten, type Words } from '../words.js'
import { type Piece, visible } from './page.js'

const QUOTE_CHARACTERS = 300

/** How an item came to be judged, folded away until somebody asks why; opens without a script. */
export function explanationHtml(explanation: Explanation, language: Language): Piece {
  const e = explainingIn(language)
  const { considered, passages, finding } = explanation
  return html`<details class="explained"><summary>${e('summary')}</summary>
<h4>${e('passages', { count: considered })}</h4>
${considered === 0 ? html`<p>${e('none')}</p>` : ''}
${passages.map((p) => passage(p, language, e))}
<h4>${e(finding.commitment === null ? 'position' : 'commitment')}</h4>
${decision(explanation, language, e)}
${values(explanation, language, e)}
<h4>${e('certainty')}</h4>
${certainty(explanation, e)}
</details>`
}

function passage(p: ExplainedPassage, language: Language, e: Words): Piece {
  const place = placeText(p, language)
  return html`<div class="seen${p.speaks ? '' : ' soft'}"><p><b>${p.score.toFixed(2)}</b> ${standingOf(p, e)}${place ? ` · ${visible(place)}` : ''}</p>
<blockquote>${visible(shorten(p.quote, QUOTE_CHARACTERS))}<footer>${sharesText(p, e)}</footer></blockquote>
<ul>${p.cues.map((c) => html`<li><code>${c.name}</code> (${e(`class.${c.class}`)}): “${visible(shorten(c.words, 100))}”</li>`)}${
    p.likeness && p.shares.likeness > 0
      ? html`<li>${e('like', { value: p.likeness.value.toFixed(2), exemplar: p.likeness.exemplar })}</li>`
      : ''
  }${p.nearly.map((cue) => html`<li>${visible(nearText(cue, e))}</li>`)}</ul></div>`
}

function line(l: ExplainedLine, language: Language, e: Words): Piece {
  return html`<li>${l.holds ? html`<b>${l.id}</b>` : l.id} (${givesText(l, language)}) ${e(l.holds ? 'decides' : 'fails')}: <code>${l.when}</code>
<ul>${l.parts.map((part) => {
    const at = part.at.map((p) => placeAndWords(p, language))
    return html`<li>${e(part.holds ? 'holds' : 'holds-not')}: <code>${part.condition}</code>${at.length > 0 ? ` · ${visible(at.join('; '))}` : ''}</li>`
  })}</ul></li>`
}

function decision({ finding, partial, lines, general, not_tried }: Explanation, language: Language, e: Words): Piece {
  if (finding.status === 'absent') return html`<p>${e('absent')}</p>`
  if (finding.rule === 'heading-only' && finding.commitment === null) return html`<p>${e('no-lines')}</p>`
  const decided = lines.some((l) => l.holds)
  return html`${[...partial, ...lines].length > 0 ? html`<ul>${[...partial, ...lines].map((l) => line(l, language, e))}</ul>` : ''}
${decided ? '' : html`<p>${e(finding.commitment === null ? 'no-line' : 'general')}</p>`}
${
  decided || general.length === 0
    ? ''
    : html`<ul>${general.map((g) => html`<li>${e(`general-rule.${g.rule}`)}: “${visible(shorten(g.quote, 120))}”</li>`)}</ul>`
}
${not_tried.length > 0 ? html`<p>${e('not-tried', { lines: not_tried.map((l) => `${l.id} (${givesText(l, language)})`).join(', ') })}</p>` : ''}`
}

function values({ values: told }: Explanation, language: Language, e: Words): Piece | '' {
  if (told.length === 0) return ''
  return html`<h4>${e('values')}</h4><ul>${told.map((v) => {
    const place = v.at ? placeText(v.at, language) : ''
    return html`<li>${valueName(v.name)[language]} <code>${v.name}</code> = ${visible(v.value)} · ${sourceText(v, e)}${place ? ` · ${visible(place)}` : ''}</li>`
  })}</ul>`
}

function certainty({ certainty: c }: Explanation, e: Words): Piece {
  return html`<table><tbody>${c.shares
    .filter((s) => s.share !== 0)
    .map(
      (s) =>
        html`<tr><th scope="row">${e(`signal.${s.signal}`)}</th><td>${s.seen === null ? '' : `${s.seen.toFixed(2)} × ${s.weight.toFixed(2)}`}</td><td>${signed(s.share)}</td></tr>`,
    )}</tbody></table>
<p>${e('best', { score: c.best_score.toFixed(2), from: c.speaks_from.toFixed(2) })}<br>${e('probability', { sum: signed(c.log_odds), percent: percent(c.probability), from: percent(c.threshold) })}</p>`
}
