import { join } from 'node:path'
import { type Command, Option } from 'commander'
import type { Analyzed } from '../analyze.js'
import { sayIn } from '../messages/index.js'
import { YakkanError } from '../model/failure.js'
import type { Language } from '../model/text.js'
import { print, tell, tellFailure, wantsColour } from './console.js'
import { ExitCode } from './exit-code.js'
import { CliError, isAboutInput, readInput } from './input-file.js'
import { writeResult } from './result-file.js'

interface AnalyzeCall {
  format: string
  out?: string
  failOn?: 'high' | 'medium' | 'low'
  tracked: 'accepted' | 'original'
  ocr: 'off' | 'auto' | 'force'
  library?: string
  house?: string
  pack?: string[]
}

/** `yakkan analyze FILE…`: what is regulated, where, how it stands, what to ask. */
export function register(program: Command, language: Language): void {
  const t = (key: string): string => sayIn(language, `cli.analyze.${key}`)
  program
    .command('analyze')
    .description(t('description'))
    .argument('<file...>', t('files'))
    .addOption(
      new Option('-f, --format <format>', t('format'))
        .choices(['json', 'terminal', 'markdown', 'html', 'csv', 'xlsx', 'docx', 'pdf'])
        .default('terminal'),
    )
    .option('-o, --out <path>', t('out'))
    .addOption(new Option('--fail-on <level>', t('fail-on')).choices(['high', 'medium', 'low']))
    .addOption(new Option('--tracked <reading>', t('tracked')).choices(['accepted', 'original']).default('accepted'))
    .addOption(new Option('--ocr <when>', t('ocr')).choices(['off', 'auto', 'force']).default('auto'))
    .option('--library <folder>', t('library'))
    .option('--house <file>', t('house'))
    .option('--pack <id>', t('pack'), (id: string, ids: string[] | undefined) => [...(ids ?? []), id])
    .action(async (files: string[], call: AnalyzeCall) => {
      process.exitCode = await analyzeFiles(files, call, language)
    })
}

async function analyzeFiles(files: readonly string[], call: AnalyzeCall, language: Language): Promise<number> {
  const { analyze } = await import('../analyze.js')
  const { loadLibrary } = await import('../library/library.js')
  const { judgingOn } = await import('../house.js')
  const { analysisReport, analysisFormat } = await import('../report/index.js')
  const { highestConcern, reaches } = await import('../report/concern.js')
  const { withHouseFile } = await import('./house-file.js')
  const { answerTogether, packsFor } = await import('./packs-together.js')
  const judging = await withHouseFile(loadLibrary(call.library), call.house)
  const rules = judgingOn(judging, new Date().toISOString().slice(0, 10), packsFor(judging, call.pack))
  // Several files are one provider's documents where a pack is asked for, or the house says what it needs.
  const together = call.pack !== undefined || (judging.house?.rules.packs.length ?? 0) > 0 || judging.need !== null
  const judged: Analyzed[] = []
  const format = analysisFormat(call.format)
  if (format.binary && !call.out && process.stdout.isTTY) throw new CliError('binary-to-terminal', call.format)
  const lines: string[] = []
  let unreadable = false
  let found = false
  let fault = false
  for (const [index, path] of files.entries()) {
    if (files.length > 1) {
      tell(sayIn(language, 'cli.progress', { number: index + 1, total: files.length, file: path }))
    }
    try {
      const input = await readInput(path)
      const { agreement, analysis, explanations } = await analyze(input.bytes, input.name, {
        ...rules,
        tracked: call.tracked,
        ocr: call.ocr,
        isolated: 'large',
        ...(format.id === 'html' ? { explain: 'all' } : {}),
      })
      if (together) judged.push({ agreement, analysis })
      if (call.failOn && reaches(highestConcern(analysis), call.failOn)) found = true
      const report = await analysisReport({ analysis, document: agreement.document, explanations }, format.id, {
        language,
        colour: !call.out && wantsColour(process.stdout),
      })
      if (!call.out) await print(report)
      else if (format.id === 'json') lines.push(new TextDecoder().decode(report))
      else await writeResult(files.length > 1 ? join(call.out, `${input.name}.${format.extension}`) : call.out, report)
    } catch (error) {
      if (error instanceof YakkanError && !isAboutInput(error)) throw error
      tellFailure(error, language, path)
      if (error instanceof YakkanError) unreadable = true
      else fault = true
    }
  }
  if (judged.length > 1) {
    const answers = answerTogether(rules, judged, format.id, language)
    if (call.out && format.id === 'json') lines.push(answers)
    else await print(answers)
  }
  if (call.out && format.id === 'json') await writeResult(call.out, lines.join(''))
  if (fault) return ExitCode.fault
  if (unreadable) return ExitCode.unreadable
  return found ? ExitCode.found : ExitCode.done
}
