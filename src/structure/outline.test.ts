import { describe, expect, it } from 'vitest'
import { readMarkdown } from '../ingest/markdown/read-markdown.js'
import { readText } from '../ingest/text/read-text.js'
import type { Agreement } from '../model/agreement.js'
import { structure } from './structure.js'

const ofText = (text: string): Agreement => structure(readText(text, Buffer.from(text), 'terms.txt'))
const ofMarkdown = (text: string): Agreement => structure(readMarkdown(text, Buffer.from(text), 'terms.md'))
/** The outline as a person would draw it: level, number, heading. */
const outline = (a: Agreement): string[] =>
  a.articles
    .filter((x) => x.role !== 'preamble')
    .map((x) => `${'-'.repeat(x.level)} ${x.number ?? '·'} ${x.heading ?? '·'}`)

describe('articles of plain text', () => {
  it.each([
    [
      '第N条 with headings in brackets, paragraphs and items inside',
      'サンプル利用規約\n\n第１条（目的）\n１　この規約は、利用の条件を定めます。\n２　個別の定めは、この規約に優先します。\n第２条（料金）\n料金は次のとおりとします。\n(1) 基本料\n(2) 従量料\n附　則\nこの規約は、令和８年４月１日から施行します。',
      ['- 第１条 目的', '- 第２条 料金', '- 附 則 ·'],
    ],
    [
      'headings above the number, chapters, numbers with の',
      '業務規程\n\n第１章　総則\n\n（目的）\n第１条　この規程は、業務の方法を定める。\n\n（定義）\n第１条の２　用語は、次のとおりとする。\n\n第２章　雑則\n\n（細則）\n第２条　細則は、別に定める。',
      [' 第１章 総則', '- 第１条 目的', '- 第１条の２ 定義', ' 第２章 雑則', '- 第２条 細則'],
    ],
    [
      'headings beside the number and on the next line',
      '委託契約書\n\n第1条 委託\n甲は、乙に業務を委託する。\n第2条\n（期間）\n期間は、1年間とする。\n第3条　適用範囲　本契約は、個別契約にも適用される。',
      ['- 第1条 委託', '- 第2条 期間', '- 第3条 適用範囲'],
    ],
    [
      'numbered sections run into their text',
      'HOSTING AGREEMENT\n\n1. Term. This Agreement starts on the Effective Date.\n\n2. Fees and Payment. Customer shall pay the fees.\n\n2.1 Late Fees. Interest accrues at 1% a month.\n\n3. Limitation of liability. Neither party is liable for loss of profit.',
      ['- 1 Term', '- 2 Fees and Payment', '-- 2.1 Late Fees', '- 3 Limitation of liability'],
    ],
    [
      'articles in Roman numbers with their titles below',
      'SERVICES AGREEMENT\n\nARTICLE I\n\nDEFINITIONS\n\n1.01 Terms. The following terms apply to this Agreement.\n\nARTICLE II\n\nTERM\n\n2.01 Start. The term starts today and ends in a year.\n\n2.02 Renewal. It renews unless a party objects.',
      ['- ARTICLE I DEFINITIONS', '-- 1.01 Terms', '- ARTICLE II TERM', '-- 2.01 Start', '-- 2.02 Renewal'],
    ],
    [
      'headings in capitals, with numbered lists that are no articles',
      'MAINTENANCE TERMS\n\nSERVICES\n\nWe provide the following:\n\n1. telephone support on working days;\n\n2. corrections of errors that we confirm;\n\nFEES\n\nFees are due within thirty days of the invoice.\n\nTERMINATION\n\nEither party may end the terms on notice.',
      ['- · SERVICES', '- · FEES', '- · TERMINATION'],
    ],
    [
      'recitals before the numbers are beside them, not above',
      'AGREEMENT\n\nRECITALS\n\nThe parties wish to work together on the project.\n\n1. SCOPE\n\nThe work is set out in the order.\n\n2. PRICE\n\nThe price is set out in the order.\n\n3. TERM\n\nThe term is one year from today.',
      ['- · RECITALS', '- 1 SCOPE', '- 2 PRICE', '- 3 TERM'],
    ],
    [
      'an annex with a numbering of its own',
      'サービス契約書\n\n第1条（提供）\n乙は、サービスを提供する。\n第2条（水準）\n水準は、別紙に定める。\n\n別紙1 サービスレベル\n1. 稼働率\n月間99.9%とする。\n2. 窓口\n平日9時から17時とする。',
      ['- 第1条 提供', '- 第2条 水準', '- 別紙1 サービスレベル'],
    ],
    [
      'a table of contents is no second set of articles',
      'MASTER AGREEMENT\n\n1. Scope\n\n2. Fees\n\n3. Liability\n\n1. Scope\n\nThis agreement covers the hosting services of the Provider.\n\n2. Fees\n\nThe Customer pays each month in advance for the services.\n\n3. Liability\n\nLiability is limited to the fees of one year.',
      ['- 1 Scope', '- 2 Fees', '- 3 Liability'],
    ],
  ])('%s', (_what, text, expected) => expect(outline(ofText(text))).toEqual(expected))
})

describe('articles of Markdown', () => {
  it.each([
    [
      'headings without numbers; the first is the title',
      '# Terms\n\nWelcome.\n\n## Fees\n\nYou pay monthly.\n\n### Refunds\n\nWe give none.\n\n## Law\n\nThe law of Japan applies.',
      ['- · Fees', '-- · Refunds', '- · Law'],
    ],
    [
      'numbered lists under headings are paragraphs, not articles',
      '# Terms\n\n## Account\n\n1. You keep your password secret at all times.\n2. You answer for what happens under your account.\n\n## Law\n\n1. The law of Japan applies to these terms.',
      ['- · Account', '- · Law'],
    ],
    [
      'lists inside lists carry the number of what they stand in',
      '# Agreement\n\n1. **Service**\n    1. **Access.** Customer may use the service.\n    2. **Support.** Provider gives support.\n2. **Fees**\n    1. **Payment.** Customer pays within 30 days.',
      ['- 1 Service', '-- 1.1 Access', '-- 1.2 Support', '- 2 Fees', '-- 2.1 Payment'],
    ],
    [
      'bold lines as headings, letters above numbers',
      '# Policy\n\n## A. Scope\n\nIt covers the app.\n\n### 1. Data\n\nWe keep data in Japan.\n\n### 2. Logs\n\nWe keep logs for a year.\n\n## B. Contact\n\nWrite to us.',
      ['- A Scope', '-- 1 Data', '-- 2 Logs', '- B Contact'],
    ],
    [
      'dates head nothing',
      '# 規約\n\n**最終更新日：2026年1月1日**\n\n## 第1条（目的）\n\n目的を定めます。\n\n## 第2条（料金）\n\n料金を定めます。',
      ['- 第1条 目的', '- 第2条 料金'],
    ],
  ])('%s', (_what, text, expected) => expect(outline(ofMarkdown(text))).toEqual(expected))
})

describe('spans', () => {
  const a = ofText('規約\n\n前文です。\n\n第1条（甲）\n一つ目の文。二つ目の文。\n第2条（乙）\n三つ目の文。')

  it('articles follow one another, the preamble first', () => {
    expect(a.articles.map((x) => a.document.text.slice(x.start, x.end))).toEqual([
      '規約\n前文です。',
      '第1条（甲）\n一つ目の文。二つ目の文。',
      '第2条（乙）\n三つ目の文。',
    ])
  })

  it('passages cover every word of the text, in order', () => {
    const words = (s: string): string => s.replace(/\s/g, '')
    expect(words(a.passages.map((p) => a.document.text.slice(p.start, p.end)).join(''))).toBe(words(a.document.text))
  })
})
