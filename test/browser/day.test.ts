import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sayIn } from '../../src/messages/index.js'
import { readEnvironment } from '../../src/server/environment.js'
import { sampleFiles } from '../../src/server/sample.js'
import { type Running, startService } from '../../src/server/service.js'
import { TERMS } from '../service/service.js'
import { barriers } from './barriers.js'
import { launch, reader, WITHOUT_BROWSER } from './chromium.js'

/** A page may load so much script, in bytes as served. */
const MOST_SCRIPT = 60 * 1024

if (WITHOUT_BROWSER) console.warn(`browser tests left out: ${WITHOUT_BROWSER}`)

describe.skipIf(WITHOUT_BROWSER !== null)('in a browser', { timeout: 240_000 }, () => {
  let running: Running
  let browser: Browser
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yakkan-browser-'))
    const environment = readEnvironment({
      PORT: '0',
      YAKKAN_DATA: join(folder, 'data'),
      YAKKAN_LOG: 'silent',
      YAKKAN_THREADS: '1',
    })
    running = await startService(environment)
    browser = await launch()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await running?.stop()
    if (folder) rmSync(folder, { recursive: true, force: true })
  })

  /** Nothing that keeps people out, and no more script than a page may have. */
  async function sound(page: Page): Promise<void> {
    expect(await barriers(page), page.url()).toEqual([])
    const script = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((r) => r.name.endsWith('.js'))
        .reduce((n, r) => n + (r as PerformanceResourceTiming).decodedBodySize, 0),
    )
    expect(script, page.url()).toBeLessThanOrEqual(MOST_SCRIPT)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, `${page.url()} is wider than the window`).toBeLessThanOrEqual(0)
  }

  it.each(['ja', 'en'] as const)('walks the legal team’s day in %s', async (language) => {
    const t = (key: string, params = {}) => sayIn(language, `server.web.${key}`, params)
    const { context, page, complaints } = await reader(browser, language)
    const { versions } = sampleFiles(language)
    const paths = versions.map(({ fileName, content }) => {
      const path = join(folder, fileName)
      writeFileSync(path, content)
      return path
    })
    const broken = join(folder, 'broken.pdf')
    writeFileSync(broken, '%PDF-1.7 nothing')

    // In the morning: several files at once, one of them broken; each tells how far it has come.
    await page.goto(running.address)
    await sound(page)
    await page.fill('input[name=provider]', `Aoba ${language}`)
    await page.setInputFiles('input[type=file]', [paths[0]!, broken])
    await page.getByText(t('upload.done'), { exact: true }).waitFor()
    await page.locator('.upload-failed .upload-problem').waitFor()
    await sound(page)
    await page.getByRole('link', { name: t('upload.open') }).click()

    // The document: text beside the items; from a finding to its words and back.
    await page.waitForURL(/\/documents\/doc_/)
    await sound(page)
    const documentUrl = page.url()
    const item = page.locator('#item-C13')
    await item.locator('summary').first().click()
    await item.locator('.to-quote').first().click()
    await page.locator('mark.arrived').waitFor()
    await page.locator('mark.arrived .tag').first().click()

    // Filtering in place, then decisions: agree with one, override another with a reason.
    const shown = () => page.locator('.item:not([hidden])').count()
    expect(await shown()).toBe(38)
    await page.selectOption('select[name=status]', 'present')
    const present = await shown()
    expect(present).toBeGreaterThan(10)
    expect(present).toBeLessThan(38)
    await page.selectOption('select[name=status]', '')
    expect(await shown()).toBe(38)
    const open = async (id: string) => {
      const details = page.locator(`#item-${id}`)
      if ((await details.getAttribute('open')) === null) await details.locator('summary').first().click()
      return details
    }
    await (await open('C13')).getByRole('button', { name: t('decision.agree') }).click()
    await page.locator('#item-C13 .chip-decided').waitFor()
    await (await open('C16')).getByText(t('decision.override'), { exact: true }).click()
    await page.locator('#item-C16 select[name=position]').selectOption('neutral')
    await page.locator('#item-C16 textarea[name=reason]').fill('<b>Our order form</b> names another law.')
    await page
      .locator('#item-C16')
      .getByRole('button', { name: t('decision.save-override') })
      .click()
    await page.locator('#item-C16 .said').first().waitFor()
    expect(await page.locator('#item-C16 .said').first().innerText()).toContain('<b>Our order form</b>')
    await sound(page)

    // The questions in one text.
    await page.getByRole('link', { name: t('document.questions') }).click()
    expect(await page.locator('#letter').inputValue()).toMatch(/^.+\n\n1\. /)
    await sound(page)

    // A new version comes: compared at once, ranked, with what was decided before.
    await page.goto(documentUrl)
    await page.locator('.menu > summary', { hasText: t('document.more') }).click()
    await page.locator('.menu-body input[type=file]').setInputFiles(paths[1]!)
    await page.getByRole('button', { name: t('document.compare-at-once') }).click()
    await page.locator('.step-change').waitFor()
    await sound(page)
    await page.locator('.step-change').click()
    await page.waitForURL(/\/compare\//)
    expect(await page.locator('.change-card .severity').first().innerText()).toBe(t('severity.high'))
    expect(await page.locator('.carried li').count()).toBe(2)
    await sound(page)
    await page.getByRole('link', { name: t('compare.side') }).click()
    await page.locator('.sides').first().waitFor()
    await sound(page)
    await page
      .locator('.change-card')
      .first()
      .getByRole('button', { name: t('compare.review') })
      .click()
    await page.locator('.reviewed').first().waitFor()
    await page.getByRole('button', { name: new RegExp(t('compare.review-all', { count: '\\d+' })) }).click()
    await page.getByRole('button', { name: t('compare.reopen-all') }).waitFor()

    // The matrix, and its cells that lead to the words.
    await page.getByRole('link', { name: t('nav.matrix'), exact: true }).click()
    await page.locator('.matrix').waitFor()
    await sound(page)
    await page.selectOption('select[name=show]', 'adverse')
    await page.waitForURL(/show=adverse/)
    await page.locator('.cell-adverse a').first().click()
    await page.waitForURL(/\/documents\/.*#item-/)
    await page.locator('.item[data-current]').waitFor()

    // Exports.
    await page.locator('.menu > summary', { hasText: t('export.title') }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: t('export.xlsx') }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/)

    // In the evening the document goes, for good.
    await page.goto(documentUrl)
    await page.locator('.menu > summary', { hasText: t('document.more') }).click()
    await page.locator('.delete summary').click()
    await page.getByRole('button', { name: t('document.delete-now') }).click()
    await page.waitForURL(`${running.address}/`)
    expect((await page.goto(documentUrl.split('?')[0]!.split('#')[0]!))?.status()).toBe(404)
    expect(complaints).toEqual([])
    await context.close()
  })

  it.each(['ja', 'en'] as const)('walks the IT team’s day in %s', async (language) => {
    const t = (key: string, params = {}) => sayIn(language, `server.web.${key}`, params)
    const { context, page, complaints } = await reader(browser, language)
    // A key for the script, shown once.
    await page.goto(`${running.address}/settings`)
    await sound(page)
    await page.locator('form[action="/settings/keys"] input[name=name]').fill(`CI ${language}`)
    await page.getByRole('button', { name: t('settings.make-key') }).click()
    const secret = await page.locator('#secret').innerText()
    await sound(page)

    // The script uploads and reads what it needs.
    const body = new FormData()
    body.append('file', new File([`${TERMS}\n${language}`], 'terms.md'))
    const call = { method: 'POST', body, headers: { authorization: `Bearer ${secret}`, prefer: 'wait=100' } }
    const answer = await fetch(`${running.address}/api/documents`, call)
    expect(answer.status).toBe(200)

    // House rules: a mistake is told with its line, a good rule is kept.
    const rules = page.locator('textarea[name=house_rules]')
    await rules.fill('name: Ours\nthresholds:\n  - { item: C99, value: notice, adverse_below: 1 day }\n')
    await page.getByRole('button', { name: t('settings.rules-save') }).click()
    await page.locator('.notice-error').waitFor()
    expect(await rules.inputValue()).toContain('C99')
    await rules.fill('name: Ours\nthresholds:\n  - { item: C13, value: notice, adverse_below: 90 days }\n')
    await page.getByRole('button', { name: t('settings.rules-save') }).click()
    await page.locator('.notice-done').waitFor()
    await sound(page)
    await rules.fill('')
    await page.getByRole('button', { name: t('settings.rules-save') }).click()

    // What happened, unaltered; the reference of the API; the key is taken back.
    await page.getByRole('link', { name: t('audit.title') }).click()
    await page.locator('.notice-done').waitFor()
    await sound(page)
    await page.goto(`${running.address}/api/docs`)
    await page.locator('.operation summary').first().click()
    await sound(page)
    await page.goto(`${running.address}/settings`)
    await page
      .getByRole('button', { name: t('settings.revoke') })
      .first()
      .click()
    await page.locator('.notice-done').waitFor()
    expect((await fetch(`${running.address}/api/documents`, { headers: call.headers })).status).toBe(401)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('is worked by keyboard alone', async () => {
    const { context, page } = await reader(browser, 'en')
    await page.goto(running.address)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip')
    await page.keyboard.press('Enter')
    // To the sample, which is offered while there is nothing, or to the first document.
    const target = await page.evaluate(() =>
      document.querySelector('form[action="/sample"] button') ? 'sample' : 'document',
    )
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate(() => {
        const e = document.activeElement as HTMLAnchorElement
        return e.closest('form[action="/sample"]')
          ? 'sample'
          : e.matches('tr:not(:has(.problem)) .name a')
            ? 'document'
            : ''
      })
      if (at === target) break
    }
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/documents\/doc_/)
    await page.locator('[data-item]').first().waitFor()
    const current = () =>
      page.evaluate(() => document.querySelector<HTMLElement>('[data-current]')?.dataset.item ?? null)
    await page.keyboard.press('j')
    expect(await current()).toBe('C01')
    for (let i = 0; i < 3; i++) await page.keyboard.press('j')
    expect(await current()).toBe('C04')
    await page.keyboard.press('k')
    expect(await current()).toBe('C03')
    for (let i = 0; i < 10; i++) await page.keyboard.press('j')
    expect(await current()).toBe('C13')
    await page.keyboard.press('o')
    expect(await page.locator('#item-C13').getAttribute('open')).not.toBeNull()
    await page.keyboard.press('e')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MARK')
    await page.keyboard.press('b')
    expect(await page.evaluate(() => document.activeElement?.closest('[data-item]')?.id)).toBe('item-C13')
    // On to the decision with Tab, and Enter.
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(() => (document.activeElement as HTMLButtonElement).value === 'agree')) break
    }
    await page.keyboard.press('Enter')
    await page.locator('#item-C13 .chip-decided').waitFor()
    const outlined = await page.evaluate(() => {
      document.querySelector<HTMLElement>('.actions .button')!.focus()
      return getComputedStyle(document.activeElement!).outlineStyle
    })
    expect(outlined).toBe('solid')
    await context.close()
  })

  it('can be read, and files sent, without script', async () => {
    const { context, page } = await reader(browser, 'en', { javaScriptEnabled: false, width: 390 })
    await page.goto(running.address)
    const path = join(folder, 'plain.md')
    writeFileSync(path, `${TERMS}\nWithout script.`)
    await page.setInputFiles('input[type=file]', path)
    await page.locator('.drop button[type=submit]').click()
    await page.waitForURL(/\/documents\/doc_/)
    await page.locator('[data-item]').first().waitFor({ timeout: 100_000 })
    await page.goto(`${page.url().split('#')[0]}?status=absent`)
    expect(await page.locator('.item:not([hidden])').count()).toBeLessThan(38)
    await page.locator('#item-C14 summary').first().click()
    await page.locator('#item-C14').getByRole('button', { name: 'Agree' }).click()
    await page.locator('#item-C14 .chip-decided').waitFor()
    await context.close()
  })

  it('fits a narrow window on every page, in the dark', async () => {
    const { context, page } = await reader(browser, 'ja', { width: 390, dark: true })
    await page.goto(running.address)
    const href = await page.locator('tr:not(:has(.problem)) .name a').first().getAttribute('href')
    for (const path of [
      '/',
      href!,
      `${href}/versions`,
      `${href}/questions`,
      '/matrix',
      '/settings',
      '/settings/audit',
      '/api/docs',
    ]) {
      await page.goto(`${running.address}${path}`)
      await sound(page)
    }
    await context.close()
  })
})
