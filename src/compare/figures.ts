import type { Frame } from '../frames/frame.js'
import { extract } from '../frames/values/extract.js'
import type { Fact } from '../frames/values/fact.js'
import type { Language } from '../model/text.js'
import { fold } from '../structure/fold.js'
import { bearing, roleOf } from './bearing.js'
import type { Ground } from './judge.js'
import type { Reading } from './reading.js'
import { frameAt } from './value-difference.js'

const KINDS = ['duration', 'frequency', 'percent', 'quantity'] as const
const WEIGHT = 0.8
const SOFT = 0.5

/** No end to a duty, a right or an amount. */
const ENDLESS: Record<Language, RegExp> = {
  ja: /無期限|期限(?:の定め)?な(?:く|し)|期間を(?:定めず|問わず)|無制限|制限(?:は|が)?(?:ない|ありません|なく|なし)|上限(?:は|が)?(?:ない|ありません|なく|なし)|永久|永続|回数を問わず/,
  en: /\b(?:unlimited|indefinite(?:ly)?|perpetual(?:ly)?|without (?:any )?(?:limit|time limit)\w*|no (?:time )?limits?|for ever|forever|as long as|any number of)\b/,
}

/**
 * A figure that only one version gives: 「24時間以内に報告」 → 「速やかに報告」. What binds the provider to it is a loss
 * when it goes, what binds the customer a relief. Figures that replace each other are compared as values.
 */
export function figures(old: Reading, now: Reading, language: Language): Ground[] {
  const a = fold(old.text).text
  const b = fold(now.text).text
  const out: Ground[] = []
  for (const kind of KINDS) {
    const had = extract(kind, a)
    const has = extract(kind, b)
    if ((had.length === 0) === (has.length === 0)) continue
    const gone = had.length > 0
    const [fact, reading, text, other] = gone ? [had[0]!, old, a, b] : [has[0]!, now, b, a]
    const comes = worth(fact, reading, text, ENDLESS[language].test(other))
    if (comes === 0) continue
    out.push({
      rule: gone ? 'figure-gone' : 'figure-appears',
      change: gone ? 'gone' : 'appears',
      weight: gone ? -comes : comes,
      old: gone ? fact.value : null,
      new: gone ? null : fact.value,
    })
  }
  return out
}

/** What a figure is worth to the customer where it stands, in place of words without one. */
function worth(fact: Fact, reading: Reading, text: string, endless: boolean): number {
  const frame = frameAt(reading.frames, text, fact)
  const role = roleOf(frame)
  const owed = owedByProvider(frame, reading)
  if (fact.kind === 'quantity') return endless ? -WEIGHT : 0
  if (fact.kind === 'duration') {
    // “confidential without limit” → “for one year”: the length bounds what is owed, or what may be done.
    if (endless) return owed ? -WEIGHT : role === 'provider-may' ? WEIGHT : 0
    if (fact.relation !== 'within' && fact.relation !== 'before') return 0
    if (owed) return WEIGHT
    if (role === 'customer-must') return -WEIGHT
    return role === 'customer-may' ? -SOFT : 0
  }
  if (fact.kind === 'frequency' && role === 'customer-may') return -WEIGHT
  return owed ? WEIGHT : 0
}

function owedByProvider(frame: Frame, reading: Reading): boolean {
  const { actor, modality } = frame
  const binds = modality === 'must' || modality === 'will' || modality === 'does' || modality === 'aims'
  return binds && (actor === 'provider' || (actor !== 'customer' && bearing(reading.points) > 0.2))
}
