import { Store } from '../../src/store/store.js'
import { Deliverer } from '../../src/watch/tell/deliver.js'

/** A process of its own that makes the deliveries that are due, for tests that kill it in the middle. */
const [folder, smtp, allowed, now] = process.argv.slice(2) as [string, string, string, string]
const store = await Store.open({ folder }, () => new Date(now))
const deliverer = new Deliverer(store, { smtp, from: 'yakkan@buyer.example', allowed: new Set([allowed]) })
const result = await deliverer.run()
await deliverer.close()
await store.close()
process.stdout.write(`${JSON.stringify(result)}\n`)
