import cliProgress from 'cli-progress'
import type { BatchEvent } from '../batch/run.js'
import { sayIn } from '../messages/index.js'
import type { Language } from '../model/text.js'
import { tell } from './console.js'

export interface BatchProgress {
  take(event: BatchEvent): void
  close(): void
}

/** Where there is no terminal, a line at most this often (milliseconds). */
const QUIET_EVERY_MS = 10_000

/** Shows how a batch goes on: a bar on a terminal, a line now and then elsewhere, and events as NDJSON with `--json`. */
export function batchProgress(language: Language, json: boolean): BatchProgress {
  const t = (key: string, params: Record<string, string | number> = {}): string =>
    sayIn(language, `cli.batch.${key}`, params)
  if (json) {
    return {
      take: (event) => {
        process.stdout.write(`${JSON.stringify(event)}\n`)
      },
      close: () => undefined,
    }
  }
  let bar: cliProgress.SingleBar | null = null
  let failed = 0
  let told = Date.now()
  const started = told
  return {
    take(event) {
      if (event.event === 'start') {
        const { total, unchanged, todo } = event
        tell(t('started', { total, unchanged, todo }))
        if (process.stderr.isTTY && todo > 0) {
          bar = new cliProgress.SingleBar({
            stream: process.stderr,
            format: t('bar'),
            etaBuffer: 100,
            hideCursor: true,
            barCompleteChar: '█',
            barIncompleteChar: '░',
          })
          bar.start(todo, 0, { rate: '–', failed: 0 })
        }
      } else if (event.event === 'file') {
        if (event.status === 'failed') failed++
        const seconds = (Date.now() - started) / 1000
        const rate = (event.done / Math.max(seconds, 0.001)).toFixed(1)
        if (bar) bar.update(event.done, { rate, failed })
        else if (Date.now() - told >= QUIET_EVERY_MS) {
          told = Date.now()
          const left = Math.round(((event.todo - event.done) * seconds) / event.done)
          tell(t('line', { done: event.done, todo: event.todo, rate, failed, left }))
        }
      } else if (event.event === 'waiting') {
        tell(t('waiting', { workers: event.workers, others: event.others }))
      } else if (event.event === 'database') {
        tell(t(event.away ? 'away' : 'back'))
      } else if (event.event === 'writing') {
        bar?.stop()
        bar = null
        tell(t('writing'))
      }
    },
    close() {
      bar?.stop()
      bar = null
    },
  }
}
