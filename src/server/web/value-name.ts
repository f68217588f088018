import { catalogue, sayIn } from '../../messages/index.js'
import type { Language } from '../../model/text.js'

/** What a value is called: `renewal_notice` → 更新拒絶の期限. A house's own items may bring names that have no word here. */
export function valueName(name: string, language: Language): string {
  const key = `server.web.value.${name}`
  return catalogue(language).has(key) ? sayIn(language, key) : name.replaceAll('_', ' ')
}
