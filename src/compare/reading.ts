import { type Frame, readFrames } from '../frames/frame.js'
import type { Agreement } from '../model/agreement.js'
import { type Points, pointsOf } from './bearing.js'
import type { ChangeRules } from './change-rules.js'
import type { Unit } from './unit.js'

/** One side of a change, read: its words, its clauses and what they speak for. */
export interface Reading {
  text: string
  start: number
  end: number
  units: readonly Unit[]
  /** The sentence that leads the list in, when the passage is an item. */
  lead: string | null
  frames: readonly Frame[]
  points: Points
}

/** Reads units that stand together as one passage; their text is the document's, from the first to the last. */
export function readUnits(units: readonly Unit[], agreement: Agreement, rules: ChangeRules): Reading | null {
  const first = units[0]
  if (!first) return null
  const start = first.passage.start
  const end = units.at(-1)!.passage.end
  const { document, parties, language, passages } = agreement
  const leads = leadOf(first, agreement)
  const frames: Frame[] = []
  for (const u of units) {
    const at = u.passage.start - start
    for (const f of readFrames(u.text, parties, language, leads))
      frames.push({ ...f, start: f.start + at, end: f.end + at })
  }
  const lead =
    leads ??
    (first.passage.leadIn === null
      ? null
      : document.text.slice(passages[first.passage.leadIn]!.start, passages[first.passage.leadIn]!.end))
  return { text: document.text.slice(start, end), start, end, units, lead, frames, points: pointsOf(frames, rules) }
}

/** The lead-in of an item, through nested lists: the nearest one that names somebody who acts decides. */
function leadOf(unit: Unit, agreement: Agreement): string | null {
  const { passages, document } = agreement
  const words: string[] = []
  const seen = new Set<number>()
  let at = unit.passage.leadIn
  while (at !== null && !seen.has(at) && words.length < 4) {
    seen.add(at)
    const p = passages[at]!
    words.unshift(document.text.slice(p.start, p.end))
    at = p.leadIn
  }
  return words.length > 0 ? words.join(' ') : null
}
