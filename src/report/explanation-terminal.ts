import { valueName } from '../frames/values/value-words.js'
import type { ExplainedLine, ExplainedPassage, Explanation } from '../model/explanation.js'
import type { Language } from '../model/text.js'
import { painter, plainForTerminal } from './ansi.js'
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
} from './explanation-words.js'
import type { ReportOptions } from './reported.js'
import { shorten, standing, wordsIn } from './words.js'

const QUOTE_CHARACTERS = 300
const COLUMN = 44

/** An explanation for a terminal: how certain, from which passages, by which lines, whence the values. */
export function explanationTerminal(explanation: Explanation, options: ReportOptions): string {
  const { language } = options
  const paint = painter(options.colour === true)
  const w = wordsIn(language)
  const e = explainingIn(language)
  const { finding } = explanation
  const out: string[] = []
  const heading = (text: string): void => {
    out.push('', paint(text, 'bold'))
  }
  out.push(
    paint(e('title', { item: `${finding.id} ${finding.name[language]}` }), 'bold'),
    paint(explanation.document.name, 'dim'),
    [w(`status.${finding.status}`), standing(w, finding), `${w('confidence')} ${percent(finding.confidence)}`]
      .filter(Boolean)
      .join(' · '),
    `${w('why')}: ${finding.why[language]}`,
  )

  heading(e('certainty'))
  out.push(...certaintyLines(explanation, language))

  const { considered, passages } = explanation
  heading(
    passages.length < considered
      ? e('passages-told', { count: considered, told: passages.length })
      : e('passages', { count: considered }),
  )
  if (considered === 0) out.push(`  ${e('none')}`)
  for (const p of passages) out.push(...passageLines(p, language))

  if (explanation.partial.length > 0) {
    heading(e('partial'))
    for (const line of explanation.partial) out.push(...lineLines(line, language))
  }
  heading(e(finding.commitment === null ? 'position' : 'commitment'))
  out.push(...decisionLines(explanation, language))

  heading(e('values'))
  for (const v of explanation.values) {
    const where = [v.at ? placeText(v.at, language) : '', v.quote ? `“${shorten(v.quote, QUOTE_CHARACTERS)}”` : '']
    out.push(`  ${valueName(v.name)[language]} (${v.name}) = ${v.value}  ${sourceText(v, e)}`)
    const at = where.filter(Boolean).join('  ')
    if (at) out.push(`      ${at}`)
  }
  if (explanation.values.length === 0) out.push(`  ${e('values-none')}`)
  if (explanation.values_without.length > 0) {
    out.push(`  ${e('values-without', { names: explanation.values_without.join(', ') })}`)
  }
  return `${out.map((line) => (options.colour ? line : plainForTerminal(line))).join('\n')}\n`
}

/** Characters of a terminal's line that a text takes: two for each of Japanese. */
function width(text: string): number {
  return [...text].reduce((n, c) => n + (/[\u1100-\u115f\u2e80-\uffe6]/.test(c) ? 2 : 1), 0)
}

function padded(text: string): string {
  return text + ' '.repeat(Math.max(1, COLUMN - width(text)))
}

function certaintyLines({ certainty }: Explanation, language: Language): string[] {
  const e = explainingIn(language)
  const { shares, log_odds, probability, threshold, best_score, speaks_from } = certainty
  return [
    `  ${e('best', { score: best_score.toFixed(2), from: speaks_from.toFixed(2) })}`,
    ...shares
      .filter((s) => s.share !== 0)
      .map((s) => {
        const seen = s.seen === null ? '' : `${s.seen.toFixed(2)} × ${s.weight.toFixed(2)}`
        return `  ${padded(e(`signal.${s.signal}`))}${seen.padStart(14)}  ${signed(s.share)}`
      }),
    `  ${e('sum')} ${e('probability', { sum: signed(log_odds), percent: percent(probability), from: percent(threshold) })}`,
  ]
}

function passageLines(p: ExplainedPassage, language: Language): string[] {
  const e = explainingIn(language)
  const out = [
    `  ${p.score.toFixed(2)}  ${[standingOf(p, e), placeText(p, language)].filter(Boolean).join(' · ')}`,
    `      “${shorten(p.quote, QUOTE_CHARACTERS)}”`,
  ]
  const shares = sharesText(p, e)
  if (shares) out.push(`      ${shares}`)
  for (const cue of p.cues) {
    out.push(`      ${cue.name} (${e(`class.${cue.class}`)}): “${shorten(cue.words, 100)}”`)
  }
  if (p.likeness && p.shares.likeness > 0) {
    out.push(`      ${e('like', { value: p.likeness.value.toFixed(2), exemplar: p.likeness.exemplar })}`)
  }
  for (const cue of p.nearly) out.push(`      ${nearText(cue, e)}`)
  return out
}

function lineLines(line: ExplainedLine, language: Language): string[] {
  const e = explainingIn(language)
  return [
    `  ${line.holds ? '→' : ' '} ${line.id} (${givesText(line, language)}) ${e(line.holds ? 'decides' : 'fails')}: ${line.when}`,
    ...line.parts.map((part) => {
      const at = part.at.map((p) => placeAndWords(p, language)).join('; ')
      return `      ${e(part.holds ? 'holds' : 'holds-not')}: ${part.condition}${at ? `  ${at}` : ''}`
    }),
  ]
}

function decisionLines(explanation: Explanation, language: Language): string[] {
  const e = explainingIn(language)
  const { finding, lines, general, not_tried } = explanation
  if (finding.status === 'absent') return [`  ${e('absent')}`]
  const out = lines.flatMap((line) => lineLines(line, language))
  if (finding.rule === 'heading-only') return [`  ${e('no-lines')}`]
  if (finding.commitment !== null && !lines.some((l) => l.holds)) {
    out.push(`  ${e('general')}`)
    for (const g of general) {
      out.push(
        `    ${e(`general-rule.${g.rule}`)}: ${[placeText(g, language), `“${shorten(g.quote, 120)}”`].filter(Boolean).join('  ')}`,
      )
    }
  } else if (!lines.some((l) => l.holds)) out.push(`  ${e('no-line')}`)
  if (not_tried.length > 0) {
    out.push(`  ${e('not-tried', { lines: not_tried.map((l) => `${l.id} (${givesText(l, language)})`).join(', ') })}`)
  }
  return out
}
