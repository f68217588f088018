import { isTarget } from '../assess/commitment-words.js'
import { compareValues } from '../frames/values/value-order.js'
import { valueName } from '../frames/values/value-words.js'
import type { House } from '../library/house-rules.js'
import type { Agreement, Passage } from '../model/agreement.js'
import type { Analysis, Finding, PackAnswer, PackEvidence, Value } from '../model/analysis.js'
import type { Language, Text } from '../model/text.js'
import { passageText } from '../structure/agreement-text.js'
import { fold } from '../structure/fold.js'
import type { Check, Pack, Requirement } from './pack.js'
import { phraseStatements } from './phrase.js'
import { mannerOf } from './statement.js'

/** One document of a provider, read and judged. */
export interface Judged {
  agreement: Agreement
  analysis: Analysis
}

/** Why an answer came out as it did; the sentence is made from it in `messages`. */
export type Ground =
  | 'holds'
  | 'holds-adverse'
  | 'value-holds'
  | 'value-stated'
  | 'value-fails'
  | 'value-missing'
  | 'value-refused'
  | 'value-without-order'
  | 'position-fails'
  | 'position-open'
  | 'position-neutral'
  | 'item-partial'
  | 'item-absent'
  | 'phrase-found'
  | 'phrase-optional'
  | 'phrase-contrary'
  | 'phrase-absent'
  | 'phrase-unwanted'
  | 'phrase-unsaid'
  | 'target-only'
  | 'contradiction'

export interface Answer {
  result: PackAnswer
  ground: Ground
  /** The item or requirement asked, and the values seen and wanted, for the sentence that explains. */
  asked: Text
  seen: string
  wanted: string
  evidence: PackEvidence[]
  /** True where what is regulated as wanted stands against the customer. */
  adverse: boolean
  /** True where it is met only in that the text takes neither side. */
  neutral: boolean
}

/** What a check compares with where the pack leaves it to the organisation. */
export interface Home {
  /** The organisation's country by its English name. */
  country: string
}

/** The home of a house; Japan where no rules name one. */
export function homeOf(house: House | null | undefined): Home {
  return { country: house?.rules.home.country ?? 'Japan' }
}

/**
 * Answers one check from one document.
 *
 * @param requirement the check's own requirement; a mere target never meets one that is a must
 */
export function answerCheck(check: Check, requirement: Requirement, pack: Pack, judged: Judged, home: Home): Answer {
  if (check.says !== undefined) {
    return (check.silent ? answerSilence : answerPhrase)(check.says, requirement, pack, judged)
  }
  const finding = judged.analysis.items.find((i) => i.id === check.item)
  const answer: MakeAnswer = (result, ground, seen = '', wanted = '') => ({
    result,
    ground,
    asked: finding ? nameOf(finding, check.value) : { ja: check.item!, en: check.item! },
    seen,
    wanted,
    evidence: finding ? evidenceFor(finding, check.value, judged) : [],
    adverse: ground === 'holds-adverse',
    neutral: result === 'met' && finding?.position === 'neutral',
  })
  if (!finding || finding.status === 'absent') return answer('not stated', 'item-absent')
  const settled =
    check.value === undefined
      ? answerItem(check, finding, answer)
      : answerValue(check, finding, judged.agreement, home, answer)
  const mere = settled.result === 'met' && requirement.level === 'must' && isMereTarget(finding)
  return mere ? answer('not met', 'target-only', settled.seen, settled.wanted) : settled
}

type MakeAnswer = (result: PackAnswer, ground: Ground, seen?: string, wanted?: string) => Answer

/** An SLA item tells its commitment; of a contract item every passage must be an aim. */
function isMereTarget({ commitment, evidence }: Finding): boolean {
  if (commitment !== null) return commitment === 'target'
  return evidence.length > 0 && evidence.every((e) => isTarget(fold(e.quote).text))
}

/** What was asked, as a person would call it: 「C16 準拠法」, “C10 Post-termination – Retrieval period”. */
function nameOf(finding: Finding, value: string | undefined): Text {
  const name = (language: Language): string => {
    const item = `${finding.id} ${finding.name[language]}`
    if (value === undefined) return item
    return `${item} – ${valueName(value)[language]}`
  }
  return { ja: name('ja'), en: name('en') }
}

/** The passages that an answer rests on: for a value those that hold its words, else the item's own. */
export function evidenceFor(
  finding: Finding,
  value: string | undefined,
  { agreement, analysis }: Judged,
): PackEvidence[] {
  const document = analysis.document.name
  const own = finding.evidence.map((e) => ({ ...e, document }))
  const values = value === undefined ? [] : finding.values.filter((v) => v.name === value && v.quote !== '')
  if (values.length === 0) return own
  const holds = (quote: string, v: Value): boolean => quote.includes(v.quote)
  const holding = own.filter((e) => values.some((v) => holds(e.quote, v)))
  if (holding.length > 0) return holding
  const articles = new Set(own.map((e) => e.article))
  const passages = agreement.passages.filter((p) => values.some((v) => holds(passageText(agreement, p), v)))
  const near = passages.filter((p) => articles.has(p.article))
  const found = (near.length > 0 ? near : passages).slice(0, 2)
  return found.length > 0 ? found.map((p) => evidenceOf(p, agreement, document)) : own
}

function evidenceOf(passage: Passage, agreement: Agreement, document: string): PackEvidence {
  const { article, page, start, end } = passage
  return { article, page, start, end, quote: passageText(agreement, passage), document }
}

function answerItem(check: Check, finding: Finding, answer: MakeAnswer): Answer {
  if (check.one_of) {
    const wanted = check.one_of.join(' / ')
    const position = finding.position ?? 'unclear'
    if (position === 'unclear') return answer('needs a person', 'position-open', position, wanted)
    if (check.one_of.includes(position)) {
      return finding.status === 'present'
        ? answer('met', 'holds', position, wanted)
        : answer('needs a person', 'item-partial')
    }
    // A text that takes neither side has not decided against what is wanted; it does not say it.
    if (position === 'neutral') return answer('not stated', 'position-neutral', position, wanted)
    return answer('not met', 'position-fails', position, wanted)
  }
  if (finding.status !== 'present') return answer('needs a person', 'item-partial')
  return answer('met', finding.position === 'adverse' ? 'holds-adverse' : 'holds')
}

/** Values by which a text says that there is none: “without notice”, 「行わない」. */
const NOTHING: ReadonlySet<string> = new Set(['none', 'no'])

function answerValue(check: Check, finding: Finding, agreement: Agreement, home: Home, answer: MakeAnswer): Answer {
  const values = finding.values
    .filter((v) => v.name === check.value)
    .map((v) => (v.value === 'yes' && isDeniedRow(v.quote, agreement) ? 'no' : v.value))
  if (values.length === 0) {
    return finding.status === 'partial'
      ? answer('needs a person', 'item-partial')
      : answer('not stated', 'value-missing')
  }
  const seen = values.join(', ')
  if (check.stated) {
    return values.every((v) => NOTHING.has(v))
      ? answer('not met', 'value-refused', seen)
      : answer('met', 'value-stated', seen)
  }
  const wanted = wantedOf(check, home)
  const verdicts = values.map((v) => holds(check, v, home))
  if (verdicts.some((v) => v === false)) return answer('not met', 'value-fails', seen, wanted)
  if (verdicts.some((v) => v === null)) return answer('needs a person', 'value-without-order', seen, wanted)
  return answer('met', 'value-holds', seen, wanted)
}

/** A row of a checklist whose answer is no: “Certificate of deletion | Not available”. */
function isDeniedRow(quote: string, agreement: Agreement): boolean {
  return agreement.passages.some(
    (p) =>
      p.kind === 'row' &&
      passageText(agreement, p).trim() === quote.trim() &&
      mannerOf(agreement, p, false) === 'refuses',
  )
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

/** A phrase that must not stand anywhere. */
function answerSilence(name: string, requirement: Requirement, pack: Pack, judged: Judged): Answer {
  const said = answerPhrase(name, requirement, pack, judged)
  return said.result === 'met'
    ? { ...said, result: 'not met', ground: 'phrase-unwanted' }
    : { ...said, result: 'met', ground: 'phrase-unsaid', evidence: [], neutral: true }
}

function answerPhrase(name: string, requirement: Requirement, pack: Pack, judged: Judged): Answer {
  const { stated, aimed, optional, contrary } = phraseStatements(pack, name, judged.agreement)
  const document = judged.analysis.document.name
  const answer = (result: PackAnswer, ground: Ground, passages: readonly Passage[]): Answer => ({
    result,
    ground,
    asked: requirement.name,
    seen: '',
    wanted: '',
    evidence: passages.slice(0, 3).map((p) => evidenceOf(p, judged.agreement, document)),
    adverse: false,
    neutral: false,
  })
  if (stated.length > 0) return answer('met', 'phrase-found', stated)
  if (contrary.length > 0) return answer('not met', 'phrase-contrary', contrary)
  if (aimed.length === 0 && optional.length > 0) return answer('needs a person', 'phrase-optional', optional)
  if (aimed.length === 0) return answer('not stated', 'phrase-absent', [])
  return requirement.level === 'must' ? answer('not met', 'target-only', aimed) : answer('met', 'phrase-found', aimed)
}
