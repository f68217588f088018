import type { Block } from '../../model/document.js'

/** Two article numbers of which the second does not follow the first. */
export interface NumberingGap {
  before: string
  after: string
}

/** Characters at the start of a passage among which its number stands. */
const LONGEST_NUMBER = 60
const JAPANESE_ARTICLE = /^第\s*([0-9０-９〇一二三四五六七八九十百]{1,6})\s*(条)(?=$|[\s（(【「『])/u
const ENGLISH_ARTICLE = /^(article|section|clause)\s+([0-9]{1,3}|[ivxl]{1,7})\b(?![.-]\d)/iu
const HEADING_NUMBER = /^([0-9０-９]{1,3})[.．]?$/u

/**
 * Places where the articles of the body skip a number, typed and automatic ones alike. A number lower than the one
 * before begins a new count (an annex, supplementary provisions) and is no gap; nor is 第5条の2 after 第5条.
 */
export function numberingGaps(blocks: readonly Block[], text: string): NumberingGap[] {
  const gaps: NumberingGap[] = []
  const last = new Map<string, { value: number; shown: string }>()
  for (const block of blocks) {
    if (block.part !== 'body' || block.hidden) continue
    for (const { start, end } of block.row?.cells ?? [block]) {
      const found = articleNumber(text.slice(start, Math.min(end, start + LONGEST_NUMBER)), block)
      if (!found) {
        // A heading that the writer set as a plain list item, with the next number of the headings.
        const item = block.kind === 'item' && block.label !== null ? HEADING_NUMBER.exec(block.label) : null
        for (const heading of item ? last.values() : []) {
          if (japaneseValue(item![1]!) === heading.value + 1) heading.value++
        }
        continue
      }
      const before = last.get(found.series)
      if (before && found.value > before.value + 1) gaps.push({ before: before.shown, after: found.shown })
      last.set(found.series, found)
    }
  }
  return gaps
}

function articleNumber(words: string, block: Block): { series: string; value: number; shown: string } | null {
  const japanese = JAPANESE_ARTICLE.exec(words)
  if (japanese) return { series: '条', value: japaneseValue(japanese[1]!), shown: japanese[0] }
  const english = ENGLISH_ARTICLE.exec(words)
  if (english) {
    const [shown, word, number] = english
    const value = /^\d/.test(number!) ? Number(number) : romanValue(number!)
    return { series: word!.toLowerCase(), value, shown }
  }
  const plain = block.kind === 'heading' && block.label !== null ? HEADING_NUMBER.exec(block.label) : null
  return plain ? { series: `heading ${block.level}`, value: japaneseValue(plain[1]!), shown: block.label! } : null
}

function japaneseValue(digits: string): number {
  const plain = digits.normalize('NFKC')
  if (/^\d+$/.test(plain)) return Number(plain)
  const figures = '〇一二三四五六七八九'
  if (!/[十百]/.test(plain)) return Number([...plain].map((c) => figures.indexOf(c)).join(''))
  let value = 0
  let figure = 0
  for (const c of plain) {
    if (c === '百' || c === '十') {
      value += (figure || 1) * (c === '百' ? 100 : 10)
      figure = 0
    } else figure = figures.indexOf(c)
  }
  return value + figure
}

function romanValue(letters: string): number {
  const worth: Record<string, number> = { i: 1, v: 5, x: 10, l: 50 }
  const values = [...letters.toLowerCase()].map((c) => worth[c] ?? 0)
  return values.reduce((sum, v, k) => (v < (values[k + 1] ?? 0) ? sum - v : sum + v), 0)
}
