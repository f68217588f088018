import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { SERVICE } from '../../src/store/scope.js'
import { Store, type WorkspaceStore } from '../../src/store/store.js'
import type { ChangeNotice } from '../../src/watch/tell/change-notice.js'
import { dueFor } from '../../src/watch/tell/channel-times.js'
import { Deliverer } from '../../src/watch/tell/deliver.js'
import { isSignedBy } from '../../src/watch/tell/webhook.js'

const START = '2026-03-02T09:00:00.000Z'
const notice = (id: string, highest: ChangeNotice['highest']): ChangeNotice => ({
  id,
  kind: 'change',
  provider: 'なごり商会',
  document: '利用規約',
  owner: '',
  at: START,
  highest,
  hurts: 1,
  changes: [],
  effective: '2026-04-01',
  daysLeft: 30,
  allowed: 'unclear',
  allowedWhy: { ja: '定めがありません。', en: 'Nothing is said.' },
  options: [],
  link: 'https://yakkan.example/compare/1',
})

let folder: string
let smtp: SMTPServer
let mails: string[]
let onMail: () => Promise<void>
let hook: Server
let calls: { request: IncomingMessage; body: string }[]
let statuses: number[]
let now: string
let store: Store
let home: WorkspaceStore

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yakkan-deliver-'))
  mails = []
  onMail = async () => undefined
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (c: Buffer) => chunks.push(c))
      stream.on('end', () => {
        onMail().then(
          () => {
            mails.push(Buffer.concat(chunks).toString())
            done()
          },
          (error: Error) => done(error),
        )
      })
    },
  })
  smtp.on('error', () => undefined)
  await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready))
  calls = []
  statuses = []
  hook = createServer((request, response) => {
    let body = ''
    request.on('data', (c) => {
      body += c
    })
    request.on('end', () => {
      calls.push({ request, body })
      response.writeHead(statuses.shift() ?? 200).end()
    })
  })
  await new Promise<void>((ready) => hook.listen(0, '127.0.0.1', ready))
  now = START
  store = await Store.open({ folder }, () => new Date(now))
  const workspace = await store.workspaces.create('w', 'ja')
  home = store.in(workspace.id, SERVICE)
  await home.watch.add('なごり商会', '利用規約', '{}', START)
})

afterEach(async () => {
  await store.close()
  await new Promise<void>((done) => smtp.close(done))
  hook.closeAllConnections()
  await new Promise((done) => hook.close(done))
  rmSync(folder, { recursive: true, force: true })
})

const smtpUrl = () => `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`
const hookHost = () => `127.0.0.1:${(hook.address() as AddressInfo).port}`
const deliverer = () =>
  new Deliverer(store, { smtp: smtpUrl(), from: 'yakkan@buyer.example', allowed: new Set([hookHost()]) })
const later = (minutes: number) => {
  now = new Date(Date.parse(now) + minutes * 60_000).toISOString()
}

async function tell(...notices: ChangeNotice[]): Promise<void> {
  const [watched] = await home.watch.list()
  const channels = await home.notices.channels()
  for (const n of notices) {
    await store.database.db.transaction().execute((trx) =>
      home.notices.keep(trx, {
        id: n.id,
        watchedId: watched!.id,
        kind: 'change',
        assignedTo: n.owner,
        severity: n.highest,
        notice: JSON.stringify(n),
        due: channels.flatMap((c) => dueFor(c, n, new Date(now))),
      }),
    )
  }
}

it('mails a loud change at once, the quiet ones together in the digest, each once', async () => {
  await home.notices.addChannel({
    kind: 'mail',
    target: 'legal@buyer.example',
    language: 'ja',
    at_once_from: 'high',
    digest: 'daily',
  })
  await tell(notice('n1', 'high'), notice('n2', 'low'), notice('n3', 'medium'))
  await tell(notice('n1', 'high'))
  const d = deliverer()
  expect(await d.run()).toEqual({ delivered: 1, failed: 0 })
  expect(mails).toHaveLength(1)
  expect(mails[0]).toContain('Message-ID: <n1@yakkan.invalid>')
  expect(mails[0]).toContain('deadline.ics')
  expect(await d.run()).toEqual({ delivered: 0, failed: 0 })
  later(24 * 60)
  expect(await d.run()).toEqual({ delivered: 2, failed: 0 })
  expect(mails).toHaveLength(2)
  expect(await d.run()).toEqual({ delivered: 0, failed: 0 })
  await d.close()
})

it('copies the mail to the owner of the document where that is an address, and assigns the notice to them', async () => {
  await home.notices.addChannel({
    kind: 'mail',
    target: 'legal@buyer.example',
    language: 'en',
    at_once_from: 'high',
    digest: 'daily',
  })
  await tell({ ...notice('n1', 'high'), owner: 'aki@buyer.example' })
  await tell({ ...notice('n2', 'high'), owner: 'The platform team' })
  const d = deliverer()
  await d.run()
  const copies = mails.map((m) => /^Cc: (.*)\r$/m.exec(m)?.[1] ?? null)
  expect(copies.filter(Boolean)).toEqual(['aki@buyer.example'])
  expect((await home.notices.list()).map((n) => n.assigned_to).sort()).toEqual([
    'The platform team',
    'aki@buyer.example',
  ])
  await d.close()
})

it('calls a webhook again after it failed twice, under the same id, and keeps the log', async () => {
  const channel = await home.notices.addChannel({
    kind: 'webhook',
    target: `http://${hookHost()}/in`,
    language: 'en',
    at_once_from: 'low',
    digest: 'never',
  })
  statuses = [500, 503]
  await tell(notice('n1', 'high'))
  const d = deliverer()
  expect(await d.run()).toEqual({ delivered: 0, failed: 1 })
  expect(await d.run()).toEqual({ delivered: 0, failed: 0 })
  later(2)
  expect(await d.run()).toEqual({ delivered: 0, failed: 1 })
  later(5)
  expect(await d.run()).toEqual({ delivered: 1, failed: 0 })
  later(60)
  expect(await d.run()).toEqual({ delivered: 0, failed: 0 })
  expect(calls.map((c) => c.request.headers['webhook-id'])).toEqual(['n1', 'n1', 'n1'])
  for (const { body, request } of calls) {
    expect(isSignedBy(body, request.headers as Record<string, string>, channel.secret)).toBe(true)
  }
  expect(await home.notices.deliveries('n1')).toMatchObject([{ state: 'delivered', attempts: 3, answer: 'HTTP 200' }])
  await d.close()
})

it('never calls a webhook inside the network that was not opened', async () => {
  await home.notices.addChannel({
    kind: 'webhook',
    target: `http://${hookHost()}/in`,
    language: 'en',
    at_once_from: 'low',
    digest: 'never',
  })
  await tell(notice('n1', 'high'))
  const d = new Deliverer(store, { from: 'yakkan@buyer.example' })
  expect(await d.run()).toEqual({ delivered: 0, failed: 1 })
  expect(calls).toHaveLength(0)
  await d.close()
})

it('never calls a webhook whose name has come to lead into the network', async () => {
  const { port } = hook.address() as AddressInfo
  await home.notices.addChannel({
    kind: 'webhook',
    target: `http://hooks.nagori-shokai.co.jp:${port}/in`,
    language: 'en',
    at_once_from: 'low',
    digest: 'never',
  })
  await tell(notice('n1', 'high'))
  const d = new Deliverer(store, {
    from: 'yakkan@buyer.example',
    resolve: (_host, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
  })
  expect(await d.run()).toEqual({ delivered: 0, failed: 1 })
  expect(calls).toHaveLength(0)
  const [delivery] = await home.notices.deliveries('n1')
  expect(delivery).toMatchObject({ state: 'waiting', answer: expect.stringContaining('inner or special network') })
  await d.close()
})

it('delivers once although the process is killed before the mail is taken', async () => {
  await home.notices.addChannel({
    kind: 'mail',
    target: 'legal@buyer.example',
    language: 'ja',
    at_once_from: 'low',
    digest: 'never',
  })
  await tell(notice('n1', 'high'), notice('n2', 'high'))
  const script = fileURLToPath(new URL('./deliver-once.ts', import.meta.url))
  const run = (at: string) =>
    spawn(process.execPath, ['--import', 'tsx', script, folder, smtpUrl(), hookHost(), at], { stdio: 'pipe' })
  const first = run(now)
  const ended = new Promise((done) => first.once('exit', done))
  // Killed while the server still holds the mail: it was not accepted, so it must come again.
  onMail = async () => {
    first.kill('SIGKILL')
    await ended
    throw new Error('the sender is gone')
  }
  await Promise.race([ended, new Promise((_r, fail) => setTimeout(fail, 25_000))])
  onMail = async () => undefined
  later(10)
  const second = run(now)
  let said = ''
  second.stdout.on('data', (c) => {
    said += c
  })
  await new Promise((done) => second.once('exit', done))
  expect(JSON.parse(said)).toEqual({ delivered: 2, failed: 0 })
  expect(mails).toHaveLength(1)
  expect(mails[0]).toContain('Message-ID:')
}, 60_000)
