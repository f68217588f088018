import type { Analysis, PackResult } from '../model/analysis.js'
import type { PackChange, RequirementChange } from '../model/comparison.js'

/**
 * What a new version does to the answers of the packs that both versions were judged by: requirements that were met and
 * no longer are come first, musts before shoulds, then those that are met now, then other changes.
 */
export function packChanges(old: Analysis['packs'], now: Analysis['packs']): PackChange[] {
  return now.flatMap((pack) => {
    const before = old.find((p) => p.id === pack.id)
    return before ? [packChange(pack, before.results)] : []
  })
}

function packChange(pack: Analysis['packs'][number], before: readonly PackResult[]): PackChange {
  const changes = pack.results.flatMap((now) => {
    const then = before.find((r) => r.requirement === now.requirement)
    return then && (then.result !== now.result || isMet(then) !== isMet(now)) ? [requirementChange(then, now)] : []
  })
  return {
    id: pack.id,
    name: pack.name,
    of: pack.results.length,
    met_before: before.filter(isMet).length,
    met_after: pack.results.filter(isMet).length,
    changes: changes
      .map((change, k) => ({ change, k }))
      .sort((a, b) => rank(a.change) - rank(b.change) || a.k - b.k)
      .map(({ change }) => change),
  }
}

/** What is regulated as asked, but against the customer, is not what the organisation wanted. */
function isMet({ result, adverse }: PackResult): boolean {
  return result === 'met' && adverse !== true
}

function requirementChange(then: PackResult, now: PackResult): RequirementChange {
  return {
    requirement: now.requirement,
    level: now.level,
    name: now.name,
    effect: isMet(then) ? 'lost' : isMet(now) ? 'gained' : 'other',
    old: then.result,
    new: now.result,
    old_why: then.why,
    new_why: now.why,
    old_evidence: then.evidence,
    new_evidence: now.evidence,
    ask: now.ask,
  }
}

const EFFECTS: readonly RequirementChange['effect'][] = ['lost', 'gained', 'other']

function rank({ effect, level }: RequirementChange): number {
  return EFFECTS.indexOf(effect) * 2 + (level === 'must' ? 0 : 1)
}
