import type { Agreement } from '../model/agreement.js'
import type { Analysis, Finding, PackAnswer, PackEvidence } from '../model/analysis.js'
import { passageText } from '../structure/agreement-text.js'
import { compareValues } from './normalised-value.js'
import type { Check, Pack, Requirement } from './pack.js'
import { phraseStatements } from './phrase.js'

/** One document of a provider, read and judged. */
export interface Judged {
  agreement: Agreement
  analysis: Analysis
}

/** Why an answer came out as it did; the sentence is made from it in `messages`. */
export type Ground =
  | 'holds'
  | 'value-holds'
  | 'value-fails'
  | 'value-missing'
  | 'value-without-order'
  | 'position-fails'
  | 'position-open'
  | 'item-partial'
  | 'item-absent'
  | 'phrase-found'
  | 'phrase-contrary'
  | 'phrase-absent'
  | 'target-only'
  | 'contradiction'

export interface Answer {
  result: PackAnswer
  ground: Ground
  /** The item or phrase asked, and the values seen and wanted, for the sentence that explains. */
  asked: string
  seen: string
  wanted: string
  evidence: PackEvidence[]
}

/** What a check compares with where the pack leaves it to the organisation. */
export interface Home {
  /** The organisation's country by its English name. */
  country: string
}

/**
 * Answers one check from one document.
 *
 * @param requirement the check's own requirement; a mere target never meets one that is a must
 */
export function answerCheck(check: Check, requirement: Requirement, pack: Pack, judged: Judged, home: Home): Answer {
  if (check.says !== undefined) return answerPhrase(check.says, pack, judged)
  const finding = judged.analysis.items.find((i) => i.id === check.item)
  const answer = (result: PackAnswer, ground: Ground, seen = '', wanted = ''): Answer => ({
    result,
    ground,
    asked: check.value === undefined ? check.item! : `${check.item} ${check.value}`,
    seen,
    wanted,
    evidence: (finding?.evidence ?? []).map((e) => ({ ...e, document: judged.analysis.document.name })),
  })
  if (!finding || finding.status === 'absent') return answer('not stated', 'item-absent')
  const settled =
    check.value === undefined ? answerItem(check, finding, answer) : answerValue(check, finding, home, answer)
  const mereTarget = finding.commitment === 'target' && requirement.level === 'must' && settled.result === 'met'
  return mereTarget ? answer('not met', 'target-only', settled.seen, settled.wanted) : settled
}

type MakeAnswer = (result: PackAnswer, ground: Ground, seen?: string, wanted?: string) => Answer

function answerItem(check: Check, finding: Finding, answer: MakeAnswer): Answer {
  if (check.one_of) {
    const wanted = check.one_of.join(' / ')
    const position = finding.position ?? 'unclear'
    if (check.one_of.includes(position)) return answer('met', 'holds', position, wanted)
    if (position === 'unclear') return answer('needs a person', 'position-open', position, wanted)
    return answer('not met', 'position-fails', position, wanted)
  }
  return finding.status === 'present' ? answer('met', 'holds') : answer('needs a person', 'item-partial')
}

function answerValue(check: Check, finding: Finding, home: Home, answer: MakeAnswer): Answer {
  const values = finding.values.filter((v) => v.name === check.value).map((v) => v.value)
  if (values.length === 0) {
    return finding.status === 'partial'
      ? answer('needs a person', 'item-partial')
      : answer('not stated', 'value-missing')
  }
  const seen = values.join(', ')
  if (check.stated) return answer('met', 'value-holds', seen)
  const wanted = wantedOf(check, home)
  const verdicts = values.map((v) => holds(check, v, home))
  if (verdicts.some((v) => v === false)) return answer('not met', 'value-fails', seen, wanted)
  if (verdicts.some((v) => v === null)) return answer('needs a person', 'value-without-order', seen, wanted)
  return answer('met', 'value-holds', seen, wanted)
}

function wantedOf(check: Check, home: Home): string {
  if (check.at_least !== undefined) return `≥ ${check.at_least}`
  if (check.at_most !== undefined) return `≤ ${check.at_most}`
  if (check.one_of) return check.one_of.join(' / ')
  if (check.in_country !== undefined) return check.in_country === 'home' ? home.country : check.in_country
  return 'yes'
}

function holds(check: Check, value: string, home: Home): boolean | null {
  if (check.yes) return value === 'yes' ? true : value === 'no' ? false : null
  if (check.one_of) return check.one_of.includes(value)
  if (check.in_country !== undefined) {
    const country = check.in_country === 'home' ? home.country : check.in_country
    const places = value.split(/[,;/]| and | or /).map((p) => p.trim().toLowerCase())
    return places.every((p) => p === country.toLowerCase())
  }
  const limit = check.at_least ?? check.at_most!
  const order = compareValues(value, limit)
  if (order === null) return null
  return check.at_least !== undefined ? order >= 0 : order <= 0
}

function answerPhrase(name: string, pack: Pack, judged: Judged): Answer {
  const { stated, contrary } = phraseStatements(pack, name, judged.agreement)
  const evidence = (stated.length > 0 ? stated : contrary).slice(0, 3).map((passage) => ({
    article: passage.article,
    page: passage.page,
    start: passage.start,
    end: passage.end,
    quote: passageText(judged.agreement, passage),
    document: judged.analysis.document.name,
  }))
  const base = { asked: name, seen: '', wanted: '', evidence }
  if (stated.length > 0) return { ...base, result: 'met', ground: 'phrase-found' }
  if (contrary.length > 0) return { ...base, result: 'not met', ground: 'phrase-contrary' }
  return { ...base, result: 'not stated', ground: 'phrase-absent' }
}
