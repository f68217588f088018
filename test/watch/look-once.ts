import { loadLibrary } from '../../src/library/library.js'
import { HostTurns } from '../../src/store/host-turns.js'
import { Store } from '../../src/store/store.js'
import { Fetcher } from '../../src/watch/fetch-terms.js'
import { Politeness } from '../../src/watch/politeness.js'
import { round } from '../../src/watch/round.js'

/**
 * A worker of its own that looks at what is due until nothing is left, for tests and the bench.
 *
 *   look-once.ts PLACE HOSTS DELAY – a PostgreSQL address or a folder; hosts that may be asked; milliseconds between two requests
 */
const [place, allowed, delay] = process.argv.slice(2) as [string, string, string]
const store = await Store.open(place.startsWith('postgres:') ? { url: place } : { folder: place })
const fetcher = new Fetcher({ allowed: new Set(allowed.split(',')) })
const politeness = new Politeness(fetcher, new HostTurns(store.database), Number(delay))
const heapMiB: number[] = []
let results = 0
const looked = await round(
  { store, library: loadLibrary(), politeness, base: 'http://127.0.0.1', read: { isolated: false } },
  {
    onResult: () => {
      if (++results % 100 !== 0) return
      globalThis.gc?.()
      heapMiB.push(Math.round((process.memoryUsage().heapUsed / 1024 / 1024) * 10) / 10)
    },
  },
)
await fetcher.close()
await store.close()
process.stdout.write(`${JSON.stringify({ looked, heapMiB })}\n`)
