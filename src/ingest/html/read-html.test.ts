import { describe, expect, it } from 'vitest'
import { Document } from '../../model/document.js'
import { joinDocuments } from '../read-pages.js'
import { readHtml } from './read-html.js'

const read = (html: string): Document => readHtml(html, Buffer.from(html), 'page.html')
/** Blocks in short: kind, level, words; what is hidden or a menu is marked. */
const blocks = (html: string): string[] => {
  const d = read(html)
  return d.blocks.map(
    (b) =>
      `${b.part === 'navigation' ? 'menu ' : ''}${b.hidden ? 'hidden ' : ''}${b.kind}${b.level || ''} ${d.text.slice(b.start, b.end)}`,
  )
}

describe('readHtml', () => {
  it.each([
    [
      'headings and paragraphs',
      '<h1>Terms</h1><p>We host <b>your</b>\n data.</p>',
      ['heading1 Terms', 'paragraph We host your data.'],
    ],
    [
      'line ends of the source inside Japanese',
      '<p>当社は、\n  お客様に\n通知します。</p>',
      ['paragraph 当社は、お客様に通知します。'],
    ],
    ['entities, soft hyphens, no-break spaces', '<p>A&nbsp;&amp;&#x20;B&shy;C &copy;</p>', ['paragraph A & BC ©']],
    [
      'ruby is not mixed into the words',
      '<p><ruby>約款<rp>(</rp><rt>やっかん</rt><rp>)</rp></ruby>を読む。</p>',
      ['paragraph 約款を読む。'],
    ],
    [
      'line breaks',
      '<p>第1条（目的）<br>目的を定めます。<br>\n第2条（料金）</p>',
      ['paragraph 第1条（目的）', 'paragraph 目的を定めます。', 'paragraph 第2条（料金）'],
    ],
    [
      'breaks that only wrap a line',
      '<p>The provider may<br>stop the service.<br>Then it ends.</p>',
      ['paragraph The provider may stop the service.', 'paragraph Then it ends.'],
    ],
    [
      'ordered lists: start, type, value, reversed',
      '<ol start=3 type=a><li>x<li value=7>y</ol><ol reversed><li>p<li>q</ol>',
      ['item1 c. x', 'item1 g. y', 'item1 2. p', 'item1 1. q'],
    ],
    ['lists in lists', '<ol><li>a<ol type=i><li>b</ol><li>c</ol>', ['item1 1. a', 'item2 i. b', 'item1 2. c']],
    [
      'list styles',
      '<style>.k{list-style-type:katakana}</style><ol class=k><li>x</ol><ol style="list-style:none"><li>(1) y</ol>',
      ['item1 ア. x', 'item1 (1) y'],
    ],
    ['a number typed by hand is not doubled', '<ol><li>1. x</ol>', ['item1 1. x']],
    [
      'CSS counters',
      '<style>body{counter-reset:a}h2{counter-increment:a;counter-reset:b}h2::before{content:"第" counter(a) "条 "}p.n{counter-increment:b}p.n::before{content:counter(a) "." counter(b)}</style><body><h2>目的</h2><p class=n>x</p><p class=n>y</p><h2>料金</h2><p class=n>z</p>',
      ['heading2 第1条 目的', 'paragraph 1.1 x', 'paragraph 1.2 y', 'heading2 第2条 料金', 'paragraph 2.1 z'],
    ],
    [
      'details',
      '<details><summary>料金</summary><p>月額です。</p></details>',
      ['heading6 料金', 'paragraph 月額です。'],
    ],
    [
      'short definitions are rows',
      '<dl><dt>提供者<dd>楠木株式会社<dt>期間<dd>1年</dl>',
      ['row 提供者\t楠木株式会社', 'row 期間\t1年'],
    ],
    [
      'articles as definitions',
      '<dl><dt>第1条（目的）<dd>この規約は、条件を定めます。</dl>',
      ['paragraph 第1条（目的）', 'paragraph この規約は、条件を定めます。'],
    ],
    [
      'a table that lays out the page',
      '<table><tr><td><h1>Terms</h1><p>We host it.</p><table><tr><td>A</td><td>B</td></tr></table></td></tr></table>',
      ['heading1 Terms', 'paragraph We host it.', 'row A\tB'],
    ],
    [
      'bold lines are headings',
      '<p><b>Fees</b></p><p>You pay monthly.</p>',
      ['heading6 Fees', 'paragraph You pay monthly.'],
    ],
    [
      'bold sentences are not',
      '<p><b>Please read this with care.</b></p><p>You pay monthly.</p>',
      ['paragraph Please read this with care.', 'paragraph You pay monthly.'],
    ],
    [
      'text area and preformatted text',
      '<pre>1. First\n2. Second</pre><textarea>3. Third</textarea>',
      ['paragraph 1. First', 'paragraph 2. Second', 'paragraph 3. Third'],
    ],
    [
      'scripts, styles and comments are silent',
      '<script>var a="<p>x"</script><!-- no --><style>p{}</style><noscript>Enable it</noscript><p>Yes.</p>',
      ['paragraph Yes.'],
    ],
  ])('%s', (_what, html, expected) => expect(blocks(html)).toEqual(expected))

  it.each([
    ['display', '<p style="display:none">We own your data.</p>'],
    ['the hidden attribute', '<div hidden><p>We own your data.</p></div>'],
    ['a style sheet', '<style>.x .y{visibility:hidden}</style><div class=x><p class=y>We own your data.</p></div>'],
    ['tiny letters', '<p style="font-size:0">We own your data.</p>'],
    ['white on white', '<p style="color:#fff">We own your data.</p>'],
    ['off the page', '<p style="position:absolute;left:-9999px">We own your data.</p>'],
  ])('flags text hidden by %s', (_how, html) => {
    const d = read(`<p>We host it.</p>${html}`)
    expect(d.blocks.map((b) => b.hidden)).toEqual([false, true])
    expect(d.warnings.map((w) => w.code)).toEqual(['hidden-text'])
  })

  it('white on a dark ground is not hidden', () => {
    expect(read('<div style="background:#123"><p style="color:white">Welcome to it.</p></div>').warnings).toEqual([])
  })

  it('takes menus, banners and footers apart from the terms', () => {
    const html = `<header><nav><a href="/">Home</a><a href="/p">Prices</a></nav></header>
      <div class="cookie-banner"><p>We use cookies to improve this site.</p><button>Accept</button></div>
      <main><h1>Terms</h1><p>You shall pay the fees within 30 days.</p><footer><p>We may terminate this agreement at any time.</p></footer></main>
      <footer><a href="/c">Contact</a> <a href="/i">Imprint</a></footer>`
    expect(blocks(html)).toEqual([
      'menu paragraph Home Prices',
      'menu paragraph We use cookies to improve this site.',
      'menu paragraph Accept',
      'heading1 Terms',
      'paragraph You shall pay the fees within 30 days.',
      'paragraph We may terminate this agreement at any time.',
      'menu paragraph Contact Imprint',
    ])
  })

  it.each(['nav', 'aside', 'footer', 'form', 'div class="modal"', 'div id="sidebar"'])(
    'never drops terms because they stand in <%s>',
    (tag) => {
      const text =
        '当社は、本サービスの提供により生じた損害について責任を負わないものとします。会員は、解除することができます。'
      expect(blocks(`<h1>規約</h1><${tag}><p>${text}</p></${tag.split(' ')[0]}>`)).toEqual([
        'heading1 規約',
        `paragraph ${text}`,
      ])
    },
  )

  it('keeps struck text apart', () => {
    const d = read('<p>通知は<del>30日</del>14日前とします。</p>')
    expect(d.text).toBe('通知は14日前とします。')
    expect(d.revisions).toMatchObject([{ kind: 'deletion', text: '30日', at: 0 }])
  })

  it('tells of frames that it did not read', () => {
    expect(read('<p>Terms:</p><iframe src="terms.html"></iframe>').warnings.map((w) => w.code)).toEqual([
      'frames-unread',
    ])
  })

  it('is a document by its schema, its blocks in order and whole', () => {
    const d = read('<h1>T</h1><ul><li>a<li>b</ul><table><tr><th>x<th>y<tr><td>1<td>2</table>')
    expect(Document.parse(d)).toEqual(d)
    expect(d.blocks.map((b) => d.text.slice(b.start, b.end)).join('\n')).toBe(d.text)
  })

  it('survives deep nesting', () => {
    expect(read(`${'<div>'.repeat(20_000)}deep`).text).toBe('deep')
  })
})

describe('joinDocuments', () => {
  it('puts pages together, spans and all, and keeps a common menu once', () => {
    const menu = '<nav><a href="/">Home</a></nav>'
    const a = read(`${menu}<h1>Terms</h1><table><tr><td>A<td>B</table>`)
    const b = read(`${menu}<h2>Fees</h2><table><tr><td>C<td>D</table>`)
    const all = joinDocuments([a, b], 'terms')
    expect(all.text).toBe('Home\nTerms\nA\tB\nFees\nC\tD')
    expect(all.blocks.map((x) => all.text.slice(x.start, x.end)).join('\n')).toBe(all.text)
    expect(all.blocks.at(-1)!.row).toMatchObject({ table: 1 })
    expect(all.blocks.at(-1)!.row!.cells.map((c) => all.text.slice(c.start, c.end))).toEqual(['C', 'D'])
    expect(() => joinDocuments([], 'none')).toThrow(RangeError)
  })
})
