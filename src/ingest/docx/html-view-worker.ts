import { parentPort, workerData } from 'node:worker_threads'
import { IngestError, type IngestErrorCode, type IngestErrorParams } from '../ingest-error.js'
import { docxHtmlView } from './html-view.js'

export type FromViewer =
  | { kind: 'shown'; html: string }
  | { kind: 'refused'; code: IngestErrorCode; place: string; params: IngestErrorParams }

if (parentPort) {
  const port = parentPort
  const { bytes, name } = workerData as { bytes: Uint8Array; name: string }
  docxHtmlView(bytes, name).then(
    (html) => port.postMessage({ kind: 'shown', html } satisfies FromViewer),
    (error: unknown) => {
      const known = error instanceof IngestError ? error : new IngestError('damaged', name, { format: 'DOCX' })
      const { code, place, params } = known
      port.postMessage({ kind: 'refused', code: code as IngestErrorCode, place, params } satisfies FromViewer)
    },
  )
}
