import type { HostTurns, Turn } from '../store/host-turns.js'
import type { Fetched, Fetcher, Validators } from './fetch-terms.js'
import { HOST_DELAY_MS, MAX_FETCH_MS, MAX_RENDER_MS, MAX_TURN_WAIT_MS } from './limits.js'
import { StatusError } from './status-error.js'

/** A turn outlasts what it is taken for by so much, in milliseconds, before it counts as that of a dead process. */
const SPARE_MS = 5_000

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
    return this.inTurn(hostOf(address), MAX_FETCH_MS + SPARE_MS, () => this.fetcher.fetch(address, validators, signal))
  }

  /** The same for a page that needs a browser, which asks for all that the page is made of in one turn. */
  render(address: string): Promise<Fetched> {
    return this.inTurn(hostOf(address), MAX_RENDER_MS + SPARE_MS, () => this.fetcher.render(address))
  }

  private async inTurn(host: string, longest: number, ask: () => Promise<Fetched>): Promise<Fetched> {
    const before = this.queues.get(host) ?? Promise.resolve()
    let done!: () => void
    const mine = new Promise<void>((resolve) => {
      done = resolve
    })
    const queue = before.then(() => mine)
    this.queues.set(host, queue)
    await before
    try {
      const turn = await this.turn(host, longest)
      let pause = this.delay
      try {
        return await ask()
      } catch (error) {
        if (error instanceof StatusError && error.retryAfter !== null) pause = Math.max(pause, error.retryAfter)
        throw error
      } finally {
        await this.turns.giveBack(turn, pause)
      }
    } finally {
      // Whatever became of it, the others at this host must not wait for ever.
      done()
      if (this.queues.get(host) === queue) this.queues.delete(host)
    }
  }

  /** Waits for the turn at a host, which another process may hold. */
  private async turn(host: string, longest: number): Promise<Turn> {
    for (const since = Date.now(); ; ) {
      const turn = await this.turns.take(host, longest)
      if (typeof turn !== 'number') return turn
      if (Date.now() - since + turn > MAX_TURN_WAIT_MS) throw new HostRests(turn)
      // Its holder mostly gives it back long before its time is over.
      await new Promise((resolve) => setTimeout(resolve, Math.min(turn, Math.max(this.delay / 4, 25))))
    }
  }
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address
}
