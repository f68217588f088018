import { say } from '../messages/index.js'
import { YakkanError } from '../model/failure.js'

/** A clause library that cannot be used: a file that breaks the format, a cue that cannot match, an example that fails. */
export class LibraryError extends YakkanError {
  /**
   * @param code sentence under `library.` in the messages
   * @param place file and line, or item id and cue
   * @param params parts of the sentence
   */
  constructor(
    code: string,
    place: string,
    params: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super('library', code, place, say(`library.${code}.text`, params), say(`library.${code}.next`, params), options)
  }
}
