import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocument } from '../../src/ingest/read.js'
import { SERVICE } from '../../src/store/scope.js'
import { Store } from '../../src/store/store.js'
import { describeOnBoth } from './databases.js'
import { type Asked, askedService, form, TERMS } from './service.js'

describeOnBoth('answers of the self-check', (database) => {
  it('are kept for their workspace alone, replaced, and noted in the audit log without what was said', async () => {
    const store = await Store.open(await database.place(), () => new Date('2026-04-01T00:00:00Z'))
    try {
      const [one, other] = [await store.workspaces.create('one', 'ja'), await store.workspaces.create('other', 'ja')]
      const home = store.in(one.id, { id: 'u1', name: 'Sato' })
      expect(await home.selfChecks.read('cloud-readiness')).toEqual({ answers: {}, at: null, by: null })
      await home.selfChecks.replace('cloud-readiness', { experience: 'yes' })
      await home.selfChecks.replace('cloud-readiness', { experience: 'no', 'own-backup': 'yes' })
      expect(await home.selfChecks.read('cloud-readiness')).toEqual({
        answers: { experience: 'no', 'own-backup': 'yes' },
        at: '2026-04-01T00:00:00.000Z',
        by: 'Sato',
      })
      expect((await store.in(other.id, SERVICE).selfChecks.read('cloud-readiness')).answers).toEqual({})
      const rows = await store.database.db
        .selectFrom('audit')
        .select(['action', 'detail'])
        .where('action', '=', 'self-check.answered')
        .execute()
      expect(rows.map((r) => r.detail)).toEqual(['{"answers":1}', '{"answers":2}'])
    } finally {
      await store.close()
    }
  })
})

describe('packs by the service', { timeout: 180_000 }, () => {
  let service: Asked
  beforeAll(async () => {
    service = await askedService()
  }, 180_000)
  afterAll(() => service?.end())
  const json = (method: string, body: unknown): RequestInit => ({
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })

  it('scores the answers that it keeps, and refuses questions that it does not ask', async () => {
    const put = await service.ask('/api/self-check', json('PUT', { answers: { experience: 'no' } }))
    expect(put.status).toBe(200)
    const stored = (await (await service.ask('/api/self-check')).json()) as Record<string, never>
    expect(stored).toMatchObject({ answers: { experience: 'no' }, sections: [{ no: 1 }, { no: 0 }], stage: null })
    const refused = await service.ask('/api/self-check', json('PUT', { answers: { nothing: 'no' } }))
    expect(refused.status).toBe(422)
  })

  it('tells how a provider answers packs of its own and the need, and hands out files to negotiate with', async () => {
    const rules = `name: Aoba
need: { availability_percent: 99.5 }
own_packs:
  - id: own
    name: { ja: 自社, en: Our own }
    source: { ja: 社内, en: in-house }
    checked: '2026-01-01'
    risk_list: [{ id: change, name: { ja: 変更, en: Change }, answered_by: [notice] }]
    requirements:
      - id: notice
        level: must
        name: { ja: 予告, en: Notice }
        wants: { ja: 予告が30日以上あること。, en: Notice of 30 days or more. }
        source: '1'
        checks: [{ item: C13, value: notice, at_least: 30 days }]
        ask: { ja: 予告は何日前ですか。, en: How long is the notice? }
`
    const settings = { language: 'en', retention_days: null, house_rules: rules }
    expect((await service.ask('/api/workspace/settings', json('PUT', settings))).status).toBeLessThan(300)
    const body = form([{ name: 'terms.md', content: TERMS }], { provider: 'Acme' })
    const sent = await service.ask('/api/documents', { method: 'POST', body, headers: { prefer: 'wait=100' } })
    const { version } = ((await sent.json()) as { receipts: { version: string }[] }).receipts[0]!
    const answer = await service.ask('/api/packs/own/providers')
    expect(await answer.json()).toMatchObject({
      providers: [
        {
          provider: 'Acme',
          results: [{ requirement: 'notice', result: 'met' }],
          risk_list: [{ id: 'change', answered: 'yes' }],
          contradictions: [],
          fit: [{ need: 'availability_percent', result: 'met' }],
        },
      ],
    })
    expect((await service.ask('/api/packs/nowhere/providers')).status).toBe(404)

    const letter = await service.ask(`/api/versions/${version}/negotiation?form=letter&item=C10&lang=en`)
    expect(letter.headers.get('content-disposition')).toContain('terms.letter.docx')
    const read = await readDocument(new Uint8Array(await letter.arrayBuffer()), 'l.docx', { isolated: false })
    expect(read.text).toContain('C10')
    expect(read.text).not.toContain('C01')
    const questions = await service.ask(`/api/versions/${version}/negotiation?form=questions`)
    expect(new Uint8Array(await questions.arrayBuffer()).slice(0, 2)).toEqual(Uint8Array.from([0x50, 0x4b]))
    const redline = await service.ask(`/api/versions/${version}/negotiation?form=redline`)
    expect(redline.status).toBe(422)
  })

  it('writes proposals into a provider’s Word file', async () => {
    const file = readFileSync(new URL('../../fixtures/documents/gateway-sla.en.docx', import.meta.url))
    const body = form([{ name: 'sla.docx', content: new Uint8Array(file) }])
    const sent = await service.ask('/api/documents', { method: 'POST', body, headers: { prefer: 'wait=100' } })
    const { version } = ((await sent.json()) as { receipts: { version: string }[] }).receipts[0]!
    const redline = await service.ask(`/api/versions/${version}/negotiation?form=redline`)
    expect(redline.status, await redline.clone().text()).toBe(200)
    const made = new Uint8Array(await redline.arrayBuffer())
    const before = await readDocument(new Uint8Array(file), 'sla.docx', { isolated: false })
    const rejected = await readDocument(made, 'sla.docx', { tracked: 'original', isolated: false })
    expect(rejected.text).toBe(before.text)
    expect(rejected.revisions.length).toBeGreaterThan(0)
  })
})
