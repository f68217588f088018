import { MAX_RETRY_AFTER_MS } from './limits.js'
import { WatchError } from './watch-error.js'

/** The server answered with a status that is neither the terms nor a redirect. */
export class StatusError extends WatchError {
  readonly status: number
  /** Milliseconds the server asks to wait; null when it named none. */
  readonly retryAfter: number | null

  constructor(address: string, status: number, wait: number | null) {
    super('http-status', address, { status })
    this.status = status
    this.retryAfter = wait
  }
}

/** Milliseconds that a `Retry-After` header asks for, within {@link MAX_RETRY_AFTER_MS}; null when it says nothing. */
export function waitOf(header: string | null | undefined): number | null {
  if (!header) return null
  const seconds = Number(header)
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS) : null
}
