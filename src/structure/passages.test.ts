import { describe, expect, it } from 'vitest'
import { readHtml } from '../ingest/html/read-html.js'
import { readText } from '../ingest/text/read-text.js'
import { articleById, articlePath, foldedPassage, passagesOf, passageText } from './agreement-text.js'
import { splitInlineList, splitSentences } from './sentences.js'
import { structure } from './structure.js'

const sentences = (text: string): string[] => splitSentences(text, 0).map((s) => text.slice(s.start, s.end))
const ofText = (text: string) => structure(readText(text, Buffer.from(text), 'a.txt'))

describe('splitSentences', () => {
  it.each([
    ['一つ目です。二つ目です。', ['一つ目です。', '二つ目です。']],
    ['「承諾する。」とは、同意をいう。次に進む。', ['「承諾する。」とは、同意をいう。', '次に進む。']],
    [
      '責任を負いません（ただし、故意がある場合を除く。）。以上。',
      ['責任を負いません（ただし、故意がある場合を除く。）。', '以上。'],
    ],
    ['We host it. You pay for it.', ['We host it.', 'You pay for it.']],
    [
      'Sold by Acme Inc. and others. See No. 5 and e.g. Annex 2.',
      ['Sold by Acme Inc. and others.', 'See No. 5 and e.g. Annex 2.'],
    ],
    ['It is run by Acme Inc. The service is new.', ['It is run by Acme Inc.', 'The service is new.']],
    ['Uptime is 99.9 percent. U.S. law applies.', ['Uptime is 99.9 percent.', 'U.S. law applies.']],
    ['He said "we stop." Then it stopped.', ['He said "we stop."', 'Then it stopped.']],
    ['THE SERVICE IS PROVIDED AS IS. WE GIVE NO WARRANTY.', ['THE SERVICE IS PROVIDED AS IS.', 'WE GIVE NO WARRANTY.']],
    ['first line\nsecond line', ['first line', 'second line']],
  ])('%s', (text, expected) => expect(sentences(text)).toEqual(expected))

  it('takes a long sentence with a list apart', () => {
    const item = 'keep the data of the other party in confidence and use it for no other purpose than this agreement'
    const text = `Each party shall: (a) ${item}; (b) ${item}; and (c) ${item}.`
    const parts = splitInlineList(text, { start: 0, end: text.length }).map((s) => text.slice(s.start, s.end))
    expect(parts.map((p) => p.slice(0, 8))).toEqual(['Each par', '(a) keep', '(b) keep', '(c) keep'])
  })

  it('keeps a sentence whole whose main clause follows the list', () => {
    const text = `If Customer (a) ${'does not pay in time '.repeat(8)}; or (b) ${'breaks the rules of use '.repeat(8)}, then Provider may suspend the service.`
    expect(splitInlineList(text, { start: 0, end: text.length })).toHaveLength(1)
  })
})

describe('passages', () => {
  const shape = (text: string): string[] => {
    const a = ofText(text)
    return a.passages.map((p) => `${p.kind} ${p.depth} ${p.leadIn ?? '-'} ${passageText(a, p)}`)
  }

  it('items know the sentence that leads them in, nested ones their own', () => {
    expect(
      shape(
        '第1条（禁止）\n１　利用者は、次の各号の行為をしてはならない。\n(1) 転売\n(2) 次に掲げる解析\nア　逆コンパイル\nイ　通信の傍受\n(3) その他\n２　違反した者は、登録を取り消す。\n第2条（料金）\n無料です。',
      ).slice(0, 8),
    ).toEqual([
      'heading 0 - 第1条（禁止）',
      'sentence 0 - １　利用者は、次の各号の行為をしてはならない。',
      'item 1 1 (1) 転売',
      'item 1 1 (2) 次に掲げる解析',
      'item 2 3 ア　逆コンパイル',
      'item 2 3 イ　通信の傍受',
      'item 1 1 (3) その他',
      'sentence 0 - ２　違反した者は、登録を取り消す。',
    ])
  })

  it('tells (i) the Roman number from (i) the letter', () => {
    expect(
      shape(
        '1. Limits. You must not:\n\n(a) copy the work;\n\n(b) share it with:\n\n(i) rivals; or\n\n(ii) the press;\n\n(c) sell it.\n\n2. Fees. None are due.',
      ).slice(1, 7),
    ).toEqual([
      'sentence 0 - You must not:',
      'item 1 1 (a) copy the work;',
      'item 1 1 (b) share it with:',
      'item 2 3 (i) rivals; or',
      'item 2 3 (ii) the press;',
      'item 1 1 (c) sell it.',
    ])
  })

  it('rows know the head of their table', () => {
    const html = '<h1>SLA</h1><table><tr><th>項目</th><th>水準</th></tr><tr><td>稼働率</td><td>99.9%</td></tr></table>'
    const a = structure(readHtml(html, Buffer.from(html), 'a.html'))
    const row = a.passages.at(-1)!
    expect(row.kind).toBe('row')
    expect(a.document.text.slice(row.head!.start, row.head!.end)).toBe('項目\t水準')
  })

  it('menus are no passages, hidden clauses are', () => {
    const html =
      '<nav><a href="/">Home</a> <a href="/x">Shop</a></nav><h1>Terms</h1><p>We host it.</p><p style="display:none">We own your data.</p>'
    const a = structure(readHtml(html, Buffer.from(html), 'a.html'))
    expect(a.passages.map((p) => passageText(a, p))).toEqual(['Terms', 'We host it.', 'We own your data.'])
  })

  it('every passage is a verbatim span, folded once', () => {
    const a = ofText('第１条（目的）\n当社は、準 拠 法を定めます。\n第２条（料金）\n無料です。')
    expect(foldedPassage(a, 1).text).toBe('当社は、準拠法を定めます。')
    expect(foldedPassage(a, 1)).toBe(foldedPassage(a, 1))
    expect(passagesOf(a, 'a2').map((p) => passageText(a, p))).toEqual(['第２条（料金）', '無料です。'])
    expect(articleById(a, 'a2')?.heading).toBe('料金')
    expect(articlePath(a, 'a2').map((x) => x.id)).toEqual(['a2'])
    expect(() => foldedPassage(a, 99)).toThrow(RangeError)
  })
})

describe('definitions and references', () => {
  it.each([
    [
      '第1条（定義）\n「本サービス」とは、当社が提供する保管サービスをいう。\n第2条（料金）\n無料。',
      '本サービス',
      '当社が提供する保管サービス',
    ],
    [
      '利用規約\n当社の提供する保管サービス（以下「保管サービス」といいます。）を使うこと。',
      '保管サービス',
      '当社の提供する保管サービス',
    ],
    ['1. Words. "Fees" means the amounts in the order. More follows.', 'Fees', 'the amounts in the order.'],
    [
      'This agreement covers the storage service (the "Service") of the provider.',
      'Service',
      'This agreement covers the storage service',
    ],
  ])('%s', (text, term, meaning) => expect(ofText(text).definitions[0]).toMatchObject({ term, meaning }))

  it('leads references to the articles they name, and leaves laws alone', () => {
    const a = ofText(
      '第1条（目的）\n第2条第1項及び前条に定める。次条も同じ。\n第2条（法）\n民法第1条は、ここでいう第1条ではない。\n第3条（別）\n別に定める。',
    )
    expect(a.references.map((r) => `${a.document.text.slice(r.start, r.end)}→${r.target}`)).toEqual([
      '第2条第1項→a2',
      '次条→a2',
      '第1条→a1',
    ])
  })

  it('English references, several at once', () => {
    const a = ofText(
      '1. Fees. Sections 2 and 3.1(a) apply, and Article 28 of the GDPR.\n\n2. Term. See Section 1.\n\n3. Rest.\n\n3.1 Notices. By mail, as in Section 9.\n\n3.2 Law. That of Japan.',
    )
    expect(
      a.references.map(
        (r) => `${a.document.text.slice(r.start, r.end)}→${a.articles.find((x) => x.id === r.target)?.number}`,
      ),
    ).toEqual(['Sections 2→2', '3.1→3.1', 'Section 1→1'])
  })
})
