import type { Library } from '../library/library.js'
import type { ItemMatch, Matches } from '../match/match.js'
import { say } from '../messages/index.js'
import type { Commitment } from '../model/analysis.js'
import type { Text } from '../model/text.js'
import { type Area, holds } from './area.js'

/** How far the provider binds itself, and by what. */
export interface CommitmentJudgement {
  commitment: Commitment
  why: Text
  rule: string | null
  /** Passages that bear it out. */
  units: number[]
}

/** Judges how far the provider binds itself to an SLA item: the item's own lines first, in order. */
export function commitmentOf(area: Area, _matches: Matches, _match: ItemMatch, library: Library): CommitmentJudgement {
  for (const line of area.item.commitments) {
    const units = holds(library.condition(line.when), area)
    if (units) return { commitment: line.commitment, why: line.why, rule: line.id, units }
  }
  return { commitment: 'described', why: say('assess.described'), rule: null, units: [] }
}
