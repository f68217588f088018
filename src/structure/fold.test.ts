import { describe, expect, it } from 'vitest'
import { fold, unfold } from './fold.js'

describe('fold', () => {
  it.each([
    ['第 １ 条', '第1条'],
    ['準 拠 法', '準拠法'],
    ['年１４．６％', '年14.6%'],
    ['ｻｰﾊﾞｰ', 'サーバー'],
    ['Customer’s  “Data”', 'customer\'s "data"'],
    ['a\tb c', 'a\tb c'],
    ['30 days\nafter', '30 days after'],
    ['soft\u00adhyphen', 'softhyphen'],
    ['within [30] days, at [1.5%] a month', 'within 30 days, at 1.5% a month'],
    ['as held[12] before, see [a] and [12].', 'as held[12] before, see [a] and [12].'],
  ])('%s → %s', (source, folded) => expect(fold(source).text).toBe(folded))

  it('leads back to the source', () => {
    const source = 'X 第 １ 条（準 拠 法）'
    const f = fold(source)
    const at = f.text.indexOf('準拠法')
    const span = unfold(f, at, at + 3)
    expect(source.slice(span.start, span.end)).toBe('準 拠 法')
  })

  it('adds the base to every origin', () => {
    const f = fold('ab', 100)
    expect([...f.origin]).toEqual([100, 101, 102])
  })
})
