import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Asked, askedService, form, TERMS, WORSE } from './service.js'

const TEAM = { YAKKAN_TEAM: '1', YAKKAN_URL: 'https://yakkan.example', YAKKAN_SECRET: 'x'.repeat(40) }
const SERVICE_ACTOR = { id: 'test', name: 'Test' }

describe('at home', () => {
  let service: Asked
  beforeAll(async () => {
    service = await askedService()
  })
  afterAll(async () => {
    await service.end()
  })

  it.each([
    ['evil.example:3000', 421],
    ['127.0.0.1:4000', 421],
    ['', 421],
    ['127.0.0.1.evil.example:3000', 421],
    ['127.0.0.1:3000', 200],
    ['localhost:3000', 200],
    ['[::1]:3000', 200],
  ])('answers for the host “%s” with %i', async (host, status) => {
    expect((await service.ask('/', { headers: { host, accept: 'text/html' } })).status).toBe(status)
  })

  it.each([
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://localhost:9999' }, 403],
    [{ origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }, 303],
  ])('takes a change from %j with %i', async (headers, status) => {
    const body = new URLSearchParams({ lang: 'en', back: '/' })
    expect((await service.ask('/preferences', { method: 'POST', body, headers })).status).toBe(status)
  })

  it('takes a change from a script without an Origin, and refuses one that a browser calls cross-site', async () => {
    const post = (headers: Record<string, string>) =>
      service.app.request('http://127.0.0.1:3000/api/documents', {
        method: 'POST',
        body: form([]),
        headers: { host: '127.0.0.1:3000', ...headers },
      })
    expect((await post({})).status).toBe(422)
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })

  it('leads nowhere else after a change of language', async () => {
    for (const back of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', '\\\\evil'])
      expect(
        (await service.ask('/preferences', { method: 'POST', body: new URLSearchParams({ back }) })).headers.get(
          'location',
        ),
      ).toBe('/')
  })

  it('does not open to other machines without accounts', async () => {
    await expect(askedService({ HOST: '0.0.0.0' })).rejects.toMatchObject({ code: 'open-without-accounts' })
  })
})

/** Texts that would do something if a page took them for its own. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '</title><script>alert(2)</script>',
  '"><img src=x onerror=alert(3)>',
  "'><svg onload=alert(4)>",
  '<iframe src="javascript:alert(5)"></iframe>',
  '<a href="javascript:alert(6)">click</a>',
  '</textarea><script>alert(7)</script>',
  '</style><script>alert(8)</script>',
  '<style>*{display:none}</style>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<form action="https://evil.example"><button>go</button></form>',
  '<object data="https://evil.example"></object>',
  '<embed src="https://evil.example">',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<math><mi xlink:href="javascript:alert(9)">x</mi></math>',
  '<details open ontoggle=alert(10)>',
  '<body onload=alert(11)>',
  '<input autofocus onfocus=alert(12)>',
  '<video><source onerror=alert(13)></video>',
  '&lt;script&gt;alert(14)&lt;/script&gt;',
  '<scr<script>ipt>alert(15)</scr</script>ipt>',
  '<img src="x` `<script>alert(16)</script>"` `>',
  '{{constructor.constructor("alert(17)")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what is tried is the text itself
  '${alert(18)}',
  '<%= alert(19) %>',
  '<template><script>alert(20)</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=alert(21)>">',
  '<xss id=x tabindex=1 onfocus=alert(22)></xss>',
  '<a href="data:text/html,<script>alert(23)</script>">x</a>',
  '<button formaction="javascript:alert(24)">x</button>',
  '<isindex action="javascript:alert(25)">',
  '<table background="javascript:alert(26)">',
  '<div style="background:url(javascript:alert(27))">',
  '<p style="position:fixed;inset:0">covered</p>',
  ']]><script>alert(28)</script>',
  '<!--><script>alert(29)</script>-->',
  '<!DOCTYPE html><html><head><script>alert(30)</script>',
  '\u202ealert(31)\u202c<script>',
  '\u0000<script>alert(32)</script>',
  '＜script＞alert(33)＜/script＞',
  '<ſcript>alert(34)</ſcript>',
  '"onmouseover="alert(35)',
  "' onmouseover='alert(36)",
  '` onmouseover=`alert(37)',
  '/*</script><script>alert(38)</script>*/',
  '=HYPERLINK("https://evil.example","x")',
  '=cmd|"/c calc"!A1',
  '@SUM(1+1)*cmd|"/c calc"!A1',
  '<portal src="https://evil.example"></portal>',
]

const HOSTILE_NAMES = [
  '../../etc/passwd',
  '..\\..\\windows\\system32\\config',
  '/etc/shadow',
  'C:\\boot.ini',
  'a/../../b.txt',
  '.',
  '..',
  '....//....//x.txt',
  'terms\u0000.pdf.txt',
  'terms\r\nset-cookie: a=b.txt',
  'terms\nX-Injected: 1.txt',
  'terms".txt',
  "terms'.txt",
  'terms;filename=evil.exe.txt',
  'fdp.\u202etxt.exe',
  '\u200b\u200b.txt',
  '約款 第１条.txt',
  'て\u3099んき.txt',
  `${'長'.repeat(400)}.txt`,
  `${'a'.repeat(5000)}.txt`,
  '<script>alert(1)</script>.txt',
  '"><img src=x onerror=alert(1)>.txt',
  'CON.txt',
  'nul',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  'file:///etc/passwd',
  '~root/.ssh/id_rsa',
  '$(touch /tmp/x).txt',
  '`id`.txt',
  '| rm -rf ~.txt',
]

describe('hostile content', () => {
  let service: Asked
  beforeAll(async () => {
    service = await askedService({ YAKKAN_THREADS: '1' })
  })
  afterAll(async () => {
    await service.end()
  })

  /** Every element that runs, loads or leads anywhere must be the service's own. */
  async function inert(path: string): Promise<string> {
    const answer = await service.ask(path, { headers: { accept: 'text/html', 'accept-language': 'en' } })
    expect([path, answer.status]).toEqual([path, 200])
    const html = await answer.text()
    const { document } = parseHTML(html)
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        expect(name, `${path}: ${name}=${value}`).not.toMatch(/^(on|style$|srcdoc$|formaction$|background$)/i)
        if (['href', 'src', 'action'].includes(name)) expect(value, path).toMatch(/^(\/(?!\/)|#|\?)/)
      }
    }
    for (const script of document.querySelectorAll('script')) expect(script.getAttribute('src')).toMatch(/^\/assets\//)
    expect(document.querySelectorAll('style, iframe, object, embed, base, img, video, portal').length, path).toBe(0)
    const policy = answer.headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    return html
  }

  it('stays inert as contract text, title, provider, note and reason on every page', async () => {
    const content = `# Terms ${HOSTILE.slice(0, 3).join(' ')}\n\n${HOSTILE.map((h, i) => `## ${i + 1}. ${h}\nThe provider is liable ${h} up to 12 months of fees.`).join('\n\n')}\n`
    const post = async (path: string, text: string) => {
      const body = form([{ name: 'hostile.txt', content: text }], { provider: HOSTILE[2]! })
      const answer = await service.ask(path, { method: 'POST', body, headers: { prefer: 'wait=100' } })
      return ((await answer.json()) as { receipts: { document: string; version: string; state: string }[] })
        .receipts[0]!
    }
    const first = await post('/api/documents', content)
    expect(first.state).toBe('done')
    const second = await post(`/api/documents/${first.document}/versions`, content.replaceAll('12 months', '1 month'))
    expect(second.state).toBe('done')
    for (const [i, text] of HOSTILE.entries())
      await service.ask(`/documents/${first.document}/versions/${second.version}/decisions`, {
        method: 'POST',
        body: new URLSearchParams({ item: `C${String((i % 18) + 1).padStart(2, '0')}`, verdict: 'note', note: text }),
      })
    await service.ask('/settings/silences', {
      method: 'POST',
      body: new URLSearchParams({ item: 'C01', reason: HOSTILE[0]!, until: '2999-01-01' }),
    })
    const pair = `${first.version}/${second.version}`
    for (let i = 0; i < 200 && (await service.ask(`/api/comparisons/${pair}`)).status === 202; i++)
      await new Promise((resolve) => setTimeout(resolve, 100))
    const page = await inert(`/documents/${first.document}`)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    for (const path of [
      '/',
      `/?q=${encodeURIComponent(HOSTILE[2]!)}`,
      `/documents/${first.document}?status=${encodeURIComponent(HOSTILE[2]!)}`,
      `/documents/${first.document}/versions`,
      `/documents/${first.document}/questions`,
      `/compare/${pair}`,
      `/compare/${pair}?view=side`,
      '/matrix',
      '/settings',
      '/settings/audit',
      '/api/docs',
    ])
      await inert(path)
    const csv = await (await service.ask('/matrix.csv')).text()
    expect(csv).not.toMatch(/(^|,)"?[=@]/m)
    const text = await service.ask(`/api/versions/${first.version}/original`)
    expect(text.headers.get('x-content-type-options')).toBe('nosniff')
    expect(text.headers.get('content-type')).not.toContain('html')
  })

  it('takes hostile file names for mere names', async () => {
    for (const name of HOSTILE_NAMES) {
      const answer = await service.ask('/api/documents', {
        method: 'POST',
        body: form([{ name, content: `${TERMS} ${name}` }]),
      })
      expect([name, answer.status]).toEqual([name, 202])
      const { receipts } = (await answer.json()) as {
        receipts: { file_name: string; version: string; document: string }[]
      }
      const shown = receipts[0]!.file_name
      expect(shown).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u)
      expect([...shown].length).toBeLessThanOrEqual(200)
      expect(shown).not.toMatch(/^\.*$/)
      const original = await service.ask(`/api/versions/${receipts[0]!.version}/original`)
      const disposition = original.headers.get('content-disposition')!
      expect(disposition).toMatch(/^attachment; filename="[A-Za-z0-9._ -]*"; filename\*=UTF-8''[A-Za-z0-9%._!~*-]*$/)
      expect(original.headers.get('set-cookie')).toBeNull()
      expect(original.headers.get('x-injected')).toBeNull()
      await service.ask(`/api/documents/${receipts[0]!.document}`, { method: 'DELETE' })
    }
  })
})

describe('a team', () => {
  let service: Asked
  const keys: Record<'owner' | 'reader' | 'other', string> = { owner: '', reader: '', other: '' }
  const own = { document: '', version: '', newer: '', key: '', member: '', change: '', watched: '' }

  beforeAll(async () => {
    service = await askedService(TEAM)
    const { store } = service.service
    const first = (await store.workspaces.list())[0]!
    const other = await store.workspaces.create('Other', 'en')
    const home = store.in(first.id, SERVICE_ACTOR)
    keys.owner = (await home.keys.create('owner', 'owner', null)).secret
    keys.reader = (await home.keys.create('reader', 'reader', null)).secret
    keys.other = (await store.in(other.id, SERVICE_ACTOR).keys.create('other', 'owner', null)).secret
    const post = async (path: string, content: string) => {
      const body = form([{ name: 'terms.md', content }])
      const answer = await service.ask(path, { method: 'POST', body, key: keys.owner, headers: { prefer: 'wait=100' } })
      const [receipt] = ((await answer.json()) as { receipts: { document: string; version: string; state: string }[] })
        .receipts
      expect(receipt, service.logged.join('')).toMatchObject({ state: 'done' })
      return receipt!
    }
    const receipt = await post('/api/documents', TERMS)
    own.document = receipt.document
    own.version = receipt.version
    own.newer = (await post(`/api/documents/${own.document}/versions`, WORSE)).version
    own.key = (await home.keys.create('spare', 'reader', null)).row.id
    const declared = { provider: 'P', name: 'T', kind: 'terms', sources: [{ address: 'https://terms.example.com/' }] }
    own.watched = (await home.watch.add('P', 'T', JSON.stringify(declared), '2999-01-01T00:00:00.000Z')).id
    await home.members.invite('dora@example.com', 'Dora', 'reader')
    own.member = (await home.members.list()).find((m) => m.email === 'dora@example.com')!.id
  })
  afterAll(async () => {
    await service.end()
  })

  /** The routes that name something of a workspace, read off the router itself. */
  function routes(): { method: string; path: string }[] {
    const seen = new Set<string>()
    return (
      service.app.routes
        .filter((r) => r.method !== 'ALL' && r.path.includes(':'))
        // These name no row: an asset, the organisation's answer, an invitation's own secret.
        .filter((r) => !/^\/(assets|api\/auth|join|api\/packs)\//.test(r.path))
        .filter((r) => !seen.has(`${r.method} ${r.path}`) && seen.add(`${r.method} ${r.path}`))
        .map(({ method, path }) => ({ method, path }))
    )
  }

  function filled(path: string): string {
    return path
      .replace(':document', own.document)
      .replace(':old', own.version)
      .replace(':new', own.newer)
      .replace(':version', own.version)
      .replace(':member', own.member)
      .replace(':key', own.key)
      .replace('/watch/:id', `/watch/${own.watched}`)
      .replace(/notices\/:(?:id|notice)/, 'notices/ntc_unknown')
      .replace(':channel', 'chn_unknown')
  }

  function bodyFor(method: string, path: string): RequestInit {
    if (method === 'GET' || method === 'DELETE') return {}
    if (/^\/api\/documents\/:document\/versions$/.test(path)) return { body: form([{ name: 'a.md', content: 'A.' }]) }
    if (path === '/api/watch/:id') {
      const json = { provider: 'P', name: 'T', kind: 'terms', sources: [{ address: 'https://terms.example.com/' }] }
      return { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } }
    }
    if (path.startsWith('/api/')) {
      const json = { item: 'C16', verdict: 'agree', role: 'reader', name: 'x', changes: [] }
      return { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } }
    }
    if (path.endsWith('/versions')) return { body: form([{ name: 'a.md', content: 'A.' }]) }
    return { body: new URLSearchParams({ item: 'C16', verdict: 'agree', name: 'x', reviewed: '1' }) }
  }

  it('finds nothing of another workspace by any route', async () => {
    const all = routes()
    expect(all.length).toBeGreaterThan(20)
    for (const { method, path } of all) {
      const target = filled(path)
      expect(target, 'the test knows every parameter').not.toContain(':')
      const answer = await service.ask(target, { method, key: keys.other, ...bodyFor(method, path) })
      expect([method, path, answer.status]).toEqual([method, path, 404])
    }
    const { documents } = (await (await service.ask('/api/documents', { key: keys.other })).json()) as {
      documents: unknown[]
    }
    expect(documents).toEqual([])
  })

  it('answers the same routes for their own workspace', async () => {
    for (const { method, path } of routes().filter((r) => r.method === 'GET')) {
      const answer = await service.ask(filled(path), { key: keys.owner })
      expect([200, 202, 302], `${method} ${path}`).toContain(answer.status)
    }
  })

  it('lets a reader read and change nothing', async () => {
    const changing = service.app.routes.filter(
      (r) => !['ALL', 'GET'].includes(r.method) && !/^\/(sign-|join|preferences)/.test(r.path),
    )
    expect(changing.length).toBeGreaterThan(15)
    for (const { method, path } of changing) {
      const answer = await service.ask(filled(path), { method, key: keys.reader, ...bodyFor(method, path) })
      expect([403, 422], `${method} ${path}`).toContain(answer.status)
      if (answer.status === 422)
        expect(path, 'only a body that does not fit may be told before the role').toMatch(/^\/api\//)
    }
    expect((await service.ask(`/api/documents/${own.document}`, { key: keys.reader })).status).toBe(200)
    expect((await service.ask('/api/keys', { key: keys.reader })).status).toBe(403)
    expect((await service.ask('/settings/audit', { key: keys.reader })).status).toBe(403)
  })

  it('asks strangers to sign in, on every route', async () => {
    const open = /^\/(health|ready|metrics|assets|sign-|join|preferences|api\/(auth|docs|openapi))/
    for (const { method, path } of service.app.routes.filter((r) => r.method !== 'ALL' && !open.test(r.path))) {
      const answer = await service.ask(filled(path), { method, ...bodyFor(method, path) })
      expect([401, 422], `${method} ${path}`).toContain(answer.status)
    }
    const page = await service.ask('/', { headers: { accept: 'text/html' } })
    expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in'])
    expect((await service.ask('/api/documents', { key: 'yk_0000' })).status).toBe(401)
    expect((await service.ask('/metrics')).status).toBe(404)
  })

  describe('signing in', () => {
    const PASSWORD = 'correct horse battery'
    let cookie = ''
    const cookies = (answer: Response) =>
      answer.headers
        .getSetCookie()
        .map((c) => c.split(';')[0])
        .join('; ')
    const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      service.ask(path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { accept: 'text/html', ...headers },
      })

    it('makes the first owner by the link that the service prints, once', async () => {
      const { pathname } = new URL(service.firstOwnerLink!)
      expect((await service.ask(pathname)).status).toBe(200)
      expect((await post(pathname, { email: 'olga@example.com', name: 'Olga', password: 'short' })).status).toBe(422)
      const joined = await post(pathname, { email: 'Olga@example.com', name: 'Olga', password: PASSWORD })
      expect(joined.status).toBe(303)
      for (const set of joined.headers.getSetCookie()) expect(set).toMatch(/HttpOnly.*Secure|Secure.*HttpOnly/i)
      for (const set of joined.headers.getSetCookie()) expect(set).toMatch(/SameSite=Lax/i)
      cookie = cookies(joined)
      expect((await service.ask(pathname, { headers: { accept: 'text/html' } })).status).toBe(404)
      const home = await service.ask('/', { headers: { cookie, accept: 'text/html', 'accept-language': 'en' } })
      expect([home.status, (await home.text()).includes('Olga')]).toEqual([200, true])
    })

    it('tells a wrong password and an unknown address alike', async () => {
      const wrong = await post('/sign-in', { email: 'olga@example.com', password: 'wrong wrong wrong' })
      const unknown = await post('/sign-in', { email: 'nobody@example.com', password: 'wrong wrong wrong' })
      expect([wrong.status, unknown.status]).toEqual([401, 401])
      const told = async (a: Response) => /role="alert">(.*?)<\/div>/s.exec(await a.text())?.[1]
      expect(await told(wrong)).toBe(await told(unknown))
    })

    it('invites a member who joins with an account of their own', async () => {
      const invited = await post(
        '/settings/members',
        { email: 'eve@example.com', name: 'Eve', role: 'reader' },
        { cookie },
      )
      const link = /https:\/\/yakkan\.example(\/join\/inv_[0-9a-f]+)/.exec(await invited.text())![1]!
      const joined = await post(link, { name: 'Eve', password: PASSWORD })
      expect(joined.status).toBe(303)
      const asEve = { cookie: cookies(joined) }
      expect((await service.ask('/api/workspace', { headers: asEve })).status).toBe(200)
      expect((await post('/settings', { language: 'en', home_country: 'Japan' }, asEve)).status).toBe(403)
    })

    it('refuses a change that another site has the browser send, and one that does not say from where', async () => {
      const body = () => form([{ name: 'a.md', content: 'Forged.' }])
      const foreign = await service.ask('/api/documents', {
        method: 'POST',
        body: body(),
        headers: { cookie, origin: 'https://evil.example' },
      })
      expect(foreign.status).toBe(403)
      const silent = await service.app.request('https://yakkan.example/api/documents', {
        method: 'POST',
        body: body(),
        headers: { cookie, host: 'yakkan.example' },
      })
      expect(silent.status).toBe(403)
    })

    it('ends a session when it is signed out or has run out', async () => {
      const workspace = (headers: Record<string, string>) => service.ask('/api/workspace', { headers })
      const { db } = service.service.store.database
      const second = cookies(await post('/sign-in', { email: 'olga@example.com', password: PASSWORD }))
      expect((await workspace({ cookie: second })).status).toBe(200)
      await post('/sign-out', {}, { cookie: second })
      expect((await workspace({ cookie: second })).status).toBe(401)
      expect((await workspace({ cookie })).status).toBe(200)
      const sessions = db as unknown as import('kysely').Kysely<{ account_sessions: { expiresAt: string } }>
      await sessions
        .updateTable('account_sessions')
        .set({ expiresAt: new Date(Date.now() - 1000).toISOString() })
        .execute()
      expect((await workspace({ cookie })).status).toBe(401)
    })

    it('slows down whoever tries many passwords', async () => {
      let status = 0
      for (let i = 0; i < 25 && status !== 429; i++)
        status = (await post('/sign-in', { email: 'olga@example.com', password: `guess number ${i}` })).status
      expect(status).toBe(429)
    })
  })

  it('shows the one row of the audit log that was altered', async () => {
    const { db } = service.service.store.database
    const id = (await service.service.store.workspaces.list())[0]!.id
    await db
      .updateTable('audit')
      .set({ actor_name: 'Mallory' })
      .where('workspace_id', '=', id)
      .where('seq', '=', 2)
      .execute()
    const audit = (await (await service.ask('/api/audit', { key: keys.owner })).json()) as { broken: number[] }
    expect(audit.broken).toEqual([2])
    const page = await service.ask('/settings/audit', { key: keys.owner, headers: { accept: 'text/html' } })
    expect(await page.text()).toContain('class="broken"')
  })
})
