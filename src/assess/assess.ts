import type { ItemFile } from '../library/item-schema.js'
import type { Library } from '../library/library.js'
import { weightsFor } from '../match/features.js'
import type { ItemMatch, Matches } from '../match/match.js'
import { say, sayIn } from '../messages/index.js'
import type { Agreement } from '../model/agreement.js'
import type { Finding, Position, Status } from '../model/analysis.js'
import type { Language, Text } from '../model/text.js'
import { type Area, areaOf, holds } from './area.js'
import { type CommitmentJudgement, commitmentOf } from './commitment.js'
import { evidenceOf } from './evidence.js'
import { readValues } from './values.js'

/** Judges every item of the library over the passages that were matched to it; findings come in checklist order. */
export function assess(agreement: Agreement, matches: Matches, library: Library): Finding[] {
  return library.items.map((item, i) => judgeItem(agreement, matches, matches.items[i]!, item, library).finding)
}

/** A finding, and what it was judged by; nothing of that where the item was not found. */
export interface Judgement {
  finding: Finding
  area: Area | null
  commitment: CommitmentJudgement | null
}

/** Judges one item. */
export function judgeItem(
  agreement: Agreement,
  matches: Matches,
  match: ItemMatch,
  item: ItemFile,
  library: Library,
): Judgement {
  const found = match.probability >= weightsFor(library.compiled.weights).threshold
  const base = {
    id: item.id,
    slug: item.slug,
    name: item.names,
    confidence: Math.round((found ? match.probability : 1 - match.probability) * 1000) / 1000,
  }
  if (!found) {
    const finding: Finding = {
      ...base,
      status: 'absent',
      position: null,
      commitment: item.group === 'sla' ? 'none' : null,
      evidence: [],
      values: [],
      why: say(match.passages.some((p) => p.score > 0) ? 'assess.only-mentioned' : 'assess.absent', {}),
      ask: item.ask.absent,
      rule: null,
    }
    return { finding, area: null, commitment: null }
  }
  const area = areaOf(agreement, matches, match, item)
  const values = readValues(area, matches, match, library)
  const { status, why: whyPartial, rule: partialRule } = statusOf(area, library)
  if (item.group === 'sla') {
    const c = commitmentOf(area, matches, match, library)
    const finding: Finding = {
      ...base,
      status,
      position: null,
      commitment: c.commitment,
      evidence: evidenceOf(agreement, matches, match, c.units, library),
      values,
      why: whyPartial ?? c.why,
      ask: askFor(
        item,
        status,
        null,
        c.commitment === 'target' || c.commitment === 'described' ? c.commitment : null,
        null,
      ),
      rule: partialRule ?? c.rule,
    }
    return { finding, area, commitment: c }
  }
  const p = positionOf(area, library)
  const finding: Finding = {
    ...base,
    status,
    position: p.position,
    commitment: null,
    evidence: evidenceOf(agreement, matches, match, p.units, library),
    values,
    why: p.rule || p.position === 'unclear' ? p.why : (whyPartial ?? p.why),
    ask: askFor(item, status, p.position, null, p.ask),
    rule: p.rule ?? partialRule,
  }
  return { finding, area, commitment: null }
}

function statusOf(area: Area, library: Library): { status: Status; why: Text | null; rule: string | null } {
  if (area.headingOnly) return { status: 'partial', why: say('assess.heading-only'), rule: 'heading-only' }
  for (const line of area.item.partial) {
    if (holds(library.condition(line.when), area)) return { status: 'partial', why: line.why, rule: line.id }
  }
  return { status: 'present', why: null, rule: null }
}

/** The first line that holds decides; none means that the text takes neither side. */
function positionOf(
  area: Area,
  library: Library,
): { position: Position; why: Text; ask: Text | null; rule: string | null; units: number[] } {
  if (area.headingOnly) {
    return { position: 'unclear', why: bothReadings(area.item), ask: null, rule: null, units: [] }
  }
  for (const line of area.item.positions) {
    const units = holds(library.condition(line.when), area)
    if (units) return { position: line.position, why: line.why, ask: line.ask ?? null, rule: line.id, units }
  }
  return { position: 'neutral', why: say('assess.neutral'), ask: null, rule: null, units: [] }
}

/** Where only a heading is there: what the text would have to say to be read one way or the other. */
function bothReadings(item: ItemFile): Text {
  const reading = (position: Position, language: Language): string => {
    const why = item.positions.find((line) => line.position === position)?.why[language]
    return why
      ? sayIn(language, 'assess.reading.line', { why: why.replace(/[。.]$/, '') })
      : sayIn(language, `assess.reading.${position}`)
  }
  const said = (language: Language): string =>
    sayIn(language, 'assess.reading.heading-only', {
      favourable: reading('favourable', language),
      adverse: reading('adverse', language),
    })
  return { ja: said('ja'), en: said('en') }
}

/** What to ask: the deciding line's own question, else the item's for the situation; nothing where nothing is open. */
function askFor(
  item: ItemFile,
  status: Status,
  position: Position | null,
  commitment: 'target' | 'described' | null,
  own: Text | null,
): Text | null {
  if (own) return own
  if (position === 'adverse') return item.ask.adverse ?? item.ask.partial ?? item.ask.absent
  if (position === 'unclear') return item.ask.unclear ?? item.ask.partial ?? item.ask.absent
  if (status === 'partial') return item.ask.partial ?? item.ask.absent
  if (commitment) return item.ask[commitment] ?? item.ask.partial ?? null
  return null
}
