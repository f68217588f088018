import { type Command, InvalidArgumentError } from 'commander'
import type { WorkerEvent } from '../batch/queue/queue-worker.js'
import { sayIn } from '../messages/index.js'
import type { Language } from '../model/text.js'
import { wholeNumber } from './batch-command.js'
import { tell } from './console.js'
import { ExitCode } from './exit-code.js'
import { onInterrupt } from './interrupt.js'

interface WorkerCall {
  queue?: string
  threads?: number
  heartbeat?: number
  library?: string
  json: boolean
}

/** How often a worker tells how far it is (milliseconds). */
const LINE_EVERY_MS = 10_000

/** `yakkan worker --queue …`: one of any number of machines that judge the documents of `yakkan batch --queue …`. */
export function register(program: Command, language: Language): void {
  const t = (key: string): string => sayIn(language, `cli.worker.${key}`)
  program
    .command('worker')
    .description(t('description'))
    .option('--queue <address>', t('queue'))
    .option('--threads <number>', t('threads'), wholeNumber)
    .option('--heartbeat <seconds>', t('heartbeat'), seconds)
    .option('--library <folder>', sayIn(language, 'cli.analyze.library'))
    .option('--json', t('json'), false)
    .action(async (call: WorkerCall, command: Command) => {
      const url = call.queue ?? process.env.YAKKAN_QUEUE
      if (!url) return command.error(sayIn(language, 'cli.batch.queue-none'), { exitCode: ExitCode.usage })
      await work(url, call, language, command)
    })
}

function seconds(text: string): number {
  const n = Number(text)
  if (!(n >= 0.1 && n <= 3600)) throw new InvalidArgumentError('0.1–3600')
  return n
}

async function work(url: string, call: WorkerCall, language: Language, command: Command): Promise<void> {
  const { runWorker } = await import('../batch/queue/queue-worker.js')
  const stop = onInterrupt(() => tell(sayIn(language, 'cli.worker.stopping')))
  try {
    await runWorker({
      url,
      version: command.parent?.version() ?? '',
      library: call.library ?? null,
      threads: call.threads,
      heartbeatSeconds: call.heartbeat,
      stop: stop.signal,
      onEvent: call.json ? (event) => process.stdout.write(`${JSON.stringify(event)}\n`) : teller(language),
    })
  } finally {
    stop.release()
  }
}

/** Tells events in lines; what goes well only now and then. */
function teller(language: Language): (event: WorkerEvent) => void {
  const t = (key: string, params: Record<string, string | number> = {}): string =>
    sayIn(language, `cli.worker.${key}`, params)
  const started = Date.now()
  let told = started
  let done = 0
  return (event) => {
    switch (event.event) {
      case 'ready':
        tell(t('ready', { threads: event.threads, version: event.version, library: event.library.slice(0, 12) }))
        break
      case 'other-version':
        tell(t('other-version', { run: event.run, version: event.version, library: event.library.slice(0, 12) }))
        break
      case 'database':
        tell(sayIn(language, event.away ? 'cli.batch.away' : 'cli.batch.back'))
        break
      case 'file':
        if (event.status === 'put back') tell(t('put-back', { path: event.path, error: event.error ?? '' }))
        else done++
        if (Date.now() - told >= LINE_EVERY_MS) {
          told = Date.now()
          tell(t('line', { done, rate: ((done * 1000) / (told - started)).toFixed(1) }))
        }
        break
      case 'end':
        tell(t('ended', { done: event.done, put_back: event.put_back }))
    }
  }
}
