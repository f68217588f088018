import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Analysis } from '../../src/model/analysis.js'
import { Comparison } from '../../src/model/comparison.js'
import { Explanation } from '../../src/model/explanation.js'
import { call } from './call.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const document = (name: string): string => join(root, 'fixtures', 'documents', name)
const TERMS = document('consumer-terms.en.html')
const ORDER = document('warehouse-order.en.md')
const WORD = document('accounting-contract.ja.docx')
const folder = mkdtempSync(join(tmpdir(), 'yakkan-cli-'))
const at = (name: string): string => join(folder, name)
const put = (name: string, text: string | Uint8Array): string => {
  writeFileSync(at(name), text)
  return at(name)
}
const lines = (text: string): string[] => text.split('\n').filter(Boolean)

/** A text on which nothing adverse can be found. */
const HARMLESS = '1. Governing Law\nThis Agreement is governed by the laws of Japan.\n'

beforeAll(async () => {
  mkdirSync(at('folder'))
  put('empty.txt', '')
  put('old.doc', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)]))
  put('silence.yaml', "name: Example\nsilence:\n  - { item: C13, reason: agreed, by: Legal, until: '2999-01-01' }\n")
  put('broken.yaml', 'name: Example\nsilence: [\n')
  // The library is read once for all calls.
  await call('analyze', put('harmless.txt', HARMLESS), '--format', 'json')
}, 240_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('read', () => {
  it('shows the articles with their numbers as the file shows them, and judges nothing', async () => {
    const { code, out } = await call('read', WORD)
    expect(code).toBe(0)
    expect(lines(out).slice(0, 3)).toEqual([
      '第1条 契約期間',
      '第2条 利用料および支払',
      '第3条 データの帰属および秘密保持',
    ])
  })

  it('gives articles and text to programs', async () => {
    const { out: text } = await call('read', ORDER, '--format', 'text')
    const { out } = await call('read', ORDER, '--format', 'json')
    const { articles } = JSON.parse(out) as { articles: { number: string | null; start: number; end: number }[] }
    expect(articles.length).toBeGreaterThan(3)
    for (const { number, start, end } of articles) if (number) expect(text.slice(start, end)).toContain(number)
  })

  it('goes on after a file that cannot be read', async () => {
    const { code, out, err } = await call('read', at('old.doc'), ORDER)
    expect(code).toBe(3)
    expect(out).not.toBe('')
    expect(err).toContain('old-office')
  })
})

describe('wrong calls', () => {
  const wrong: [string, string[], RegExp, RegExp][] = [
    ['no command', [], /Usage: yakkan/, /使い方: yakkan/],
    ['an unknown command', ['anlyze', TERMS], /no command anlyze.*analyze/, /anlyze.*analyze/],
    ['an unknown option', ['analyze', TERMS, '--nope'], /no option --nope/, /--nope/],
    ['a missing file', ['analyze'], /argument file is missing/, /引数 file/],
    ['a form that is none', ['analyze', TERMS, '-f', 'doc'], /doc.*json, terminal/, /doc.*json, terminal/],
    ['a level that is none', ['analyze', TERMS, '--fail-on', 'dire'], /dire.*high, medium, low/, /dire.*high/],
    ['an option without its value', ['batch', '.', '--out'], /--out.*needs a value/, /--out.*値が必要/],
    ['an option left out', ['batch', '.'], /--out.*must be given/, /--out.*指定してください/],
    ['a number out of bounds', ['batch', '.', '-o', 'x', '--threads', '0'], /0.*1–256/, /0.*1–256/],
    ['one document to compare', ['compare', TERMS], /argument new is missing/, /引数 new/],
    ['an item that is none', ['explain', TERMS, 'C99'], /no such item.*C13/, /項目はありません/],
    ['nothing to write', ['negotiate', TERMS], /Nothing was asked/, /指定/],
    [
      'tracked changes in a file that is not Word’s',
      ['negotiate', ORDER, '--redline', at('r.docx')],
      /no-word-file/,
      /no-word-file/,
    ],
  ]
  it.each(wrong)('%s: exit code 2, told in both languages', async (_, argv, en, ja) => {
    const english = await call(...argv, '--lang', 'en')
    expect(english).toMatchObject({ code: 2, out: '' })
    expect(english.err).toMatch(en)
    const japanese = await call('--lang', 'ja', ...argv)
    expect(japanese).toMatchObject({ code: 2, out: '' })
    expect(japanese.err).toMatch(ja)
  })

  it('a pack that does not exist is told, and nothing is written', async () => {
    const called = await call('analyze', TERMS, '--pack', 'nowhere-1999')
    expect(called).toMatchObject({ code: 2, out: '' })
    expect(called.err).toMatch(/nowhere-1999/)
  })
})

describe('help and version', () => {
  it('end with 0, in the language asked for', async () => {
    expect(await call('--version')).toMatchObject({ code: 0, out: '1.2.3\n' })
    const help = await call('--help')
    expect(help).toMatchObject({ code: 0, err: '' })
    for (const name of ['analyze', 'explain', 'compare', 'batch', 'negotiate', 'watch', 'serve', 'db', 'backup']) {
      expect(help.out).toMatch(new RegExp(`^  ${name} `, 'm'))
      const own = await call(name, '--help', '--lang', 'ja')
      expect(own).toMatchObject({ code: 0, err: '' })
      expect(own.out).toMatch(/使い方: yakkan/)
    }
  })
})

describe('inputs that cannot be read', () => {
  const unreadable: [string, string, RegExp, RegExp][] = [
    ['a missing file', 'none.pdf', /no such file.*\[no-file\]/i, /見つかりません.*\[no-file\]/],
    ['a folder', 'folder', /folder.*batch.*\[is-folder\]/i, /フォルダー.*\[is-folder\]/],
    ['an empty file', 'empty.txt', /\[empty\]/, /\[empty\]/],
    ['an old Word file', 'old.doc', /older \.doc|\.docx/i, /\.doc/],
  ]
  it.each(unreadable)('%s: exit code 3, told in both languages with the next step', async (_, name, en, ja) => {
    for (const [language, sentence] of [
      ['en', en],
      ['ja', ja],
    ] as const) {
      const called = await call('analyze', at(name), '--lang', language)
      expect(called).toMatchObject({ code: 3, out: '' })
      expect(called.err).toMatch(sentence)
      expect(called.err).toContain(at(name))
    }
  })

  it('do not keep the others from being done and written', async () => {
    const called = await call('analyze', at('harmless.txt'), at('none.pdf'), ORDER, '--format', 'json')
    expect(called.code).toBe(3)
    expect(lines(called.out).map((l) => Analysis.parse(JSON.parse(l)).document.name)).toEqual([
      'harmless.txt',
      'warehouse-order.en.md',
    ])
    expect(called.err).toMatch(/\[2\/3\].*none\.pdf/)
  })

  it.each(['explain', 'negotiate', 'compare'] as const)('end %s with 3 too', async (command) => {
    const rest = { explain: ['C13'], negotiate: ['--questions', at('q.xlsx')], compare: [TERMS] }[command]
    expect(await call(command, at('none.pdf'), ...rest)).toMatchObject({ code: 3, out: '' })
    expect(existsSync(at('q.xlsx'))).toBe(false)
  })

  it('house rules that are missing or broken are told with their place', async () => {
    expect(await call('analyze', ORDER, '--house', at('none.yaml'))).toMatchObject({ code: 3, out: '' })
    const broken = await call('analyze', ORDER, '--house', at('broken.yaml'))
    expect(broken).toMatchObject({ code: 2, out: '' })
    expect(broken.err).toMatch(/broken\.yaml:[0-9]+/)
  })
})

describe('--format json', () => {
  it('is one analysis a line, with all items in checklist order', async () => {
    const called = await call('analyze', TERMS, '-f', 'json')
    expect(called).toMatchObject({ code: 0, err: '' })
    const [only, ...more] = lines(called.out).map((l) => Analysis.parse(JSON.parse(l)))
    expect(more).toEqual([])
    const ids = only!.items.map((i) => i.id)
    expect(ids).toEqual([...ids].sort())
    expect(ids).toHaveLength(38)
  })

  it('is the same whatever the language', async () => {
    const [ja, en] = [
      await call('analyze', ORDER, '-f', 'json', '--lang', 'ja'),
      await call('analyze', ORDER, '-f', 'json'),
    ]
    expect(ja.out).toBe(en.out)
  })

  it('is one comparison', async () => {
    const called = await call(
      'compare',
      put('old.txt', `${HARMLESS}2. Fees\nFees are USD 10 a month.\n`),
      put('new.txt', `${HARMLESS}2. Fees\nFees are USD 90 a month.\n`),
      '--format',
      'json',
    )
    expect(called.code).toBe(0)
    const comparison = Comparison.parse(JSON.parse(called.out))
    expect(comparison.changes.some((c) => c.effect === 'hurts')).toBe(true)
  })

  it('is one explanation, by id or by name', async () => {
    const byId = await call('explain', TERMS, 'c13', '-f', 'json')
    expect(byId).toMatchObject({ code: 0, err: '' })
    expect(Explanation.parse(JSON.parse(byId.out)).finding.id).toBe('C13')
    expect((await call('explain', TERMS, 'terms-change', '-f', 'json')).out).toBe(byId.out)
  })
})

describe('--lang', () => {
  it.each([
    ['analyze', [TERMS], /Why: /, /理由: /],
    ['explain', [TERMS, 'C13'], /Passages considered/, /検討した箇所/],
  ] as const)('%s speaks either', async (command, argv, en, ja) => {
    expect((await call(command, ...argv, '--lang', 'en')).out).toMatch(en)
    expect((await call(command, ...argv, '--lang', 'ja')).out).toMatch(ja)
  })
})

describe('--fail-on', () => {
  it('gives 4 where something that bad is found, after the result is written', async () => {
    const called = await call('analyze', TERMS, '--fail-on', 'high', '-f', 'json')
    expect(called.code).toBe(4)
    Analysis.parse(JSON.parse(called.out))
  })

  it('gives 0 where nothing is', async () => {
    expect((await call('analyze', at('harmless.txt'), '--fail-on', 'high')).code).toBe(0)
  })

  it('counts less than an input that could not be read', async () => {
    expect((await call('analyze', TERMS, at('none.pdf'), '--fail-on', 'high')).code).toBe(3)
  })
})

describe('house rules and packs', () => {
  it('a silenced finding is marked, with who and why', async () => {
    const called = await call('analyze', TERMS, '--house', at('silence.yaml'), '-f', 'json')
    const { items, house } = Analysis.parse(JSON.parse(called.out))
    expect(house).toMatchObject({ name: 'Example' })
    expect(items.find((i) => i.id === 'C13')!.silenced).toMatchObject({ reason: 'agreed', by: 'Legal' })
    const explained = await call('explain', TERMS, 'C13', '--house', at('silence.yaml'), '-f', 'json')
    expect(Explanation.parse(JSON.parse(explained.out)).finding.silenced).toMatchObject({ by: 'Legal' })
  })

  it('packs are answered, also several files as one provider’s', async () => {
    const called = await call('analyze', ORDER, at('harmless.txt'), '--pack', 'kobe-2020', '-f', 'json')
    expect(called.code).toBe(0)
    const [first, second, together] = lines(called.out).map((l) => JSON.parse(l))
    for (const one of [first, second]) expect(Analysis.parse(one).packs.map((p) => p.id)).toEqual(['kobe-2020'])
    expect(together.packs.map((p: { id: string }) => p.id)).toEqual(['kobe-2020'])
  })
})

describe('files written', () => {
  it('--out takes the result, stdout nothing', async () => {
    expect(await call('analyze', TERMS, '-f', 'html', '--out', at('report.html'))).toMatchObject({ code: 0, out: '' })
    const page = readFileSync(at('report.html'), 'utf8')
    expect(page).toMatch(/<details class="explained">/)
    expect(page).not.toMatch(/<script/i)
  })

  it('several files go into a folder', async () => {
    expect((await call('analyze', ORDER, at('harmless.txt'), '-f', 'markdown', '-o', at('many'))).code).toBe(0)
    expect(readFileSync(at('many/warehouse-order.en.md.md'), 'utf8')).toContain('C16')
    expect(readFileSync(at('many/harmless.txt.md'), 'utf8')).toContain('C16')
  })

  it('negotiate writes a letter, a list and tracked changes', async () => {
    const asked = ['--letter', at('letter.docx'), '--questions', at('list.xlsx'), '--redline', at('redline.docx')]
    const called = await call('negotiate', WORD, ...asked, '--lang', 'ja')
    expect(called.code).toBe(0)
    for (const name of ['letter.docx', 'list.xlsx', 'redline.docx']) {
      expect(readFileSync(at(name)).subarray(0, 2).toString()).toBe('PK')
    }
    const read = await call('analyze', at('letter.docx'), '-f', 'json')
    expect(read.code).toBe(0)
  })
})

describe('the command itself', () => {
  const start = (
    argv: string[],
    input: string | null,
    takeOnly?: number,
  ): Promise<{ code: number | null; out: string }> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...argv], {
        cwd: root,
        env: { ...process.env, LANG: 'en_US.UTF-8', YAKKAN_LANG: '' },
        stdio: ['pipe', 'pipe', 'inherit'],
      })
      let out = ''
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString()
        // A reader that has seen enough goes away.
        if (takeOnly !== undefined && out.length >= takeOnly) child.stdout.destroy()
      })
      child.on('error', reject)
      child.on('close', (code) => resolve({ code, out }))
      child.stdin.end(input ?? '')
    })

  it('reads standard input, writes NDJSON, and ends with its exit code', async () => {
    const { code, out } = await start(['analyze', '-', '-f', 'json', '--fail-on', 'low'], HARMLESS)
    expect(code).toBe(4)
    const analysis = Analysis.parse(JSON.parse(out))
    expect(analysis.document.name).toBe('stdin')
    expect(analysis.items.find((i) => i.id === 'C16')!.position).toBe('favourable')
  }, 120_000)

  it('ends quietly when its reader goes away', async () => {
    const { code } = await start(['analyze', TERMS, ORDER, WORD, '-f', 'html'], null, 100)
    expect(code).toBe(0)
  }, 120_000)
})
