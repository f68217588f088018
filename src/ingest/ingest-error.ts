import { say } from '../messages/index.js'
import { YakkanError } from '../model/failure.js'

/** Why a file could not be read. Each code has its two sentences (what happened, what to do next) in messages. */
export type IngestErrorCode =
  | 'empty'
  | 'no-text'
  | 'not-text'
  | 'unsupported'
  | 'old-office'
  | 'encrypted'
  | 'damaged'
  | 'too-large'
  | 'too-many-pages'
  | 'inflates-too-far'
  | 'too-deep'
  | 'too-slow'
  | 'too-much-memory'
  | 'no-text-layer'
  | 'cancelled'

export type IngestErrorParams = Readonly<Record<string, string | number>>

/** A file that could not be read. `place` is the file's name, or `name, page 3` where a part is meant. */
export class IngestError extends YakkanError {
  /** What the sentences were filled with; kept so that the error can cross from a worker thread. */
  readonly params: IngestErrorParams

  constructor(code: IngestErrorCode, place: string, params: IngestErrorParams = {}, options?: ErrorOptions) {
    super('ingest', code, place, say(`ingest.${code}.text`, params), say(`ingest.${code}.next`, params), options)
    this.params = params
  }
}
