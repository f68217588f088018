import { type Label, readLabel } from '../ingest/text/label.js'
import type { Block, Document } from '../model/document.js'
import type { Language } from '../model/text.js'
import { type HeadingWords, isEnglishTitle, isJapaneseTitle, readHeading } from './heading-words.js'

/** A block with what its first words say of its place in the outline. Offsets are in `words`. */
export interface BlockMark {
  index: number
  block: Block
  words: string
  label: Label | null
  /** Where the words after the number start; 0 without a number. */
  rest: number
  heading: HeadingWords | null
  /** Nothing stands in the block beside its number and heading. */
  alone: boolean
  /** What makes it a candidate for an article when it has no number. */
  bare: 'none' | 'block' | 'caps' | 'symbol' | 'line' | 'run-in'
}

const SYMBOL_TITLE =
  /^(?:[■◆▼□◇◎●○▲★☆▪◼][ \t\u3000]*[^。、]{2,36}|【[^【】]{1,36}】|＜[^＜＞]{1,36}＞|<[^<>]{1,36}>|《[^《》]{1,36}》)$/u

/** Reads the number and heading of every block that belongs to the text. */
export function markBlocks(document: Document, language: Language): BlockMark[] {
  const marks: BlockMark[] = []
  for (const [index, block] of document.blocks.entries()) {
    if (block.part === 'navigation') continue
    marks.push(markBlock(document.text.slice(block.start, block.end), block, index, language))
  }
  return marks
}

function markBlock(words: string, block: Block, index: number, language: Language): BlockMark {
  const mark: BlockMark = { index, block, words, label: null, rest: 0, heading: null, alone: false, bare: 'none' }
  if (block.kind === 'row') return mark
  mark.label = readLabel(words)
  const isBlock = block.kind === 'heading'
  if (mark.label?.kind === 'bullet' && !isBlock && !SYMBOL_TITLE.test(words)) return mark
  if (mark.label && mark.label.kind !== 'bullet') {
    mark.rest = mark.label.length
    // "Part 1 – Personal Data", "Article 5: Fees"
    if (/^(?:chapter|article|section|annex|jo)$/.test(mark.label.kind))
      mark.rest += /^[\s:：.．–—-]*/u.exec(words.slice(mark.rest))![0].length
    const rest = words.slice(mark.rest)
    const heading = readHeading(rest, language, isBlock)
    if (heading) {
      mark.heading = { start: heading.start + mark.rest, end: heading.end + mark.rest, body: heading.body + mark.rest }
      mark.alone = mark.heading.body >= words.trimEnd().length
    } else mark.alone = rest.trim() === ''
    return mark
  }
  if (isBlock) {
    const offset = mark.label?.length ?? 0
    mark.rest = offset
    const heading = readHeading(words.slice(offset), language, true)
    if (heading) mark.heading = { start: heading.start + offset, end: heading.end + offset, body: words.length }
    mark.alone = true
    mark.bare = 'block'
    mark.label = null
    return mark
  }
  if (block.kind !== 'paragraph' || words.length > 4_000) return mark
  const trimmed = words.trim()
  const whole = (bare: BlockMark['bare'], from = 0, to = trimmed.length): BlockMark => ({
    ...mark,
    label: null,
    bare,
    alone: true,
    heading: { start: from, end: to, body: words.length },
  })
  if (SYMBOL_TITLE.test(trimmed)) {
    const inner = /^[■◆▼□◇◎●○▲★☆▪◼【＜<《][ \t\u3000]*/u.exec(trimmed)![0].length
    return whole('symbol', inner, trimmed.replace(/[】＞>》]$/u, '').length)
  }
  if (
    trimmed.length <= 90 &&
    /[A-Z].*[A-Z].*[A-Z]/.test(trimmed) &&
    !/[a-z]/.test(trimmed) &&
    // 「当社は ISO/IEC 27001 の認証を取得しています。」 has no small letters either.
    !/[\u3041-\u30ff\u4e00-\u9fff]/.test(trimmed) &&
    trimmed.split(/\s+/).length <= 12 &&
    !/[,;]$|_{3,}|^[("“].*[)"”]$/.test(trimmed)
  )
    return whole('caps', 0, trimmed.replace(/[:.]$/, '').length)
  if (
    language === 'ja'
      ? trimmed.length <= 30 &&
        isJapaneseTitle(trimmed) &&
        !/[（(].*[)）]$|^[（(]|\d{4}年|以上|^[\d\s-]+$/u.test(trimmed)
      : trimmed.length <= 80 && isEnglishTitle(trimmed) && !/[.:,\d]$|_{2,}|\/s\/|@/.test(trimmed)
  )
    return whole('line')
  if (language === 'en') {
    const run = readHeading(words, 'en', false, false)
    if (run && run.body < words.length && run.start === 0) return { ...mark, heading: run, bare: 'run-in' }
  }
  return mark
}
