import type { HostTurns } from '../store/host-turns.js'
import type { Fetched, Fetcher, Validators } from './fetch-terms.js'
import { HOST_DELAY_MS, MAX_TURN_WAIT_MS } from './limits.js'
import { StatusError } from './status-error.js'

/** A host that asked for silence a while ago: nothing is wrong with it, and it must not be asked before. */
export class HostRests extends Error {
  /** @param wait milliseconds until the host may be asked */
  constructor(readonly wait: number) {
    super(`the host rests for ${wait} ms`)
  }
}

/** How much a host can bear: one request at a time, a pause between two, and silence for as long as it asked for. */
export class Politeness {
  private readonly queues = new Map<string, Promise<void>>()

  /**
   * @param turns shared with the other processes that look at terms
   * @param delay shortest time between two requests to a host, in milliseconds
   */
  constructor(
    private readonly fetcher: Fetcher,
    private readonly turns: HostTurns,
    private readonly delay: number = HOST_DELAY_MS,
  ) {}

  /**
   * Fetches an address when its host's turn has come.
   *
   * @throws HostRests when that is longer than a look can wait; WatchError as {@link Fetcher.fetch} does
   */
  fetch(address: string, validators?: Validators, signal?: AbortSignal): Promise<Fetched> {
    return this.inTurn(hostOf(address), () => this.fetcher.fetch(address, validators, signal))
  }

  /** The same for a page that needs a browser, which asks for all that the page is made of in one turn. */
  render(address: string): Promise<Fetched> {
    return this.inTurn(hostOf(address), () => this.fetcher.render(address))
  }

  private async inTurn(host: string, ask: () => Promise<Fetched>): Promise<Fetched> {
    const before = this.queues.get(host) ?? Promise.resolve()
    let done!: () => void
    const mine = new Promise<void>((resolve) => {
      done = resolve
    })
    const turn = before.then(() => mine)
    this.queues.set(host, turn)
    await before
    try {
      const wait = await this.turns.reserve(host, this.delay)
      if (wait > MAX_TURN_WAIT_MS) throw new HostRests(wait)
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
      return await ask()
    } catch (error) {
      if (error instanceof StatusError && error.retryAfter !== null) await this.turns.hold(host, error.retryAfter)
      throw error
    } finally {
      try {
        // A busy process may have asked later than its turn: the pause counts from here.
        if (this.delay > 0) await this.turns.hold(host, this.delay)
      } finally {
        // Whatever became of it, the others at this host must not wait for ever.
        done()
        if (this.queues.get(host) === turn) this.queues.delete(host)
      }
    }
  }
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address
}
