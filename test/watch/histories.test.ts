import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadLibrary } from '../../src/library/library.js'
import { HostTurns } from '../../src/store/host-turns.js'
import { SERVICE } from '../../src/store/scope.js'
import { Store } from '../../src/store/store.js'
import type { CheckContext } from '../../src/watch/check.js'
import { Watched } from '../../src/watch/declaration.js'
import { Fetcher } from '../../src/watch/fetch-terms.js'
import { Politeness } from '../../src/watch/politeness.js'
import { round } from '../../src/watch/round.js'
import { describeOnBoth } from '../service/databases.js'
import { HISTORIES, japanese } from './histories.js'
import { LONG_HISTORIES } from './long-histories.js'
import { TermsSite } from './terms-site.js'

const library = loadLibrary()

describeOnBoth('histories of published terms', (database) => {
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

  it.each([...HISTORIES, ...LONG_HISTORIES].map((h) => [h.name, h] as const))('%s', async (_name, history) => {
    let day = Date.parse('2026-01-12T03:00:00Z')
    const store = await Store.open(await database.place(), () => new Date(day))
    try {
      const workspace = await store.workspaces.create('w', 'ja')
      const home = store.in(workspace.id, SERVICE)
      await home.notices.addChannel({
        kind: 'mail',
        target: 'legal@buyer.example',
        language: 'ja',
        at_once_from: 'low',
        digest: 'daily',
      })
      const declared = Watched.parse({
        provider: 'P',
        name: '利用規約',
        kind: 'terms',
        language: history.language ?? null,
        sources: (history.paths ?? ['/terms']).map((path) => ({ address: site.address(path) })),
      })
      const watched = await home.watch.add('P', '利用規約', JSON.stringify(declared), new Date(day).toISOString())
      const context: CheckContext = {
        store,
        library,
        politeness: new Politeness(fetcher, new HostTurns(store.database), 0),
        base: 'http://127.0.0.1',
        read: { isolated: false },
      }
      const versions: number[] = []
      const tellings: string[][] = []
      for (const [k, step] of history.steps.entries()) {
        site.pages.set('/terms', step.answer)
        for (const [path, answer] of Object.entries(step.beside ?? {})) site.pages.set(path, answer)
        const results: { outcome: string; code: string | null }[] = []
        await round(context, {
          only: [watched.id],
          onResult: (r) => results.push({ outcome: r.outcome, code: r.failure?.code ?? null }),
        })
        expect(results, `step ${k}`).toEqual([{ outcome: step.outcome, code: step.code ?? null }])
        const { document_id } = await home.watch.get(watched.id)
        versions.push(document_id ? (await home.versions.of(document_id)).length : 0)
        tellings.push((await home.notices.list()).map((n) => n.kind))
        const before = tellings[k - 1]?.length ?? 0
        const fresh = tellings[k]!.slice(0, tellings[k]!.length - before)
        expect(fresh, `told at step ${k}`).toEqual(step.told ? [step.told] : [])
        day += 86_400_000
      }
      const made = history.steps.filter((s) => ['first', 'changed', 'flapping'].includes(s.outcome)).length
      expect(versions.at(-1)).toBe(made)
      const looks = await home.watch.looks(watched.id)
      expect(looks).toHaveLength(history.steps.length)
      for (const look of looks) if (look.outcome === 'failed') expect(look.why).toContain('"ja"')
    } finally {
      await store.close()
    }
  })

  it('reads kept pages again under new selectors, and calls that no change of terms', async () => {
    let day = Date.parse('2026-01-12T03:00:00Z')
    const store = await Store.open(await database.place(), () => new Date(day))
    try {
      const workspace = await store.workspaces.create('w', 'ja')
      const home = store.in(workspace.id, SERVICE)
      const declare = (remove: string[]) =>
        JSON.stringify(
          Watched.parse({
            provider: 'P',
            name: '利用規約',
            kind: 'terms',
            sources: [{ address: site.address('/terms'), remove }],
          }),
        )
      const watched = await home.watch.add('P', '利用規約', declare([]), new Date(day).toISOString())
      const context: CheckContext = {
        store,
        library,
        politeness: new Politeness(fetcher, new HostTurns(store.database), 0),
        base: 'http://127.0.0.1',
        read: { isolated: false },
      }
      site.pages.set('/terms', {
        body: japanese({
          extra: '<div class="news"><p>新しい料金の案内を公開しました。詳しくは案内をご覧ください。</p></div>',
        }),
      })
      await round(context, { only: [watched.id] })
      await home.watch.redeclare(watched.id, declare(['.news']))
      day += 86_400_000
      await round(context, { only: [watched.id] })
      const looks = await home.watch.looks(watched.id)
      expect(looks.map((l) => l.outcome).sort()).toEqual(['first', 'unchanged', 'upgraded'])
      const { document_id } = await home.watch.get(watched.id)
      expect(await home.versions.of(document_id!)).toHaveLength(1)
      expect(await home.notices.list()).toHaveLength(0)
    } finally {
      await store.close()
    }
  })
})
