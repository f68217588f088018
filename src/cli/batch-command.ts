import { basename } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { BatchEvent, BatchOptions, BatchReport } from '../batch/run.js'
import { sayIn } from '../messages/index.js'
import type { Language } from '../model/text.js'
import { reaches } from '../report/concern.js'
import { type BatchProgress, batchProgress } from './batch-progress.js'
import { tell } from './console.js'
import { ExitCode } from './exit-code.js'
import { onInterrupt } from './interrupt.js'

export interface BatchCall {
  out: string
  compare?: [string, string]
  include?: string[]
  exclude?: string[]
  zip: boolean
  html: boolean
  threads?: number
  queue?: string | true
  shared?: string
  retryFailed: boolean
  failOn?: 'high' | 'medium' | 'low'
  json: boolean
  tracked: 'accepted' | 'original'
  ocr: 'off' | 'auto' | 'force'
  library?: string
  house?: string
  pack?: string[]
}

/** `yakkan batch FOLDER --out DIR`: every document of a folder. */
export function register(program: Command, language: Language): void {
  const t = (key: string): string => sayIn(language, `cli.batch.${key}`)
  const a = (key: string): string => sayIn(language, `cli.analyze.${key}`)
  program
    .command('batch')
    .description(t('description'))
    .argument('[folder]', t('folder'))
    .requiredOption('-o, --out <folder>', t('out'))
    .option('--compare <folders...>', t('compare'))
    .option('--include <pattern...>', t('include'))
    .option('--exclude <pattern...>', t('exclude'))
    .option('--zip', t('zip'), false)
    .option('--html', t('html'), false)
    .option('--threads <number>', t('threads'), wholeNumber)
    .option('--queue [address]', t('queue'))
    .option('--shared <path>', t('shared'))
    .option('--retry-failed', t('retry-failed'), false)
    .addOption(new Option('--fail-on <level>', t('fail-on')).choices(['high', 'medium', 'low']))
    .option('--json', t('json'), false)
    .addOption(new Option('--tracked <reading>', a('tracked')).choices(['accepted', 'original']).default('accepted'))
    .addOption(new Option('--ocr <when>', a('ocr')).choices(['off', 'auto', 'force']).default('auto'))
    .option('--library <folder>', a('library'))
    .option('--house <file>', a('house'))
    .option('--pack <id>', t('pack'), (id: string, ids: string[] | undefined) => [...(ids ?? []), id])
    .action(async (folder: string | undefined, call: BatchCall, command: Command) => {
      const folders = call.compare as string[] | undefined
      if (folders ? folders.length !== 2 || folder !== undefined : folder === undefined) {
        command.error(t('which-folder'), { exitCode: ExitCode.usage })
      }
      if (call.queue !== undefined) {
        if (folders) command.error(t('queue-no-compare'), { exitCode: ExitCode.usage })
        if (!queueAddress(call)) command.error(t('queue-none'), { exitCode: ExitCode.usage })
      }
      process.exitCode = folders
        ? await comparePairs(folders as [string, string], call, language, command)
        : await runFolder(folder!, call, language, command)
    })
}

/** An address has a password in it, which is better kept out of the list of processes. */
function queueAddress(call: BatchCall): string | undefined {
  return call.queue === true ? process.env.YAKKAN_QUEUE : call.queue
}

export function wholeNumber(text: string): number {
  const n = Number(text)
  if (!Number.isInteger(n) || n < 1 || n > 256) throw new InvalidArgumentError('1–256')
  return n
}

async function runFolder(folder: string, call: BatchCall, language: Language, command: Command): Promise<number> {
  const progress = batchProgress(language, call.json)
  const stop = onInterrupt(() => tell(sayIn(language, 'cli.batch.stopping')))
  const options: BatchOptions = {
    folder,
    ...(await optionsOf(call, language, command)),
    stop: stop.signal,
    onEvent: (event: BatchEvent) => progress.take(event),
  }
  try {
    const { runBatch } = await import('../batch/run.js')
    const report = await runBatch(options)
    conclude(report, call, language, progress)
    return exitCode(report, call.failOn)
  } finally {
    progress.close()
    stop.release()
  }
}

async function optionsOf(
  call: BatchCall,
  language: Language,
  command: Command,
): Promise<Omit<BatchOptions, 'folder' | 'stop' | 'onEvent'>> {
  return {
    out: call.out,
    version: command.parent?.version() ?? '',
    language,
    include: call.include,
    exclude: call.exclude,
    zip: call.zip,
    threads: call.threads,
    retryFailed: call.retryFailed,
    ...(call.queue === undefined ? {} : { queue: { url: queueAddress(call)!, shared: call.shared ?? null } }),
    reading: {
      tracked: call.tracked,
      ocr: call.ocr,
      library: call.library ?? null,
      judgedBy: null,
      house:
        call.house === undefined
          ? null
          : { file: basename(call.house), source: await (await import('./house-file.js')).readHouseFile(call.house) },
      packs: call.pack ?? null,
      today: new Date().toISOString().slice(0, 10),
      page: call.html ? language : null,
    },
  }
}

function conclude(report: BatchReport, call: BatchCall, language: Language, progress: BatchProgress): void {
  progress.close()
  const { total, done, unchanged, failed, changed, skipped } = report
  tell(sayIn(language, 'cli.batch.ended', { total, done, unchanged, failed, changed, skipped }))
  if (report.interrupted) tell(sayIn(language, 'cli.batch.interrupted'))
  else tell(sayIn(language, 'cli.batch.where', { out: call.out }))
}

function exitCode(report: BatchReport, failOn: BatchCall['failOn']): number {
  if (report.interrupted) return ExitCode.interrupted
  if (report.failed) return ExitCode.unreadable
  return failOn && (reaches(report.concern, failOn) || reaches(report.harm, failOn)) ? ExitCode.found : ExitCode.done
}

async function comparePairs(
  [oldFolder, newFolder]: [string, string],
  call: BatchCall,
  language: Language,
  command: Command,
): Promise<number> {
  const { runPairs } = await import('../batch/pairs.js')
  const progress = batchProgress(language, call.json)
  const stop = onInterrupt(() => tell(sayIn(language, 'cli.batch.stopping')))
  try {
    const report = await runPairs({
      ...(await optionsOf(call, language, command)),
      oldFolder,
      newFolder,
      stop: stop.signal,
      onEvent: (event) => progress.take(event),
    })
    progress.close()
    const { pairs, unchanged, failed, onlyOld, onlyNew } = report
    tell(sayIn(language, 'cli.batch.pairs-ended', { pairs, unchanged, failed, only_old: onlyOld, only_new: onlyNew }))
    tell(sayIn(language, report.interrupted ? 'cli.batch.interrupted' : 'cli.batch.pairs-where', { out: call.out }))
    if (report.interrupted) return ExitCode.interrupted
    if (failed) return ExitCode.unreadable
    return call.failOn && reaches(report.harm, call.failOn) ? ExitCode.found : ExitCode.done
  } finally {
    progress.close()
    stop.release()
  }
}
