import { say } from '../messages/index.js'
import { YakkanError } from '../model/failure.js'

export type BatchErrorCode =
  | 'no-folder'
  | 'no-files'
  | 'bad-output'
  | 'disk-full'
  | 'in-use'
  | 'crashed'
  | 'stuck'
  | 'no-entry'
  | 'no-access'
  | 'library-changed'

/** Why a batch could not start or go on, or why one file of it has no result. */
export class BatchError extends YakkanError {
  constructor(
    code: BatchErrorCode,
    place: string,
    params: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super('batch', code, place, say(`batch.${code}.text`, params), say(`batch.${code}.next`, params), options)
  }
}

/** A failed write as the error that stops the run: results that stand already stay as they are. */
export function writeFailure(error: unknown, place: string): BatchError {
  const code = (error as NodeJS.ErrnoException).code
  return new BatchError(
    code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL' ? 'disk-full' : 'bad-output',
    place,
    {},
    { cause: error },
  )
}

const STOPS = ['disk-full', 'bad-output', 'library-changed'] as const

/** Whether an error stops the run as a whole. */
export function stopsRun(error: unknown): error is BatchError & { code: (typeof STOPS)[number] } {
  return error instanceof BatchError && (STOPS as readonly string[]).includes(error.code)
}

/** Whether an error is about one document, and told in its row. Anything else is a fault of ours, or stops the run. */
export function isAboutDocument(error: unknown): error is YakkanError {
  return error instanceof YakkanError && (error.stage === 'ingest' || (error.stage === 'batch' && !stopsRun(error)))
}
