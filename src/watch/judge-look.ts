import { outcomeBefore, ROBOT_CHECK } from '../compare/outcome.js'
import type { Agreement } from '../model/agreement.js'
import type { Language } from '../model/text.js'
import { LEAST_SHARED_WORDS, MIN_TERMS_CHARACTERS, SHRUNKEN_SHARE } from './limits.js'
import { sharedWords } from './shared-words.js'
import { WatchError } from './watch-error.js'
import { type Wording, wordingOf } from './wording.js'

/** What was seen before of the same document. */
export interface Seen {
  /** The language that the document is declared to be in; null where the first look decides. */
  language: Language | null
  /** The newest version's structure; null before the first one. */
  newest: Agreement | null
  newestWording: Wording | null
  /** Hash of the words that the address showed at the last look that worked; null before the first one. */
  published: string | null
  /** Wordings of the versions before the newest, with the day each was seen; newest first. */
  earlier: readonly { hash: string; at: string }[]
}

export type LookJudgement =
  | { outcome: 'first' | 'changed'; wording: Wording }
  | { outcome: 'unchanged'; wording: Wording }
  /** The words of an earlier version are back; `since` is when they were last seen. */
  | { outcome: 'flapping'; wording: Wording; since: string }

const ERROR_PAGE =
  /\b(?:404|410|500|502|503)\b|not found|page (?:does not|doesn't) exist|no longer available|something went wrong|internal server error|ページが見つかりません|存在しないか|お探しのページ|エラーが発生/i

/**
 * Judges what a look brought: new words, the same ones, earlier ones again, or no terms at all. A page that is no terms
 * is a failure with its reason, never a version and never “no change”.
 *
 * @param flappingSince versions seen before this instant (ISO 8601) are history, and a return to them is a change
 * @throws WatchError `bot-wall`, `error-page`, `no-terms`, `shrunken`, `other-language`, `other-document`
 */
export function judgeLook(now: Agreement, seen: Seen, address: string, flappingSince: string): LookJudgement {
  const wording = wordingOf(now)
  refuseNoTerms(now, address)
  if (seen.language !== null && now.language !== seen.language) throw new WatchError('other-language', address)
  if (!seen.newest || !seen.newestWording) return { outcome: 'first', wording }
  if (wording.hash === seen.newestWording.hash || wording.hash === seen.published)
    return { outcome: 'unchanged', wording }
  const before = outcomeBefore(seen.newest, now)
  if (before?.outcome === 'bot-wall') throw new WatchError('bot-wall', address)
  if (before?.outcome === 'other-language') throw new WatchError('other-language', address)
  if (before) throw new WatchError('no-terms', address, { count: now.document.text.length })
  if (wording.size < seen.newestWording.size * SHRUNKEN_SHARE) {
    const share = Math.round((100 * wording.size) / seen.newestWording.size)
    throw new WatchError('shrunken', address, { share })
  }
  // A front page to which the address now leads, say; the words that such a page shares with the terms are furniture.
  if (sharedWords(seen.newest, now) < LEAST_SHARED_WORDS) throw new WatchError('other-document', address)
  const back = seen.earlier.find((e) => e.hash === wording.hash && e.at >= flappingSince)
  return back ? { outcome: 'flapping', wording, since: back.at } : { outcome: 'changed', wording }
}

/** Pages of status 200 that are no terms, seen by themselves. */
function refuseNoTerms(now: Agreement, address: string): void {
  const { text } = now.document
  const short = text.length < 3_000
  if (short && ROBOT_CHECK.test(text)) throw new WatchError('bot-wall', address)
  const head = `${now.document.title} ${text.slice(0, 400)}`
  if (short && ERROR_PAGE.test(head) && now.articles.length < 3) throw new WatchError('error-page', address)
  if (text.replace(/\s/g, '').length < MIN_TERMS_CHARACTERS) {
    throw new WatchError(/javascript/i.test(text) ? 'needs-browser' : 'no-terms', address, { count: text.length })
  }
}
