import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Document } from '../model/document.js'
import { IngestError } from './ingest-error.js'
import {
  FILES_PER_PARSER,
  LONGEST_WAIT,
  MAX_OCR_PAGE_MS,
  MAX_PARSE_HEAP_MIB,
  MAX_PARSE_MS,
  MAX_PARSERS,
  PARSE_YOUNG_MIB,
} from './limits.js'
import type { ParseTask } from './parse.js'
import type { FromParser, ToParser } from './parse-worker.js'
import type { ReadOptions } from './read-options.js'
import { whenTimeIsOver } from './thread-time.js'

interface Parser {
  worker: Worker
  files: number
  alive: boolean
}

/** Limits of one file; smaller ones are for tests. */
export interface Allowance {
  /** Milliseconds of a processor for parsing, OCR apart. */
  parseMs: number
  /** Milliseconds by the clock for each page whose characters are recognised. */
  ocrPageMs: number
}

const ALLOWANCE: Allowance = { parseMs: MAX_PARSE_MS, ocrPageMs: MAX_OCR_PAGE_MS }
const MOST = Math.max(1, Math.min(MAX_PARSERS, availableParallelism()))

const idle: Parser[] = []
const waiting: (() => void)[] = []
let running = 0

/**
 * Parses a file in a thread of its own, so that a hostile file can neither stop the service nor take its memory. Threads
 * are used again for the next file, and replaced after a number of files and after any failure of the thread itself.
 *
 * @throws IngestError what the reader said, or `too-slow`, `too-much-memory`, `cancelled`
 */
export async function parseApart(
  task: ParseTask,
  options: ReadOptions,
  allowance: Allowance = ALLOWANCE,
): Promise<Document> {
  if (options.signal?.aborted) throw new IngestError('cancelled', task.name)
  if (running >= MOST) await new Promise<void>((resolve) => waiting.push(resolve))
  running++
  const parser = idle.pop() ?? startParser()
  let healthy = false
  try {
    parser.worker.ref()
    const document = await run(parser, task, options, allowance)
    healthy = true
    return document
  } catch (error) {
    // A refusal by the reader leaves the thread in order; one that was ended from here, or ended itself, is gone.
    healthy = error instanceof IngestError && !ENDED.has(error.code)
    throw error
  } finally {
    parser.files++
    if (healthy && parser.alive && parser.files < FILES_PER_PARSER) {
      parser.worker.unref()
      idle.push(parser)
    } else void parser.worker.terminate()
    running--
    waiting.shift()?.()
  }
}

const ENDED = new Set(['too-slow', 'too-much-memory', 'cancelled'])

/** Ends the threads that wait for work; a long-running service need not, a test does. */
export async function closeParsers(): Promise<void> {
  await Promise.all(idle.splice(0).map((p) => p.worker.terminate()))
}

function startParser(): Parser {
  const limits = {
    resourceLimits: { maxOldGenerationSizeMb: MAX_PARSE_HEAP_MIB, maxYoungGenerationSizeMb: PARSE_YOUNG_MIB },
  }
  // What a parsing library prints is no part of our output.
  const silent = { stdout: true, stderr: true }
  // Run from source, the thread has to learn TypeScript first.
  const worker = import.meta.url.endsWith('.ts')
    ? new Worker(
        `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(({ register }) => { register(); return import(${JSON.stringify(new URL('./parse-worker.ts', import.meta.url).href)}) })`,
        { eval: true, execArgv: [], ...limits, ...silent },
      )
    : new Worker(new URL('./parse-worker.js', import.meta.url), { execArgv: [], ...limits, ...silent })
  const parser = { worker, files: 0, alive: true }
  // Between two files nobody else listens; a thread that dies then is simply not used again.
  const forget = (): void => {
    parser.alive = false
    const at = idle.indexOf(parser)
    if (at >= 0) idle.splice(at, 1)
  }
  worker.on('error', forget)
  worker.on('exit', forget)
  return parser
}

function run(parser: Parser, task: ParseTask, options: ReadOptions, allowance: Allowance): Promise<Document> {
  const { worker } = parser
  return new Promise((resolve, reject) => {
    let callOff: (() => void) | undefined
    let started = false
    /** Without a thread to ask, the clock alone counts. */
    const allow = (ms: number, thread: number | null): void => {
      callOff?.()
      callOff = whenTimeIsOver(thread, ms, () =>
        finish(() => reject(new IngestError('too-slow', task.name, { seconds: Math.round(ms / 1000) }))),
      )
    }
    const finish = (settle: () => void): void => {
      callOff?.()
      options.signal?.removeEventListener('abort', onAbort)
      worker.off('message', onMessage)
      worker.off('error', onError)
      worker.off('exit', onExit)
      settle()
    }
    const onMessage = (message: FromParser): void => {
      if (message.kind === 'started') {
        started = true
        allow(allowance.parseMs, message.thread)
      } else if (message.kind === 'progress') {
        // Characters are recognised in threads of the recogniser's own, while the parser's waits for them.
        if (message.progress.stage === 'ocr') allow(allowance.ocrPageMs, null)
        options.onProgress?.(message.progress)
      } else if (message.kind === 'read') finish(() => resolve(message.document))
      else
        finish(() =>
          reject(
            new IngestError(
              message.code,
              message.place,
              message.params,
              message.cause ? { cause: message.cause } : undefined,
            ),
          ),
        )
    }
    const onError = (error: Error & { code?: string }): void =>
      finish(() =>
        reject(
          // A thread that does not even start is a fault of ours, not of the file.
          !started
            ? error
            : error.code === 'ERR_WORKER_OUT_OF_MEMORY'
              ? new IngestError('too-much-memory', task.name, { limit: `${MAX_PARSE_HEAP_MIB} MiB` }, { cause: error })
              : new IngestError('damaged', task.name, { format: task.format.toUpperCase() }, { cause: error }),
        ),
      )
    const onExit = (): void =>
      finish(() => reject(new IngestError('damaged', task.name, { format: task.format.toUpperCase() })))
    const onAbort = (): void => finish(() => reject(new IngestError('cancelled', task.name)))
    worker.on('message', onMessage)
    worker.on('error', onError)
    worker.on('exit', onExit)
    options.signal?.addEventListener('abort', onAbort, { once: true })
    // Starting a thread on a busy machine takes its time, which is not the file's; it still must not wait for ever.
    allow(allowance.parseMs * LONGEST_WAIT, null)
    const message: ToParser = { task, options: { tracked: options.tracked, ocr: options.ocr } }
    worker.postMessage(message)
  })
}
