import type { Severity } from '../model/comparison.js'
import type { JudgeContext } from './judge.js'
import type { Reading } from './reading.js'

/** Headings and first words of terms that bind only those who take something up. */
const OPTIONAL =
  /\b(program(me)?|referral|affiliate|beta|preview|early access|trial|optional|add-?on|contest|sweepstakes|reward|loyalty|pilot)\b|プログラム|キャンペーン|紹介|任意|オプション|ベータ|プレビュー|試用|特典|ポイント/i

/** True where a passage stands in an article that is new, and that only those meet who take up a new, optional service. */
export function isOptional(now: Reading, { now: agreement, articles }: JudgeContext): boolean {
  const id = now.units[0]!.passage.article
  for (const taken of articles.values()) if (taken === id) return false
  for (let at: string | null = id; at !== null; ) {
    const article = agreement.articles.find((a) => a.id === at)
    if (article?.heading != null && OPTIONAL.test(article.heading)) return true
    at = article?.parent ?? null
  }
  return false
}

/** One step lower, as for what binds only some. */
export function stepLower(severity: Severity): Severity {
  return severity === 'high' ? 'medium' : severity === 'medium' ? 'low' : severity
}
