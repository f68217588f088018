import { type Command, Option } from 'commander'
import { sayIn } from '../messages/index.js'
import type { Language } from '../model/text.js'
import { print, wantsColour } from './console.js'
import { ExitCode } from './exit-code.js'
import { CliError, readInput } from './input-file.js'
import { writeResult } from './result-file.js'

interface CompareCall {
  format: string
  out?: string
  failOn?: 'high' | 'medium' | 'low'
  tracked: 'accepted' | 'original'
  ocr: 'off' | 'auto' | 'force'
  library?: string
  house?: string
  pack?: string[]
  author?: string
  date?: string
}

/** `yakkan compare OLD NEW`: what changed, and what of it hurts. */
export function register(program: Command, language: Language): void {
  const t = (key: string): string => sayIn(language, `cli.compare.${key}`)
  const a = (key: string): string => sayIn(language, `cli.analyze.${key}`)
  program
    .command('compare')
    .description(t('description'))
    .argument('<old>', t('old'))
    .argument('<new>', t('new'))
    .addOption(
      new Option('-f, --format <format>', t('format'))
        .choices([
          'json',
          'terminal',
          'markdown',
          'html',
          'table-html',
          'table-docx',
          'redline-docx',
          'csv',
          'xlsx',
          'docx',
          'pdf',
        ])
        .default('terminal'),
    )
    .option('-o, --out <file>', t('out'))
    .addOption(new Option('--fail-on <level>', t('fail-on')).choices(['high', 'medium', 'low']))
    .addOption(new Option('--tracked <reading>', a('tracked')).choices(['accepted', 'original']).default('accepted'))
    .addOption(new Option('--ocr <when>', a('ocr')).choices(['off', 'auto', 'force']).default('auto'))
    .option('--library <folder>', a('library'))
    .option('--house <file>', a('house'))
    .option('--pack <id>', t('pack'), (id: string, ids: string[] | undefined) => [...(ids ?? []), id])
    .option('--author <name>', t('author'))
    .option('--date <date>', t('date'))
    .action(async (oldPath: string, newPath: string, call: CompareCall) => {
      process.exitCode = await compareFiles(oldPath, newPath, call, language)
    })
}

async function compareFiles(oldPath: string, newPath: string, call: CompareCall, language: Language): Promise<number> {
  const { compare } = await import('../compare.js')
  const { loadLibrary } = await import('../library/library.js')
  const { judgingOn } = await import('../house.js')
  const { comparisonReport, comparisonFormat } = await import('../report/index.js')
  const { highestHarm, reaches } = await import('../report/concern.js')
  const { withHouseFile } = await import('./house-file.js')
  const { packsFor } = await import('./packs-together.js')
  const format = comparisonFormat(call.format)
  if (format.binary && !call.out && process.stdout.isTTY) throw new CliError('binary-to-terminal', call.format)
  if (call.date !== undefined && Number.isNaN(Date.parse(call.date))) throw new CliError('bad-date', call.date)
  const judging = await withHouseFile(loadLibrary(call.library), call.house)
  const rules = judgingOn(judging, new Date().toISOString().slice(0, 10), packsFor(judging, call.pack))
  const [before, after] = [await readInput(oldPath), await readInput(newPath)]
  const compared = await compare(before, after, { ...rules, tracked: call.tracked, ocr: call.ocr, isolated: 'large' })
  const report = await comparisonReport(
    { comparison: compared.comparison, old: compared.old.agreement.document, new: compared.new.agreement.document },
    format.id,
    {
      language,
      colour: !call.out && wantsColour(process.stdout),
      ...(call.author === undefined ? {} : { author: call.author }),
      ...(call.date === undefined ? {} : { date: new Date(call.date) }),
    },
  )
  if (call.out) await writeResult(call.out, report)
  else await print(report)
  return call.failOn && reaches(highestHarm(compared.comparison), call.failOn) ? ExitCode.found : ExitCode.done
}
