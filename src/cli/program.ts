import { Command, CommanderError, Option } from 'commander'
import { sayIn } from '../messages/index.js'
import { YakkanError } from '../model/failure.js'
import type { Language } from '../model/text.js'
import { register as analyze } from './analyze-command.js'
import { register as backup } from './backup-command.js'
import { register as batch } from './batch-command.js'
import { register as compare } from './compare-command.js'
import { tell, tellFailure } from './console.js'
import { register as db } from './db-command.js'
import { ExitCode } from './exit-code.js'
import { register as explain } from './explain-command.js'
import { isAboutInput } from './input-file.js'
import { register as negotiate } from './negotiate-command.js'
import { register as read } from './read-command.js'
import { register as serve } from './serve-command.js'
import { usageError } from './usage-error.js'
import { register as watch } from './watch-command.js'
import { register as worker } from './worker-command.js'

/** Every command, in the order of the help text. Each lives in a file of its own and loads what it needs when it runs. */
const COMMANDS: readonly ((program: Command, language: Language) => void)[] = [
  analyze,
  read,
  explain,
  compare,
  batch,
  worker,
  negotiate,
  watch,
  serve,
  db,
  backup,
]

/** Titles in a help text, which the parser knows in English only. */
const TITLES: ReadonlyMap<string, (language: Language) => string> = new Map(
  ['Usage', 'Arguments', 'Options', 'Commands'].map((title) => [
    `${title}:`,
    (language: Language) => sayIn(language, `cli.help.${title.toLowerCase()}`),
  ]),
)

/** The command line as a whole, speaking one language. */
export function program(language: Language, version: string): Command {
  const yakkan = new Command('yakkan')
    .description(sayIn(language, 'cli.description'))
    .version(version, '-V, --version', sayIn(language, 'cli.help.version'))
    .helpOption('-h, --help', sayIn(language, 'cli.help.help'))
    .configureHelp({ styleTitle: (title) => TITLES.get(title)?.(language) ?? title })
    // What the parser finds wrong is told below, in the user's language.
    .configureOutput({ outputError: () => undefined })
    .addOption(new Option('--lang <language>', sayIn(language, 'cli.lang')).choices(['ja', 'en']))
    .helpCommand(false)
    .exitOverride()
  for (const register of COMMANDS) register(yakkan, language)
  for (const command of yakkan.commands) command.exitOverride()
  return yakkan
}

/** Runs one call of the command and gives its exit code; never throws. */
export async function run(argv: readonly string[], language: Language, version: string): Promise<number> {
  try {
    process.exitCode = ExitCode.done
    await program(language, version).parseAsync([...argv], { from: 'user' })
    return Number(process.exitCode)
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return ExitCode.done
      const wrong = usageError(error, language)
      if (wrong) tell(`yakkan: ${wrong}`)
      return ExitCode.usage
    }
    tellFailure(error, language)
    return error instanceof YakkanError ? exitCodeOf(error) : ExitCode.fault
  }
}

/** What the caller can set right by calling otherwise. */
const WRONG_CALLS: ReadonlySet<string> = new Set([
  'nothing-to-write',
  'binary-to-terminal',
  'unknown-item',
  'no-word-file',
])
/** Library, house rules and packs that cannot be used came with the call: what yakkan ships is checked by its tests. */
const GIVEN_RULES: ReadonlySet<string> = new Set(['library', 'packs'])

function exitCodeOf(error: YakkanError): number {
  if (isAboutInput(error)) return ExitCode.unreadable
  return GIVEN_RULES.has(error.stage) || WRONG_CALLS.has(error.code) ? ExitCode.usage : ExitCode.fault
}
