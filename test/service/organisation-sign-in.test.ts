import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SERVICE } from '../../src/store/scope.js'
import { type Asked, askedService } from './service.js'

/** People of the organisation as its own sign-in service knows them. */
const PEOPLE: Record<string, { email: string; email_verified: boolean; name: string }> = {
  invited: { email: 'Fumi@example.com', email_verified: true, name: 'Fumi' },
  unverified: { email: 'goro@example.com', email_verified: false, name: 'Goro' },
  stranger: { email: 'stranger@example.com', email_verified: true, name: 'Stranger' },
}
const CLIENT = { id: 'yakkan', secret: 'a-secret-between-the-two-of-them-0123456789' }
const PUBLIC = 'https://yakkan.example'

/** Cookies as a browser keeps them, by host. */
class Jar {
  readonly #cookies = new Map<string, Map<string, string>>()

  keep(host: string, response: Response): void {
    const own = this.#cookies.get(host) ?? new Map<string, string>()
    this.#cookies.set(host, own)
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      const at = pair.indexOf('=')
      if (/expires=Thu, 01 Jan 1970|max-age=0/i.test(set)) own.delete(pair.slice(0, at))
      else own.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }

  of(host: string): string {
    return [...(this.#cookies.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  }
}

describe('signing in at the organisation', () => {
  let organisation: Server
  let issuer: string
  let service: Asked

  beforeAll(async () => {
    organisation = createServer()
    await new Promise<void>((ready) => organisation.listen(0, '127.0.0.1', ready))
    issuer = `http://127.0.0.1:${(organisation.address() as AddressInfo).port}`
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [`${PUBLIC}/api/auth/callback/oidc`, `${PUBLIC}/api/auth/oauth2/callback/oidc`],
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, ...PEOPLE[id]! }) }),
      cookies: { keys: ['a key for the cookies of this test'] },
      pkce: { required: () => true, methods: ['S256'] },
    })
    organisation.on('request', provider.callback())
    service = await askedService({
      YAKKAN_TEAM: '1',
      YAKKAN_URL: PUBLIC,
      YAKKAN_SECRET: 'a secret of the service that is long enough',
      YAKKAN_OIDC_ISSUER: issuer,
      YAKKAN_OIDC_CLIENT_ID: CLIENT.id,
      YAKKAN_OIDC_CLIENT_SECRET: CLIENT.secret,
      YAKKAN_OIDC_NAME: 'Example Works',
    })
    const { store } = service.service
    const home = store.in((await store.workspaces.list())[0]!.id, SERVICE)
    await home.members.invite('fumi@example.com', 'Fumi', 'editor')
    await home.members.invite('goro@example.com', 'Goro', 'reader')
  })
  afterAll(async () => {
    await service?.end()
    organisation?.close()
  })

  /** Follows every redirect, fills the organisation's two forms, and ends where a person would. */
  async function signIn(person: string, jar = new Jar()): Promise<{ path: string; response: Response; jar: Jar }> {
    let url = new URL('/sign-in/organisation', PUBLIC)
    let body: URLSearchParams | null = null
    for (let step = 0; step < 20; step++) {
      const headers: Record<string, string> = { cookie: jar.of(url.host), accept: 'text/html' }
      const init: RequestInit = { headers, redirect: 'manual', ...(body ? { method: 'POST', body } : {}) }
      const response: Response =
        url.origin === PUBLIC ? await service.ask(url.pathname + url.search, init) : await fetch(url, init)
      jar.keep(url.host, response)
      const to = response.headers.get('location')
      body = null
      if (to) {
        url = new URL(to, url)
        continue
      }
      const page = await response.clone().text()
      const form = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]
      if (url.origin === PUBLIC || !form) return { path: url.pathname, response, jar }
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? 'login'
      url = new URL(form, url)
      body = new URLSearchParams(prompt === 'login' ? { prompt, login: person, password: 'any' } : { prompt })
    }
    throw new Error('no end of redirects')
  }

  it('offers it by its name, beside the password', async () => {
    const page = await (await service.ask('/sign-in', { headers: { accept: 'text/html' } })).text()
    expect(page).toContain('Example Works')
  })

  it('gives an invited person their seat, and knows them again', async () => {
    const { path, response, jar } = await signIn('invited')
    expect([path, response.status]).toEqual(['/', 200])
    expect(await response.text()).toContain('Fumi')
    const again = await signIn('invited', jar)
    expect([again.path, again.response.status]).toEqual(['/', 200])
  })

  it('gives no seat for an address that the organisation does not vouch for, nor to anyone not invited', async () => {
    for (const person of ['unverified', 'stranger']) {
      const { path, response, jar } = await signIn(person)
      expect([person, path, response.status]).toEqual([person, '/sign-in/welcome', 403])
      const cookie = jar.of(new URL(PUBLIC).host)
      const list = await service.ask('/api/documents', { headers: { cookie } })
      expect(list.status).toBe(401)
    }
  })

  it('refuses an answer that it did not ask for', async () => {
    const jar = new Jar()
    const forged = await service.ask('/api/auth/callback/oidc?code=stolen&state=made-up', {
      headers: { accept: 'text/html' },
    })
    jar.keep('yakkan.example', forged)
    expect(forged.headers.get('location') ?? '').toMatch(/error/)
    const home = await service.ask('/api/documents', { headers: { cookie: jar.of('yakkan.example') } })
    expect(home.status).toBe(401)
  })
})
