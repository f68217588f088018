import type { CommanderError } from 'commander'
import { sayIn } from '../messages/index.js'
import type { Language } from '../model/text.js'

/** What the parser of the command line finds wrong, by its code, and our sentence for it. */
const SENTENCES: Readonly<Record<string, string>> = {
  'commander.unknownOption': 'unknown-option',
  'commander.unknownCommand': 'unknown-command',
  'commander.missingArgument': 'missing-argument',
  'commander.excessArguments': 'too-many-arguments',
  'commander.optionMissingArgument': 'option-without-value',
  'commander.missingMandatoryOptionValue': 'missing-option',
  'commander.invalidArgument': 'wrong-value',
}

/**
 * A wrong call told in the user's language. The parser says it in English only; what it names stands in quotes there.
 *
 * @returns null where the parser has told all there is, such as the help text
 */
export function usageError(error: CommanderError, language: Language): string | null {
  if (error.code === 'commander.help') return null
  const sentence = SENTENCES[error.code]
  if (!sentence) return error.message
  const [name = '', value = ''] = [...error.message.matchAll(/'([^']*)'/g)].map((m) => m[1]!)
  const choices = /is invalid\. (?:Allowed choices are )?(.*?)\.?$/.exec(error.message)?.[1]
  const meant = /\(Did you mean (?:one of )?(.*)\?\)/.exec(error.message)?.[1]
  return [
    sayIn(language, `cli.usage.${sentence}`, { name, value }),
    choices ? sayIn(language, 'cli.usage.choices', { choices }) : '',
    meant ? sayIn(language, 'cli.usage.meant', { meant }) : '',
    sayIn(language, 'cli.usage.see'),
  ]
    .filter(Boolean)
    .join(' ')
}
