import { describe, expect, it } from 'vitest'
import { readMarkdown } from './read-markdown.js'

const read = (text: string) => readMarkdown(text, Buffer.from(text), 'terms.md')
const blocks = (text: string): string[] => {
  const d = read(text)
  return d.blocks.map(
    (b) => `${b.part === 'navigation' ? 'menu ' : ''}${b.kind}${b.level || ''} ${d.text.slice(b.start, b.end)}`,
  )
}

describe('readMarkdown', () => {
  it.each([
    [
      'marks of emphasis and addresses go',
      '# T\n\nSee **our** [policy](https://example.com/p) and `code`.',
      ['heading1 T', 'paragraph See our policy and code.'],
    ],
    [
      'emphasis that ends at a Japanese bracket',
      '**「ホスト」**とは、利用者をいう。',
      ['paragraph 「ホスト」とは、利用者をいう。'],
    ],
    ['numbers as written', '# T\n\n1. a\n2. b\n4. d', ['heading1 T', 'item1 1. a', 'item1 2. b', 'item1 4. d']],
    [
      'numbers left to the renderer',
      '# T\n\n1. a\n1. b\n1. c',
      ['heading1 T', 'item1 1. a', 'item1 2. b', 'item1 3. c'],
    ],
    ['closing brackets after numbers', '# T\n\n1) a\n2) b', ['heading1 T', 'item1 1) a', 'item1 2) b']],
    ['escaped numbers', '**1\\. Fees.** You pay.', ['paragraph 1. Fees. You pay.']],
    [
      'underlined headings',
      'Terms\n=====\n\nFees\n----\n\nYou pay.',
      ['heading1 Terms', 'heading2 Fees', 'paragraph You pay.'],
    ],
    ['tables', '# T\n\n| A | B |\n|---|---|\n| **x** | y |', ['heading1 T', 'row A\tB', 'row x\ty']],
    [
      'lines that begin with a number stay apart',
      '# T\n\n１　一つ目です。\n２　二つ目です。',
      ['heading1 T', 'paragraph １　一つ目です。', 'paragraph ２　二つ目です。'],
    ],
    [
      'wrapped lines are joined',
      '# T\n\nThe provider may\nstop the service.',
      ['heading1 T', 'paragraph The provider may stop the service.'],
    ],
    [
      'HTML inside',
      '# T\n\n<div align="center"><b>x</b></div>\n\n<details>\n<summary>料金</summary>\n\n月額です。\n\n</details>',
      ['heading1 T', 'heading6 x', 'heading6 料金', 'paragraph 月額です。'],
    ],
    ['four spaces make no program code', '# T\n\n    (a) the fee', ['heading1 T', 'paragraph (a) the fee']],
    [
      'footnotes',
      '# T\n\nFees[^1] apply.\n\n[^1]: Without tax.',
      ['heading1 T', 'paragraph Fees[1] apply.', 'paragraph [1] Without tax.'],
    ],
    [
      'templates of site generators',
      '# T {#top}\n\n{% include nav.html %}\n\n{:toc}\n\nYou pay.',
      ['heading1 T', 'paragraph You pay.'],
    ],
    ['comments', '# T\n\n<!-- internal -->\n\nYou pay.', ['heading1 T', 'paragraph You pay.']],
    [
      'a menu before the terms',
      '* [Home](/)\n* [Shop](/s)\n\n# Terms of use\n\nYou shall pay the fees within 30 days.\n\n[Imprint](/i)',
      [
        'menu item1 Home',
        'menu item1 Shop',
        'heading1 Terms of use',
        'paragraph You shall pay the fees within 30 days.',
        'menu paragraph Imprint',
      ],
    ],
    [
      'linked documents inside the terms stay',
      '# Terms\n\nThese policies are part of the terms:\n\n* [Privacy](/p)\n* [Fair use](/f)\n\nYou shall keep to all of these policies.',
      [
        'heading1 Terms',
        'paragraph These policies are part of the terms:',
        'item1 Privacy',
        'item1 Fair use',
        'paragraph You shall keep to all of these policies.',
      ],
    ],
  ])('%s', (_what, text, expected) => expect(blocks(text)).toEqual(expected))

  it('front matter gives the title and is not shown', () => {
    expect(read('---\ntitle: "利用規約"\nlayout: page\n---\n\n第1条です。')).toMatchObject({
      title: '利用規約',
      text: '第1条です。',
    })
  })

  it('reads lines that a converter spaced out as paragraphs', () => {
    const lines = Array.from(
      { length: 14 },
      (_, i) => `the provider shall keep the data of the client in part ${i} and`,
    )
    const text = `# T\n\n${[...lines, 'end here.'].join('\n\n')}\n\n\n\nNext one.\n\n\n\nNext two.\n\n\n\nNext three.`
    expect(blocks(text).length).toBe(5)
  })
})
