import { say } from '../messages/index.js'
import { YakkanError } from '../model/failure.js'

/** A requirement pack that cannot be used as it stands. */
export class PackError extends YakkanError {
  /**
   * @param code `unknown-pack`, `malformed`, `unknown-item`, `unknown-phrase` …
   * @param place file, line and column, requirement id
   */
  constructor(code: string, place: string, params: Record<string, string | number> = {}, options?: ErrorOptions) {
    super(
      'packs',
      code,
      place,
      say(`packs.error.${code}.text`, params),
      say(`packs.error.${code}.next`, params),
      options,
    )
  }
}
