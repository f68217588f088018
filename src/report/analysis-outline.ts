import { valueName } from '../frames/values/value-words.js'
import type { Finding } from '../model/analysis.js'
import { byConcern, type Concern, concernOf } from './concern.js'
import { type Outline, type OutlineBlock, type Run, run, strong, type Tone } from './outline.js'
import { answerWords, fitBlocks } from './pack-words.js'
import { placeOf, type ReportedAnalysis, type ReportOptions, tally } from './reported.js'
import { shorten, standing, valueText, type Words, wordsIn } from './words.js'

const TONE: Record<Concern, Tone | undefined> = {
  high: 'adverse',
  medium: 'caution',
  low: 'muted',
  none: undefined,
}

/** The content of an analysis report: overview with the worst first, then every item in checklist order, then packs. */
export function analysisOutline({ analysis }: ReportedAnalysis, { language }: ReportOptions): Outline {
  const w = wordsIn(language)
  const { document, items } = analysis
  const blocks: OutlineBlock[] = [
    { kind: 'heading', level: 1, runs: [run(`${w('title')}: ${document.title || document.name}`)] },
    {
      kind: 'table',
      head: [],
      widths: [0.25, 0.75],
      rows: [
        [w('file'), document.name],
        [w('kind'), `${w(`kinds.${document.kind}`)}, ${w(`lang.${document.language}`)}`],
        [w('pages'), document.pages ? String(document.pages) : '–'],
        [w('provider'), document.parties.provider.join(', ') || '–'],
        [w('customer'), document.parties.customer.join(', ') || '–'],
        ['SHA-256', document.sha256],
        [w('library'), analysis.library.slice(0, 16)],
      ].map(([name, value]) => [[strong(name!)], [run(value!)]]),
    },
    { kind: 'paragraph', runs: [strong(w('summary', { ...tally(items) }))] },
  ]
  if (analysis.notices.length) {
    blocks.push(
      { kind: 'heading', level: 2, runs: [run(w('warnings'))] },
      {
        kind: 'list',
        items: analysis.notices.map((n) => [run([n.place, n.text[language]].filter(Boolean).join(': '))]),
      },
    )
  }
  blocks.push({ kind: 'heading', level: 2, runs: [run(w('overview'))] })
  for (const level of ['high', 'medium', 'low', 'none'] as const) {
    const group = byConcern(items).filter((f) => concernOf(f) === level)
    if (!group.length) continue
    blocks.push(
      { kind: 'heading', level: 3, runs: [run(`${w(`groups.${level}`)} (${group.length})`, TONE[level])] },
      {
        kind: 'table',
        head: [w('item'), w('status.label'), w('found-in'), w('why')],
        widths: [0.24, 0.16, 0.2, 0.4],
        rows: group.map((f) => [
          [strong(f.id), run(` ${f.name[language]}`)],
          [run([w(`status.${f.status}`), standing(w, f)].filter(Boolean).join(', '), TONE[level])],
          [run(place(analysis, f, w))],
          [run(f.why[language])],
        ]),
      },
    )
  }
  blocks.push({ kind: 'heading', level: 2, runs: [run(w('items', { count: items.length }))] })
  for (const f of items) blocks.push(...itemBlocks(analysis, f, w, language))
  if (analysis.fit) blocks.push(...fitBlocks(analysis.fit, w, language))
  for (const pack of analysis.packs) {
    blocks.push(
      { kind: 'heading', level: 2, runs: [run(`${w('packs')}: ${pack.name[language]}`)] },
      {
        kind: 'table',
        head: [w('requirement'), w('result'), w('why')],
        widths: [0.36, 0.16, 0.48],
        rows: pack.results.map((r) => [
          [run(`${r.name[language]} (${w(r.level)})`)],
          [run(answerWords(w, r), r.result === 'not met' ? 'adverse' : r.result === 'met' ? 'favourable' : 'muted')],
          [run(r.why[language])],
        ]),
      },
    )
  }
  blocks.push({ kind: 'paragraph', runs: [run(w('note'), 'muted')] })
  return { title: `${w('title')}: ${document.title || document.name}`, blocks }
}

function place(analysis: ReportedAnalysis['analysis'], f: Finding, w: Words): string {
  const first = f.evidence[0]
  if (!first) return '–'
  return [placeOf(analysis, first.article), first.page ? w('page', { page: first.page }) : '']
    .filter(Boolean)
    .join(', ')
}

function itemBlocks(
  analysis: ReportedAnalysis['analysis'],
  f: Finding,
  w: Words,
  language: 'ja' | 'en',
): OutlineBlock[] {
  const tone = TONE[concernOf(f)] ?? (f.position === 'favourable' ? 'favourable' : undefined)
  const state: Run[] = [run(w(`status.${f.status}`), tone)]
  const stands = standing(w, f)
  if (stands) state.push(run(' · '), strong(stands, tone))
  state.push(run(` · ${w('confidence')} ${Math.round(f.confidence * 100)} %`, 'muted'))
  const blocks: OutlineBlock[] = [
    { kind: 'heading', level: 3, runs: [run(`${f.id} ${f.name[language]}`)] },
    { kind: 'paragraph', runs: state },
  ]
  for (const e of f.evidence) {
    const source = [placeOf(analysis, e.article), e.page ? w('page', { page: e.page }) : ''].filter(Boolean).join(', ')
    blocks.push({ kind: 'quote', runs: [run(e.quote)], source })
  }
  if (f.values.length) {
    blocks.push({
      kind: 'list',
      items: f.values.map((v) => [
        strong(`${valueName(v.name)[language]}: `),
        run(valueText(v, language)),
        run(` – ${shorten(v.quote, 60)}`, 'muted'),
      ]),
    })
  }
  blocks.push({ kind: 'paragraph', runs: [strong(`${w('why')}: `), run(f.why[language])] })
  if (f.ask) blocks.push({ kind: 'paragraph', runs: [strong(`${w('ask')}: `), run(f.ask[language])] })
  return blocks
}
