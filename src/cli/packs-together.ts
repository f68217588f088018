import type { Analyzed } from '../analyze.js'
import { type HouseJudging, type JudgingOptions, packsNamed } from '../house.js'
import { sayIn } from '../messages/index.js'
import type { Language } from '../model/text.js'
import { homeOf } from '../packs/answer.js'
import { businessFit } from '../packs/business-fit.js'
import { judgePacks } from '../packs/judge.js'
import type { Pack } from '../packs/pack.js'
import { listedRisks, riskClasses } from '../packs/risk-classes.js'

/**
 * The packs asked for on the command line.
 *
 * @returns undefined when none was asked for: then those of the house rules, or the default one, are answered
 * @throws PackError `unknown-pack`
 */
export function packsFor(judging: HouseJudging, ids: readonly string[] | undefined): readonly Pack[] | undefined {
  return ids && packsNamed(judging, ids)
}

/**
 * How the files of one call, taken as one provider's documents, answer the packs and the organisation's need together: a
 * JSON line of its own (`yakkan/packs@1`), or lines for the terminal.
 */
export function answerTogether(
  { packs, house, need }: JudgingOptions,
  judged: readonly Analyzed[],
  format: string,
  language: Language,
): string {
  const outcome = judgePacks(packs, judged, homeOf(house))
  const fit = need ? businessFit(need, judged) : null
  if (format === 'json') {
    const line = {
      schema: 'yakkan/packs@1',
      documents: judged.map(({ analysis }) => ({ name: analysis.document.name, sha256: analysis.document.sha256 })),
      packs: outcome.packs.map((p, k) => ({
        ...p,
        risks: riskClasses(packs[k]!, p.results),
        risk_list: listedRisks(packs[k]!, p.results),
      })),
      ...(fit ? { fit } : {}),
      contradictions: outcome.contradictions,
    }
    return `${JSON.stringify(line)}\n`
  }
  const t = (key: string, params: Record<string, string | number> = {}): string => sayIn(language, key, params)
  const answer = (result: string): string => t(`report.pack-result.${result.replaceAll(' ', '-')}`)
  const lines: string[] = []
  for (const [k, pack] of outcome.packs.entries()) {
    lines.push('', pack.name[language])
    for (const r of pack.results) lines.push(`  ${answer(r.result)}\t${r.name[language]}\t${r.why[language]}`)
    for (const { risk, open, of } of riskClasses(packs[k]!, pack.results)) {
      if (of > 0) lines.push(`  ${t(`packs.risk.${risk}`)}: ${t('packs.risk-open', { open, of })}`)
    }
  }
  if (fit) {
    lines.push('', t('packs.fit.title'))
    for (const f of fit) lines.push(`  ${answer(f.result)}\t${t(`packs.fit.${f.need}`)}\t${f.why[language]}`)
  }
  for (const { pack, requirement, documents, seen, prevails } of outcome.contradictions) {
    const results = outcome.packs.find((p) => p.id === pack)?.results
    const name = results?.find((r) => r.requirement === requirement)?.name[language] ?? requirement
    const params = {
      requirement: name,
      first: documents[0],
      second: documents[1],
      first_seen: seen[0],
      second_seen: seen[1],
    }
    const said = t('packs.contradiction', params)
    lines.push('', prevails ? `${said} ${t('packs.prevails', { document: prevails })}` : said)
  }
  return `${lines.join('\n')}\n`
}
