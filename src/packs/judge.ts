import { valueWords } from '../frames/values/value-words.js'
import { sayIn } from '../messages/index.js'
import type { PackAnswer, PackResult } from '../model/analysis.js'
import type { Language, Text } from '../model/text.js'
import { type Answer, answerCheck, type Home, type Judged } from './answer.js'
import type { Check, Pack, Requirement } from './pack.js'
import { precedence } from './precedence.js'

/** The answers of one pack over the documents of one provider. */
export interface PackJudgement {
  id: string
  name: Text
  results: PackResult[]
}

/** Two documents of one provider that answer the same check in opposite ways. */
export interface Contradiction {
  pack: string
  requirement: string
  documents: [string, string]
  seen: [string, string]
  /** The document that prevails by the provider's own words, null when none says so. */
  prevails: string | null
}

export interface PackOutcome {
  packs: PackJudgement[]
  contradictions: Contradiction[]
}

/**
 * Judges a provider's documents together by requirement packs.
 *
 * @param documents read and judged documents of one provider: terms, SLA, DPA, whitepaper …
 */
export function judgePacks(packs: readonly Pack[], documents: readonly Judged[], home: Home): PackOutcome {
  const order = documents.length > 1 ? precedence(documents) : null
  const contradictions: Contradiction[] = []
  return {
    packs: packs.map((pack) => ({
      id: pack.id,
      name: pack.name,
      results: pack.requirements.map((r) => judgeRequirement(r, pack, documents, order, home, contradictions)),
    })),
    contradictions,
  }
}

function judgeRequirement(
  requirement: Requirement,
  pack: Pack,
  documents: readonly Judged[],
  order: readonly Judged[] | null,
  home: Home,
  contradictions: Contradiction[],
): PackResult {
  const answers = requirement.checks.map((check) =>
    answerAcross(check, requirement, pack, documents, order, home, contradictions),
  )
  const decisive = decide(answers, requirement.need)
  const result = decisive.result
  return {
    requirement: requirement.id,
    result,
    ...(decisive.adverse ? { adverse: true } : {}),
    level: requirement.level,
    name: requirement.name,
    evidence: evidenceOf(answers, result),
    why: explain(decisive),
    ask: result === 'met' ? null : requirement.ask,
  }
}

/** One check over all documents: the document that prevails decides a contradiction, else a person must. */
function answerAcross(
  check: Check,
  requirement: Requirement,
  pack: Pack,
  documents: readonly Judged[],
  order: readonly Judged[] | null,
  home: Home,
  contradictions: Contradiction[],
): Answer {
  const answers = (order ?? documents).map((d) => answerCheck(check, requirement, pack, d, home))
  const met = answers.find((a) => a.result === 'met')
  const failed = answers.find((a) => a.result === 'not met')
  // A document that takes neither side does not contradict the one that decides.
  if (met?.neutral && failed && answers.every((a) => a.result !== 'met' || a.neutral)) return failed
  if (met && failed) {
    const name = (a: Answer): string => a.evidence[0]?.document ?? ''
    const first = answers.find((a) => a === met || a === failed)!
    contradictions.push({
      pack: pack.id,
      requirement: requirement.id,
      documents: [name(met), name(failed)],
      seen: [met.seen, failed.seen],
      prevails: order ? name(first) : null,
    })
    if (order) return first
    return {
      ...failed,
      result: 'needs a person',
      ground: 'contradiction',
      evidence: [...met.evidence, ...failed.evidence],
    }
  }
  const pending = answers.find((a) => a.result === 'needs a person')
  return met ?? failed ?? pending ?? answers.find((a) => a.evidence.length > 0) ?? answers[0]!
}

/** Which of a requirement's checks decides it. */
function decide(answers: readonly Answer[], need: 'all' | 'any'): Answer {
  const ranked: PackAnswer[] =
    need === 'all'
      ? ['not met', 'needs a person', 'not stated', 'met']
      : ['met', 'not met', 'needs a person', 'not stated']
  for (const result of ranked) {
    const answer = answers.find((a) => a.result === result)
    if (answer) return answer
  }
  return answers[0]!
}

function evidenceOf(answers: readonly Answer[], result: PackAnswer): PackResult['evidence'] {
  const seen = new Set<string>()
  return answers
    .filter((a) => a.result === result || (result !== 'met' && a.evidence.length > 0))
    .flatMap((a) => a.evidence)
    .filter((e) => {
      const key = `${e.document}:${e.start}:${e.end}`
      return !seen.has(key) && seen.add(key)
    })
    .slice(0, 5)
}

function explain({ ground, asked, seen, wanted }: Answer): Text {
  const inWords = (language: Language): string => {
    const words = ground.startsWith('position-') || ground === 'holds' ? positions(language) : values(language)
    const params = { asked: asked[language], seen: words(seen), wanted: words(wanted) }
    return sayIn(language, `packs.ground.${ground}`, params).trim()
  }
  return { ja: inWords('ja'), en: inWords('en') }
}

/** `30 days, none` in the reader's words. */
function values(language: Language): (words: string) => string {
  return (words) =>
    words
      .split(/( \/ |, )/)
      .map((part, k) => (k % 2 === 0 && part !== '' ? valueWords(part)[language] : part))
      .join('')
}

/** `neutral / favourable` in the reader's words. */
function positions(language: Language): (words: string) => string {
  return (words) => words.replace(/[a-z]+/g, (position) => sayIn(language, `report.position.${position}`))
}
