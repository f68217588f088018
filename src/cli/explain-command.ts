import { type Command, Option } from 'commander'
import { sayIn } from '../messages/index.js'
import type { Language } from '../model/text.js'
import { print, wantsColour } from './console.js'
import { ExitCode } from './exit-code.js'
import { CliError, readInput } from './input-file.js'

interface ExplainCall {
  format: 'terminal' | 'json'
  tracked: 'accepted' | 'original'
  ocr: 'off' | 'auto' | 'force'
  library?: string
  house?: string
}

/** `yakkan explain FILE ITEM`: how an item came to be judged as it is, or why it was not found. */
export function register(program: Command, language: Language): void {
  const t = (key: string): string => sayIn(language, `cli.explain.${key}`)
  const a = (key: string): string => sayIn(language, `cli.analyze.${key}`)
  program
    .command('explain')
    .description(t('description'))
    .argument('<file>', t('file'))
    .argument('<item>', t('item'))
    .addOption(new Option('-f, --format <format>', a('format')).choices(['terminal', 'json']).default('terminal'))
    .addOption(new Option('--tracked <reading>', a('tracked')).choices(['accepted', 'original']).default('accepted'))
    .addOption(new Option('--ocr <when>', a('ocr')).choices(['off', 'auto', 'force']).default('auto'))
    .option('--library <folder>', a('library'))
    .option('--house <file>', a('house'))
    .action(async (file: string, item: string, call: ExplainCall) => {
      process.exitCode = await explainItem(file, item, call, language)
    })
}

async function explainItem(file: string, named: string, call: ExplainCall, language: Language): Promise<number> {
  const { analyze } = await import('../analyze.js')
  const { loadLibrary } = await import('../library/library.js')
  const { judgingOn } = await import('../house.js')
  const { explanationTerminal } = await import('../report/explanation-terminal.js')
  const { withHouseFile } = await import('./house-file.js')
  const judging = await withHouseFile(loadLibrary(call.library), call.house)
  const wanted = named.toLowerCase()
  const item = judging.library.items.find((i) => i.id.toLowerCase() === wanted || i.slug === wanted)
  if (!item) throw new CliError('unknown-item', named)
  const input = await readInput(file)
  const { explanations } = await analyze(input.bytes, input.name, {
    ...judgingOn(judging, new Date().toISOString().slice(0, 10)),
    tracked: call.tracked,
    ocr: call.ocr,
    isolated: 'large',
    explain: [item.id],
  })
  const [explanation] = explanations!
  await print(
    call.format === 'json'
      ? `${JSON.stringify(explanation)}\n`
      : explanationTerminal(explanation!, { language, colour: wantsColour(process.stdout) }),
  )
  return ExitCode.done
}
