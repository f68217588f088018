import { describe, expect, it } from 'vitest'
import { figure, readLabel, roman } from './label.js'

describe('readLabel', () => {
  it.each([
    ['第1条（目的）', 'jo', '第1条', [1]],
    ['第１条の２　定義', 'jo', '第１条の２', [1, 2]],
    ['第 12 条 料金', 'jo', '第 12 条', [12]],
    ['第二十一条 雑則', 'jo', '第二十一条', [21]],
    ['第３条適用範囲', 'jo', '第３条', [3]],
    ['第2章 サービス', 'chapter', '第2章', [2]],
    ['第1節　総則', 'chapter', '第1節', [1]],
    ['別紙1 料金表', 'annex', '別紙1', [1]],
    ['附　則', 'supplementary', '附　則', []],
    ['Article IV  Fees', 'article', 'Article IV', [4]],
    ['ARTICLE ONE', 'article', 'ARTICLE ONE', [1]],
    ['Section 3.2 Payment', 'section', 'Section 3.2', [3, 2]],
    ['§ 5 Liability', 'section', '§ 5', [5]],
    ['EXHIBIT A', 'annex', 'EXHIBIT A', [1]],
    ['Schedule 2 – Security', 'annex', 'Schedule 2', [2]],
    ['PART II GENERAL', 'chapter', 'PART II', [2]],
    ['1. Term.', 'decimal', '1.', [1]],
    ['1.本サービス', 'decimal', '1.', [1]],
    ['２　利用者は', 'decimal', '２', [2]],
    ['１．本契約は', 'decimal', '１．', [1]],
    ['4.10 Notices', 'decimal', '4.10', [4, 10]],
    ['1.1. Scope', 'decimal', '1.1.', [1, 1]],
    ['2) second', 'decimal', '2)', [2]],
    ['10 CONFIDENTIALITY.', 'decimal', '10', [10]],
    ['A.1. Overview', 'alphaDecimal', 'A.1.', [1, 1]],
    ['A-3 応答時間', 'alphaDecimal', 'A-3', [1, 3]],
    ['(1) one', 'parenDecimal', '(1)', [1]],
    ['（１２）末日', 'parenDecimal', '（１２）', [12]],
    ['⑴ 一つ', 'parenDecimal', '⑴', [1]],
    ['③ 三つ', 'circled', '③', [3]],
    ['一　計画停止', 'kanji', '一', [1]],
    ['十二、その他', 'kanji', '十二、', [12]],
    ['（二）その他', 'parenKanji', '（二）', [2]],
    ['ア　料金', 'kana', 'ア', [1]],
    ['(イ) 手数料', 'parenKana', '(イ)', [2]],
    ['A. Definitions', 'upper', 'A.', [1]],
    ['b. second', 'lower', 'b.', [2]],
    ['(c) third', 'parenLower', '(c)', [3]],
    ['(iv) fourth', 'parenLower', '(iv)', [4]],
    ['(aa) later', 'parenLower', '(aa)', [27]],
    ['・その他', 'bullet', '・', []],
    ['- item', 'bullet', '-', []],
  ])('%s', (text, kind, raw, path) => expect(readLabel(text)).toMatchObject({ kind, raw, path }))

  it.each([
    '第12条に定める手続により、',
    '第3条及び第4条の規定は、',
    '第1条のうち次の部分',
    'Section 4.2 shall survive.',
    'Article 28 of the GDPR applies.',
    'Exhibit A sets out the fees.',
    '1.5% per month',
    '99.9 percent of the time',
    '30 days after notice',
    '24時間365日',
    '2026年4月1日',
    '2.5 million dollars',
    '別紙に定める料金を支払う。',
    'U.S. law applies.',
    '(see below) the fee',
    'アプリの利用',
    '一般に公開されている情報',
    '-5 degrees',
  ])('%s starts with words', (text) => expect(readLabel(text)).toBeNull())

  it('tells where the words start', () => {
    const text = '　第１条　（目的）'
    expect(text.slice(readLabel(text)!.length)).toBe('（目的）')
  })
})

describe('numbers', () => {
  it.each([
    ['十', 10],
    ['二十三', 23],
    ['百二', 102],
    ['１０', 10],
    ['一〇', 10],
  ])('%s → %i', (written, n) => expect(figure(written)).toBe(n))
  it.each([
    ['IV', 4],
    ['xix', 19],
    ['XL', 40],
    ['ABC', null],
  ])('%s → %s', (letters, n) => expect(roman(letters)).toBe(n))
})
