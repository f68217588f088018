import { describe, expect, it } from 'vitest'
import { readText } from './read-text.js'

const read = (text: string) => readText(text, Buffer.from(text), 'terms.txt')
const blocks = (text: string): string[] => {
  const d = read(text)
  return d.blocks.map(
    (b) => `${b.part === 'navigation' ? 'menu ' : ''}${b.kind}${b.level || ''} ${d.text.slice(b.start, b.end)}`,
  )
}

const WRAPPED = `                     HOSTING AGREEMENT

   1. TERM. This agreement starts on the day on which both parties have
signed it and goes on for one year, unless one of the parties ends it in
the way that section 4 allows.
   2. FEES. The customer pays the fees of the order each month in advance
and within thirty days of the invoice. They are:
      (a) the base fee, which does not depend on use, for each of the
          systems; and
      (b) the fee for storage.

                                    - 1 -

The provider sends its invoices by electronic mail to the address that the
customer has named for this, and

                                    - 2 -

may correct them within a year.
`

describe('readText', () => {
  it('puts paragraphs together that were wrapped by hand, over page breaks too', () => {
    expect(blocks(WRAPPED)).toEqual([
      'paragraph HOSTING AGREEMENT',
      'paragraph 1. TERM. This agreement starts on the day on which both parties have signed it and goes on for one year, unless one of the parties ends it in the way that section 4 allows.',
      'paragraph 2. FEES. The customer pays the fees of the order each month in advance and within thirty days of the invoice. They are:',
      'item1 (a) the base fee, which does not depend on use, for each of the systems; and',
      'item1 (b) the fee for storage.',
      'paragraph The provider sends its invoices by electronic mail to the address that the customer has named for this, and may correct them within a year.',
    ])
    expect(read(WRAPPED).asides.map((a) => `${a.kind} ${a.text}`)).toEqual(['page-number - 1 -', 'page-number - 2 -'])
  })

  it.each([
    [
      'Japanese lines wrapped at forty characters need no space',
      `${'あ'.repeat(39)}い\n${'う'.repeat(39)}え\n${'か'.repeat(39)}き\n${'く'.repeat(39)}け\n${'さ'.repeat(39)}し\nおわり。\n第２条（料金）`,
      [
        `paragraph ${'あ'.repeat(39)}い${'う'.repeat(39)}え${'か'.repeat(39)}き${'く'.repeat(39)}け${'さ'.repeat(39)}しおわり。`,
        'paragraph 第２条（料金）',
      ],
    ],
    [
      'lines of a text that is not wrapped stay apart',
      '第１条（目的）\n　この規約は、条件を定める。\n２　個別の定めが優先する。',
      ['paragraph 第１条（目的）', 'paragraph この規約は、条件を定める。', 'paragraph ２　個別の定めが優先する。'],
    ],
    [
      'columns are rows',
      'Levels:\n\nP1   1 hour    phone\nP2   4 hours   mail\n',
      ['paragraph Levels:', 'row P1\t1 hour\tphone', 'row P2\t4 hours\tmail'],
    ],
    [
      'leaders part columns',
      'Base fee ........ 100\nStorage fee ...... 20 a month',
      ['row Base fee\t100', 'row Storage fee\t20 a month'],
    ],
    [
      'lines between bars',
      '| 項目 | 水準 |\n|------|------|\n| 稼働率 | 99.9% |',
      ['row 項目\t水準', 'row 稼働率\t99.9%'],
    ],
    [
      'underlined titles',
      'CARE POLICY\n===========\nHello.\n\n1. REPLIES\n----------\nWe reply.',
      ['heading1 CARE POLICY', 'paragraph Hello.', 'heading2 1. REPLIES', 'paragraph We reply.'],
    ],
    [
      'a table of contents',
      'Contents\n\n1. Term .......... 3\n2. Fees .......... 4\n3. Law .......... 4\n',
      [
        'paragraph Contents',
        'menu paragraph 1. Term .......... 3',
        'menu paragraph 2. Fees .......... 4',
        'menu paragraph 3. Law .......... 4',
      ],
    ],
    [
      'items that were run together into one line',
      'It covers: basis;    2          7.  storage at a second site;',
      ['paragraph It covers: basis; 2', 'paragraph 7. storage at a second site;'],
    ],
    [
      'headings in capitals are not joined with the line below',
      'SERVICES\n\nby-laws apply.',
      ['paragraph SERVICES', 'paragraph by-laws apply.'],
    ],
  ])('%s', (_what, text, expected) => expect(blocks(text)).toEqual(expected))

  it('takes running lines beside page breaks apart', () => {
    const page = (n: number): string =>
      `Clause ${n} says that the parties shall act in good faith.\n\n${n}\n\n\n\nCONFIDENTIAL DRAFT\n\n`
    const d = read([1, 2, 3, 4].map(page).join(''))
    expect(d.asides.filter((a) => a.kind === 'header').map((a) => a.text)).toEqual([
      'CONFIDENTIAL DRAFT',
      'CONFIDENTIAL DRAFT',
      'CONFIDENTIAL DRAFT',
      'CONFIDENTIAL DRAFT',
    ])
    expect(d.text).not.toContain('CONFIDENTIAL')
  })
})
