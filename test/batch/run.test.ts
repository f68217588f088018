import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type PairsOptions, runPairs } from '../../src/batch/pairs.js'
import { Pool } from '../../src/batch/pool.js'
import { type BatchEvent, type BatchOptions, runBatch } from '../../src/batch/run.js'
import type { Reading } from '../../src/batch/task.js'
import { openZip } from '../../src/ingest/zip.js'
import { differences, outputs, put, terms } from './agreements.js'

let scratch: string
let folder: string
let out: string
/** A copy of the results at an earlier time. */
let kept: string
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'yakkan-batch-'))
  folder = join(scratch, 'in')
  out = join(scratch, 'out')
  kept = join(scratch, 'kept')
  mkdirSync(folder)
})
afterEach(() => rmSync(scratch, { recursive: true, force: true }))

const reading: Reading = {
  tracked: 'accepted',
  ocr: 'auto',
  library: null,
  judgedBy: null,
  house: null,
  packs: null,
  today: '2026-11-25',
  page: null,
}
let pool: Pool
beforeAll(() => {
  pool = new Pool(2)
})
afterAll(() => pool.close())

const common = { version: '1', language: 'en', reading } as const
const run = (more: Partial<BatchOptions> = {}) => runBatch({ folder, out, pool, ...common, ...more })
const read = (path: string): string => readFileSync(join(out, path), 'utf8')
const summary = () => JSON.parse(read('summary.json'))

describe('a batch', { timeout: 300_000 }, () => {
  it('gives a result a file, all in one, a matrix and a summary; failures are told beside', async () => {
    put(folder, {
      'b/kitebird.md': terms(),
      '規約.txt': terms({ name: 'Ginkgo' }),
      'empty.md': '',
      'x.pdf': '%PDF-1.7 and no more',
      'skip.png': '',
    })
    const events: BatchEvent[] = []
    const report = await run({ onEvent: (e) => events.push(e) })
    expect(report).toMatchObject({
      total: 4,
      done: 4,
      unchanged: 0,
      failed: 2,
      changed: 0,
      skipped: 1,
      concern: 'high',
    })
    expect(events.map((e) => e.event)).toEqual(['start', 'file', 'file', 'file', 'file', 'writing', 'end'])
    const lines = read('results.ndjson')
      .trimEnd()
      .split('\n')
      .map((l) => JSON.parse(l))
    expect(lines.map((l) => [l.path, l.schema])).toEqual([
      ['b/kitebird.md', 'yakkan/analysis@1'],
      ['empty.md', 'yakkan/failure@1'],
      ['x.pdf', 'yakkan/failure@1'],
      ['規約.txt', 'yakkan/analysis@1'],
    ])
    expect(lines[0].items).toHaveLength(38)
    expect(JSON.parse(read('results/b/kitebird.md.json'))).toEqual(lines[0])
    const rows = read('matrix.csv').slice(1).trimEnd().split('\r\n')
    expect(rows).toHaveLength(5)
    expect(rows[2]).toMatch(/^empty\.md,failed,.*The file is empty/)
    expect(summary()).toMatchObject({ total: 4, done: 2, failed: 2, errors: { empty: ['empty.md'] } })
    expect(read('summary.md')).toContain('**empty.md** – The file is empty.')
    expect(read('matrix.html')).toContain('b/kitebird.md')
  })

  it('does nothing twice, tries again what it is asked to, and judges anew under another program or pack', async () => {
    put(folder, { 'a.md': terms(), 'b.md': terms({ name: 'Ginkgo' }), 'empty.md': '' })
    await run()
    cpSync(out, kept, { recursive: true })
    const at = statSync(join(out, 'results/a.md.json')).mtimeMs
    expect(await run()).toMatchObject({ done: 0, unchanged: 3, failed: 1 })
    expect(differences(out, kept)).toEqual([])
    expect(statSync(join(out, 'results/a.md.json')).mtimeMs).toBe(at)
    expect(await run({ retryFailed: true })).toMatchObject({ done: 1, unchanged: 2, failed: 1 })
    rmSync(join(out, 'results/b.md.json'))
    expect(await run()).toMatchObject({ done: 1, unchanged: 2 })
    expect(await run({ version: '2' })).toMatchObject({ done: 3, unchanged: 0, changed: 0 })
    expect(await run({ version: '2', reading: { ...reading, packs: ['kobe-2020'] } })).toMatchObject({ done: 3 })
    const [head, row] = read('matrix.csv').slice(1).split('\r\n')
    expect(head).toContain(',City policy on cloud use (2020),Error')
    expect(row).toMatch(/"met \d+, not met \d+, not stated \d+, needs a person \d+",$/)
  })

  it('compares a changed file with its earlier self, and puts the harm first', async () => {
    put(folder, { 'a.md': terms(), 'b.md': terms({ name: 'Ginkgo' }), 'c.md': terms({ name: 'Sorrel' }) })
    expect(await run()).toMatchObject({ changed: 0, harm: 'none' })
    put(folder, { 'b.md': '' })
    expect(await run()).toMatchObject({ done: 1, failed: 1, changed: 0 })
    // The version that could not be read hides nothing: the one before it is compared with.
    put(folder, {
      'b.md': terms({ name: 'Ginkgo', notice: 7, cap: 'two' }),
      'c.md': terms({ name: 'Sorrel', notice: 90 }),
    })
    const report = await run()
    expect(report).toMatchObject({ done: 2, unchanged: 1, failed: 0, changed: 2 })
    expect(report.harm).not.toBe('none')
    expect(summary().harmed.map((r: { path: string }) => r.path)).toEqual(['b.md'])
    const text = read('summary.md')
    expect(text.indexOf('Harmful changes')).toBeGreaterThan(0)
    expect(text.indexOf('Harmful changes')).toBeLessThan(text.indexOf('Documents with adverse items'))
    const changes = read('changes.ndjson')
      .trimEnd()
      .split('\n')
      .map((l) => JSON.parse(l))
    expect(changes.map((c) => [c.path, c.schema])).toEqual([
      ['b.md', 'yakkan/comparison@1'],
      ['c.md', 'yakkan/comparison@1'],
    ])
    // The same call once more has nothing new to tell and leaves it standing.
    expect(await run()).toMatchObject({ done: 0, changed: 2 })
    expect(read('summary.md')).toBe(text)
  })

  it('judges by the rules of the house, and counts what it has settled no more', async () => {
    put(folder, { 'a.md': terms() })
    const before = await run()
    expect(before.concern).toBe('high')
    const adverse = Object.entries(JSON.parse(read('summary.json')).items as Record<string, { adverse: number }>)
      .filter(([, n]) => n.adverse)
      .map(([id]) => id)
    const source = `name: Example Corp.\nsilence:\n${adverse.map((id) => `  - { item: ${id}, reason: agreed, by: Legal, until: 2027-03-31 }\n`).join('')}`
    const house = { file: 'house.yaml', source }
    expect((await run({ reading: { ...reading, house } })).concern).not.toBe('high')
    expect(summary().adverse).toEqual([])
    // When the silences have run out, the same files are judged anew.
    expect(await run({ reading: { ...reading, house, today: '2027-04-01' } })).toMatchObject({
      done: 1,
      concern: 'high',
    })
  })

  it('reads archives on request', async () => {
    put(folder, { 'all.zip': zipSync({ '2026/a.md': Buffer.from(terms()) }), 'torn.zip': 'PK', 'b.md': terms() })
    expect(await run()).toMatchObject({ total: 1, skipped: 2 })
    expect(await run({ zip: true })).toMatchObject({ total: 3, done: 1, unchanged: 1, failed: 1 })
    expect(JSON.parse(read('results/all.zip!/2026/a.md.json')).path).toBe('all.zip!/2026/a.md')
    expect(await run({ zip: true })).toMatchObject({ done: 0, unchanged: 2, failed: 1 })
  })

  it('lets no file name run as a formula or as markup', async () => {
    const evil = '=HYPERLINK("http:,x")<img src=x onerror=alert(1)>.md'.replaceAll('/', ':')
    put(folder, { [evil]: terms(), '@sum.md': '', '+1.md': terms({ name: '=1+1' }) })
    await run()
    for (const line of read('matrix.csv').slice(1).split('\r\n')) expect(line).not.toMatch(/^"?[=+@-]/)
    expect(read('matrix.csv')).toContain("'+1.md")
    expect(read('matrix.html')).not.toContain('<img')
    const sheet = Buffer.from(
      openZip(readFileSync(join(out, 'matrix.xlsx')), '', '').bytes('xl/worksheets/sheet1.xml')!,
    )
    expect(sheet.toString()).not.toMatch(/<f[ >]/)
  })

  it('says what is wrong with the folders', async () => {
    await expect(run({ folder: join(scratch, 'none') })).rejects.toMatchObject({ code: 'no-folder' })
    await expect(run()).rejects.toMatchObject({ code: 'no-files' })
    put(folder, { 'a.md': terms() })
    await expect(run({ out: join(folder, 'a.md') })).rejects.toMatchObject({ code: 'bad-output' })
    const [first, second] = await Promise.allSettled([run(), run()])
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected'])
    const refused = [first, second].find((r) => r.status === 'rejected') as PromiseRejectedResult
    expect(refused.reason).toMatchObject({ code: 'in-use' })
  })

  it('finishes what is in hand when it is stopped, and goes on from there', async () => {
    put(folder, Object.fromEntries(Array.from({ length: 6 }, (_, k) => [`${k}.md`, terms({ notice: 20 + k })])))
    const whole = join(scratch, 'whole')
    await run({ out: whole })
    const stop = new AbortController()
    const onEvent = (e: BatchEvent): void => {
      if (e.event === 'file' && e.done === 2) stop.abort()
    }
    expect(await run({ stop: stop.signal, onEvent })).toMatchObject({ interrupted: true })
    expect(existsSync(join(out, 'results/1.md.json'))).toBe(true)
    expect(existsSync(join(out, 'summary.md'))).toBe(false)
    expect(await run()).toMatchObject({ interrupted: false, failed: 0 })
    expect(differences(out, whole)).toEqual([])
  })
})

describe('an output that cannot take it', { timeout: 300_000 }, () => {
  const root = process.getuid?.() === 0

  it.runIf(root)('says that the disk is full, keeps what stands, and goes on when there is space', async () => {
    mkdirSync(out)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'yakkan-test', out])
    try {
      put(folder, Object.fromEntries(Array.from({ length: 30 }, (_, k) => [`${k}.md`, terms({ notice: 20 + k })])))
      await expect(run()).rejects.toMatchObject({ code: 'disk-full', stage: 'batch' })
      const standing = [...outputs(out).keys()].filter((p) => p.startsWith('results/'))
      expect(standing.length).toBeGreaterThan(0)
      for (const path of standing) expect(JSON.parse(read(path)).schema).toBe('yakkan/analysis@1')
      execFileSync('mount', ['-o', 'remount,size=20m', out])
      const report = await run()
      expect(report.unchanged).toBeGreaterThan(0)
      expect(report.done + report.unchanged).toBe(30)
      expect(read('results.ndjson').trimEnd().split('\n')).toHaveLength(30)
    } finally {
      execFileSync('umount', [out])
    }
  })

  it.runIf(!root)('says that it may not be written to', async () => {
    put(folder, { 'a.md': terms() })
    mkdirSync(out)
    chmodSync(out, 0o500)
    await expect(run()).rejects.toMatchObject({ code: 'bad-output' })
  })
})

describe('a comparison of two folders', { timeout: 300_000 }, () => {
  const pairs = (more: Partial<PairsOptions> = {}) =>
    runPairs({ oldFolder: join(scratch, 'old'), newFolder: join(scratch, 'new'), out, pool, ...common, ...more })

  it('pairs by path, then by likeness, tells the worst first, and does nothing twice', async () => {
    put(join(scratch, 'old'), {
      'a.md': terms(),
      'was-b.md': terms({ name: 'Ginkgo' }),
      'gone.txt': '第1条（目的）本規約は、当社の倉庫の利用について定める。第2条（料金）料金は前払いとする。',
    })
    put(join(scratch, 'new'), {
      'a.md': terms({ notice: 90 }),
      'b.md': terms({ name: 'Ginkgo', notice: 7, cap: 'two' }),
      'empty.md': '',
    })
    const report = await pairs()
    expect(report).toMatchObject({ pairs: 2, unchanged: 0, failed: 0, onlyOld: 1, onlyNew: 1 })
    expect(report.harm).not.toBe('none')
    const rows = read('comparison.csv').slice(1).trimEnd().split('\r\n')
    expect(rows[1]).toMatch(/^was-b\.md,b\.md,paired by likeness \d+ %,/)
    expect(rows[2]).toMatch(/^a\.md,a\.md,same path,/)
    expect(rows.slice(3)).toEqual(['gone.txt,,Only in the old folder', ',empty.md,Only in the new folder'])
    expect(JSON.parse(read('comparisons/b.md.json'))).toMatchObject({
      old_path: 'was-b.md',
      schema: 'yakkan/comparison@1',
    })
    cpSync(out, kept, { recursive: true })
    expect(await pairs()).toMatchObject({ pairs: 2, unchanged: 2 })
    expect(differences(out, kept)).toEqual([])
    put(join(scratch, 'new'), { 'a.md': terms({ notice: 30 }), 'torn.zip': 'PK' })
    expect(await pairs({ zip: true })).toMatchObject({ pairs: 2, unchanged: 1, failed: 1 })
    expect(read('comparison.csv')).toMatch(/\ntorn\.zip,,Could not be opened,.*damaged/)
    expect(read('comparison.html')).toContain('torn.zip')
  })
})
