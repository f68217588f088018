import { createSocket, type Socket as UdpSocket } from 'node:dgram'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadLibrary } from '../../src/library/library.js'
import { HostTurns } from '../../src/store/host-turns.js'
import { SERVICE } from '../../src/store/scope.js'
import { Store } from '../../src/store/store.js'
import { Watched } from '../../src/watch/declaration.js'
import { Fetcher, type FetcherOptions } from '../../src/watch/fetch-terms.js'
import { Politeness } from '../../src/watch/politeness.js'
import { round } from '../../src/watch/round.js'
import { CHROMIUM, WITHOUT_BROWSER } from '../browser/chromium.js'
import { describeOnBoth } from '../service/databases.js'
import { japanese } from './histories.js'
import { TermsSite } from './terms-site.js'

let site: TermsSite
/** A server of the inner network, which no page may make the browser ask. */
let inner: Server
let connections: number
let peer: UdpSocket
let datagrams: number

beforeAll(async () => {
  site = await TermsSite.open()
  inner = createServer((_request, response) => response.end('document.body.append("the secret of the inner network")'))
  inner.on('connection', () => connections++)
  await new Promise<void>((ready) => inner.listen(0, '127.0.0.1', ready))
  peer = createSocket('udp4')
  peer.on('message', () => datagrams++)
  await new Promise<void>((ready) => peer.bind(0, '127.0.0.1', ready))
})
beforeEach(() => {
  connections = 0
  datagrams = 0
  site.requests.length = 0
})
afterAll(async () => {
  await site.close()
  inner.closeAllConnections()
  await new Promise((done) => inner.close(done))
  await new Promise<void>((done) => peer.close(() => done()))
})

const innerPort = () => (inner.address() as AddressInfo).port
const words = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** A page whose terms come by script, as those of many a web application do. */
const application = (terms: string) => {
  site.pages.set('/part', { body: terms })
  return `<!doctype html><html lang="ja"><head><title>ひなた台帳</title></head><body><div id="root"></div><script>
fetch('/part').then((r) => r.text()).then((html) => {
  document.getElementById('root').innerHTML = new DOMParser().parseFromString(html, 'text/html').body.innerHTML
})</script></body></html>`
}

async function rendered(path: string, options: FetcherOptions = {}): Promise<string> {
  const fetcher = new Fetcher({ chromium: CHROMIUM, allowed: new Set([site.host]), ...options })
  try {
    const fetched = await fetcher.render(path.startsWith('/') ? site.address(path) : path)
    return fetched.kind === 'body' ? words(fetched.bytes) : ''
  } finally {
    await fetcher.close()
  }
}

describe.skipIf(WITHOUT_BROWSER)('a page that needs a browser', { timeout: 90_000 }, () => {
  it('is read as it stands when its scripts have run, and again when they bring other terms', async () => {
    site.pages.set('/app', { body: application(japanese({ notice: '30日' })) })
    expect(await rendered('/app')).toContain('30日')
    site.pages.set('/app', { body: application(japanese({ notice: '7日' })) })
    expect(await rendered('/app')).toContain('7日')
  })

  it('reaches nothing of the inner network, whatever it asks for and however', async () => {
    const port = innerPort()
    const asks = [
      `http://127.0.0.1:${port}`,
      `http://localhost:${port}`,
      `http://[::1]:${port}`,
      `http://2130706433:${port}`,
      `http://inner.hinata-shokai.co.jp:${port}`,
      `https://127.0.0.1:${port}`,
    ]
    site.pages.set('/hop', { status: 302, body: '', headers: { location: `http://127.0.0.1:${port}/hop` } })
    const marks = [...asks, site.address('/hop')]
      .map(
        (a) => `<script src="${a}?s"></script><iframe src="${a}?f"></iframe><img src="${a}?i">
<link rel="stylesheet" href="${a}?c"><link rel="preconnect" href="${a}"><link rel="prefetch" href="${a}?p">
<object data="${a}?o"></object><video src="${a}?v"></video>
<script>
fetch('${a}?x', { mode: 'no-cors' }).catch(() => 0)
navigator.sendBeacon('${a}?b', 'x')
try { new WebSocket('${a}?w'.replace('http', 'ws')) } catch {}
try { new EventSource('${a}?e') } catch {}
</script>`,
      )
      .join('\n')
    const { port: udp } = peer.address()
    const call = `<script>
const call = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${udp}' }] })
call.createDataChannel('x')
call.createOffer().then((o) => call.setLocalDescription(o))
</script>`
    site.pages.set('/greedy', { body: application(japanese()).replace('</body>', `${marks}${call}</body>`) })
    const html = await rendered('/greedy', {
      resolve: (_host, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
    })
    expect(html).toContain('損害賠償')
    expect(html).not.toContain('secret of the inner')
    expect(connections).toBe(0)
    expect(datagrams).toBe(0)
    // The site itself was asked for its page, its part and the redirect.
    expect(site.requests.map((r) => r.path)).toEqual(expect.arrayContaining(['/greedy', '/part', '/hop']))
  })

  it.each([
    ['a redirect', () => ({ status: 302, body: '', headers: { location: `http://127.0.0.1:${innerPort()}/` } })],
    [
      'a redirect to a name',
      () => ({ status: 302, body: '', headers: { location: `http://localhost:${innerPort()}/` } }),
    ],
  ])('fails by its name where %s leads inside', async (_how, answer) => {
    site.pages.set('/away', answer())
    await expect(rendered('/away')).rejects.toMatchObject({ code: 'private-address' })
    expect(connections).toBe(0)
  })

  it('that moves on by itself to the inner network is never read from there', async () => {
    site.pages.set('/moves', {
      body: `<!doctype html><html><body><p>words</p><script>location.href='http://127.0.0.1:${innerPort()}/'</script></body></html>`,
    })
    const html = await rendered('/moves').catch((error: Error) => error.message)
    expect(html).not.toContain('secret')
    expect(connections).toBe(0)
  })

  it.each([
    ['an address inside', 'http://10.0.0.1/terms', 'private-address'],
    ['an address that is no page', 'file:///etc/passwd', 'not-http'],
  ])('is not opened at %s', async (_what, address, code) => {
    await expect(rendered(address)).rejects.toMatchObject({ code })
  })

  it('fails with the status of the server and the time that it asks for', async () => {
    site.pages.set('/busy', { status: 503, body: 'busy', headers: { 'retry-after': '90' } })
    await expect(rendered('/busy')).rejects.toMatchObject({ code: 'http-status', status: 503, retryAfter: 90_000 })
  })
})

it('says that a page needs a browser where none is configured, and that one does not start', async () => {
  const without = new Fetcher({ allowed: new Set([site.host]) })
  await expect(without.render(site.address('/app'))).rejects.toMatchObject({ code: 'needs-browser' })
  await without.close()
  await expect(rendered('/app', { chromium: '/bin/false' })).rejects.toMatchObject({ code: 'no-browser' })
  expect(site.requests).toEqual([])
})

describeOnBoth('a watched page that needs a browser', (database) => {
  it('is a failure of that name without one, and a document with versions with one', { timeout: 120_000 }, async () => {
    if (WITHOUT_BROWSER) return
    let day = Date.parse('2026-01-12T03:00:00Z')
    const store = await Store.open(await database.place(), () => new Date(day))
    const home = store.in((await store.workspaces.create('w', 'ja')).id, SERVICE)
    const library = loadLibrary()
    const sources = [{ address: site.address('/app'), needs_browser: true }]
    const declared = Watched.parse({ provider: 'P', name: '利用規約', kind: 'terms', sources })
    const watched = await home.watch.add('P', '利用規約', JSON.stringify(declared), new Date(day).toISOString())
    const outcomes: string[] = []
    const look = async (chromium: string | undefined) => {
      const fetcher = new Fetcher({ chromium, allowed: new Set([site.host]) })
      const politeness = new Politeness(fetcher, new HostTurns(store.database), 0)
      const context = { store, library, politeness, base: 'http://127.0.0.1', read: { isolated: false } }
      await round(context, { only: [watched.id], onResult: (r) => outcomes.push(r.failure?.code ?? r.outcome) })
      await fetcher.close()
      day += 86_400_000
    }
    site.pages.set('/app', { body: application(japanese()) })
    await look(undefined)
    await look(CHROMIUM)
    await look(CHROMIUM)
    site.pages.set('/app', { body: application(japanese({ notice: '7日' })) })
    await look(CHROMIUM)
    expect(outcomes).toEqual(['needs-browser', 'first', 'unchanged', 'changed'])
    expect((await home.notices.list()).map((n) => n.kind)).toEqual(['change'])
    await store.close()
  })
})
