import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Analysis } from '../../src/model/analysis.js'
import { Comparison } from '../../src/model/comparison.js'
import { ComparisonExportFormat, ExportFormat } from '../../src/server/exports.js'
import { MAX_QUEUED_JOBS, MAX_UPLOAD_BYTES, MAX_UPLOAD_FILES } from '../../src/server/limits.js'
import { type Asked, askedService, form, TERMS, WORSE } from './service.js'

let service: Asked
beforeAll(async () => {
  service = await askedService()
})
afterAll(async () => {
  await service.end()
})

interface Receipts {
  receipts: { document: string; version: string; state: string; created: boolean; file_name: string }[]
}

async function upload(
  path: string,
  body: FormData,
  headers: Record<string, string> = {},
): Promise<Receipts['receipts']> {
  const answer = await service.ask(path, { method: 'POST', body, headers: { prefer: 'wait=100', ...headers } })
  expect(answer.status, await answer.clone().text()).toBe(200)
  return ((await answer.json()) as Receipts).receipts
}

async function compared(
  pair: string,
): Promise<{ comparison: unknown; reviews: { change: string; by: string | null }[] }> {
  for (let i = 0; i < 200; i++) {
    const answer = await service.ask(`/api/comparisons/${pair}`)
    if (answer.status === 200) return (await answer.json()) as Awaited<ReturnType<typeof compared>>
    expect(answer.status).toBe(202)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('never compared')
}

describe('the API', () => {
  it('takes a document from upload to decision, new version, comparison and review', async () => {
    const [first] = await upload('/api/documents', form([{ name: 'terms.md', content: TERMS }], { provider: 'Acme' }))
    expect(first).toMatchObject({ state: 'done', created: true, file_name: 'terms.md' })

    const analysis = Analysis.parse(await (await service.ask(`/api/versions/${first!.version}/analysis`)).json())
    expect(analysis.items).toHaveLength(38)
    const text = await (await service.ask(`/api/versions/${first!.version}/text`)).text()
    for (const item of analysis.items)
      for (const { start, end, quote } of item.evidence) expect(text.slice(start, end)).toBe(quote)
    const law = analysis.items.find((i) => i.id === 'C16')
    expect(law).toMatchObject({ status: 'present' })

    const original = await service.ask(`/api/versions/${first!.version}/original`)
    expect(await original.text()).toBe(TERMS)
    expect(original.headers.get('content-disposition')).toContain('attachment')

    const decision = await service.ask(`/api/versions/${first!.version}/decisions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ item: 'C16', verdict: 'agree' }),
    })
    expect(decision.status).toBe(201)

    const again = await upload(
      `/api/documents/${first!.document}/versions`,
      form([{ name: 'terms.md', content: TERMS }]),
    )
    expect(again[0]).toMatchObject({ version: first!.version, created: false })
    const [second] = await upload(
      `/api/documents/${first!.document}/versions`,
      form([{ name: 'terms.md', content: WORSE }]),
    )
    const { comparison, reviews } = await compared(`${first!.version}/${second!.version}`)
    expect(Comparison.parse(comparison).summary.hurts).toBeGreaterThanOrEqual(2)
    expect(reviews.length).toBeGreaterThanOrEqual(2)

    const { decisions } = (await (await service.ask(`/api/versions/${second!.version}/decisions`)).json()) as {
      decisions: { item: string; carry: { outcome: string } }[]
    }
    expect(decisions).toMatchObject([{ item: 'C16', holds: null, carry: { outcome: 'ask-again' } }])

    const review = await service.ask(`/api/comparisons/${first!.version}/${second!.version}/reviews`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ changes: [] }),
    })
    expect(review.status).toBe(204)
    const list = (await (await service.ask('/api/documents?q=storage')).json()) as {
      documents: { change: { unreviewed: number }; provider: string }[]
    }
    expect(list.documents).toMatchObject([{ provider: 'Acme', versions: 2, change: { unreviewed: 0 } }])

    for (const format of ExportFormat.options) {
      const answer = await service.ask(`/api/versions/${second!.version}/export?format=${format}&lang=ja`)
      expect([format, answer.status]).toEqual([format, 200])
      const content = await answer.arrayBuffer()
      expect(content.byteLength).toBeGreaterThan(500)
      // The page has behind each finding how it came about.
      if (format === 'html') {
        expect(new TextDecoder().decode(content).match(/<details class="explained">/g)).toHaveLength(38)
      }
    }
    for (const format of ComparisonExportFormat.options) {
      const answer = await service.ask(
        `/api/comparisons/${first!.version}/${second!.version}/export?format=${format}&lang=en`,
      )
      expect([format, answer.status]).toEqual([format, 200])
    }

    const { rows } = (await (await service.ask('/api/matrix')).json()) as {
      rows: { provider: string; cells: unknown[] }[]
    }
    expect(rows).toMatchObject([{ provider: 'Acme' }])
    expect(rows[0]!.cells).toHaveLength(38)
    const { items } = (await (await service.ask('/api/items')).json()) as { items: unknown[] }
    expect(items).toHaveLength(38)
    const audit = (await (await service.ask('/api/audit')).json()) as {
      broken: number[]
      entries: { action: string }[]
    }
    expect(audit.broken).toEqual([])
    expect(new Set(audit.entries.map((e) => e.action))).toEqual(
      new Set(['documents.received', 'decision.made', 'decisions.carried', 'changes.reviewed']),
    )
  })

  it('judges again when the house changes its rules, and tells bad rules with line and column', async () => {
    const [r] = await upload('/api/documents', form([{ name: 'irish.md', content: WORSE }]))
    const position = async () =>
      Analysis.parse(await (await service.ask(`/api/versions/${r!.version}/analysis`)).json()).items.find(
        (i) => i.id === 'C16',
      )?.position
    expect(await position()).toBe('adverse')
    const put = (house_rules: string | null) =>
      service.ask('/api/workspace/settings', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ language: 'en', retention_days: null, house_rules }),
      })
    const refused = await put('name: Ours\nhome: { land: Ireland }\n')
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({ code: 'bad-house', place: expect.stringMatching(/:2:\d+$/) })
    expect((await put('name: Ours\nhome: { country: Ireland }\n')).status).toBe(204)
    for (let i = 0; i < 100 && (await position()) === 'adverse'; i++) await new Promise((f) => setTimeout(f, 100))
    expect(await position()).toBe('favourable')
    expect((await put(null)).status).toBe(204)
  })

  it('stores the same files once under one idempotency key', async () => {
    const send = () =>
      upload('/api/documents', form([{ name: 'once.md', content: `${TERMS}\nOnce.` }]), { 'idempotency-key': 'k1' })
    expect((await send())[0]!.version).toBe((await send())[0]!.version)
    const other = await service.ask('/api/documents', {
      method: 'POST',
      body: form([{ name: 'other.md', content: 'Other terms.' }]),
      headers: { 'idempotency-key': 'k1' },
    })
    expect(other.status).toBe(422)
    expect(await other.json()).toMatchObject({ code: 'key-reused' })
  })

  it('tells in both languages what could not be read, and keeps it in place', async () => {
    const [r] = await upload('/api/documents', form([{ name: 'broken.pdf', content: '%PDF-1.7\nnothing of a PDF' }]))
    expect(r).toMatchObject({
      state: 'failed',
      failure: { stage: 'ingest', text: { ja: expect.any(String), en: expect.any(String) } },
    })
    const answer = await service.ask(`/api/versions/${r!.version}/analysis`, { headers: { 'accept-language': 'en' } })
    expect(answer.status).toBe(422)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({
      status: 422,
      code: 'unreadable',
      text: { ja: expect.stringMatching(/\p{sc=Han}/u) },
    })
    const page = await service.ask(`/documents/${r!.document}`, { headers: { 'accept-language': 'en' } })
    expect(await page.text()).toContain('role="alert"')
  })

  it('refuses what is above its limits, and takes what is at them', async () => {
    const send = (body: BodyInit, headers: Record<string, string> = {}) =>
      service.ask('/api/documents', { method: 'POST', body, headers })
    const at = await send(form([{ name: 'at.txt', content: new Uint8Array(MAX_UPLOAD_BYTES) }]))
    expect(at.status).toBe(202)
    const past = await send(form([{ name: 'past.txt', content: new Uint8Array(MAX_UPLOAD_BYTES + 1) }]))
    expect([past.status, ((await past.json()) as { code: string }).code]).toEqual([413, 'file-too-large'])
    const many = await send(
      form(Array.from({ length: MAX_UPLOAD_FILES + 1 }, (_, i) => ({ name: `${i}.txt`, content: `terms ${i}` }))),
    )
    expect([many.status, ((await many.json()) as { code: string }).code]).toEqual([413, 'too-many-files'])
    const json = await send('{}', { 'content-type': 'application/json' })
    expect(json.status).toBe(415)
    const none = await send(form([]))
    expect([none.status, ((await none.json()) as { code: string }).code]).toEqual([422, 'no-file'])
    const large = await service.ask('/api/workspace/settings', {
      method: 'PUT',
      body: 'x'.repeat(1024 * 1024 + 1),
      headers: { 'content-type': 'application/json' },
    })
    expect(large.status).toBe(413)
  })

  it('tells an upload that meets a full queue when to come back', async () => {
    const [r] = await upload('/api/documents', form([{ name: 'queue.md', content: `${TERMS}\nQueue.` }]))
    const { db } = service.service.store.database
    const workspace = (await db.selectFrom('workspaces').select('id').executeTakeFirstOrThrow()).id
    const waiting = await service.service.store.jobs.count()
    await db
      .insertInto('jobs')
      .values(
        Array.from({ length: MAX_QUEUED_JOBS - waiting }, (_, i) => ({
          id: `stuck_${i}`,
          workspace_id: workspace,
          kind: 'analyse' as const,
          version_id: r!.version,
          other_id: null,
          attempts: 0,
          leased_until: '2999-01-01',
          created_at: '2000-01-01',
        })),
      )
      .execute()
    const answer = await service.ask('/api/documents', {
      method: 'POST',
      body: form([{ name: 'a.md', content: 'late' }]),
    })
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    await db.deleteFrom('jobs').where('id', 'like', 'stuck_%').execute()
  })

  it('streams what happens to a version', async () => {
    const stream = await service.ask('/api/events')
    const reader = stream.body!.getReader()
    const [r] = await upload('/api/documents', form([{ name: 'events.md', content: `${TERMS}\nEvents.` }]))
    let told = ''
    while (!(told.includes(r!.version) && told.includes('"state":"done"'))) {
      const { value } = await reader.read()
      told += new TextDecoder().decode(value)
    }
    expect(told).toContain('"stage":"judge"')
    await reader.cancel()
  })

  it('describes itself, and answers health, readiness and metrics', async () => {
    const openapi = (await (await service.ask('/api/openapi.json')).json()) as {
      openapi: string
      paths: Record<string, Record<string, unknown>>
    }
    expect(openapi.openapi).toBe('3.1.0')
    const described = new Set(Object.keys(openapi.paths))
    const own = service.app.routes.filter((r) => r.path.startsWith('/api/') && r.method !== 'ALL')
    for (const { path } of own)
      if (!['/api/openapi.json', '/api/docs'].includes(path))
        expect(described).toContain(path.replace(/:(\w+)/g, '{$1}'))
    expect(await (await service.ask('/health')).text()).toBe('ok')
    expect(await (await service.ask('/ready')).text()).toBe('ready')
    const metrics = await (await service.ask('/metrics')).text()
    expect(metrics).toMatch(/yakkan_jobs_total\{kind="analyse",outcome="done"\} \d+/)
    expect(metrics).toContain('route="/api/documents"')
    expect(await (await service.ask('/api/docs', { headers: { accept: 'text/html' } })).text()).toContain(
      '/api/documents/{document}',
    )
  })

  it('never writes contract text or file names to its log', () => {
    const log = service.logged.join('')
    expect(log).toContain('answered')
    for (const secret of ['Tokyo District Court', 'terms.md', 'broken.pdf', 'Acme']) expect(log).not.toContain(secret)
  })

  it('opens the sample, both versions, in either language', async () => {
    for (const language of ['ja', 'en']) {
      const answer = await service.ask('/sample', { method: 'POST', headers: { 'accept-language': language } })
      expect(answer.status).toBe(303)
      const { versions } = (await (await service.ask(`/api${answer.headers.get('location')}`)).json()) as {
        versions: unknown[]
      }
      expect(versions).toHaveLength(2)
    }
    expect(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).toContain('fixtures/sample')
  })
})
