import { type Bond, readBonds } from '../frames/frame.js'
import type { Library } from '../library/library.js'
import { CLAIM, type ItemMatch, type Matches, type PassageMatch } from '../match/match.js'
import { rowAnswer } from '../match/not-offered.js'
import { say } from '../messages/index.js'
import type { Agreement, Passage } from '../model/agreement.js'
import type { Commitment } from '../model/analysis.js'
import type { Text } from '../model/text.js'
import { fold } from '../structure/fold.js'
import { type Area, holds } from './area.js'
import {
  cellCommitment,
  isTarget,
  makesFiguresTargets,
  refusesGuarantee,
  tiesRemedyToLevels,
} from './commitment-words.js'

/** How far the provider binds itself, and by what. */
export interface CommitmentJudgement {
  commitment: Commitment
  why: Text
  rule: string | null
  /** Passages that bear it out. */
  units: number[]
  /** The clearest passages with the general rule that each falls under; empty where a line of the item decided. */
  judged: { unit: number; rule: string }[]
}

/** The general rules, in the order in which they win when passages differ. */
type Rule = 'remedy' | 'cell-guaranteed' | 'duty' | 'cell-target' | 'efforts' | 'fact' | 'deferred'
const ORDER: readonly Rule[] = [
  'remedy',
  'cell-guaranteed',
  'duty',
  'cell-target',
  'efforts',
  'fact',

  'deferred',
]
const MEANS: Record<Rule, Commitment> = {
  remedy: 'guaranteed',
  'cell-guaranteed': 'guaranteed',
  duty: 'guaranteed',
  'cell-target': 'target',
  efforts: 'target',
  fact: 'described',
  deferred: 'none',
}

/** Passages whose score is far below the best one's say little of how the item is promised. */
const NEARLY_AS_GOOD = 0.65
const MOST_PASSAGES = 4

/**
 * Judges how far the provider binds itself to an SLA item: the item's own lines first, then the general rules over the
 * passages that say the item most clearly. A remedy tied to the level makes it guaranteed, whatever the verb; then a duty
 * or promise (ものとする, shall, will), then an aim (努める, 目標, reasonable efforts), else a fact of the service.
 */
export function commitmentOf(area: Area, matches: Matches, match: ItemMatch, library: Library): CommitmentJudgement {
  for (const line of area.item.commitments) {
    const units = holds(library.condition(line.when), area)
    if (units) return { commitment: line.commitment, why: line.why, rule: line.id, units, judged: [] }
  }
  const claims = headed(clearest(match), matches, library)
  const judged = claims.map((p) => ({ unit: p.unit, rule: ruleOf(area.agreement, matches, p.unit) }))
  for (const rule of ORDER) {
    const units = judged.filter((j) => j.rule === rule).map((j) => j.unit)
    if (units.length > 0) return { commitment: MEANS[rule], why: say(`assess.commitment.${rule}`), rule, units, judged }
  }
  return { commitment: 'described', why: say('assess.commitment.fact'), rule: null, units: [], judged }
}

function clearest(match: ItemMatch): PassageMatch[] {
  const ranked = match.passages.filter((p) => p.score > 0).sort((a, b) => b.score - a.score || a.unit - b.unit)
  const best = ranked[0]?.score ?? 0
  const claiming = ranked.filter((p) => p.score >= Math.min(CLAIM, best) && p.score >= best * NEARLY_AS_GOOD)
  return claiming.slice(0, MOST_PASSAGES)
}

/** Of rows, those that name the item in their first words; a row of another item may speak of it too. */
function headed(claims: PassageMatch[], matches: Matches, library: Library): PassageMatch[] {
  const names = (p: PassageMatch): boolean => {
    if (p.labelled) return true
    const unit = matches.units[p.unit]!
    const { cues } = library.compiled.books[unit.language]
    return p.hits.some(
      (h) => cues[h.cue]!.class === 'heading' && h.start >= unit.own && h.start < unit.own + FIRST_WORDS,
    )
  }
  if (claims.some((p) => matches.units[p.unit]!.passage.kind !== 'row')) return claims
  const named = claims.filter(names)
  return named.length > 0 ? named : claims
}

/** Characters at the start of a row that hold the name of what it is about. */
const FIRST_WORDS = 40

function ruleOf(agreement: Agreement, matches: Matches, unit: number): Rule {
  const { passage, wording } = matches.units[unit]!
  if (passage.kind === 'row') return rowRule(agreement, matches, unit)
  const bonds = bondsOf(agreement, passage)
  if (isTarget(wording)) {
    // 「…を保証する。努力目標は…」: a duty said beside an aim stays a duty, but not one whose own words make it an aim.
    const bound = bonds.some((f) => isDuty(f, agreement) && !isTarget(fold(f.text).text))
    return bound && !refusesGuarantee(wording) ? 'duty' : 'efforts'
  }
  if (bonds.some((f) => isDuty(f, agreement))) return 'duty'
  if (bonds.some((f) => f.modality === 'aims' && f.actor !== 'customer')) return 'efforts'
  return 'fact'
}

function bondsOf(agreement: Agreement, passage: Passage): Bond[] {
  const { text } = agreement.document
  const lead = passage.leadIn === null ? null : agreement.passages[passage.leadIn]!
  return readBonds(
    text.slice(passage.start, passage.end),
    agreement.parties,
    agreement.language,
    lead && lead.index !== passage.index && !PURPOSE.test(text.slice(lead.start, lead.end))
      ? text.slice(lead.start, lead.end)
      : null,
  )
}

/** A lead-in that only names what its items are for, "To prevent unauthorised persons from …:", lends them no duty. */
const PURPOSE = /^[\s\d().a-z-]{0,8}\b(?:In order )?To [a-z]+(?![\s\S]*\b(?:shall|must|will|undertakes?|agrees?)\b)/

/**
 * Words with a modal that bind to nothing: 「責任を負いません」, "will not be liable", "in its sole discretion", "we'll be happy to
 * answer"; and a modal whose verb is an aim: "will | try to answer".
 */
const UNBINDING =
  /\b(?:liable|liability|accountable|sole discretion|happy to|glad to|pleased to)\b|\bnot be (?:\w+ or \w+ )?responsible\b|\b(?:will|shall|must|'ll)\s*$|責任を負(?:わ|いません)|免責/

/** Plain verbs at the end of a Japanese clause that promise (通知します), unlike those that tell a state (しています, されます). */
const PROMISING_END =
  /(?:いたします|致します|します|行います|する|行う|知らせる|知らせます|設ける|設けます|備える|保つ|定める|講じる|講ずる|応じる|応ずる|施す|負う|に限る)(?:もの(?:とする|とします)?)?[。、,]?$/
/** Cues of a duty that need no actor to be one: "backups shall be encrypted", 「…を行うものとする」. */
const IMPERSONAL_DUTY = /\b(?:shall|must|will)\b|もの(?:と|とし)|こと(?:と|とし)|なけれ?ば/

/** Verbs of an item that is a sentence of its own and tells a fact, whatever its lead-in says. */
const TELLS =
  /\b(?:is|are|was|were|has|have|performs|supports|utilizes|uses|maintains|enforces|provides|runs|keeps|requires|conducts|employs)\b/

function isDuty(f: Bond, agreement: Agreement): boolean {
  if (f.actor === 'customer' && f.named) return false
  const words = fold(f.text).text
  if (UNBINDING.test(words)) return false
  // Japanese has no word for "will": a plain verb of a named provider promises.
  if (agreement.language === 'ja' && f.cue === null) {
    if (agreement.kind === 'privacy' || agreement.kind === 'other') return false
    return f.actor !== 'none' && f.actor !== 'customer' && f.named && f.modality !== 'may' && PROMISING_END.test(words)
  }
  // In a contract "we keep backups for 30 days" is a promise; in a paper that describes a service it is a fact.
  if (f.modality === 'does' && f.actor === 'provider' && f.named) {
    return (
      (agreement.kind === 'sla' || agreement.kind === 'contract') &&
      !/\b(?:is|are|has|have|offers?|supports?|may)\b/.test(words)
    )
  }
  if (f.modality !== 'must' && f.modality !== 'must-not' && f.modality !== 'will' && f.modality !== 'will-not')
    return false
  if (f.actor === 'provider' || f.actor === 'both') return true
  // "Our personnel may only access …": whoever it is, the door is shut to the rest.
  if (f.modality === 'must-not' && /\bonly\b/.test(fold(f.cue?.text ?? '').text)) return true
  // An item of a list without a modal of its own has its lead-in's: "Host will provide: … weekly backups".
  if (f.cue === null) return f.modality !== 'must-not' && !TELLS.test(words)
  return f.modality !== 'must-not' && IMPERSONAL_DUTY.test(`${fold(f.cue?.text ?? '').text} ${words.slice(-14)}`)
}

function rowRule(agreement: Agreement, matches: Matches, unit: number): Rule {
  const row = matches.units[unit]!
  const cells = cellsOf(matches, unit)
  const own = cellCommitment(cells)
  if (own) return own === 'guaranteed' ? 'cell-guaranteed' : 'cell-target'
  if (rowAnswer(row) === 'deferred') return 'deferred'
  const head = row.passage.head
  if (head) {
    const named = cellCommitment(fold(agreement.document.text.slice(head.start, head.end)).text.split(/[\t|]/))
    if (named) return named === 'guaranteed' ? 'cell-guaranteed' : 'cell-target'
  }
  // In a table that marks its levels, a row without a mark is a fact.
  if (sameTable(agreement, matches, unit).some((u) => cellCommitment(cellsOf(matches, u)))) return 'fact'
  if (isTarget(row.wording.slice(row.own))) return 'cell-target'
  if (isNumberedTarget(matches, cells[0]!)) return 'cell-target'
  if (aroundTable(agreement, row.passage).some(isTarget)) return 'cell-target'
  if (matches.units.some((u) => u.passage.kind !== 'row' && makesFiguresTargets(u.wording))) return 'cell-target'
  if (matches.units.some((u) => u.passage.kind !== 'row' && tiesRemedyToLevels(u.wording))) return 'remedy'
  const bonds = bondsOf(agreement, row.passage)
  return bonds.some((f) => f.named && isDuty(f, agreement)) ? 'duty' : 'fact'
}

function cellsOf(matches: Matches, unit: number): string[] {
  const row = matches.units[unit]!
  return row.wording.slice(row.own).split('\t')
}

/** The other rows of a row's table. */
function sameTable(agreement: Agreement, matches: Matches, unit: number): number[] {
  const tableOf = (u: number): number | undefined =>
    agreement.document.blocks[matches.units[u]!.passage.block]?.row?.table
  const table = tableOf(unit)
  const out: number[] = []
  for (const step of [-1, 1]) {
    for (let u = unit + step; u >= 0 && u < matches.units.length; u += step) {
      const { passage } = matches.units[u]!
      if (passage.kind !== 'row' || tableOf(u) !== table) break
      if (!agreement.document.blocks[passage.block]?.row?.head) out.push(u)
    }
  }
  return out
}

/** 「指標8は努力目標とし、減額の対象としない」: a sentence elsewhere names the row by its number. */
function isNumberedTarget(matches: Matches, first: string): boolean {
  const number = /^(?:no\.? ?)?([0-9]{1,2})(?:[ .)]|$|(?=[^0-9.]))/.exec(first.trim())?.[1]
  if (!number) return false
  const named = new RegExp(
    `(?:指標|項目|番号|第|items?|metrics?|kpis?|rows?) ?${number}(?:号|番|項)?(?:は|については|及び|、| is| are)[^。.]{0,24}(?:目標|努力|target|objective)`,
  )
  return matches.units.some((u) => u.passage.kind !== 'row' && named.test(u.wording))
}

/** Sentences within this many passages before a table belong to it. */
const BEFORE_TABLE = 6

/** What is said around a table: its heading, its head row, and the sentences before and after it in the same article. */
function aroundTable(agreement: Agreement, row: Passage): string[] {
  const { passages, articles, document } = agreement
  const out: string[] = []
  const heading = articles.find((a) => a.id === row.article)?.heading
  if (heading) out.push(fold(heading).text)
  if (row.head) out.push(fold(document.text.slice(row.head.start, row.head.end)).text)
  let seen = 0
  for (let i = row.index - 1; i >= 0 && seen < BEFORE_TABLE; i--) {
    const p = passages[i]!
    if (p.article !== row.article) break
    if (p.kind === 'row') continue
    seen++
    out.push(fold(document.text.slice(p.start, p.end)).text)
  }
  for (let i = row.index + 1; i < passages.length; i++) {
    const p = passages[i]!
    if (p.article !== row.article) break
    if (p.kind === 'row') continue
    out.push(fold(document.text.slice(p.start, p.end)).text)
    break
  }
  return out
}
