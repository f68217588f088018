import type { Agreement } from '../model/agreement.js'
import { fold } from '../structure/fold.js'

/** The parties of the clauses that the law prescribes for transfers of personal data. */
const PARTIES = /\bdata (?:ex|im)porters?\b|データ(?:輸出|輸入)者/g
/** How many passages on either side are looked at, and how often the parties must be named among them. */
const AROUND = 12
const MENTIONS = 5

const marked = new WeakMap<Agreement, Int32Array>()

/** Running count of the mentions of such parties before each passage. */
function mentionsOf(agreement: Agreement): Int32Array {
  let made = marked.get(agreement)
  if (!made) {
    made = new Int32Array(agreement.passages.length + 1)
    const { text } = agreement.document
    for (const [i, p] of agreement.passages.entries())
      made[i + 1] = made[i]! + (fold(text.slice(p.start, p.end)).text.match(PARTIES)?.length ?? 0)
    marked.set(agreement, made)
  }
  return made
}

/**
 * True where a passage stands among standard contractual clauses: text of a public authority, the same for everyone,
 * which the parties take over whole. What one of its sentences would mean elsewhere says nothing of this provider.
 */
export function isStandardClause(index: number, agreement: Agreement): boolean {
  const mentions = mentionsOf(agreement)
  const from = Math.max(0, index - AROUND)
  const to = Math.min(mentions.length - 1, index + AROUND + 1)
  return mentions[to]! - mentions[from]! >= MENTIONS
}
