import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Analyzed, analyze } from '../src/analyze.js'
import { type Library, loadLibrary } from '../src/library/library.js'
import { AgreementKind } from '../src/model/agreement.js'
import { Analysis, Commitment, Position, Status } from '../src/model/analysis.js'
import { Format } from '../src/model/document.js'
import { Language } from '../src/model/text.js'

/** What a reader of items.md finds in a fixture; an item that is not named is absent. */
const Expected = z.strictObject({
  file: z.string(),
  format: Format,
  language: Language,
  kind: AgreementKind,
  parties: z.strictObject({ provider: z.array(z.string()), customer: z.array(z.string()) }),
  items: z.record(
    z.string(),
    z.strictObject({
      status: Status,
      position: Position.optional(),
      commitment: Commitment.optional(),
      /** Passages of which one at least must be among the evidence, parted by `|`. */
      quote: z.string(),
      values: z.record(z.string(), z.string()).optional(),
    }),
  ),
  /** Items on which careful readers part; finding them is no fault. */
  may_find: z.array(z.string()).optional(),
})

const folder = new URL('../fixtures/documents/', import.meta.url)
const fixtures = readdirSync(folder)
  .filter((f) => f.endsWith('.expected.json'))
  .sort()
  .map((f) => Expected.parse(JSON.parse(readFileSync(new URL(f, folder), 'utf8'))))

const bytesOf = (file: string): Uint8Array => readFileSync(new URL(file, folder))
const plain = (s: string): string =>
  s
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
const sameValue = (a: string, b: string): boolean => {
  const tokens = (v: string): string =>
    (
      v
        .normalize('NFKC')
        .toLowerCase()
        .match(/\d+(?:\.\d+)?|\p{L}+/gu) ?? []
    )
      .map((t) => t.replace(/(?<=\p{L}{3,})s$/u, ''))
      .sort()
      .join(' ')
  return tokens(a) === tokens(b)
}

let library: Library
const analysed = new Map<string, Analyzed>()

beforeAll(async () => {
  library = loadLibrary()
  for (const { file } of fixtures) analysed.set(file, await analyze(bytesOf(file), file, { library }))
})

describe.each(fixtures)('$file', (expected) => {
  it('is read for what it is', () => {
    const { document } = Analysis.parse(analysed.get(expected.file)!.analysis)
    expect({ format: document.format, language: document.language }).toEqual({
      format: expected.format,
      language: expected.language,
    })
  })

  it('quotes verbatim', () => {
    const { analysis, agreement } = analysed.get(expected.file)!
    for (const f of analysis.items) {
      for (const e of f.evidence) expect(agreement.document.text.slice(e.start, e.end)).toBe(e.quote)
      for (const v of f.values) expect(agreement.document.text).toContain(v.quote)
    }
  })

  it('gives the same bytes twice', async () => {
    const again = await analyze(bytesOf(expected.file), expected.file, { library })
    expect(JSON.stringify(again.analysis)).toBe(JSON.stringify(analysed.get(expected.file)!.analysis))
  })
})

describe('all fixtures together', () => {
  /** Agreement with careful readers, over all fixtures; what is reached is held, and raised as judging improves. */
  const HELD = { parties: 0.9, found: 0.96, evidence: 0.94, positions: 0.78, commitments: 0.88, values: 0.84 }

  it('agrees with careful readers at least as far as was reached', () => {
    const ratios = {
      parties: [0, 0],
      found: [0, 0],
      evidence: [0, 0],
      positions: [0, 0],
      commitments: [0, 0],
      values: [0, 0],
    }
    const count = (what: keyof typeof ratios, holds: boolean): void => {
      ratios[what][0]! += holds ? 1 : 0
      ratios[what][1]! += 1
    }
    for (const expected of fixtures) {
      const open = new Set(expected.may_find)
      for (const side of ['provider', 'customer'] as const) {
        const names = analysed.get(expected.file)!.analysis.document.parties[side].map(plain)
        for (const name of expected.parties[side]) count('parties', names.includes(plain(name)))
      }
      for (const have of analysed.get(expected.file)!.analysis.items) {
        const want = expected.items[have.id]
        if (open.has(have.id)) continue
        count('found', (have.status !== 'absent') === (want !== undefined))
        if (!want || have.status === 'absent') continue
        const quotes = want.quote.split('|').map(plain)
        count(
          'evidence',
          have.evidence.some((e) => quotes.some((q) => plain(e.quote).includes(q) || q.includes(plain(e.quote)))),
        )
        if (want.position) count('positions', have.position === want.position)
        if (want.commitment) count('commitments', have.commitment === want.commitment)
        for (const [name, value] of Object.entries(want.values ?? {})) {
          count(
            'values',
            have.values.some((v) => v.name === name && sameValue(v.value, value)),
          )
        }
      }
    }
    for (const what of Object.keys(HELD) as (keyof typeof HELD)[]) {
      const [right, of] = ratios[what]
      expect(right! / of!, `${what}: ${right} of ${of}`).toBeGreaterThanOrEqual(HELD[what])
    }
  })
})
