import { describe, expect, it } from 'vitest'
import { linesOfText, textPdf } from '../../../fixtures/pdf/raw-pdf.js'
import { Hyphens } from './hyphens.js'
import { labelOf, startsClause, startsReference } from './numbering.js'
import { readPdf } from './read-pdf.js'

describe('what a line begins with', () => {
  it.each([
    ['第3条（利用料金）', 'article'],
    ['第十二条の二　通知', 'article'],
    ['Section 4 Fees', 'article'],
    ['附則', 'article'],
    ['(1) 次の場合', 'number'],
    ['①会員', 'number'],
    ['2.3 The Provider', 'number'],
    ['１．１ 総則', 'number'],
    ['ア　支払い', 'number'],
    ['ａ 端子', 'number'],
    ['・料金', 'bullet'],
    ['1.5% per month', null],
    ['1.5倍の額', null],
    ['2026年4月1日', null],
    ['乙は、次の', null],
    ['Customer data', null],
    ['a contract', null],
  ])('%s', (words, kind) => {
    expect(startsClause(words)).toBe(kind)
  })

  it.each([
    ['第3条に定める', true],
    ['第3条第2項の規定', true],
    ['第3条（利用料金）', false],
    ['Section 4 applies', true],
    ['Section 4', false],
  ])('%s cites an article: %s', (words, cites) => {
    expect(startsReference(words)).toBe(cites)
  })

  it.each([
    ['(1) 次の場合', '(1)'],
    ['2.3 The Provider', '2.3'],
    ['乙は', null],
  ])('the label of %s', (words, label) => {
    expect(labelOf(words)).toBe(label)
  })
})

describe('joining two lines', () => {
  const divided = [
    'The parties agree on reason-',
    'able terms for cus-',
    'tomer data and main-',
    'tenance. Reasonable, customer.',
  ]
  it.each([
    [[], '契約を結', 'ぶ。', '契約を結ぶ。'],
    [[], 'the third-', 'party service', 'the third-party service'],
    [[], 'a written', 'notice', 'a written notice'],
    [[], 'the agree\u00ad', 'ment', 'the agreement'],
    [[], 'the mainte‐', 'nance', 'the maintenance'],
    [divided, 'on reason-', 'able terms', 'on reasonable terms'],
    [divided, 'its main-', 'tenance', 'its maintenance'],
    [['a well-known rule-'], 'a well-', 'known rule', 'a well-known rule'],
    [[], 'the years 2020-', '2026', 'the years 2020-2026'],
    [[], 'APIを', 'AWS上で', 'APIをAWS上で'],
  ])('%#', (lines, before, after, joined) => {
    expect(new Hyphens(lines).join(before, after)).toBe(joined)
  })
})

describe('paragraphs from positions', () => {
  const read = async (lines: string[]): Promise<string[]> => {
    const document = await readPdf(textPdf([{ content: linesOfText(lines) }]), 'file.pdf', { ocr: 'off' })
    return document.blocks.map((b) => document.text.slice(b.start, b.end))
  }
  const long = 'The Provider stores the data of the Customer in two data centres in Osaka and'
  it.each([
    ['a full line goes on', [long, 'keeps a copy in a third one.'], [`${long} keeps a copy in a third one.`]],
    ['a short line ends', [long, 'Tokyo.', 'Copies are kept.'], [`${long} Tokyo.`, 'Copies are kept.']],
    [
      'a number begins',
      [`${long.slice(0, -4)}.`, '2. Copies are kept.'],
      [`${long.slice(0, -4)}.`, '2. Copies are kept.'],
    ],
    [
      'a citation does not',
      [`${long} under`, 'Section 12 of the order form.'],
      [`${long} under Section 12 of the order form.`],
    ],
    [
      'lines of contents stay apart',
      [
        'Definitions ........................................................ 1',
        'Fees ............................................................... 2',
      ],
      [
        'Definitions ........................................................ 1',
        'Fees ............................................................... 2',
      ],
    ],
  ])('%s', async (_, lines, blocks) => {
    expect(await read(lines)).toEqual(blocks)
  })
})
