import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { analyze } from '../src/analyze.js'
import { checkExamples } from '../src/library/examples.js'
import { loadLibrary } from '../src/library/library.js'
import { LibraryError } from '../src/library/library-error.js'
import { schemaFile } from '../src/library/schema-file.js'
import { GAPS } from './library-gaps.js'

const SHIPPED = new URL('../clause-library/', import.meta.url).pathname
const library = loadLibrary()
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('the shipped library', () => {
  it('holds the 38 items in checklist order', () => {
    const ids = [
      ...Array.from({ length: 18 }, (_, i) => `C${String(i + 1).padStart(2, '0')}`),
      ...Array.from({ length: 20 }, (_, i) => `S${String(i + 1).padStart(2, '0')}`),
    ]
    expect(library.items.map((i) => i.id)).toEqual(ids)
  })

  const problems = checkExamples(library)
  for (const item of library.items) {
    it(`${item.id} ${item.slug}: its examples come out as they say`, () => {
      const wrong = problems.filter(
        (p) => p.item === item.id && /^(?:is (?:not )?matched|tests\.|the cue)/.test(p.detail),
      )
      expect(wrong.map((p) => p.detail)).toEqual([])
    })
    it(`${item.id} lacks no more sentences than it did`, () => {
      const { unexercised, claimed } = GAPS[item.id] ?? { unexercised: 0, claimed: 0 }
      const of = (pattern: RegExp): string[] =>
        problems.filter((p) => p.item === item.id && pattern.test(p.detail)).map((p) => p.detail)
      const idle = of(/exercises the cue/)
      expect(idle.length, `a new cue needs a sentence: ${idle.join('; ')}`).toBeLessThanOrEqual(unexercised)
      const shared = of(/is claimed by/)
      expect(shared.length, shared.join('; ')).toBeLessThanOrEqual(claimed)
    })
    for (const judged of item.tests.judged) {
      it(`${item.id} judges “${judged.text.slice(0, 60)}”`, async () => {
        const { analysis } = await analyze(bytes(judged.text), 'example.txt', { library })
        const f = analysis.items.find((i) => i.id === item.id)!
        if (judged.status) expect(f.status).toBe(judged.status)
        else expect(f.status).not.toBe('absent')
        if (judged.position) expect(f.position).toBe(judged.position)
        if (judged.commitment) expect(f.commitment).toBe(judged.commitment)
        for (const [name, value] of Object.entries(judged.values ?? {})) {
          expect(f.values.filter((v) => v.name === name).map((v) => v.value)).toContain(value)
        }
      })
    }
  }

  it('gives each problem one of the names that are counted', () => {
    const known =
      /^(?:is (?:not )?matched|tests\.|the cue|no test sentence in (?:ja|en) exercises the cue|is claimed by)/
    expect(problems.filter((p) => !known.test(p.detail))).toEqual([])
    for (const id of Object.keys(GAPS)) expect(library.items.map((i) => i.id)).toContain(id)
  })

  it('keeps schema.json in step with the format', () => {
    expect(readFileSync(join(SHIPPED, 'schema.json'), 'utf8')).toBe(schemaFile())
  })
})

describe('a library of one’s own', () => {
  const folders: string[] = []
  const copy = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'yakkan-library-'))
    folders.push(folder)
    cpSync(SHIPPED, folder, { recursive: true })
    return folder
  }
  afterAll(() => {
    for (const f of folders) rmSync(f, { recursive: true, force: true })
  })
  const ITEM = `
id: X01
slug: escrow
group: contract
names: { ja: ソースコードの預託, en: Source code escrow }
regulates: { ja: ソースコードの第三者への預託, en: Deposit of the source code with a third party }
ask: { absent: { ja: 預託はありますか。, en: Is there an escrow? } }
cues:
  heading: { title: { ja: [預託], en: [escrow] } }
  strong: { deposit: { ja: ["ソースコード + 預託"], en: ["source code + escrow"] } }
exemplars: { ja: [], en: [] }
tests:
  match:
    ja: [当社はソースコードを預託します。, ソースコードの預託先は機関とします。, ソースコードは毎年預託する。]
    en: [The source code is held in escrow., We deposit source code in escrow yearly., Escrow of the source code is free.]
  no_match:
    ja: [料金は月末に払う。, データを複製する。, 裁判所は東京とする。]
    en: [Fees are due monthly., We copy data., The court is in Rome.]
`

  it('takes a new item from one YAML file and nothing else', async () => {
    const folder = copy()
    writeFileSync(join(folder, 'contract', 'x01-escrow.yaml'), ITEM)
    const own = loadLibrary(folder)
    const text = '第1条（預託）\n当社は、本ソフトウェアのソースコードを第三者機関に預託します。\n'
    const { analysis } = await analyze(bytes(text), 'own.txt', { library: own })
    const f = analysis.items.find((i) => i.id === 'X01')!
    expect(f.status).toBe('present')
    expect(f.evidence[0]!.quote).toContain('ソースコード')
    expect(analysis.items).toHaveLength(39)
  })

  const refused: [string, (yaml: string) => string, string][] = [
    ['broken YAML', (y) => y.replace('tests:', 'tests: ['), 'bad-yaml'],
    ['an unknown field', (y) => `${y}\ncolour: red\n`, 'bad-format'],
    ['an id that is taken', (y) => y.replace('X01', 'C01'), 'twice'],
    ['an unknown concept', (y) => y.replace('ソースコード + 預託', '{nobody} + 預託'), 'bad-cue'],
    [
      'a condition on a cue that it lacks',
      (y) => y.replace('tests:', 'partial: [{ id: a, when: nothing, why: { ja: a, en: a } }]\ntests:'),
      'unknown-name',
    ],
    ['too few examples', (y) => y.replace('We copy data., ', ''), 'bad-example'],
    [
      'an example that is missed',
      (y) => y.replace('Escrow of the source code is free.', 'Nothing is said.'),
      'bad-example',
    ],
    [
      'a cue that no example exercises',
      (y) => y.replace('strong: {', 'strong: { idle: { ja: [休眠], en: [dormant] },'),
      'bad-example',
    ],
  ]
  for (const [what, change, code] of refused) {
    it(`refuses ${what}`, () => {
      const folder = copy()
      writeFileSync(join(folder, 'contract', 'x01-escrow.yaml'), change(ITEM))
      expect(() => loadLibrary(folder)).toThrow(LibraryError)
      try {
        loadLibrary(folder)
      } catch (error) {
        expect((error as LibraryError).code).toBe(code)
        expect((error as LibraryError).place).toContain(code === 'bad-example' ? 'X01' : 'x01-escrow.yaml')
      }
    })
  }

  it('refuses a folder that holds no library', () => {
    expect(() => loadLibrary(mkdtempSync(join(tmpdir(), 'yakkan-none-')))).toThrow(LibraryError)
  })

  it('names files with the letters of their ids', () => {
    for (const group of ['contract', 'sla']) {
      for (const f of readdirSync(join(SHIPPED, group))) expect(f).toMatch(/^[cs]\d\d-[a-z-]+\.yaml$/)
    }
  })
})
