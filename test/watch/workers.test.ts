import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadLibrary } from '../../src/library/library.js'
import { SERVICE } from '../../src/store/scope.js'
import { Store } from '../../src/store/store.js'
import { Watched } from '../../src/watch/declaration.js'
import { Watcher } from '../../src/watch/watcher.js'
import { startPostgres } from '../service/databases.js'
import { japanese } from './histories.js'
import { TermsSite } from './terms-site.js'

const LOOK_ONCE = fileURLToPath(new URL('./look-once.ts', import.meta.url))
const DOCUMENTS = 18

describe('three workers on one PostgreSQL', () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>
  let sites: TermsSite[]
  beforeAll(async () => {
    postgres = await startPostgres()
    sites = await Promise.all([TermsSite.open(), TermsSite.open(), TermsSite.open()])
  })
  afterAll(async () => {
    await Promise.all(sites.map((s) => s.close()))
    await postgres.stop()
  })

  const worker = (url: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const hosts = sites.map((s) => s.host).join(',')
      const child = spawn(process.execPath, ['--import', 'tsx', LOOK_ONCE, url, hosts, '0'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let out = ''
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString()
      })
      child.on('exit', (code) =>
        code === 0 ? resolve(JSON.parse(out).looked) : reject(new Error(`worker ended with ${code}`)),
      )
    })

  it('look at each document once, and share the work', async () => {
    const url = await postgres.create()
    let now = new Date('2026-01-12T03:00:00Z')
    const store = await Store.open({ url }, () => now)
    const workspace = await store.workspaces.create('w', 'ja')
    const home = store.in(workspace.id, SERVICE)
    const ids: string[] = []
    for (let n = 0; n < DOCUMENTS; n++) {
      const site = sites[n % sites.length]!
      site.pages.set(`/terms-${n}`, {
        body: japanese({ extra: `<p>第${n}号サービスについて定めるものとします。</p>` }),
      })
      const declared = Watched.parse({
        provider: `P${n}`,
        name: '利用規約',
        kind: 'terms',
        sources: [{ address: site.address(`/terms-${n}`) }],
      })
      ids.push((await home.watch.add(`P${n}`, '利用規約', JSON.stringify(declared), now.toISOString())).id)
    }
    now = new Date()
    const looked = await Promise.all([worker(url), worker(url), worker(url)])
    expect(looked.reduce((a, b) => a + b)).toBe(DOCUMENTS)
    for (const id of ids) expect((await home.watch.looks(id)).map((l) => l.outcome)).toEqual(['first'])
    const requests = sites.flatMap((s) => s.requests.map((r) => r.path)).filter((p) => p.startsWith('/terms-'))
    expect([...requests].sort()).toEqual(ids.map((_, n) => `/terms-${n}`).sort())
    await store.close()
  }, 180_000)

  it('share one clock: what falls due is looked at within minutes, once, whichever of them is free', async () => {
    const url = await postgres.create()
    const stores = await Promise.all([1, 2, 3].map(() => Store.open({ url })))
    const home = stores[0]!.in((await stores[0]!.workspaces.create('w', 'ja')).id, SERVICE)
    const ids: string[] = []
    for (const [n, site] of sites.entries()) {
      site.pages.set('/clock', { body: japanese({ extra: `<p>第${n}号サービスについて定めるものとします。</p>` }) })
      const sources = [{ address: site.address('/clock') }]
      const declared = Watched.parse({ provider: `C${n}`, name: '利用規約', kind: 'terms', sources })
      ids.push((await home.watch.add(`C${n}`, '利用規約', JSON.stringify(declared), '2020-01-01T00:00:00.000Z')).id)
    }
    const library = loadLibrary()
    const allowed = new Set(sites.map((s) => s.host))
    const environment = { allowed, smtp: undefined, from: 'y@example.com', chromium: undefined }
    const watchers = stores.map((store) => new Watcher({ store, library, base: () => 'http://127.0.0.1', environment }))
    for (const watcher of watchers) await watcher.start()
    const looks = async () => (await Promise.all(ids.map((id) => home.watch.looks(id)))).map((l) => l.length)
    const until = Date.now() + 170_000
    while ((await looks()).some((n) => n === 0) && Date.now() < until) await new Promise((r) => setTimeout(r, 1_000))
    await Promise.all(watchers.map((w) => w.stop()))
    expect(await looks()).toEqual(ids.map(() => 1))
    for (const store of stores) await store.close()
  }, 200_000)
})
