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

/** Whether an error stops the run as a whole; every other one is told in its document's own row. */
export function stopsRun(error: unknown): error is BatchError & { code: 'disk-full' | 'bad-output' } {
  return error instanceof BatchError && (error.code === 'disk-full' || error.code === 'bad-output')
}
