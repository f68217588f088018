import { type Label, roman } from '../ingest/text/label.js'
import type { Passage } from '../model/agreement.js'
import type { Document } from '../model/document.js'
import type { Language, Span } from '../model/text.js'
import type { BlockMark } from './block-mark.js'
import type { Outline } from './outline.js'
import { splitInlineList, splitSentences } from './sentences.js'

/** A row longer than this is taken apart into the sentences of its cells. */
const LONG_ROW = 900

/** Words that promise a list: 「次の各号」「以下の」, "the following", a colon. */
const LEADS = {
  ja: /(?:次の|次に|以下の|以下に|下記|各号|左記|次項|以下が|以下を|次のとおり|次の通り|以下のとおり|以下の通り)|[:：]\s*$|とは、?$/u,
  en: /(?:[:—–]\s*$)|\b(?:the following|as follows|set forth below|listed below|set out below|described below)\b/i,
} as const

interface List {
  style: string
  lead: number | null
  depth: number
  next: number
}

/** Takes the text apart into passages, each with its article, its list, and the sentence that leads the list in. */
export function readPassages(
  document: Document,
  marks: readonly BlockMark[],
  outline: Outline,
  language: Language,
): Passage[] {
  const { text } = document
  const passages: Passage[] = []
  let lists: List[] = []
  let ended: List[] = []
  let article = ''
  let lastBlock: number[] = []
  let head: { table: number; span: Span } | null = null

  const push = (
    span: Span,
    kind: Passage['kind'],
    mark: BlockMark,
    leadIn: number | null,
    depth: number,
    headSpan: Span | null = null,
  ): void => {
    const index = passages.length
    passages.push({
      start: span.start,
      end: span.end,
      index,
      kind,
      article,
      page: mark.block.page,
      leadIn,
      head: headSpan,
      depth,
      block: mark.index,
    })
    lastBlock.push(index)
  }

  for (const mark of marks) {
    const { block, words } = mark
    const inArticle = outline.articleOf.get(mark.index) ?? 'a0'
    if (inArticle !== article) {
      article = inArticle
      lists = []
      ended = []
    }
    const previous = lastBlock
    lastBlock = []
    if (block.kind === 'row') {
      const { row } = block
      if (row && (!head || head.table !== row.table)) head = null
      if (row?.head) {
        head ??= { table: row.table, span: { start: block.start, end: block.end } }
        push({ start: block.start, end: block.end }, 'heading', mark, null, 0)
      } else if (block.end - block.start > LONG_ROW && row) {
        for (const cell of row.cells)
          for (const s of splitSentences(text.slice(cell.start, cell.end), cell.start))
            push(s, 'row', mark, null, 0, head?.span ?? null)
      } else push({ start: block.start, end: block.end }, 'row', mark, null, 0, head?.span ?? null)
      continue
    }
    if (outline.headings.has(mark.index) || block.kind === 'heading') {
      push(trim(text, block.start, block.end), 'heading', mark, null, 0)
      continue
    }
    let from = mark.label?.kind === 'bullet' ? 0 : mark.rest
    let start = 0
    const opens = outline.bodyFrom.get(mark.index)
    if (opens !== undefined) {
      push(trim(text, block.start, block.start + opens), 'heading', mark, null, 0)
      from = opens
      start = opens
    }
    const list = opens === undefined && !outline.opening.has(mark.index) ? listOf(mark, previous) : null
    const depth = list?.depth ?? 0
    const lead = list?.lead ?? null
    const kind: Passage['kind'] = depth > 0 ? 'item' : 'sentence'
    // "(a) Fees. Customer shall pay …": the title of an item reads as its heading.
    if (start === 0 && mark.heading && !mark.alone && mark.label && mark.label.kind !== 'bullet' && language === 'en') {
      push(trim(text, block.start, block.start + mark.heading.body), 'heading', mark, lead, depth)
      from = start = mark.heading.body
    }
    const sentences = splitSentences(words, block.start, from)
    // The number belongs to the first sentence of its text.
    if (sentences[0] && start === 0) sentences[0].start = trim(text, block.start, block.end).start
    else if (sentences.length === 0 && start === 0) sentences.push(trim(text, block.start, block.end))
    for (const sentence of sentences) {
      const parts = splitInlineList(text, sentence)
      const inner = parts.length > 1 ? passages.length : null
      for (const [n, part] of parts.entries()) {
        if (n === 0) push(part, kind, mark, lead, depth)
        else push(part, 'item', mark, inner, depth + 1)
      }
    }
  }
  return passages

  /** The list that a block is an item of; null for running text. */
  function listOf(mark: BlockMark, previous: readonly number[]): List | null {
    const { label, block } = mark
    const isItem = block.kind === 'item'
    if (!isItem && !label) {
      // One paragraph between two items does not end the list, if its numbers go on.
      ended = lists.length > 0 ? lists : ended
      lists = []
      return null
    }
    if (
      isItem &&
      !label &&
      block.label === null &&
      lists.length > 0 &&
      lists.at(-1)!.style.endsWith(`@${block.level}`) &&
      lists.at(-1)!.style !== `@${block.level}`
    ) {
      // A further paragraph of the item before.
      return lists.at(-1)!
    }
    const { style, number } = styleOf(label, isItem ? block.level : null, lists)
    let at = lists.findLastIndex((l) => l.style === style && number !== 1)
    if (at < 0 && lists.length === 0 && number > 1) {
      const resumed = ended.findLastIndex((l) => l.style === style && l.next === number)
      if (resumed >= 0) {
        lists = ended.slice(0, resumed + 1)
        at = resumed
      }
    }
    if (at >= 0) {
      lists = lists.slice(0, at + 1)
      const list = lists[at]!
      list.next = number > 0 ? number + 1 : 0
      return list
    }
    const outer = lists.at(-1)
    const lead = leadOf(previous)
    // Numbered paragraphs of an article (「１　利用者は…」) are its text, not a list.
    const isText = label?.kind === 'decimal' && lead === null && (!isItem || block.level <= 1)
    const list: List = {
      style,
      lead: lead ?? null,
      depth: (outer?.depth ?? 0) + (isText ? 0 : 1),
      next: number > 0 ? number + 1 : 0,
    }
    lists.push(list)
    return list
  }

  /** The sentence of the block before that promises a list. */
  function leadOf(previous: readonly number[]): number | null {
    for (const index of [...previous].reverse()) {
      const p = passages[index]!
      if (p.article !== article) break
      const words = text.slice(p.start, p.end)
      if (LEADS[language].test(words)) return index
      // An English sentence that breaks off ("Customer will not") is finished by the items.
      if (language === 'en' && index === previous.at(-1) && p.kind !== 'heading' && !/[.;?!)"”]$/.test(words))
        return index
    }
    return null
  }
}

/**
 * What a label has in common with the others of its list, and its number. (i) is the ninth letter after (h), and a
 * Roman one otherwise; (v) and (x) likewise.
 */
function styleOf(label: Label | null, level: number | null, lists: readonly List[]): { style: string; number: number } {
  const place = level === null ? '' : `@${level}`
  if (!label) return { style: place, number: 0 }
  const number = label.path.at(-1) ?? 0
  const plain = `${label.kind}${label.style}${place}`
  if (!/lower|upper/i.test(label.kind)) return { style: plain, number }
  const letters = label.raw.replace(/[^a-z]/gi, '')
  const asRoman = roman(letters)
  if (asRoman === null) return { style: plain, number }
  const romanStyle = `${plain}roman`
  if (letters.length > 1) return { style: romanStyle, number: asRoman }
  if (lists.some((l) => l.style === plain && l.next === number)) return { style: plain, number }
  const begun = lists.some((l) => l.style === romanStyle && l.next === asRoman)
  return begun || letters.toLowerCase() === 'i' ? { style: romanStyle, number: asRoman } : { style: plain, number }
}

function trim(text: string, from: number, to: number): Span {
  let start = from
  let end = to
  while (start < end && /\s/u.test(text[start]!)) start++
  while (end > start && /\s/u.test(text[end - 1]!)) end--
  return { start, end }
}
