import type { Library } from '../library/library.js'
import { HostTurns } from '../store/host-turns.js'
import type { Store } from '../store/store.js'
import { releaseLooks } from '../store/watch-list.js'
import type { CheckResult } from './check.js'
import { type Clock, startClock } from './clock.js'
import { Fetcher } from './fetch-terms.js'
import { Politeness } from './politeness.js'
import { round } from './round.js'
import { Deliverer } from './tell/deliver.js'
import type { WatchEnvironment } from './watch-environment.js'

export interface WatcherOptions {
  store: Store
  library: Library
  /** Address of the service, for links in notices. */
  base: () => string
  environment: WatchEnvironment
  onResult?: (result: CheckResult) => void
  onError?: (error: unknown) => void
}

/**
 * Looks and tells, again and again: once a minute what is due. On PostgreSQL any number of processes may do so; they
 * share one clock, and leases keep their looks apart. Times missed while nothing ran are caught up with one look.
 */
export class Watcher {
  private readonly fetcher: Fetcher
  private readonly politeness: Politeness
  private readonly deliverer: Deliverer
  private readonly stopping = new AbortController()
  private clock: Clock | null = null

  constructor(private readonly options: WatcherOptions) {
    const { environment, store } = options
    this.fetcher = new Fetcher(environment)
    this.politeness = new Politeness(this.fetcher, new HostTurns(store.database))
    this.deliverer = new Deliverer(store, environment)
  }

  async start(): Promise<void> {
    if (this.options.store.database.kind === 'sqlite') await releaseLooks(this.options.store.database)
    this.clock = await startClock(this.options.store.database, () =>
      this.turn().then(
        () => undefined,
        (error: unknown) => this.options.onError?.(error),
      ),
    )
  }

  /** One turn: looks at what is due, or at these, and makes the deliveries that are due. */
  async turn(only?: readonly string[]): Promise<{ looked: number; delivered: number; failed: number }> {
    const { store, library, base, onResult } = this.options
    const looked = await round(
      { store, library, politeness: this.politeness, base: base() },
      { signal: this.stopping.signal, ...(only ? { only } : {}), ...(onResult ? { onResult } : {}) },
    )
    return { looked, ...(await this.deliverer.run()) }
  }

  /** Ends after the looks in hand. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await this.clock?.stop()
    await this.deliverer.close()
    await this.fetcher.close()
  }
}
