import { valueWords } from '../frames/values/value-words.js'
import { say } from '../messages/index.js'
import type { ChangeKind } from '../model/comparison.js'
import type { Text } from '../model/text.js'
import type { Judgement } from './judge.js'

/** What to ask the provider about a change; null where nothing hurts and nothing is open. */
export function askOf(kind: ChangeKind, { effect, grounds }: Judgement): Text | null {
  if (effect === 'neutral' || effect === 'helps') return null
  if (grounds.some((g) => g.rule === 'likely-slip')) return say('compare.ask.slip')
  if (grounds.some((g) => g.rule === 'moved-out')) return say('compare.ask.linked')
  if (effect === 'unclear') return say('compare.ask.unclear')
  const value = grounds.find((g) => g.rule.startsWith('value/') && g.weight < 0 && g.old !== null && g.new !== null)
  if (value) return say('compare.ask.value', { old: valueWords(value.old!), new: valueWords(value.new!) })
  return say(`compare.ask.${kind === 'added' || kind === 'removed' ? kind : 'modified'}`)
}
