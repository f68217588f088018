import type { HouseJudging } from '../house.js'
import type { Fit, PackResult } from '../model/analysis.js'
import { Document } from '../model/document.js'
import { homeOf, type Judged } from '../packs/answer.js'
import { businessFit } from '../packs/business-fit.js'
import { type Contradiction, judgePacks } from '../packs/judge.js'
import type { Pack } from '../packs/pack.js'
import { type RiskSum, riskClasses } from '../packs/risk-classes.js'
import { overview } from '../store/overview.js'
import type { WorkspaceStore } from '../store/store.js'
import { structure } from '../structure/structure.js'

/** How one provider's documents together answer a pack. */
export interface ProviderAnswers {
  provider: string
  documents: { id: string; name: string }[]
  results: PackResult[]
  risks: RiskSum[]
  contradictions: Contradiction[]
  /** What the organisation needs against what is stated; null where the house rules name no need. */
  fit: Fit[] | null
}

/**
 * Judges the newest versions of every provider's documents together by one pack. Documents without a provider stand
 * for themselves.
 *
 * @param judging the workspace's own, for its country and its need
 */
export async function providerAnswers(
  workspace: WorkspaceStore,
  pack: Pack,
  { house, need }: HouseJudging,
): Promise<ProviderAnswers[]> {
  const groups = new Map<string, { label: string; documents: { id: string; name: string }[]; judged: Judged[] }>()
  for (const summary of await overview(workspace.scope)) {
    if (summary.judged === null) continue
    const [json, latest] = await Promise.all([
      workspace.versions.extractionJson(summary.version.id),
      workspace.analyses.latest(summary.version.id),
    ])
    if (json === null || latest === null) continue
    const key = summary.provider ?? summary.document.id
    const group = groups.get(key) ?? { label: summary.provider ?? summary.document.name, documents: [], judged: [] }
    groups.set(key, group)
    group.documents.push({ id: summary.document.id, name: summary.document.name })
    group.judged.push({ agreement: structure(Document.parse(JSON.parse(json))), analysis: latest.analysis })
  }
  return [...groups.values()]
    .map(({ label, documents, judged }) => {
      const { packs, contradictions } = judgePacks([pack], judged, homeOf(house))
      const results = packs[0]!.results
      const fit = need && businessFit(need, judged)
      return { provider: label, documents, results, risks: riskClasses(pack, results), contradictions, fit }
    })
    .sort((a, b) => a.provider.localeCompare(b.provider))
}
