import type { Parties } from '../model/agreement.js'
import type { Language, Span } from '../model/text.js'
import { type Folded, fold, unfold } from '../structure/fold.js'
import { type Concept, conceptsNear, conceptsOf } from './concepts.js'
import { englishClauses } from './english.js'
import { japaneseClauses } from './japanese.js'
import { partyWords } from './party-words.js'
import { DISCRETION, type Discretion, discretionOf, type Safeguard, safeguardsOf } from './safeguards.js'

/** Whose act, duty or right a clause speaks of. `both`: each party, either party, neither party. */
export type Actor = 'provider' | 'customer' | 'both' | 'third' | 'none'

/**
 * What the clause says of the actor: `must` (duty), `must-not` (ban), `may` (right, or the possibility of doing),
 * `need-not` (a duty, liability or warranty refused), `will` (own act promised), `will-not`, `aims` (efforts only),
 * `does` (told as a fact), `does-not`, `deemed` (a fiction: silence or use counts as consent).
 */
export type Modality =
  | 'must'
  | 'must-not'
  | 'may'
  | 'need-not'
  | 'will'
  | 'will-not'
  | 'aims'
  | 'does'
  | 'does-not'
  | 'deemed'

/** A clause as a reader found it in the folded text. */
export interface Clause {
  start: number
  end: number
  actor: Actor
  /** True when the clause names its actor; false when it was inferred from the predicate. */
  named: boolean
  modality: Modality
  /** The words that decided the modality. */
  cue: Span | null
  conditions: Span[]
  exceptions: Span[]
}

/** Part of a sentence, with its words. Offsets are those of the sentence given to the reader. */
export interface Part extends Span {
  text: string
}

/** Who must, may or does, in one clause of a sentence. */
export interface Bond extends Part {
  actor: Actor
  named: boolean
  modality: Modality
  cue: Part | null
}

/** One clause of a sentence: who, must or may, what about, under which condition, with which discretion and safeguard. */
export interface Frame extends Bond {
  /** What the clause speaks of, in the order of the lexicon. */
  concepts: Concept[]
  /** What is done or left undone: the concepts of the predicate, nearest to its cue first. */
  acts: Concept[]
  conditions: Part[]
  exceptions: Part[]
  discretion: Discretion[]
  safeguards: Safeguard[]
}

/**
 * Reads every clause of a sentence that has a predicate of its own, in order. A sentence without any predicate (a list
 * item, a table cell) gives one frame with actor `none` and modality `does`.
 *
 * @param text the sentence as it stands in the document
 * @param parties the names under which the document speaks of each side
 * @param lead for a list item: the sentence that leads the list in, whose actor and modality the item takes over
 */
export function readFrames(text: string, parties: Parties, language: Language, lead: string | null = null): Frame[] {
  const folded = fold(text)
  return clausesOf(folded, parties, language).map((clause) => {
    const own = folded.text.slice(clause.start, clause.end)
    return {
      ...bondOf(clause, text, folded, inheritedFrom(lead, parties, language)),
      concepts: conceptsOf(own, language),
      acts: actsOf(folded.text, clause, language),
      conditions: clause.conditions.map((span) => partOf(span, text, folded)),
      exceptions: clause.exceptions.map((span) => partOf(span, text, folded)),
      discretion: discretionOf(own, language),
      safeguards: safeguardsOf(own, language),
    }
  })
}

/**
 * The same clauses, read for who must, may or does alone: a small part of the work, and enough to tell whom a sentence
 * binds.
 */
export function readBonds(text: string, parties: Parties, language: Language, lead: string | null = null): Bond[] {
  const folded = fold(text)
  const inherited = inheritedFrom(lead, parties, language)
  return clausesOf(folded, parties, language).map((clause) => bondOf(clause, text, folded, inherited))
}

function clausesOf(folded: Folded, parties: Parties, language: Language): Clause[] {
  const read = language === 'ja' ? japaneseClauses : englishClauses
  return read(folded.text, partyWords(parties, language))
}

function partOf(span: Span, text: string, folded: Folded): Part {
  const at = unfold(folded, span.start, span.end)
  return { ...at, text: text.slice(at.start, at.end) }
}

/** A list item that begins with its modal verb. */
const HEADLESS = /^\W*(?:\(?[a-z0-9]{1,4}[.)]\s*)?(?:shall|will|must|may|can|cannot|agrees?|is|are|has|have)\b/

function bondOf(clause: Clause, text: string, folded: Folded, inherited: Bond | null): Bond {
  // 「次の各号に定める行為をしてはならない。」「(1) 本サービスを複製する行為」: the item takes its ban from the lead-in.
  // “You agree that you: (b) shall be liable for …”: its subject stands in the lead-in, too.
  const headless =
    inherited !== null &&
    clause.cue !== null &&
    clause.actor === 'none' &&
    HEADLESS.test(folded.text.slice(clause.start))
  const bare = inherited !== null && clause.cue === null
  return {
    ...partOf(clause, text, folded),
    // A ban without a subject binds the customer: “The following is prohibited:”.
    actor: headless
      ? inherited.actor
      : bare
        ? inherited.actor === 'none' && inherited.modality === 'must-not'
          ? 'customer'
          : inherited.actor
        : clause.actor,
    named: bare ? inherited.named : clause.named,
    modality: bare ? inherited.modality : clause.modality,
    cue: clause.cue ? partOf(clause.cue, text, folded) : null,
  }
}

/** The lead-in read last; the items of its list follow each other. */
let lastLead: { text: string; parties: Parties; language: Language; bond: Bond } | null = null

function inheritedFrom(lead: string | null, parties: Parties, language: Language): Bond | null {
  if (!lead) return null
  if (lastLead?.text !== lead || lastLead.parties !== parties || lastLead.language !== language)
    lastLead = { text: lead, parties, language, bond: mainOf(readBonds(lead, parties, language)) }
  return lastLead.bond
}

/** How far the predicate reaches: English puts its verb and object behind the modal, Japanese before it. */
const REACH = { en: 140, ja: 48 } as const

/** Where a condition or exception begins; what stands in it is not what is done. */
const TURNS = /\b(?:unless|if|when|until|where|except|because|so that|provided that|in order to)\b/

function actsOf(sentence: string, clause: Clause, language: Language): Concept[] {
  // 「通知することなく変更できる」 is about changing, not about giving notice.
  const blank = (m: string): string => ' '.repeat(m.length)
  const folded = sentence
    .replace(DISCRETION['no-notice'][language], blank)
    .replace(DISCRETION['no-consent'][language], blank)
    // 「承諾を得ない限り、請求しません」 is about billing.
    .replace(/[^、。]{2,60}(?:ない限り|場合を除き|場合を除いて)[、,]/g, blank)
  const whole = folded.slice(clause.start, clause.end)
  if (!clause.cue) return conceptsNear(whole, language, language === 'ja' ? whole.length : 0)
  const { cue } = clause
  if (language === 'ja') {
    // 「損害（弁護士費用を含みます。）を賠償する」: what is added in brackets does not part the predicate from its object.
    const before = folded
      .slice(clause.start, cue.start)
      .replace(/\([^()]*\)/g, '')
      .slice(-REACH.ja)
    const near = before + folded.slice(cue.start, Math.min(clause.end, cue.end + 4))
    return conceptsNear(near, language, near.length)
  }
  const reach = folded.slice(cue.start, Math.min(clause.end, cue.end + REACH.en))
  const turn = reach.slice(cue.end - cue.start + 6).search(TURNS)
  const near = conceptsNear(turn < 0 ? reach : reach.slice(0, cue.end - cue.start + 6 + turn), language, 0)
  return near.length > 0 ? near : conceptsNear(whole, language, cue.start - clause.start)
}

/**
 * The frame that carries a sentence: its first main clause that names a party and binds or frees somebody, else the
 * first one with a predicate.
 */
export function readFrame(text: string, parties: Parties, language: Language, lead: string | null = null): Frame {
  return mainOf(readFrames(text, parties, language, lead))
}

const PLAIN: ReadonlySet<Modality> = new Set(['does', 'does-not'])

function mainOf<T extends Bond>(frames: readonly T[]): T {
  const binding = (f: T): boolean => !PLAIN.has(f.modality)
  return (
    frames.find((f) => binding(f) && f.named) ??
    frames.find((f) => binding(f) && f.actor !== 'none') ??
    frames.find(binding) ??
    frames.find((f) => f.named) ??
    frames[0]!
  )
}

/** Which way a clause works for the customer by who must or may: 1 for it, -1 against it, 0 neither. */
export function direction(frame: Pick<Frame, 'actor' | 'modality'>): -1 | 0 | 1 {
  const { actor, modality } = frame
  if (actor === 'provider') {
    if (modality === 'may' || modality === 'need-not') return -1
    if (modality === 'must' || modality === 'must-not' || modality === 'will-not') return 1
    return 0
  }
  if (actor === 'customer') {
    if (modality === 'may' || modality === 'need-not') return 1
    if (modality === 'must' || modality === 'must-not' || modality === 'deemed') return -1
    return 0
  }
  return 0
}
