import type { Analyzed } from '../analyze.js'
import { sayIn } from '../messages/index.js'
import type { Language } from '../model/text.js'
import { judgePacks } from '../packs/judge.js'
import { defaultPacks, type Pack, pickPacks, shippedPacks } from '../packs/pack.js'
import { listedRisks, riskClasses } from '../packs/risk-classes.js'

/**
 * The packs asked for.
 *
 * @returns null when none was asked for: then the default one stands in each analysis alone
 * @throws PackError `unknown-pack`
 */
export async function packsFor(ids: readonly string[]): Promise<readonly Pack[] | null> {
  if (ids.length === 0) return null
  const fallback = defaultPacks()
  return ids.every((id) => fallback.some((p) => p.id === id))
    ? pickPacks(fallback, ids)
    : pickPacks(shippedPacks(), ids)
}

/**
 * How the files of one call, taken as one provider's documents, answer the packs together: a JSON line of its own
 * (`yakkan/packs@1`), or lines for the terminal.
 *
 * @param country the organisation's own, by its English name
 */
export async function answerTogether(
  packs: readonly Pack[],
  judged: readonly Analyzed[],
  country: string,
  format: string,
  language: Language,
): Promise<string> {
  const outcome = judgePacks(packs, judged, { country })
  if (format === 'json') {
    const line = {
      schema: 'yakkan/packs@1',
      documents: judged.map(({ analysis }) => ({ name: analysis.document.name, sha256: analysis.document.sha256 })),
      packs: outcome.packs.map((p, k) => ({
        ...p,
        risks: riskClasses(packs[k]!, p.results),
        risk_list: listedRisks(packs[k]!, p.results),
      })),
      contradictions: outcome.contradictions,
    }
    return `${JSON.stringify(line)}\n`
  }
  const lines: string[] = []
  for (const pack of outcome.packs) {
    lines.push('', pack.name[language])
    for (const r of pack.results) {
      const answer = sayIn(language, `report.pack-result.${r.result.replaceAll(' ', '-')}`)
      lines.push(`  ${answer}\t${r.name[language]}\t${r.why[language]}`)
    }
  }
  return `${lines.join('\n')}\n`
}
