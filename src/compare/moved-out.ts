import { type Concept, conceptsOf } from '../frames/concepts.js'
import { extract } from '../frames/values/extract.js'
import { fold } from '../structure/fold.js'
import type { Ground, JudgeContext } from './judge.js'
import type { Reading } from './reading.js'

/** Where the text sends its reader for what it used to say itself. */
const ELSEWHERE =
  /\b(?:is|are|as) (?:\w+ ){0,3}?(?:provided|set out|set forth|described|stated|published|specified|defined|available|found|contained) (?:in|on|at|by) (?:the |our |its |a |an )?|\bincorporated (?:herein )?by reference|(?:別途|別に|別紙|当社(?:の)?(?:ウェブサイト|サイト|ホームページ)|所定の(?:ページ|文書|規程))[^。]{0,24}(?:定め|掲載|公表|記載|参照|よる)/

const FIGURES = ['percent', 'money', 'duration', 'rate', 'quantity'] as const
/** Subjects where a lost figure or guarantee is a loss at once: money, liability, service level. */
const GUARANTEES: ReadonlySet<Concept> = new Set([
  'uptime',
  'service-credit',
  'fee',
  'cap',
  'refund',
  'warranty',
  'price-increase',
])
const LOST = -1.2
const PLAIN: ReadonlySet<Concept> = new Set(['service', 'data'])
/** Matters so particular that a new passage about one of them is about the same thing. */
const TELLING: ReadonlySet<Concept> = new Set([
  'uptime',
  'service-credit',
  'backup',
  'restore',
  'support',
  'response-time',
  'recovery',
  'subcontract',
  'audit',
  'certification',
  'vulnerability',
  'logs',
  'refund',
  'retain',
])

/**
 * Whether a removed passage was moved to another document that is not at hand: its article now sends the reader there.
 * A figure or guarantee lost in this way hurts; the rest cannot be decided.
 */
export function movedOut(old: Reading, context: JudgeContext): Ground | null {
  const article = old.units[0]!.passage.article
  // Where the whole article is gone, any new passage that sends the reader away for the same matter may stand for it.
  const target = context.articles.get(article)
  const wide = target === undefined
  const own = new Set(old.frames.flatMap((f) => f.concepts).filter((c) => (wide ? TELLING.has(c) : !PLAIN.has(c))))
  if (own.size === 0) return null
  for (const p of context.pairings) {
    const unit = p.new[0]
    if (!unit || (!wide && unit.passage.article !== target) || p.old.some((u) => ELSEWHERE.test(fold(u.text).text)))
      continue
    const text = fold(unit.text).text
    if (p.old.length === 1 && p.old[0]!.key === unit.key) continue
    if (!ELSEWHERE.test(text) || ![...own].some((c) => sharedWord(c, text, context))) continue
    const folded = fold(old.text).text
    const figure = FIGURES.flatMap((k) => extract(k, folded))[0]
    const guarantee =
      figure !== undefined &&
      [...own].some((c) => GUARANTEES.has(c)) &&
      old.points.size > 0 &&
      [...old.points.values()].reduce((s, w) => s + w, 0) > 0
    return {
      rule: 'moved-out',
      change: 'gone',
      weight: guarantee ? LOST : 0,
      old: figure?.value ?? null,
      new: unit.text.slice(0, 160),
    }
  }
  return null
}

function sharedWord(concept: Concept, folded: string, { language }: JudgeContext): boolean {
  return conceptsOf(folded, language).includes(concept)
}
