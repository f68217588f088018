import type { Parties } from '../model/agreement.js'
import type { Language } from '../model/text.js'
import { readEnglishParties } from './parties-en.js'
import { readJapaneseParties } from './parties-ja.js'

/**
 * The names under which the document speaks of its two sides, in the order of their first mention. The provider is the
 * one who runs the service or does the work; the customer uses it or orders it. Names of third parties are left out.
 */
export function readParties(text: string, language: Language): Parties {
  const found = language === 'ja' ? readJapaneseParties(text) : readEnglishParties(text)
  const provider = inOrder(text, found.provider)
  const customer = inOrder(
    text,
    found.customer.filter((n) => !provider.includes(n)),
  )
  return { provider, customer }
}

function inOrder(text: string, names: readonly string[]): string[] {
  return [...new Set(names)]
    .map((name) => ({ name, at: text.indexOf(name) }))
    .sort((a, b) => a.at - b.at || a.name.localeCompare(b.name))
    .map((n) => n.name)
}
