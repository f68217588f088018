import { say } from '../messages/index.js'
import type { Agreement } from '../model/agreement.js'
import type { Comparison } from '../model/comparison.js'
import type { Text } from '../model/text.js'
import { fold } from '../structure/fold.js'

type Outcome = Comparison['outcome']

/** Less than this many letters and figures is no agreement. */
const LEAST_LETTERS = 40
/** A page that checks its visitor is short. */
const LONGEST_WALL = 3000
/** A page that checks whether its visitor is a robot. */
export const ROBOT_CHECK =
  /verify(?:ing)? (?:that )?you are (?:a )?human|checking (?:your browser|if the site connection)|are you a robot|captcha|unusual traffic|attention required|just a moment|ロボットではありません|アクセスが拒否/i
const WALL = new RegExp(
  `${ROBOT_CHECK.source}|enable (?:javascript|cookies)(?: and cookies)? to continue|access (?:to this page has been )?denied|403 forbidden|404 not found|page not found|429 too many requests|service unavailable|bad gateway|アクセスが集中|アクセスできません|javascriptを有効に|ページが見つかりません|ただいまメンテナンス|しばらく(?:たって|してから)`,
)
/** Two texts with less than this in common are two documents. */
const LEAST_SHARED = 0.1
/** Very short texts may be rewritten whole and still be the same notice. */
const LONG_ENOUGH = 1500

const letters = (text: string): number => text.replace(/[^\p{L}\p{N}]/gu, '').length

/** Why two documents must not be compared passage by passage, as far as it shows before aligning them; null to go on. */
export function outcomeBefore(old: Agreement, now: Agreement): { outcome: Outcome; why: Text } | null {
  if (letters(now.document.text) < LEAST_LETTERS) return { outcome: 'no-text', why: say('compare.outcome.no-text') }
  if (letters(old.document.text) < LEAST_LETTERS) return { outcome: 'no-text', why: say('compare.outcome.no-text-old') }
  const text = now.document.text
  const folded = fold(text.slice(0, LONGEST_WALL)).text
  if (
    text.length <= LONGEST_WALL &&
    WALL.test(folded) &&
    !WALL.test(fold(old.document.text.slice(0, LONGEST_WALL)).text)
  ) {
    return { outcome: 'bot-wall', why: say('compare.outcome.bot-wall') }
  }
  if (old.language !== now.language) {
    return {
      outcome: 'other-language',
      why: say('compare.outcome.other-language', { old: old.language, new: now.language }),
    }
  }
  return null
}

/** The same after aligning: two documents that share next to nothing. */
export function outcomeAfter(old: Agreement, now: Agreement, shared: number): { outcome: Outcome; why: Text } | null {
  const long = letters(old.document.text) >= LONG_ENOUGH && letters(now.document.text) >= LONG_ENOUGH
  if (!long || shared >= LEAST_SHARED) return null
  return { outcome: 'replaced', why: say('compare.outcome.replaced', { share: Math.round(shared * 100) }) }
}
