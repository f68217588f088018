import { type Command, Option } from 'commander'
import { sayIn } from '../messages/index.js'
import { YakkanError } from '../model/failure.js'
import type { Language } from '../model/text.js'
import { print, tell, tellFailure } from './console.js'
import { ExitCode } from './exit-code.js'
import { isAboutInput, readInput } from './input-file.js'

interface ReadCall {
  format: 'terminal' | 'json' | 'text'
  tracked: 'accepted' | 'original'
  ocr: 'off' | 'auto' | 'force'
}

/** `yakkan read FILE…`: the articles with their numbers and headings, and the text, as they were read; nothing is judged. */
export function register(program: Command, language: Language): void {
  const t = (key: string): string => sayIn(language, `cli.read.${key}`)
  const a = (key: string): string => sayIn(language, `cli.analyze.${key}`)
  program
    .command('read')
    .description(t('description'))
    .argument('<file...>', a('files'))
    .addOption(
      new Option('-f, --format <format>', t('format')).choices(['terminal', 'json', 'text']).default('terminal'),
    )
    .addOption(new Option('--tracked <reading>', a('tracked')).choices(['accepted', 'original']).default('accepted'))
    .addOption(new Option('--ocr <when>', a('ocr')).choices(['off', 'auto', 'force']).default('auto'))
    .action(async (files: string[], call: ReadCall) => {
      process.exitCode = await readFiles(files, call, language)
    })
}

async function readFiles(files: readonly string[], call: ReadCall, language: Language): Promise<number> {
  const { readDocument } = await import('../ingest/read.js')
  const { structure } = await import('../structure/structure.js')
  let code: number = ExitCode.done
  for (const path of files) {
    try {
      const { bytes, name } = await readInput(path)
      const document = await readDocument(bytes, name, { tracked: call.tracked, ocr: call.ocr, isolated: 'large' })
      if (call.format === 'text') await print(`${document.text}\n`)
      else {
        const { title, articles } = structure(document)
        if (call.format === 'json') {
          const { format, warnings } = document
          await print(`${JSON.stringify({ name, format, title, articles, warnings })}\n`)
        } else {
          const named = articles.filter((a) => a.number ?? a.heading)
          await print(named.map((a) => `${[a.number, a.heading].filter(Boolean).join(' ')}\n`).join(''))
        }
      }
      for (const w of document.warnings) tell(`yakkan: ${w.place ? `${w.place}: ` : ''}${w.text[language]}`)
    } catch (error) {
      if (error instanceof YakkanError && !isAboutInput(error)) throw error
      tellFailure(error, language, path)
      code = error instanceof YakkanError ? ExitCode.unreadable : ExitCode.fault
    }
  }
  return code
}
