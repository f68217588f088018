import type { Agreement } from '../model/agreement.js'
import type { Reading } from './reading.js'

const LIST = /sub-?processors?|sub-?contractors?|再委託先|委託先(?:の)?(?:一覧|リスト)|サブプロセッサ/i
/** A company's name: capitals or a legal form. What such a company does, or where, is no name. */
const NAME =
  /\b[A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*,? ?(?:Inc|LLC|Ltd|Limited|GmbH|Corp|B\.?V|S\.?A|PLC|Pty|dba)\b|\b[A-Z][a-z]+(?: [A-Z][a-z]+){0,3}$|株式会社|合同会社|有限会社/
const NO_NAME =
  /\b(?:united states|kingdom|ireland|germany|canada|japan|singapore|australia|india|africa|europe|worldwide|infrastructure|support|hosting|communications?|analytics|handling|detection|services?|location|purpose|products?|entity|name|country|monitoring|storage|email|delivery|payment|processing|updated?|list|sub-?processors?|overview|more|information|notice|contents|introduction)\b/i
const LONGEST = 120

/** A company newly named (or no longer named) in a list of subcontractors, by the rule's id; null for anything else. */
export function listedSubcontractor(reading: Reading, agreement: Agreement): 'subcontractor-listed' | null {
  const { passage } = reading.units[0]!
  if (reading.text.length > LONGEST || reading.frames.some((f) => f.cue !== null)) return null
  const heading = agreement.articles.find((a) => a.id === passage.article)?.heading ?? ''
  const lead = passage.head ? agreement.document.text.slice(passage.head.start, passage.head.end) : (reading.lead ?? '')
  const first = passage.kind === 'row' ? (reading.text.split('\t')[0] ?? '') : reading.text
  if (!LIST.test(heading) && !LIST.test(lead) && !LIST.test(agreement.title)) return null
  return NAME.test(first.trim()) && !NO_NAME.test(first) ? 'subcontractor-listed' : null
}
