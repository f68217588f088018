import { type Command, Option } from 'commander'
import { sayIn } from '../messages/index.js'
import type { Language } from '../model/text.js'
import { tell } from './console.js'
import { ExitCode } from './exit-code.js'
import { CliError, readInput } from './input-file.js'
import { writeResult } from './result-file.js'

interface NegotiateCall {
  letter?: string
  questions?: string
  redline?: string
  item?: string[]
  author: string
  house?: string
  library?: string
}

/** `yakkan negotiate FILE`: the open points as a letter, a question list, or tracked changes in the provider's own file. */
export function register(program: Command, language: Language): void {
  const t = (key: string): string => sayIn(language, `cli.negotiate.${key}`)
  program
    .command('negotiate')
    .description(t('description'))
    .argument('<file>', sayIn(language, 'cli.analyze.files'))
    .option('--letter <docx>', t('letter'))
    .option('--questions <xlsx>', t('questions'))
    .option('--redline <docx>', t('redline'))
    .addOption(new Option('--item <id...>', t('item')))
    .option('--author <name>', t('author'), 'yakkan')
    .option('--house <file>', sayIn(language, 'cli.analyze.house'))
    .option('--library <folder>', sayIn(language, 'cli.analyze.library'))
    .action(async (file: string, call: NegotiateCall) => {
      if (!call.letter && !call.questions && !call.redline) throw new CliError('nothing-to-write', file)
      const { analyze } = await import('../analyze.js')
      const { loadLibrary } = await import('../library/library.js')
      const { judgingOn } = await import('../house.js')
      const { proposals } = await import('../packs/proposal.js')
      const { withHouseFile } = await import('./house-file.js')
      const judging = await withHouseFile(loadLibrary(call.library), call.house)
      const input = await readInput(file)
      const date = new Date()
      const judged = await analyze(input.bytes, input.name, {
        ...judgingOn(judging, date.toISOString().slice(0, 10)),
      })
      const points = proposals(judged, call.item ? new Set(call.item) : undefined)
      if (call.letter) {
        const { negotiationLetter } = await import('../report/negotiation/letter.js')
        await writeResult(call.letter, await negotiationLetter(input.name, points, { language, date }))
      }
      if (call.questions) {
        const { questionList } = await import('../report/negotiation/question-list.js')
        const list = [{ document: input.name, proposals: points }]
        await writeResult(call.questions, await questionList(list, { language, date }))
      }
      if (call.redline) {
        const { proposedRedline } = await import('../report/negotiation/proposed-redline.js')
        const author = { name: call.author, date }
        await writeResult(call.redline, proposedRedline(input.bytes, judged.agreement, points, author))
      }
      tell(sayIn(language, 'cli.negotiate.done', { count: points.length }))
      process.exitCode = ExitCode.done
    })
}
