import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { SERVICE } from '../../src/store/scope.js'
import { Store } from '../../src/store/store.js'
import { call } from '../cli/call.js'
import { english } from './histories.js'
import { TermsSite } from './terms-site.js'

let site: TermsSite
let data: string
beforeEach(async () => {
  site = await TermsSite.open()
  process.env.YAKKAN_WATCH_ALLOW = site.host
  data = mkdtempSync(join(tmpdir(), 'yakkan-watch-'))
})
afterEach(async () => {
  delete process.env.YAKKAN_WATCH_ALLOW
  await site.close()
  rmSync(data, { recursive: true, force: true })
})

const watch = (...argv: string[]) => call('watch', ...argv, '--data', data)
const idIn = (out: string): string => /wat_[0-9a-z]+/i.exec(out)![0]

it('adds, lists, checks, tells of a change by its exit code, shows the history and removes', async () => {
  site.pages.set('/terms', { body: english() })
  const more = ['--service', 'Ledger', '--language', 'en', '--select', 'main', '--remove', '.news', '--owner', 'Aki']
  const added = await watch('add', 'Larkspur', 'Terms', site.address('/terms'), ...more, '--schedule', '0 4 * * 1')
  expect([added.code, added.out]).toEqual([0, expect.stringContaining('Larkspur: Terms added')])
  const id = idIn(added.out)
  expect((await watch('list')).out).toContain(`${id}\tLarkspur\tTerms\t\tnot looked at yet\t`)
  const first = await watch('check', '--fail-on', 'low')
  expect([first.code, first.out]).toEqual([0, expect.stringMatching(/first version[\s\S]*Looked at 1 documents/)])
  // Not due before its time, unless it is named.
  expect((await watch('check')).out).toContain('Looked at 0 documents')
  site.pages.set('/terms', { body: english({ cap: 'one (1) month' }) })
  const changed = await watch('check', id, '--fail-on', 'high')
  expect([changed.code, changed.out]).toEqual([4, expect.stringContaining('1 changes hurt (highest: high)')])
  site.pages.set('/terms', { status: 404, body: '' })
  const failed = await watch('check', '--all')
  expect([failed.code, failed.out]).toEqual([3, expect.stringContaining('status 404')])
  const history = (await watch('history', id)).out.trim().split('\n')
  expect(history.map((line) => line.split('\t')[1])).toEqual(['could not be checked', 'changed', 'first version'])
  expect((await watch('remove', id)).code).toBe(0)
  expect((await watch('list')).out).toBe('')
  const store = await Store.open({ folder: data })
  const [workspace] = await store.workspaces.list()
  const home = store.in(workspace!.id, SERVICE)
  expect(await home.notices.list()).toEqual([])
  await store.close()
}, 60_000)

it.each([
  [['Larkspur', 'Terms', 'http://10.0.0.1/terms'], 'inner or special network'],
  [['Larkspur', 'Terms', 'ftp://terms.example.com/'], 'no http or https address'],
  [['Larkspur', 'Terms', 'https://terms.example.com/', '--schedule', 'daily'], 'no schedule that ever comes'],
])('refuses %j', async (argv, why) => {
  const { code, err } = await watch('add', ...argv)
  expect([code, err]).toEqual([expect.any(Number), expect.stringContaining(why)])
  expect(code).not.toBe(0)
  expect((await watch('list')).out).toBe('')
})

it('takes over every declaration that it can, and says what it cannot', async () => {
  const declaration = (name: string, terms: object) => JSON.stringify({ name, terms })
  const file = (name: string, content: string) => {
    writeFileSync(join(data, name), content)
    return join(data, name)
  }
  const good = declaration('Aoba', {
    'Terms of Service': { fetch: 'https://terms.aoba-cloud.co.jp/tos', select: 'main', filter: 'tidyDates' },
    'Privacy Policy': { fetch: 'http://localhost/privacy', select: 'main' },
  })
  const imported = await watch(
    'import',
    file('broken.json', '{'),
    file('other.json', '{"name": "Other"}'.replace('}', ', "terms": {"T": {"select": "main"}}}')),
    file('Aoba.json', good),
    join(data, 'nothing.json'),
  )
  expect(imported.code).toBe(3)
  expect(imported.out).toMatch(/broken\.json: This is no JSON/)
  expect(imported.out).toMatch(/other\.json.*no service declaration/)
  expect(imported.out).toMatch(/Aoba: Terms of Service added/)
  expect(imported.out).toMatch(/“tidyDates”/)
  expect(imported.out).toMatch(/Privacy Policy: .*inner or special network/)
  expect(imported.out).toMatch(/nothing\.json: There is no such file/)
  const again = await watch('import', join(data, 'Aoba.json'))
  expect([again.code, again.out]).toEqual([0, expect.stringContaining('registered already')])
})
