import { say } from '../messages/index.js'
import { YakkanError } from '../model/failure.js'

/** Published terms that could not be fetched, or a watch list that cannot be used. */
export class WatchError extends YakkanError {
  /**
   * @param code sentence under `watch.error` in the messages
   * @param place the address, or file and line
   */
  constructor(
    code: string,
    place: string,
    params: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(
      'watch',
      code,
      place,
      say(`watch.error.${code}.text`, params),
      say(`watch.error.${code}.next`, params),
      options,
    )
  }
}
