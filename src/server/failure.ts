import { say } from '../messages/index.js'
import { YakkanError } from '../model/failure.js'

/** What the service itself refuses or fails at, with the HTTP status that tells it. */
export class ServerError extends YakkanError {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 421 | 422 | 429 | 500 | 503,
    code: string,
    place = '',
    params: Record<string, string | number> = {},
    /** Seconds after which the caller should come back. */
    readonly retryAfter: number | null = null,
  ) {
    super('server', code, place, say(`server.${code}.text`, params), say(`server.${code}.next`, params))
  }
}
