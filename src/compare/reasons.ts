import { valueWords } from '../frames/values/value-words.js'
import { say } from '../messages/index.js'
import type { Reason } from '../model/comparison.js'
import type { Text } from '../model/text.js'
import { changeRules } from './change-rules.js'
import type { Ground } from './judge.js'

/** How many words of a passage a reason shows. */
const SHOWN = 120

const short = (s: string | null): string =>
  s === null ? '' : s.trim().length > SHOWN ? `${s.trim().slice(0, SHOWN)}…` : s.trim()

/** What a ground says to the user: its rule, the old and the new value, and a sentence in both languages. */
export function reasonOf(ground: Ground): Reason {
  return { rule: ground.rule, old: ground.old, new: ground.new, text: textOf(ground) }
}

function textOf({ rule, change, weight, text, old, new: now }: Ground): Text {
  if (text)
    return weight < 0
      ? text
      : {
          ja: say('compare.reason.item-better', { text: text.ja }).ja,
          en: say('compare.reason.item-better', { text: text.en }).en,
        }
  const [group, ...rest] = rule.split('/')
  const both = (key: string, params: (language: 'ja' | 'en') => Record<string, string>): Text => ({
    ja: say(key, params('ja')).ja,
    en: say(key, params('en')).en,
  })
  switch (group) {
    case 'act': {
      const [role, subject] = rest as [string, string]
      return both(`compare.reason.act-${change ?? 'appears'}`, (l) => ({
        role: say(`compare.role.${role}`)[l],
        subject: say(`compare.subject.${subject}`)[l],
      }))
    }
    case 'statement': {
      const name = changeRules().statements.all[rest[0]!]!.name
      return both(`compare.reason.says-${change === 'gone' ? 'gone' : 'appears'}`, (l) => ({ subject: name[l] }))
    }
    case 'says':
      return both(`compare.reason.says-${change === 'gone' ? 'gone' : 'appears'}`, (l) => ({
        subject: say(`compare.subject.${rest[0]}`)[l],
      }))
    case 'freedom':
    case 'safeguard':
      return both(`compare.reason.${group}-${change === 'gone' ? 'gone' : 'appears'}`, (l) => ({
        subject: say(`compare.${group}.${rest[0]}`)[l],
      }))
    case 'quiet':
      return say(`compare.quiet.${rest[0]}`)
    case 'value':
      return rest[0] === 'undecided'
        ? say('compare.reason.undecided', { old: valueWords(old ?? ''), new: valueWords(now ?? '') })
        : say(`compare.value.${rest[0]}`, { old: valueWords(old ?? ''), new: valueWords(now ?? '') })
    default:
      return say(`compare.reason.${rule}`, { old: short(old), new: short(now), words: short(now ?? old) })
  }
}
