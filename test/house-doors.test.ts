import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runBatch } from '../src/batch/run.js'
import type { Reading } from '../src/batch/task.js'
import { loadLibrary } from '../src/library/library.js'
import { Analysis } from '../src/model/analysis.js'
import { Comparison } from '../src/model/comparison.js'
import { HostTurns } from '../src/store/host-turns.js'
import { SERVICE } from '../src/store/scope.js'
import { Store } from '../src/store/store.js'
import { Watched } from '../src/watch/declaration.js'
import { Fetcher } from '../src/watch/fetch-terms.js'
import { Politeness } from '../src/watch/politeness.js'
import { round } from '../src/watch/round.js'
import { askedService, form } from './service/service.js'
import { english } from './watch/histories.js'
import { TermsSite } from './watch/terms-site.js'

/** Rules that touch everything a house may set. */
const RULES = `name: Aoba Trading
home: { country: Ireland }
thresholds:
  - { item: C13, value: notice, adverse_below: 60 days }
positions:
  - { item: C02, position: adverse, when: $late_interest, reason: We do not accept late interest. }
severities:
  - { item: C13, severity: low, reason: We read every notice., by: Sato }
silence:
  - { item: C14, reason: Nothing is exported., by: Sato, until: 2099-12-31 }
  - { item: C11, reason: Settled by the master agreement., by: Sato, until: 2099-12-31 }
packs: [jp-civil-code-548-4, own]
need: { availability_percent: 99.9 }
own_packs:
  - id: own
    name: { ja: 自社, en: Our own }
    source: { ja: 社内, en: in-house }
    checked: '2026-01-01'
    requirements:
      - id: long-notice
        level: must
        name: { ja: 予告, en: Notice }
        wants: { ja: 予告が30日以上あること。, en: Notice of 30 days or more. }
        source: '1'
        checks: [{ item: C13, value: notice, at_least: 30 days }]
        ask: { ja: 予告は何日前ですか。, en: How long is the notice? }
`
const OLD = english()
const NEW = english({ notice: '14 days', cap: 'three (3) months' })

interface Told {
  judged: Omit<Analysis, 'document'>
  changed: Omit<Comparison, 'old' | 'new'>
}

/** What must not depend on the door: everything but the names that files have there. */
function told(analysis: unknown, comparison: unknown): Told {
  const { document, ...judged } = Analysis.parse(analysis)
  const { old, new: now, ...changed } = Comparison.parse(comparison)
  let plain = JSON.stringify({ judged, changed })
  for (const name of [document.name, old.name, now.name]) plain = plain.replaceAll(JSON.stringify(name), '""')
  return JSON.parse(plain) as Told
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yakkan-doors-'))
  writeFileSync(join(folder, 'house.yaml'), RULES)
  writeFileSync(join(folder, 'old.html'), OLD)
  writeFileSync(join(folder, 'new.html'), NEW)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function byCommand(): Promise<Told> {
  const run = promisify(execFile)
  const main = new URL('../src/cli/main.ts', import.meta.url).pathname
  const house = ['--house', join(folder, 'house.yaml'), '--format', 'json']
  const call = async (...words: string[]): Promise<unknown> => {
    const { stdout } = await run(process.execPath, ['--import', 'tsx', main, ...words, ...house], {
      maxBuffer: 50_000_000,
    })
    return JSON.parse(stdout)
  }
  const [old, now] = [join(folder, 'old.html'), join(folder, 'new.html')]
  return told(await call('analyze', now), await call('compare', old, now))
}

async function byBatch(): Promise<Told> {
  const [source, out] = [join(folder, 'in'), join(folder, 'out')]
  mkdirSync(source)
  const reading: Reading = {
    tracked: 'accepted',
    ocr: 'auto',
    library: null,
    judgedBy: null,
    house: { file: 'house.yaml', source: RULES },
    packs: null,
    today: new Date().toISOString().slice(0, 10),
    page: null,
  }
  const run = () => runBatch({ folder: source, out, version: '1', language: 'en', threads: 1, reading })
  writeFileSync(join(source, 'terms.html'), OLD)
  await run()
  writeFileSync(join(source, 'terms.html'), NEW)
  await run()
  const read = (path: string): unknown => {
    const { path: _path, ...line } = JSON.parse(readFileSync(join(out, path), 'utf8')) as Record<string, unknown>
    return line
  }
  return told(read('results/terms.html.json'), read('changes/terms.html.json'))
}

async function byService(): Promise<Told> {
  const service = await askedService()
  try {
    const settings = { language: 'en', retention_days: null, house_rules: RULES }
    const put = await service.ask('/api/workspace/settings', {
      method: 'PUT',
      body: JSON.stringify(settings),
      headers: { 'content-type': 'application/json' },
    })
    expect(put.status, await put.clone().text()).toBeLessThan(300)
    const send = async (path: string, content: string): Promise<{ document: string; version: string }> => {
      const body = form([{ name: 'terms.html', content }])
      const answer = await service.ask(path, { method: 'POST', body, headers: { prefer: 'wait=100' } })
      return ((await answer.json()) as { receipts: { document: string; version: string }[] }).receipts[0]!
    }
    const old = await send('/api/documents', OLD)
    const now = await send(`/api/documents/${old.document}/versions`, NEW)
    const analysis = await (await service.ask(`/api/versions/${now.version}/analysis`)).json()
    for (let i = 0; i < 300; i++) {
      const answer = await service.ask(`/api/comparisons/${old.version}/${now.version}`)
      if (answer.status === 200) return told(analysis, ((await answer.json()) as { comparison: unknown }).comparison)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('never compared')
  } finally {
    await service.end()
  }
}

async function byWatch(): Promise<Told> {
  const site = await TermsSite.open()
  const fetcher = new Fetcher({ allowed: new Set([site.host]) })
  let now = Date.now() - 86_400_000
  const store = await Store.open({ folder: join(folder, 'watch') }, () => new Date(now))
  try {
    const workspace = await store.workspaces.create('w', 'en')
    const home = store.in(workspace.id, SERVICE)
    await home.settings.replace({ language: 'en', retention_days: null, house_rules: RULES })
    const declared = { provider: 'P', name: 'Terms', kind: 'terms', sources: [{ address: site.address('/terms') }] }
    const kept = JSON.stringify(Watched.parse(declared))
    const watched = await home.watch.add('P', 'Terms', kept, new Date(now).toISOString())
    const context = {
      store,
      library: loadLibrary(),
      politeness: new Politeness(fetcher, new HostTurns(store.database), 0),
      base: 'http://127.0.0.1',
      read: { isolated: false },
    }
    for (const body of [OLD, NEW]) {
      site.pages.set('/terms', { body })
      await round(context, { only: [watched.id] })
      now += 86_400_000
    }
    const { document_id } = await home.watch.get(watched.id)
    const [newer, older] = await home.versions.of(document_id!)
    const analysis = await home.analyses.latest(newer!.id)
    const comparison = await home.comparisons.between(older!.id, newer!.id)
    return told(analysis!.analysis, comparison!.comparison)
  } finally {
    await store.close()
    await fetcher.close()
    await site.close()
  }
}

describe('the same document under the same house rules', { timeout: 400_000 }, () => {
  let command: Told
  beforeAll(async () => {
    command = await byCommand()
  }, 400_000)

  it('is judged by every one of them', () => {
    const { judged, changed } = command
    const item = (id: string) => judged.items.find((i) => i.id === id)!
    expect(judged.house?.name).toBe('Aoba Trading')
    expect(item('C13')).toMatchObject({ position: 'adverse', rule: 'house-notice-adverse' })
    expect(item('C02')).toMatchObject({ position: 'adverse', why: { en: 'We do not accept late interest.' } })
    expect(item('C16').position).toBe('adverse')
    expect(item('C14').silenced?.by).toBe('Sato')
    expect(judged.packs.map((p) => p.id)).toEqual(['jp-civil-code-548-4', 'own'])
    expect(judged.fit).toMatchObject([{ need: 'availability_percent', result: 'not stated' }])
    expect(changed.changes.find((c) => c.items.includes('C13'))?.severity).toBe('low')
    expect(changed.changes.find((c) => c.items.includes('C11'))).toMatchObject({
      severity: 'none',
      silenced: { by: 'Sato' },
    })
    expect(changed.packs?.find((p) => p.id === 'own')?.changes).toMatchObject([
      { requirement: 'long-notice', effect: 'lost', old: 'met', new: 'not met' },
    ])
  })

  it('comes out the same by a batch', async () => expect(await byBatch()).toEqual(command))

  it('comes out the same by the service', async () => expect(await byService()).toEqual(command))

  it('comes out the same by the watch', async () => {
    const watch = await byWatch()
    // What the watch saw on a day is when the change was told.
    const { effective } = command.changed
    expect({ ...watch, changed: { ...watch.changed, effective } }).toEqual(command)
  })
})
