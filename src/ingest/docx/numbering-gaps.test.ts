import { describe, expect, test } from 'vitest'
import { BlockWriter, type NewBlock } from '../read-blocks.js'
import { numberingGaps } from './numbering-gaps.js'

const heading = (label: string, words: string): NewBlock => ({
  kind: 'heading',
  level: 1,
  label,
  text: `${label} ${words}`,
})
const item = (label: string, words: string): NewBlock => ({ kind: 'item', level: 1, label, text: `${label} ${words}` })
const typed = (text: string): NewBlock => ({ kind: 'paragraph', text })

function gaps(...blocks: NewBlock[]): string[] {
  const writer = new BlockWriter()
  for (const block of blocks) writer.add(block)
  return numberingGaps(writer.blocks, writer.text()).map((g) => `${g.before} → ${g.after}`)
}

describe('gaps in the numbering', () => {
  test.each<[string, NewBlock[], string[]]>([
    ['none', [typed('第1条（目的）'), typed('第２条（定義）'), typed('第三条（料金）')], []],
    ['a missing article', [typed('第10条（目的）'), typed('第十二条（定義）')], ['第10条 → 第十二条']],
    ['a branch number', [typed('第5条（甲）'), typed('第5条の2（乙）'), typed('第6条（丙）')], []],
    ['a new count in an annex', [typed('第9条（甲）'), typed('第1条（乙）'), typed('第2条（丙）')], []],
    ['an article that is only spoken of', [typed('第1条（甲）'), typed('第7条に従う。')], []],
    ['roman numbers', [typed('ARTICLE IX Fees'), typed('Article XI Term')], ['ARTICLE IX → Article XI']],
    ['sections below a section', [typed('Section 1 Fees'), typed('Section 4.2 applies')], []],
    ['headings', [heading('1.', 'Fees'), heading('3.', 'Term')], ['1. → 3.']],
    ['a heading set as an item', [heading('1', 'Fees'), item('2', 'SCOPE'), heading('3', 'Term')], []],
    ['a row', [{ kind: 'row', text: '', cells: ['第1条', 'a'] }, typed('第3条（乙）')], ['第1条 → 第3条']],
    ['a table of contents', [{ ...typed('第1条（甲）'), part: 'navigation' }, typed('第3条（乙）')], []],
  ])('%s', (_, blocks, expected) => {
    expect(gaps(...blocks)).toEqual(expected)
  })
})
