import { createHash } from 'node:crypto'
import { quietAlone } from '../compare/quiet.js'
import { spellingKey } from '../compare/spelling.js'
import type { Agreement } from '../model/agreement.js'
import { foldedPassage } from '../structure/agreement-text.js'

/** The words of an agreement's articles, freed from all that changes without changing the terms. */
export interface Wording {
  /** SHA-256 over the words, lower-case hex: the same hash, the same terms. */
  hash: string
  /** Characters of words. */
  size: number
}

/** Addresses that a site obfuscates against harvesters come out differently at every load. */
const ADDRESS = /\[?email ?(?:protected|hidden)\]?|[\w.+-]+ ?(?:@|\(at\)|\[at\]| at ) ?[\w-]+(?:\.[\w-]+)+/g
const DATE =
  /(?:19|20)\d{2} ?[年./-] ?\d{1,2} ?[月./-] ?\d{1,2} ?日?|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2},? (?:19|20)\d{2}|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} (?:19|20)\d{2}/g
const UPDATED =
  /last (?:updated|modified|revised|reviewed)|updated(?: on|:)|最終(?:更新|改定|改訂)|更新日|改定日|改訂日/

/**
 * The wording of an agreement for telling new terms from a mere new load: dates of update, page furniture, obfuscated
 * addresses, toggled quotation marks, widths and white space do not count.
 */
export function wordingOf(agreement: Agreement): Wording {
  const hash = createHash('sha256')
  let size = 0
  for (const passage of agreement.passages) {
    let words = foldedPassage(agreement, passage.index).text.replace(ADDRESS, ' ')
    if (quietAlone(words, agreement.language) === 'page-furniture') continue
    if (UPDATED.test(words)) words = words.replace(DATE, ' ')
    const key = spellingKey(words, agreement.language)
    if (key === '') continue
    size += key.length
    hash.update(`${key}\n`)
  }
  return { hash: hash.digest('hex'), size }
}
