import { readFileSync } from 'node:fs'
import { html } from 'hono/html'
import { sayIn } from '../messages/index.js'
import type { Language } from '../model/text.js'
import { csv } from '../report/csv.js'
import { page, visible } from '../report/html/page.js'
import { plainRows, type Sheet, type SheetCell, xlsx } from '../report/sheet.js'
import { wordsIn } from '../report/words.js'
import type { PairResult } from './pair-journal.js'
import type { Pair } from './pair-up.js'
import type { Places } from './places.js'
import { harmRank, type Row } from './row.js'
import type { Source } from './walk.js'
import { writePieces, writeWhole } from './whole-file.js'

const NO_DATE = new Date('2000-01-01T00:00:00Z')

/** A pair with what comparing it gave. */
export interface ComparedPair extends Pair {
  result: PairResult
}

/** What has no counterpart, and archives that could not be opened. */
export interface Unpaired {
  onlyOld: readonly Source[]
  onlyNew: readonly Source[]
  broken: readonly Row[]
}

/** Writes what the comparison of two folders gives as a whole: all comparisons in one file, and one table in three forms. */
export async function writePairs(
  places: Places,
  pairs: readonly ComparedPair[],
  rest: Unpaired,
  language: Language,
): Promise<void> {
  const { out } = places
  writePieces(
    out,
    places.pairs.all,
    (function* () {
      for (const p of pairs) yield readFileSync(places.pairs.result(p.new.path))
    })(),
  )
  const ranked = pairs.toSorted(
    (a, b) =>
      harmRank(b.result.highest) - harmRank(a.result.highest) ||
      b.result.hurts + b.result.mixed - a.result.hurts - a.result.mixed,
  )
  const sheet = pairsSheet(ranked, rest, language)
  writeWhole(out, places.pairs.csv, csv(plainRows(sheet)))
  writeWhole(out, places.pairs.xlsx, await xlsx([sheet], NO_DATE))
  writeWhole(out, places.pairs.html, await pairsHtml(ranked, rest, language))
}

function pairsSheet(ranked: readonly ComparedPair[], rest: Unpaired, language: Language): Sheet {
  const w = wordsIn(language)
  const b = (key: string): string => sayIn(language, `batch.pairs.${key}`)
  const head = [
    w('old-file'),
    w('new-file'),
    b('paired'),
    w('severity.label'),
    w('effect.hurts'),
    w('effect.mixed'),
    w('effect.unclear'),
    w('effect.helps'),
    w('effect.neutral'),
    w('outcome.label'),
    w('why'),
  ]
  return {
    name: b('title'),
    widths: [40, 40, 16, 10, 8, 8, 8, 8, 8, 18, 80],
    frozen: { rows: 1, columns: 0 },
    rows: [
      head.map((value): SheetCell => ({ value, tone: 'head' })),
      ...ranked.map(({ old, new: next, likeness, result: r }): (SheetCell | string | number)[] => [
        old.path,
        next.path,
        likeness === 1 ? b('by-path') : `${b('by-likeness')} ${Math.round(likeness * 100)} %`,
        {
          value: w(`severity.${r.highest}`),
          tone: r.highest === 'high' ? 'adverse' : r.highest === 'medium' ? 'caution' : undefined,
        },
        r.hurts,
        r.mixed,
        r.unclear,
        r.helps,
        r.neutral,
        r.error ? r.error.code : w(`outcome.${r.outcome}`),
        {
          value: r.error
            ? `${r.error.text[language]} ${r.error.next[language]}`
            : r.worst.map((t) => t[language]).join('\n'),
          wrap: true,
        },
      ]),
      ...rest.broken.map(({ path, error }) => [
        ...[path, '', b('unread'), '', '', '', '', '', '', error!.code],
        `${error!.text[language]} ${error!.next[language]}`,
      ]),
      ...rest.onlyOld.map((s) => [s.path, '', b('only-old')]),
      ...rest.onlyNew.map((s) => ['', s.path, b('only-new')]),
    ],
  }
}

function pairsHtml(ranked: readonly ComparedPair[], rest: Unpaired, language: Language): Promise<string> {
  const w = wordsIn(language)
  const b = (key: string, params: Record<string, string | number> = {}): string =>
    sayIn(language, `batch.pairs.${key}`, params)
  const list = (title: string, sources: readonly Source[]) =>
    sources.length ? html`<h2>${title}</h2><ul>${sources.map((s) => html`<li>${visible(s.path)}</li>`)}</ul>` : ''
  const unread = rest.broken.length
    ? html`<h2>${b('unread')}</h2><ul>${rest.broken.map(
        ({ path, error }) =>
          html`<li>${visible(path)}: ${error!.text[language]} ${error!.next[language]} <span class="badge partial">${error!.code}</span></li>`,
      )}</ul>`
    : ''
  return page(
    language,
    b('title'),
    html`<header class="top wide"><h1>${b('title')}</h1>
<p class="about">${b('counts', { pairs: ranked.length, only_old: rest.onlyOld.length, only_new: rest.onlyNew.length })}</p></header>
<main class="wide"><table><thead><tr><th scope="col">${w('new-file')}</th><th scope="col">${w('severity.label')}</th><th scope="col">${w('effect.hurts')}</th><th scope="col">${w('effect.mixed')}</th><th scope="col">${w('effect.helps')}</th><th scope="col">${w('effect.neutral')}</th><th scope="col">${w('why')}</th></tr></thead>
<tbody>${ranked.map(
      ({
        old,
        new: next,
        likeness,
        result: r,
      }) => html`<tr><th scope="row">${visible(next.path)}${likeness < 1 ? html`<br><span class="soft">← ${visible(old.path)} (${b('by-likeness')})</span>` : ''}</th>
<td><span class="badge ${r.highest}">${w(`severity.${r.highest}`)}</span></td><td>${r.hurts}</td><td>${r.mixed}</td><td>${r.helps}</td><td>${r.neutral}</td><td>${
        r.error
          ? html`<span class="badge partial">${r.error.code}</span> ${r.error.text[language]} ${r.error.next[language]}`
          : r.outcome === 'compared'
            ? r.worst.map((t) => html`${t[language]}<br>`)
            : w(`outcome.${r.outcome}`)
      }</td></tr>`,
    )}</tbody></table>${unread}${list(b('only-old'), rest.onlyOld)}${list(b('only-new'), rest.onlyNew)}</main><footer class="wide"><p>${w('note')}</p></footer>`,
  )
}
