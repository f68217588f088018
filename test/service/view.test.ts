import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Asked, askedService, form, TERMS } from './service.js'

let service: Asked
beforeAll(async () => {
  service = await askedService()
})
afterAll(async () => {
  await service.end()
})

async function uploaded(name: string, content: string | Uint8Array): Promise<string> {
  const answer = await service.ask('/api/documents', {
    method: 'POST',
    body: form([{ name, content }]),
    headers: { prefer: 'wait=100' },
  })
  const { receipts } = (await answer.json()) as { receipts: { version: string }[] }
  return receipts[0]!.version
}

it('shows a Word file as a page with its automatic numbers, and without any right', async () => {
  const file = readFileSync(new URL('../../fixtures/word/ja-articles.docx', import.meta.url))
  const view = await service.ask(`/api/versions/${await uploaded('契約書.docx', file)}/view`)
  expect(view.status).toBe(200)
  expect(view.headers.get('content-type')).toContain('text/html')
  expect(view.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await view.text()).toContain('<p>第2条 （定義）</p>')
})

it('shows any other file as it came in', async () => {
  const version = await uploaded('terms.md', TERMS)
  const view = await service.ask(`/api/versions/${version}/view`, { redirect: 'manual' })
  expect([view.status, view.headers.get('location')]).toEqual([302, `/api/versions/${version}/original`])
})
