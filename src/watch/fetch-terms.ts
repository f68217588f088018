import { Agent, fetch } from 'undici'
import { guardedConnector } from './guarded-connection.js'
import { MAX_FETCH_BYTES, MAX_FETCH_MS, MAX_REDIRECTS } from './limits.js'
import { checkAddress, type Resolve } from './public-address.js'
import { StatusError, waitOf } from './status-error.js'
import { WatchError } from './watch-error.js'

/** Validators of the last look, for a conditional request. */
export interface Validators {
  etag: string | null
  lastModified: string | null
}

export type Fetched =
  | { kind: 'unchanged' }
  | {
      kind: 'body'
      bytes: Uint8Array
      /** As the server called it, without parameters; empty when it said nothing. */
      mediaType: string
      /** `Content-Type` as sent, for its charset. */
      contentType: string
      /** Where the body came from after redirects. */
      address: string
      validators: Validators
    }

export interface FetcherOptions {
  /** `host:port` inside the network that the operator has opened. */
  allowed?: ReadonlySet<string>
  /** How names are resolved; for tests. */
  resolve?: Resolve
  userAgent?: string
  /** Chromium for pages that show their text only in a browser. */
  chromium?: string | undefined
  /** Milliseconds for one address; {@link MAX_FETCH_MS} unless a test wants less. */
  timeout?: number
}

/** Fetches published terms from the public internet, and from nowhere else. */
export class Fetcher {
  private readonly agent: Agent
  private readonly allowed: ReadonlySet<string>
  private readonly userAgent: string
  private readonly timeout: number
  /** The page that a browser shows now: one at a time, since each takes hundreds of megabytes. */
  private shown: Promise<unknown> = Promise.resolve()

  constructor(private readonly options: FetcherOptions = {}) {
    this.allowed = options.allowed ?? new Set()
    this.userAgent = options.userAgent ?? 'yakkan (terms watcher)'
    this.timeout = options.timeout ?? MAX_FETCH_MS
    this.agent = new Agent({
      connect: guardedConnector({ ...options, timeout: this.timeout }),
      connections: 1,
      pipelining: 1,
    })
  }

  /**
   * Fetches one address.
   *
   * @param validators of the last look; with them the server may answer that nothing changed
   * @throws WatchError `not-http`, `private-address`, `too-many-redirects`, `http-status` (with `retryAfter` in
   *   milliseconds where the server named a time), `too-large`, `too-slow`, `no-answer`
   */
  async fetch(address: string, validators?: Validators, signal?: AbortSignal): Promise<Fetched> {
    const limit = AbortSignal.timeout(this.timeout)
    const stop = signal ? AbortSignal.any([signal, limit]) : limit
    let url = checkAddress(address, this.allowed)
    try {
      for (let hop = 0; ; hop++) {
        const response = await fetch(url, {
          dispatcher: this.agent,
          redirect: 'manual',
          signal: stop,
          headers: {
            'user-agent': this.userAgent,
            accept: 'text/html,application/xhtml+xml,application/pdf,text/plain,text/markdown,*/*;q=0.5',
            ...(validators?.etag ? { 'if-none-match': validators.etag } : {}),
            ...(validators?.lastModified ? { 'if-modified-since': validators.lastModified } : {}),
          },
        })
        if (response.status === 304) {
          await response.body?.cancel()
          return { kind: 'unchanged' }
        }
        const location = response.headers.get('location')
        if (response.status >= 300 && response.status < 400 && location) {
          await response.body?.cancel()
          if (hop >= MAX_REDIRECTS) throw new WatchError('too-many-redirects', address, { limit: MAX_REDIRECTS })
          url = checkAddress(new URL(location, url).href, this.allowed)
          continue
        }
        if (response.status !== 200) {
          await response.body?.cancel()
          throw new StatusError(url.href, response.status, waitOf(response.headers.get('retry-after')))
        }
        const contentType = response.headers.get('content-type') ?? ''
        return {
          kind: 'body',
          bytes: await readBody(response.body, address, Number(response.headers.get('content-length') ?? 0)),
          mediaType: contentType.split(';')[0]!.trim().toLowerCase(),
          contentType,
          address: url.href,
          validators: {
            etag: response.headers.get('etag'),
            lastModified: response.headers.get('last-modified'),
          },
        }
      }
    } catch (error) {
      throw this.named(error, address, limit, signal)
    }
  }

  /**
   * Fetches one address as a browser shows it once its scripts have run.
   *
   * @throws WatchError `needs-browser` where no Chromium is configured, else as {@link fetch} does, or `no-browser`
   */
  async render(address: string): Promise<Fetched> {
    const { chromium } = this.options
    if (!chromium) throw new WatchError('needs-browser', address)
    const shown = this.shown.then(async () => {
      const { renderPage } = await import('./render-page.js')
      return renderPage(address, chromium, this.options)
    })
    this.shown = shown.catch(() => undefined)
    return shown
  }

  async close(): Promise<void> {
    await this.agent.destroy()
  }

  private named(error: unknown, address: string, limit: AbortSignal, signal: AbortSignal | undefined): unknown {
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
      if (cause instanceof WatchError) return cause
    }
    if (signal?.aborted) return error
    if (limit.aborted) return new WatchError('too-slow', address, { seconds: this.timeout / 1000 }, { cause: error })
    const detail = error instanceof Error ? String((error.cause as Error | undefined)?.message ?? error.message) : ''
    return new WatchError('no-answer', address, { detail }, { cause: error })
  }
}

async function readBody(
  body: AsyncIterable<Uint8Array> | null,
  address: string,
  announced: number,
): Promise<Uint8Array> {
  const tooLarge = () => new WatchError('too-large', address, { limit: MAX_FETCH_BYTES / 1024 / 1024 })
  if (announced > MAX_FETCH_BYTES) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  // Bytes are counted after decompression, since a small answer can unfold to a large one.
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > MAX_FETCH_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
