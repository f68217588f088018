import { parentPort } from 'node:worker_threads'
import type { Document } from '../model/document.js'
import { IngestError, type IngestErrorCode, type IngestErrorParams } from './ingest-error.js'
import { type ParseTask, parse } from './parse.js'
import type { ReadOptions, ReadProgress } from './read-options.js'
import { ownThread } from './thread-time.js'

/** What goes to the thread: one file at a time. */
export interface ToParser {
  task: ParseTask
  options: Pick<ReadOptions, 'tracked' | 'ocr'>
}

/** What comes back. */
export type FromParser =
  | { kind: 'started'; thread: number | null }
  | { kind: 'progress'; progress: ReadProgress }
  | { kind: 'read'; document: Document }
  | { kind: 'refused'; code: IngestErrorCode; place: string; params: IngestErrorParams; cause: string }

const port = parentPort
port?.on('message', async ({ task, options }: ToParser) => {
  const send = (message: FromParser): void => port.postMessage(message)
  send({ kind: 'started', thread: ownThread() })
  try {
    const document = await parse(task, { ...options, onProgress: (progress) => send({ kind: 'progress', progress }) })
    send({ kind: 'read', document })
  } catch (error) {
    const known =
      error instanceof IngestError
        ? error
        : new IngestError('damaged', task.name, { format: task.format.toUpperCase() })
    const cause = known.cause ?? (known === error ? '' : error)
    send({
      kind: 'refused',
      code: known.code as IngestErrorCode,
      place: known.place,
      params: known.params,
      cause: String(cause),
    })
  }
})
