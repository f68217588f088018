import { Worker } from 'node:worker_threads'
import { IngestError } from '../ingest-error.js'
import { MAX_PARSE_HEAP_MIB, MAX_PARSE_MS } from '../limits.js'
import type { FromViewer } from './html-view-worker.js'

/**
 * The HTML view of a Word file (see `docxHtmlView`), made in a thread of its own under the limits of reading: the
 * library that makes it takes many times the file's size in memory.
 *
 * @throws IngestError as `docxHtmlView` does, and `too-slow`, `too-much-memory`
 */
export function docxHtmlViewApart(bytes: Uint8Array, name: string): Promise<string> {
  const options = {
    workerData: { bytes, name },
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MAX_PARSE_HEAP_MIB },
  }
  // Run from source, the thread has to learn TypeScript first.
  const worker = import.meta.url.endsWith('.ts')
    ? new Worker(
        `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(new URL('./html-view-worker.ts', import.meta.url).href)}) })`,
        { eval: true, ...options },
      )
    : new Worker(new URL('./html-view-worker.js', import.meta.url), options)
  return new Promise<string>((resolve, reject) => {
    const refuse = (error: IngestError): void => reject(error)
    const timer = setTimeout(
      () => refuse(new IngestError('too-slow', name, { seconds: MAX_PARSE_MS / 1000 })),
      MAX_PARSE_MS,
    )
    worker.on('message', (message: FromViewer) => {
      if (message.kind === 'shown') resolve(message.html)
      else refuse(new IngestError(message.code, message.place, message.params))
    })
    worker.on('error', (error: Error & { code?: string }) =>
      refuse(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? new IngestError('too-much-memory', name, { limit: `${MAX_PARSE_HEAP_MIB} MiB` }, { cause: error })
          : new IngestError('damaged', name, { format: 'DOCX' }, { cause: error }),
      ),
    )
    worker.on('exit', () => {
      clearTimeout(timer)
      refuse(new IngestError('damaged', name, { format: 'DOCX' }))
    })
  }).finally(() => void worker.terminate())
}
