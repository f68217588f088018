import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadLibrary } from '../../src/library/library.js'
import { HostTurns, type Turn } from '../../src/store/host-turns.js'
import { SERVICE } from '../../src/store/scope.js'
import { Store } from '../../src/store/store.js'
import { Watched } from '../../src/watch/declaration.js'
import { Fetcher } from '../../src/watch/fetch-terms.js'
import { Politeness } from '../../src/watch/politeness.js'
import { round } from '../../src/watch/round.js'
import { describeOnBoth } from '../service/databases.js'
import { TermsSite } from './terms-site.js'

describeOnBoth('politeness', (database) => {
  let site: TermsSite
  let fetcher: Fetcher
  beforeAll(async () => {
    site = await TermsSite.open()
    fetcher = new Fetcher({ allowed: new Set([site.host]) })
  })
  afterAll(async () => {
    await fetcher.close()
    await site.close()
  })

  it('lets one ask a host at a time, over processes, and not before its pause is over', async () => {
    const store = await Store.open(await database.place())
    const one = new HostTurns(store.database)
    const other = new HostTurns(store.database)
    const held = await one.take('terms.example', 60_000)
    expect(held).toMatchObject({ host: 'terms.example' })
    const wait = await other.take('terms.example', 60_000)
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(60_000)
    expect(await other.take('other.example', 60_000)).toMatchObject({ host: 'other.example' })
    await one.giveBack(held as Turn, 3_600_000)
    expect(await other.take('terms.example', 60_000)).toBeGreaterThan(3_500_000)
    await store.close()
  })

  it('gives the turn of one that died to the next, and lets the dead one take nothing back', async () => {
    const store = await Store.open(await database.place())
    const turns = new HostTurns(store.database)
    const dead = (await turns.take('terms.example', -1)) as Turn
    const next = await turns.take('terms.example', 60_000)
    expect(next).toMatchObject({ host: 'terms.example' })
    await turns.giveBack(dead, 0)
    expect(await turns.take('terms.example', 60_000)).toBeGreaterThan(0)
    await turns.giveBack(next as Turn, 0)
    expect(await turns.take('terms.example', 60_000)).toMatchObject({ host: 'terms.example' })
    await store.close()
  })

  it('puts off every document of a host that asked for silence, asks it once, and counts no failure but the one', async () => {
    const store = await Store.open(await database.place())
    const home = store.in((await store.workspaces.create('w', 'ja')).id, SERVICE)
    const past = '2020-01-01T00:00:00.000Z'
    for (const n of [1, 2, 3]) {
      site.pages.set(`/terms-${n}`, { status: 429, body: '', headers: { 'retry-after': '1800' } })
      const sources = [{ address: site.address(`/terms-${n}`) }]
      const declared = Watched.parse({ provider: `P${n}`, name: '利用規約', kind: 'terms', sources })
      await home.watch.add(`P${n}`, '利用規約', JSON.stringify(declared), past)
    }
    const politeness = new Politeness(fetcher, new HostTurns(store.database), 0)
    const outcomes: string[] = []
    const context = { store, library: loadLibrary(), politeness, base: 'http://127.0.0.1', read: { isolated: false } }
    site.requests.length = 0
    expect(await round(context, { onResult: (r) => void outcomes.push(r.outcome) })).toBe(1)
    expect(site.requests).toHaveLength(1)
    expect(outcomes.sort()).toEqual(['failed', 'put-off', 'put-off'])
    const rows = await home.watch.list()
    expect(rows.map((r) => r.failures).sort()).toEqual([0, 0, 1])
    for (const row of rows) {
      expect(row.leased_until).toBeNull()
      expect(Date.parse(row.next_look) - Date.now()).toBeGreaterThan(1_700_000)
    }
    await store.close()
  })
})
