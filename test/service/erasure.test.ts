import { readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { startPostgres } from './databases.js'
import { type Asked, askedService, form, TERMS } from './service.js'

const CANARY = 'Kumquat4711Canary'

/** Files below a folder that hold the canary, in any of the encodings in which text lies on disk. */
function hits(folder: string, skip: RegExp = /(?!)/): string[] {
  const found: string[] = []
  const walk = (at: string) => {
    for (const name of readdirSync(at)) {
      const path = join(at, name)
      if (skip.test(path)) continue
      const stat = statSync(path, { throwIfNoEntry: false })
      if (stat?.isDirectory()) walk(path)
      else if (stat?.isFile() && stat.size < 256 * 1024 * 1024) {
        const bytes = readFileSync(path)
        if (bytes.includes(CANARY) || bytes.includes(Buffer.from(CANARY, 'utf16le'))) found.push(path)
      }
    }
  }
  walk(folder)
  return found
}

async function liveAndDelete(service: Asked, beforeDeletion: () => void): Promise<void> {
  const text = TERMS.replace('# Cloud Storage Terms', `# ${CANARY} Terms`).replace('fees paid', `${CANARY} fees paid`)
  const post = async (path: string, content: string) => {
    const body = form([{ name: `${CANARY}.md`, content }], { provider: `${CANARY} Inc.` })
    const headers = { prefer: 'wait=100', 'idempotency-key': `key-${content.length}` }
    const answer = await service.ask(path, { method: 'POST', body, headers })
    return ((await answer.json()) as { receipts: { document: string; version: string; state: string }[] }).receipts[0]!
  }
  const first = await post('/api/documents', text)
  expect(first.state).toBe('done')
  const second = await post(`/api/documents/${first.document}/versions`, text.replace('twelve months', 'one month'))
  const pair = `${first.version}/${second.version}`
  for (let i = 0; i < 300 && (await service.ask(`/api/comparisons/${pair}`)).status === 202; i++)
    await new Promise((resolve) => setTimeout(resolve, 100))
  await service.ask(`/api/versions/${second.version}/decisions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ item: 'C11', verdict: 'note', note: `About ${CANARY}` }),
  })
  for (const format of ['docx', 'pdf', 'xlsx'])
    expect((await service.ask(`/api/versions/${second.version}/export?format=${format}`)).status).toBe(200)
  expect(await (await service.ask('/')).text()).toContain(CANARY)
  beforeDeletion()
  expect((await service.ask(`/api/documents/${first.document}`, { method: 'DELETE' })).status).toBe(204)
  for (const path of [
    '/',
    '/matrix',
    '/settings/audit',
    '/api/documents',
    '/api/audit',
    '/api/providers',
    '/matrix.csv',
  ])
    expect(await (await service.ask(path)).text(), path).not.toContain(CANARY)
  for (const version of [first.version, second.version])
    for (const what of ['', '/analysis', '/text', '/original', '/export?format=csv', '/decisions'])
      expect((await service.ask(`/api/versions/${version}${what}`)).status).toBe(404)
}

/** What the service and its threads may have left in the folder for temporary files. */
function temporaryHits(): string[] {
  return readdirSync(tmpdir())
    .filter((name) => /yakkan|tesseract|^tmp|docx|xlsx|pdf/i.test(name))
    .flatMap((name) => {
      const path = join(tmpdir(), name)
      return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? hits(path) : []
    })
}

describe('a deleted document', () => {
  it('leaves nothing in the SQLite file, its log, temporary files or the service’s log', {
    timeout: 120_000,
  }, async () => {
    const service = await askedService()
    await liveAndDelete(service, () => expect(hits(service.folder).length).toBeGreaterThan(0))
    expect(hits(service.folder)).toEqual([])
    expect(temporaryHits()).toEqual([])
    expect(service.logged.join('')).not.toContain(CANARY)
    await service.end()
  })

  describe('on PostgreSQL', () => {
    let server: Awaited<ReturnType<typeof startPostgres>> | undefined
    afterAll(async () => {
      await server?.stop()
    })

    it('leaves nothing in the tables’ files', { timeout: 120_000 }, async () => {
      server = await startPostgres()
      const service = await askedService({ DATABASE_URL: await server.create() })
      const { db } = service.service.store.database
      await liveAndDelete(service, () => undefined)
      await sql`checkpoint`.execute(db)
      // The server's own write-ahead log is the operator's to keep or drop, as its backups are.
      expect(hits(server.folder, /pg_wal/)).toEqual([])
      expect(service.logged.join('')).not.toContain(CANARY)
      await service.end()
    })
  })
})
