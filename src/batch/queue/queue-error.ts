import { say } from '../../messages/index.js'
import { YakkanError } from '../../model/failure.js'

export type QueueErrorCode = 'bad-address' | 'no-database' | 'worker-gone' | 'other-bytes'

/** Why a queue cannot be used, or why a file that went over it has no result. */
export class QueueError extends YakkanError {
  constructor(code: QueueErrorCode, place: string, options?: ErrorOptions) {
    super('batch', code, place, say(`batch.queue.${code}.text`), say(`batch.queue.${code}.next`), options)
  }
}

/** Classes and codes of PostgreSQL, and codes of the network, that mean: it is away, and may come back. */
const AWAY = /^(?:08|57P0[1-5]|53300|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/
const AWAY_WORDS =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/i

/** Whether an error says that the database is away for now, as while it is being restarted. */
export function isAway(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  return (typeof code === 'string' && AWAY.test(code)) || (typeof message === 'string' && AWAY_WORDS.test(message))
}
