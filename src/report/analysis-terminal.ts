import { valueName } from '../frames/values/value-words.js'
import type { Finding } from '../model/analysis.js'
import { type Ink, painter, plainForTerminal } from './ansi.js'
import { type Concern, concernOf } from './concern.js'
import { needName } from './pack-words.js'
import { placeOf, type ReportedAnalysis, type ReportOptions, tally } from './reported.js'
import { packAnswer, shorten, standing, valueText, wordsIn } from './words.js'

const INK: Record<Concern, Ink> = { high: 'red', medium: 'yellow', low: 'cyan', none: 'green' }
const QUOTE_CHARACTERS = 160

/** The summary of an analysis for a terminal: adverse first, then what is open, then the rest in one line an item. */
export function analysisTerminal({ analysis }: ReportedAnalysis, options: ReportOptions): string {
  const w = wordsIn(options.language)
  const paint = painter(options.colour === true)
  const lang = options.language
  const { document, items } = analysis
  const out: string[] = []
  const about = [
    document.name,
    w(`kinds.${document.kind}`),
    w(`lang.${document.language}`),
    document.pages ? w('count-pages', { count: document.pages }) : '',
  ].filter(Boolean)
  out.push(paint(document.title || document.name, 'bold'), paint(about.join(' · '), 'dim'))
  for (const side of ['provider', 'customer'] as const) {
    const names = document.parties[side]
    if (names.length) out.push(paint(`${w(side)}: ${names.slice(0, 4).join(', ')}`, 'dim'))
  }
  out.push('', w('summary', { ...tally(items) }))
  for (const notice of analysis.notices) {
    out.push(paint(`! ${notice.place ? `${notice.place}: ` : ''}${notice.text[lang]}`, 'yellow'))
  }

  const head = (finding: Finding): string => {
    const place = placeOf(analysis, finding.evidence[0]?.article ?? null)
    const page = finding.evidence[0]?.page
    const where = [place, page ? w('page', { page }) : ''].filter(Boolean).join(', ')
    return `  ${paint(finding.id, 'bold')} ${finding.name[lang]}${where ? paint(`  ${where}`, 'dim') : ''}`
  }
  for (const level of ['high', 'medium', 'low', 'none'] as const) {
    const group = items.filter((f) => concernOf(f) === level)
    if (!group.length) continue
    out.push('', paint(`■ ${w(`groups.${level}`)} (${group.length})`, INK[level], 'bold'))
    for (const finding of group) {
      const quote = finding.evidence[0]?.quote
      const values = finding.values.map((v) => `${valueName(v.name)[lang]}: ${valueText(v, lang)}`).join(', ')
      if (level === 'none' || finding.status === 'absent') {
        out.push(
          `${head(finding)}${[standing(w, finding), values]
            .filter(Boolean)
            .map((s) => `  ${s}`)
            .join('')}`,
        )
        continue
      }
      out.push(`${head(finding)}  ${paint(standing(w, finding) || w(`status.${finding.status}`), INK[level])}`)
      if (quote) out.push(paint(`      “${shorten(quote, QUOTE_CHARACTERS)}”`, 'dim'))
      if (values) out.push(`      ${values}`)
      out.push(`      ${w('why')}: ${finding.why[lang]}`)
      if (finding.ask) out.push(`      ${w('ask')}: ${finding.ask[lang]}`)
    }
  }
  for (const pack of analysis.packs) {
    const counts = new Map<string, number>()
    for (const r of pack.results) counts.set(r.result, (counts.get(r.result) ?? 0) + 1)
    const told = [...counts].map(([answer, n]) => `${packAnswer(w, answer as never)} ${n}`).join(', ')
    out.push('', paint(`■ ${w('packs')}: ${pack.name[lang]}`, 'bold'), `  ${told}`)
  }
  if (analysis.fit) {
    out.push('', paint(`■ ${w('fit')}`, 'bold'))
    for (const f of analysis.fit) out.push(`  ${packAnswer(w, f.result)}  ${needName(f.need, lang)}: ${f.why[lang]}`)
  }
  return `${out.map((line) => (options.colour ? line : plainForTerminal(line))).join('\n')}\n`
}
