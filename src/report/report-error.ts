import { say } from '../messages/index.js'
import { YakkanError } from '../model/failure.js'

/** A report that cannot be made of what was given. */
export class ReportError extends YakkanError {
  /** @param code `no-word-file` … */
  constructor(code: string, place: string, options?: ErrorOptions) {
    super('report', code, place, say(`negotiation.error.${code}.text`), say(`negotiation.error.${code}.next`), options)
  }
}
