import type { KnownRules } from '../library/house-rules.js'
import type { Library } from '../library/library.js'
import { catalogue } from '../messages/index.js'
import { changeRules } from './change-rules.js'

/** Where the sentences stand whose keys are the names of change rules. */
const SECTIONS = ['reason', 'value', 'subject', 'role', 'freedom', 'safeguard', 'quiet']
/** First parts of the rules that are made of several: `act/provider-may/change-terms`, `item/C13/notice-shortened`. */
const GROUPS = ['act', 'says', 'statement', 'value', 'item', 'freedom', 'safeguard', 'quiet']

/** The names of change rules that a comparison can give, whole or by one of their parts. */
export function knownRules(library: Library): KnownRules {
  const parts = new Set(GROUPS)
  for (const key of catalogue('en').keys()) {
    const m = /^compare\.([a-z]+)\.([^.]+)/.exec(key)
    if (m && SECTIONS.includes(m[1]!)) parts.add(m[2]!)
  }
  for (const name of Object.keys(changeRules().statements.all)) parts.add(name)
  for (const item of library.items) {
    parts.add(item.id)
    for (const change of item.changes) parts.add(change.rule)
  }
  return { has: (rule) => rule.split('/').every((part) => parts.has(part)) }
}
