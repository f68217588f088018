/**
 * A thousand watched documents on twenty hosts: the first look, a look at unchanged terms on a page whose furniture
 * changed, and a look at which one document in ten has new terms. Printed: time and processor time a document, memory
 * as the run goes on, the shortest pause that any host had between two requests, and the same with three workers on
 * PostgreSQL.
 *
 *   npm run bench:watch [-- DOCUMENTS]
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SERVICE } from '../../src/store/scope.js'
import { Store } from '../../src/store/store.js'
import { Watched } from '../../src/watch/declaration.js'
import { startPostgres } from '../service/databases.js'
import { japanese } from '../watch/histories.js'
import { TermsSite } from '../watch/terms-site.js'

const DOCUMENTS = Number(process.argv[2] ?? 1000)
const HOSTS = 20
const DELAY_MS = 100
const LOOK_ONCE = fileURLToPath(new URL('../watch/look-once.ts', import.meta.url))

const sites = await Promise.all(Array.from({ length: HOSTS }, () => TermsSite.open()))
const hosts = sites.map((s) => s.host).join(',')

interface Worked {
  looked: number
  heapMiB: number[]
}

function worker(place: string): Promise<Worked> {
  return new Promise((resolve, reject) => {
    const args = ['--expose-gc', '--import', 'tsx', LOOK_ONCE, place, hosts, String(DELAY_MS)]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
    })
    child.on('exit', (code) => (code === 0 ? resolve(JSON.parse(out)) : reject(new Error(`worker ended with ${code}`))))
  })
}

/** The pages as they are in one round: furniture differs in each, terms where `days` does. */
function publish(round: number, days: (n: number) => number): void {
  for (let n = 0; n < DOCUMENTS; n++) {
    const extra = `<p>第${n}号サービスの利用者は、契約を終了しようとするときは、${days(n)}日前までに当社に通知するものとします。</p>`
    sites[n % HOSTS]!.pages.set(`/terms-${n}`, {
      body: japanese({ extra }).replace('</body>', `<footer>お知らせ ${round}</footer></body>`),
    })
  }
}

/** Shortest time between two requests to one host, in milliseconds. */
function shortestPause(): number {
  let shortest = Number.POSITIVE_INFINITY
  for (const { requests } of sites)
    for (let k = 1; k < requests.length; k++) shortest = Math.min(shortest, requests[k]!.at - requests[k - 1]!.at)
  return shortest
}

async function rounds(place: { url: string } | { folder: string }, workers: number): Promise<void> {
  const at = 'url' in place ? place.url : place.folder
  const store = await Store.open(place)
  const workspace = await store.workspaces.create('w', 'ja')
  const home = store.in(workspace.id, SERVICE)
  const past = '2020-01-01T00:00:00.000Z'
  for (let n = 0; n < DOCUMENTS; n++) {
    const sources = [{ address: sites[n % HOSTS]!.address(`/terms-${n}`) }]
    const declared = Watched.parse({ provider: `P${n}`, name: '利用規約', kind: 'terms', sources })
    await home.watch.add(`P${n}`, '利用規約', JSON.stringify(declared), past)
  }
  const plans: [string, (n: number) => number][] = [
    ['first look', () => 30],
    ['unchanged', () => 30],
    ['1 in 10 changed', (n) => (n % 10 === 0 ? 90 : 30)],
  ]
  for (const [round, [name, days]] of plans.entries()) {
    publish(round, days)
    for (const site of sites) site.requests.length = 0
    await store.database.db.updateTable('watched').set({ next_look: past }).execute()
    const began = performance.now()
    const worked = await Promise.all(Array.from({ length: workers }, () => worker(at)))
    const seconds = (performance.now() - began) / 1000
    const looked = worked.reduce((sum, w) => sum + w.looked, 0)
    const outcomes = await store.database.db
      .selectFrom('looks')
      .select((eb) => ['outcome', eb.fn.countAll().as('n')])
      .groupBy('outcome')
      .orderBy('outcome')
      .execute()
    const heap = worked[0]!.heapMiB
    console.log(
      `${'url' in place ? 'PostgreSQL' : 'SQLite'}, ${workers} worker(s), ${name}: ${looked} looks in ${seconds.toFixed(1)} s, ` +
        `${((seconds * 1000) / looked).toFixed(1)} ms a document; heap MiB after each 100: ${heap.join(' ')}; ` +
        `shortest pause at a host ${shortestPause()} ms (one worker allows ${DELAY_MS}); all looks so far ` +
        outcomes.map((o) => `${o.outcome} ${o.n}`).join(', '),
    )
  }
  await store.close()
}

const folder = mkdtempSync(join(tmpdir(), 'yakkan-watch-bench-'))
await rounds({ folder }, 1)
rmSync(folder, { recursive: true, force: true })
const postgres = await startPostgres()
await rounds({ url: await postgres.create() }, 3)
await postgres.stop()
await Promise.all(sites.map((s) => s.close()))
