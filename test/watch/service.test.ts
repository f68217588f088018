import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadLibrary } from '../../src/library/library.js'
import { HostTurns } from '../../src/store/host-turns.js'
import { SERVICE } from '../../src/store/scope.js'
import type { WorkspaceStore } from '../../src/store/store.js'
import { Fetcher } from '../../src/watch/fetch-terms.js'
import { Politeness } from '../../src/watch/politeness.js'
import { round } from '../../src/watch/round.js'
import { type Asked, askedService, form } from '../service/service.js'
import { english, japanese } from './histories.js'
import { TermsSite } from './terms-site.js'

const library = loadLibrary()
let site: TermsSite
let service: Asked
let home: WorkspaceStore
let fetcher: Fetcher

beforeAll(async () => {
  site = await TermsSite.open()
  process.env.YAKKAN_WATCH_ALLOW = site.host
  service = await askedService()
  const [workspace] = await service.service.store.workspaces.list()
  home = service.service.store.in(workspace!.id, SERVICE)
  fetcher = new Fetcher({ allowed: new Set([site.host]) })
})
afterAll(async () => {
  delete process.env.YAKKAN_WATCH_ALLOW
  await fetcher.close()
  await service.end()
  await site.close()
})

/** Looks at one document now, whatever the service's own clock does. */
async function look(id: string): Promise<string[]> {
  const outcomes: string[] = []
  const { store } = service.service
  const context = {
    store,
    library,
    politeness: new Politeness(fetcher, new HostTurns(store.database), 0),
    base: service.address,
    read: { isolated: false },
  }
  while (outcomes.length === 0) {
    await round(context, { only: [id], onResult: (r) => outcomes.push(r.outcome) })
    // The service itself looks at it just now.
    if (outcomes.length === 0) await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return outcomes
}

const post = (path: string, json: unknown, method = 'POST') =>
  service.ask(`/api${path}`, { method, body: JSON.stringify(json), headers: { 'content-type': 'application/json' } })
type Row = { id: string; watched?: string; declaration?: unknown }
const read = async (path: string) =>
  (await (await service.ask(`/api${path}`)).json()) as Record<'watched' | 'notices' | 'channels', Row[]>
const page = async (path: string) =>
  parseHTML(await (await service.ask(path, { headers: { accept: 'text/html', 'accept-language': 'en' } })).text())
    .document
const declared = (provider: string, path: string, more: object = {}) => ({
  provider,
  name: 'Terms',
  kind: 'terms',
  sources: [{ address: site.address(path) }],
  ...more,
})

describe('the API of the watch', () => {
  it('adds a document, changes how it is looked at, and tells what it cannot take', async () => {
    const { id } = (await (await post('/watch', declared('Api', '/api-terms'))).json()) as { id: string }
    expect(id).toMatch(/^wat_/)
    for (const [wrong, code] of [
      [declared('Bad', '/x', { schedule: 'every morning' }), 'bad-schedule'],
      [declared('Bad', '/x', { schedule: '0 0 31 2 *' }), 'bad-schedule'],
      [{ ...declared('Bad', '/x'), sources: [{ address: 'http://10.0.0.1/' }] }, 'private-address'],
      [declared('Api', '/api-terms'), 'conflict'],
    ] as const) {
      const answer = await post('/watch', wrong)
      expect([answer.status >= 400 && answer.status < 500, await answer.json()]).toMatchObject([true, { code }])
    }
    const changed = declared('Other', '/api-terms', { schedule: '30 4 * * 1', owner: 'legal@buyer.example' })
    expect((await post(`/watch/${id}`, changed, 'PUT')).status).toBe(204)
    const { watched } = await read('/watch')
    expect(watched.find((w) => w.id === id)?.declaration).toMatchObject({
      provider: 'Api',
      schedule: '30 4 * * 1',
      owner: 'legal@buyer.example',
    })
  })

  it('takes over a declaration, and names what it could not take', async () => {
    const declaration = {
      name: 'Api',
      terms: {
        Terms: { fetch: site.address('/api-terms'), select: 'main' },
        'Privacy Policy': { fetch: site.address('/privacy'), select: 'main', filter: ['cleanDates'] },
        'Inner Policy': { fetch: 'http://192.168.0.1/', select: 'main' },
      },
    }
    const answer = await post('/watch/import', declaration)
    expect(answer.status).toBe(201)
    const { added, notices } = (await answer.json()) as {
      added: { name: string }[]
      notices: { place: string; text: { en: string } }[]
    }
    expect(added.map((a) => a.name)).toEqual(['Privacy Policy'])
    expect(notices.map((n) => n.place).sort()).toEqual(['Api Inner Policy', 'Api Privacy Policy', 'Api Terms'])
    expect(notices.map((n) => n.text.en).join(' ')).toMatch(
      /“cleanDates”.*registered already.*inner or special network/s,
    )
    expect(await (await post('/watch/import', { terms: {} })).json()).toMatchObject({ code: 'bad-declaration' })
  })

  it('keeps channels, tells of a change, and takes down what is done about it', async () => {
    site.pages.set('/notice-terms', { body: english() })
    const { id } = (await (await post('/watch', declared('Notice', '/notice-terms'))).json()) as { id: string }
    const channel = {
      kind: 'webhook',
      target: `http://${site.host}/hook`,
      language: 'en',
      at_once_from: 'low',
      digest: 'never',
    }
    expect(await (await post('/channels', { ...channel, target: 'http://10.0.0.1/' })).json()).toMatchObject({
      code: 'private-address',
    })
    const added = (await (await post('/channels', channel)).json()) as { id: string; secret: string }
    expect(added.secret).toMatch(/^whsec/)
    expect((await read('/channels')).channels).toMatchObject([{ ...channel, id: added.id }])
    await look(id)
    site.pages.set('/notice-terms', { body: english({ cap: 'one (1) month' }) })
    expect(await look(id)).toEqual(['changed'])
    const ours = async (state: string) =>
      (await read(`/notices?state=${state}`)).notices.filter((n) => n.watched === id)
    const [notice] = await ours('open')
    expect(notice).toMatchObject({
      kind: 'change',
      severity: 'high',
      state: 'open',
      notice: { kind: 'change', provider: 'Notice' },
      deliveries: [{ channel: added.id, state: 'waiting', attempts: 0 }],
    })
    expect((await post(`/notices/${notice!.id}`, { assigned_to: 'Aki', note: 'asked them' })).status).toBe(204)
    expect((await ours('open'))[0]).toMatchObject({ assigned_to: 'Aki', note: 'asked them' })
    const front = await page('/')
    expect(front.querySelector('#open-notices')?.textContent).toContain('Open notices')
    expect(front.body.textContent).toContain('Notice: Terms – changes that hurt you: 1')
    const listed = await page('/watch')
    expect(listed.body.textContent).toMatch(/Told: 0 of 1/)
    expect((await post(`/notices/${notice!.id}`, { acknowledged: true })).status).toBe(204)
    expect(await ours('open')).toEqual([])
    expect((await ours('acknowledged'))[0]).toMatchObject({ id: notice!.id, note: 'asked them' })
    expect((await service.ask(`/api/channels/${added.id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await read('/channels')).channels).toEqual([])
  })
})

describe('a version that is uploaded by hand', () => {
  it('is compared and told once, and may be ahead of the page', async () => {
    site.pages.set('/hand', { body: japanese() })
    const { id } = (await (await post('/watch', declared('Hand', '/hand'))).json()) as { id: string }
    expect(await look(id)).toEqual(['first'])
    const { document_id: document } = await home.watch.get(id)
    const upload = async (content: string) => {
      const answer = await service.ask(`/api/documents/${document}/versions`, {
        method: 'POST',
        body: form([{ name: 'next.html', content }]),
        headers: { prefer: 'wait=100' },
      })
      expect(answer.status).toBeLessThan(300)
    }
    const told = async () => (await home.notices.list([id])).map((n) => n.kind)
    await upload(japanese({ notice: '7日' }))
    expect(Date.parse((await home.watch.get(id)).next_look)).toBeLessThanOrEqual(Date.now())
    // The page still shows the old words: what was uploaded is told, and the page is no return to earlier words.
    expect(await look(id)).toEqual(['changed'])
    expect(await told()).toEqual(['change'])
    expect(await look(id)).toEqual(['unchanged'])
    site.pages.set('/hand', { body: japanese({ notice: '7日' }) })
    expect(await look(id)).toEqual(['unchanged'])
    expect(await told()).toEqual(['change'])
    expect(await home.versions.of(document!)).toHaveLength(2)
    const looks = await home.watch.looks(id)
    expect(looks.map((l) => [l.outcome, l.code]).filter(([, code]) => code)).toEqual([['changed', 'by-hand']])
    // From here on the page is what counts again.
    site.pages.set('/hand', { body: japanese({ notice: '7日', cap: '1か月' }) })
    expect(await look(id)).toEqual(['changed'])
    expect(await told()).toEqual(['change', 'change'])
  })
})

describe('the pages of the watch', () => {
  const send = (path: string, fields: Record<string, string>) =>
    service.ask(path, { method: 'POST', body: new URLSearchParams(fields), headers: { accept: 'text/html' } })

  it('take a declaration with all its parts, and change it', async () => {
    site.pages.set('/page', { body: japanese() })
    const answer = await send('/watch', {
      provider: 'Page',
      name: 'Terms',
      service: 'Ledger',
      kind: 'sla',
      language: 'ja',
      addresses: `${site.address('/page')}\n${site.address('/page/2')}`,
      select: 'main\n.annex',
      remove: '.news',
      schedule: '15 5 * * *',
      owner: 'Aki',
      needs_browser: 'yes',
    })
    expect(answer.status).toBe(303)
    const where = answer.headers.get('location')!
    const kept = async () => JSON.parse((await home.watch.get(where.split('/').at(-1)!)).declaration)
    const parts = { select: ['main', '.annex'], remove: ['.news'], needs_browser: true }
    expect(await kept()).toEqual({
      ...{ provider: 'Page', name: 'Terms', service: 'Ledger', kind: 'sla', language: 'ja' },
      sources: [
        { address: site.address('/page'), ...parts },
        { address: site.address('/page/2'), ...parts },
      ],
      ...{ schedule: '15 5 * * *', owner: 'Aki' },
    })
    const shown = await page(where)
    const fields = Object.fromEntries(
      [...shown.querySelectorAll('details form [name]')].map((f) => [f.getAttribute('name'), f]),
    )
    expect(fields.addresses!.textContent).toContain(site.address('/page/2'))
    expect(fields.remove!.textContent).toBe('.news')
    expect(fields.schedule!.getAttribute('value')).toBe('15 5 * * *')
    expect((await send(where, { action: 'change', kind: 'terms', addresses: site.address('/page') })).status).toBe(303)
    expect(await kept()).toMatchObject({
      ...{ provider: 'Page', name: 'Terms', kind: 'terms', language: null },
      sources: [{ address: site.address('/page'), select: [], needs_browser: false }],
    })
    const wrong = await send(where, {
      ...{ action: 'change', kind: 'terms', addresses: site.address('/page') },
      schedule: 'never',
    })
    expect(wrong.status).toBeGreaterThanOrEqual(400)
    expect(await wrong.text()).toMatch(/schedule|予定/)
    expect((await kept()).schedule).toBe('0 3 * * *')
  })

  it('take over declarations, and say what of them has no meaning here', async () => {
    const declaration = {
      name: 'Import',
      terms: { Terms: { fetch: site.address('/i'), select: 'main', filter: 'tidy' } },
    }
    const answer = await service.ask('/watch/import', {
      method: 'POST',
      body: form([{ name: 'Import.json', content: JSON.stringify(declaration) }]),
      headers: { accept: 'text/html', 'accept-language': 'en' },
    })
    const { document } = parseHTML(await answer.text())
    expect(document.querySelector('h1')!.textContent).toBe('Watched from now on: 1')
    expect(document.body.textContent).toContain('“tidy”')
    const broken = await service.ask('/watch/import', {
      method: 'POST',
      body: form([{ name: 'x.json', content: '{' }]),
      headers: { accept: 'text/html', 'accept-language': 'en' },
    })
    expect([broken.status >= 400, await broken.text()]).toEqual([true, expect.stringContaining('Open Terms Archive')])
  })
})

describe('a document whose time has come', () => {
  it('is looked at once, however often it was missed', async () => {
    site.pages.set('/missed', { body: english() })
    const row = await home.watch.add(
      'Missed',
      'Terms',
      JSON.stringify(declared('Missed', '/missed')),
      '2020-01-01T00:00:00.000Z',
    )
    await look(row.id)
    expect(await home.watch.looks(row.id)).toHaveLength(1)
    expect(Date.parse((await home.watch.get(row.id)).next_look)).toBeGreaterThan(Date.now())
  })
})
