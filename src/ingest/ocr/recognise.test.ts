import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import type { Expected } from '../../../fixtures/pdf/make.js'
import type { Document } from '../../model/document.js'
import { closeParsers } from '../isolate.js'
import { readDocument } from '../read.js'
import type { ReadProgress } from '../read-options.js'
import { tidied } from './recognised-runs.js'

/** Recognising takes seconds for a page, and many times that on a busy machine. */
const PATIENCE = 300_000

const folder = new URL('../../../fixtures/pdf/', import.meta.url)
const read = (name: string, onProgress?: (p: ReadProgress) => void): Promise<Document> =>
  readDocument(readFileSync(new URL(`${name}.pdf`, folder)), `${name}.pdf`, { onProgress })
const expectedOf = (name: string): Expected => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))

/** Share of characters that must be changed, put in or taken out, white space and widths apart. */
function errorRate(document: Document, name: string): number {
  const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '')
  const wanted = plain(expectedOf(name).blocks.join(''))
  const got = plain(document.text)
  let row = Array.from({ length: got.length + 1 }, (_, i) => i)
  for (let i = 1; i <= wanted.length; i++) {
    const next = [i]
    for (let j = 1; j <= got.length; j++) {
      const other = wanted[i - 1] === got[j - 1] ? 0 : 1
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + other)
    }
    row = next
  }
  return row[got.length]! / wanted.length
}

afterAll(closeParsers)

describe('scanned pages', () => {
  it(
    'a contract of two pages, noisy and leaning by a degree',
    async () => {
      const progress: ReadProgress[] = []
      const document = await read('hosting-scan', (p) => progress.push(p))
      const rate = errorRate(document, 'hosting-scan')
      console.log(`character error rate of the scanned contract: ${(rate * 100).toFixed(2)} %`)
      expect(rate).toBeLessThanOrEqual(0.02)
      expect(document).toMatchObject({ ocr: true, status: 'ok' })
      expect(document.blocks).toHaveLength(expectedOf('hosting-scan').blocks.length)
      expect(document.warnings).toMatchObject([{ code: 'recognised-pages', place: 'pages 1-2' }])
      expect(document.pages).toHaveLength(2)
      expect(progress.filter((p) => p.stage === 'ocr').map((p) => p.done)).toEqual([0, 1, 2])
    },
    PATIENCE,
  )

  it.each([
    ['turned by a quarter', 'scan-turned', 0.08],
    ['upside down, in English', 'scan-upside-down', 0.02],
    ['written vertically', 'scan-vertical', 0.03],
  ])(
    'a sheet %s',
    async (_, name, most) => {
      const document = await read(name)
      expect(errorRate(document, name)).toBeLessThanOrEqual(most)
      expect(document.blocks).toHaveLength(expectedOf(name).blocks.length)
    },
    PATIENCE,
  )
})

describe('tidied', () => {
  it.each([
    ['株式会社 (以下「甲」という。) は', '株式会社（以下「甲」という。）は'],
    ['(1) 申込書', '(1) 申込書'],
    ['2. 乙は、30日以内に', '2. 乙は、30日以内に'],
    ['第1条 (目的)', '第1条（目的）'],
    ['_第3条 (利用料金)', '第3条（利用料金）'],
    ['三 十日前までに', '三十日前までに'],
    ['the fees (see Section 2) are due', 'the fees (see Section 2) are due'],
  ])('%s', (text, clean) => {
    expect(tidied(text)).toBe(clean)
  })
})
