import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSelfCheck } from '../../src/packs/self-check.js'
import { readEnvironment } from '../../src/server/environment.js'
import { type Running, startService } from '../../src/server/service.js'
import { barriers } from './barriers.js'
import { launch, reader, WITHOUT_BROWSER } from './chromium.js'

const sample = (name: string): string => new URL(`../../fixtures/sample/${name}`, import.meta.url).pathname

const RULES = `name: Aoba Trading
packs: [kobe-2020]
need: { availability_percent: 99.9, recovery_within: 12 hours }
silence:
  - { item: C14, reason: Nothing is exported., by: Sato, until: 2099-12-31 }
`

if (WITHOUT_BROWSER) console.warn(`browser tests left out: ${WITHOUT_BROWSER}`)

describe.skipIf(WITHOUT_BROWSER !== null)('packs in a browser', { timeout: 300_000 }, () => {
  let running: Running
  let browser: Browser
  let folder: string
  let pages: string[]

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yakkan-packs-'))
    const data = join(folder, 'data')
    running = await startService(
      readEnvironment({ PORT: '0', YAKKAN_DATA: data, YAKKAN_LOG: 'silent', YAKKAN_THREADS: '1' }),
    )
    const ask = async (path: string, init?: RequestInit): Promise<unknown> => {
      const headers = { origin: running.address, prefer: 'wait=100', ...init?.headers }
      const answer = await fetch(`${running.address}${path}`, { ...init, headers })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return answer.headers.get('content-type')?.includes('json') ? answer.json() : null
    }
    await ask('/api/workspace/settings', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ language: 'en', retention_days: null, house_rules: RULES }),
    })
    const send = async (path: string, name: string): Promise<{ document: string; version: string }> => {
      const body = new FormData()
      body.append('file', new File([readFileSync(sample(name))], 'terms.md'))
      body.append('provider', 'Hoshizora Cloud')
      const sent = (await ask(path, { method: 'POST', body })) as {
        receipts: { document: string; version: string }[]
      }
      return sent.receipts[0]!
    }
    const old = await send('/api/documents', 'sample-terms-2025-ja.md')
    const now = await send(`/api/documents/${old.document}/versions`, 'sample-terms-2026-ja.md')
    const compared = `/compare/${old.version}/${now.version}`
    for (let i = 0; i < 300; i++) {
      const answer = await fetch(`${running.address}/api/comparisons/${old.version}/${now.version}`)
      if (answer.status === 200) break
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    pages = [
      '/requirements',
      '/requirements?pack=jp-appi-cloud&show=open',
      '/matrix',
      '/self-check',
      '/settings',
      `/documents/${old.document}/negotiation`,
      compared,
    ]
    browser = await launch()
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await running?.stop()
    if (folder) rmSync(folder, { recursive: true, force: true })
  })

  async function keepsNobodyOut(page: Page): Promise<void> {
    expect(await barriers(page), page.url()).toEqual([])
  }

  it.each(['ja', 'en'] as const)('every page of requirements keeps nobody out, in %s', async (language) => {
    const { context, page, complaints } = await reader(browser, language)
    for (const path of pages) {
      await page.goto(`${running.address}${path}`)
      for (const closed of await page.locator('main details:not([open]) > summary').all()) {
        if (await closed.isVisible()) await closed.click()
      }
      await keepsNobodyOut(page)
    }
    expect(complaints).toEqual([])
    await context.close()
  })

  it('shows the need, the lost requirements, and keeps the answers of the self-check', async () => {
    const { context, page } = await reader(browser, 'en')
    await page.goto(`${running.address}/requirements`)
    expect(await page.locator('select[name=pack]').inputValue()).toBe('kobe-2020')
    expect(await page.getByRole('rowheader', { name: /Availability/ }).count()).toBeGreaterThan(0)

    await page.goto(`${running.address}${pages.at(-1)}`)
    expect(await page.locator('.pack-changes li').first().textContent()).toContain('no longer met')

    await page.goto(`${running.address}/self-check`)
    const questions = loadSelfCheck().sections.flatMap((s) => s.questions)
    for (const { id } of questions) await page.locator(`input[name="${id}"][value=yes]`).check()
    await page.locator('main button[type=submit]').click()
    await page.goto(`${running.address}/self-check`)
    expect(await page.locator('main input:checked').count()).toBe(questions.length)
    await context.close()
  })

  it('hands out a letter and a question list for the points that were picked', async () => {
    const { context, page } = await reader(browser, 'en')
    await page.goto(`${running.address}${pages.at(-2)}`)
    const boxes = page.locator('main input[name=item]')
    const count = await boxes.count()
    expect(count).toBeGreaterThan(3)
    for (let k = 1; k < count; k++) await boxes.nth(k).uncheck()
    for (const [form, ending] of [
      ['letter', '.letter.docx'],
      ['questions', '.questions.xlsx'],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator(`button[name=form][value=${form}]`).click(),
      ])
      expect(download.suggestedFilename()).toBe(`terms${ending}`)
      expect(
        readFileSync(await download.path())
          .subarray(0, 2)
          .toString(),
      ).toBe('PK')
    }
    // The file is no Word file, so there is nothing to write changes into.
    expect(await page.locator('button[value=redline]').count()).toBe(0)
    await context.close()
  })
})
