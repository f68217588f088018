import type { PackResult } from '../model/analysis.js'
import type { Pack, RiskClass } from './pack.js'

/** How many requirements of a risk class are open, of how many; the open ones by id, musts first. */
export interface RiskSum {
  risk: RiskClass
  open: number
  of: number
  requirements: string[]
}

const CLASSES: readonly RiskClass[] = ['leak', 'loss', 'continuity', 'authorities']

/**
 * Sums a pack's answers by the four classes of risk that the working group's members met: information leak, information
 * loss, business continuity, inspection by foreign authorities. A requirement is open unless it is met, and what is
 * regulated against the customer counts as open.
 */
export function riskClasses(pack: Pack, results: readonly PackResult[]): RiskSum[] {
  return CLASSES.map((risk) => {
    const bearing = pack.requirements.filter((r) => r.risks.includes(risk))
    const open = bearing.filter((r) => {
      const given = results.find((x) => x.requirement === r.id)
      return given?.result !== 'met' || given.adverse === true
    })
    return {
      risk,
      open: open.length,
      of: bearing.length,
      requirements: [...open.filter((r) => r.level === 'must'), ...open.filter((r) => r.level === 'should')].map(
        (r) => r.id,
      ),
    }
  })
}

/** One risk of a pack's own list, and whether anything in the provider's documents answers it. */
export interface ListedRisk {
  id: string
  name: { ja: string; en: string }
  answered: 'yes' | 'partly' | 'no'
  by: { requirement: string; result: PackResult['result'] }[]
}

/** The risks of a pack's own list (such as the city policy's 29), each with the requirements that answer it. */
export function listedRisks(pack: Pack, results: readonly PackResult[]): ListedRisk[] {
  return pack.risk_list.map((risk) => {
    const by = risk.answered_by.map((id) => ({
      requirement: id,
      result: results.find((r) => r.requirement === id)?.result ?? ('not stated' as const),
    }))
    const met = by.filter((b) => b.result === 'met').length
    return { id: risk.id, name: risk.name, answered: met === by.length ? 'yes' : met > 0 ? 'partly' : 'no', by }
  })
}
