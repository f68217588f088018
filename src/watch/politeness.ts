import { type Fetched, type Fetcher, StatusError, type Validators } from './fetch-terms.js'
import { HOST_DELAY_MS } from './limits.js'

/** How much a host can bear: one request at a time, a pause between two, and silence for as long as it asked for. */
export class Politeness {
  private readonly queues = new Map<string, Promise<void>>()
  private readonly freeAt = new Map<string, number>()

  /** @param delay milliseconds between the end of one request to a host and the start of the next */
  constructor(
    private readonly fetcher: Fetcher,
    private readonly delay: number = HOST_DELAY_MS,
  ) {}

  /** Fetches an address when its host's turn has come. @throws WatchError as {@link Fetcher.fetch} does */
  async fetch(address: string, validators?: Validators, signal?: AbortSignal): Promise<Fetched> {
    const host = hostOf(address)
    const before = this.queues.get(host) ?? Promise.resolve()
    let done!: () => void
    const mine = new Promise<void>((resolve) => {
      done = resolve
    })
    const turn = before.then(() => mine)
    this.queues.set(host, turn)
    await before
    try {
      const wait = (this.freeAt.get(host) ?? 0) - Date.now()
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
      return await this.fetcher.fetch(address, validators, signal)
    } catch (error) {
      // Later looks at the host in this run wait too; a worker that comes back hours later need not know.
      if (error instanceof StatusError && error.retryAfter !== null)
        this.freeAt.set(host, Date.now() + error.retryAfter)
      throw error
    } finally {
      this.freeAt.set(host, Math.max(this.freeAt.get(host) ?? 0, Date.now() + this.delay))
      done()
      if (this.queues.get(host) === turn) this.queues.delete(host)
    }
  }
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address
}
