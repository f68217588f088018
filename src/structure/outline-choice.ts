import type { Language, Span } from '../model/text.js'
import type { BlockMark } from './block-mark.js'

/** A block that opens an article. */
export interface Entry {
  mark: BlockMark
  /** The block where the article starts; before `mark` when its heading stands on the line above its number. */
  first: number
  /** Span of the heading in the document's text. */
  heading: Span | null
  /** Blocks that hold nothing but the number and heading. */
  headingBlocks: number[]
  /** Its numbers run through the whole document once (第1条 … 第20条, 1. … 15.). */
  running: boolean
}

/** Shape of a document's numbering, which decides what a number means in it. */
interface Shape {
  language: Language
  /** 第N条 are its articles; 1. is then a paragraph of one. */
  jo: boolean
  /** Headings by mark-up. */
  headings: number
  /** Article N, Section N. */
  named: number
  /** Numbered titles: "1. Term. This Agreement …" or "1. Term" with text under it. */
  titled: number
  /** Paragraphs without a number that begin with a title and a full stop. */
  runIns: number
  /** Lines in capitals that have text under them. */
  caps: number
  /** One run of numbers 1, 2, 3 … through the whole document. */
  solo: boolean
}

/** Chooses the blocks that open articles. */
export function chooseArticles(marks: readonly BlockMark[], language: Language, title: number | null): Entry[] {
  const shape = shapeOf(marks, language, title)
  const positions = new Map(marks.map((m, i) => [m, i]))
  let chosen = marks.filter((m, i) => m.index !== title && opens(m, i, marks, shape))
  chosen = withoutContents(chosen, marks)
  // 「1条（目的）」 as a heading, and 「第1条　本契約は…」 in the text right under it.
  chosen = chosen.filter((m, i) => !repeats(m, chosen[i - 1], positions))
  const firstNumbered = chosen.find((m) => m.label !== null)?.index ?? Number.POSITIVE_INFINITY
  const scheme = shape.jo || shape.named >= 3 || shape.titled >= 3 || shape.headings >= 3
  // Capitals and symbols make headings where nothing else does, or before the numbers begin (RECITALS).
  chosen = chosen.filter(
    (m) =>
      (m.bare !== 'caps' && m.bare !== 'symbol') ||
      !scheme ||
      (m.bare === 'caps' && m.index < firstNumbered) ||
      (m.bare === 'symbol' && !shape.jo),
  )
  if (chosen.length < 3) {
    const lines = marks.filter(
      (m, i) => m.index !== title && m.bare === 'line' && hasBody(i, marks) && !/[。.]$/.test(m.words),
    )
    if (lines.length >= 3) chosen = [...new Set([...chosen, ...lines])].sort((a, b) => a.index - b.index)
  }
  const entries = chosen.map((mark) => entryOf(mark, marks, positions.get(mark)!, title))
  markRunning(entries)
  // A line taken as the heading of the number above it opens nothing itself.
  const taken = new Set(entries.flatMap((e) => e.headingBlocks.filter((b) => b !== e.mark.index)))
  return entries.filter((e) => !taken.has(e.mark.index))
}

function repeats(mark: BlockMark, before: BlockMark | undefined, positions: ReadonlyMap<BlockMark, number>): boolean {
  if (mark.label?.kind !== 'jo' || before?.label?.kind !== 'jo' || !before.alone) return false
  return positions.get(mark) === positions.get(before)! + 1 && mark.label.path.join() === before.label.path.join()
}

function markRunning(entries: readonly Entry[]): void {
  const styles = new Map<string, Entry[]>()
  for (const e of entries) {
    const { label } = e.mark
    if (
      !label ||
      !/^(?:jo|article|section|decimal)$/.test(label.kind) ||
      (label.path.length > 1 && label.kind !== 'jo')
    )
      continue
    const key = label.kind + label.style
    const list = styles.get(key)
    if (list) list.push(e)
    else styles.set(key, [e])
  }
  for (const list of styles.values()) {
    const firsts = list.filter((e) => e.mark.label!.path[0] === 1).length
    if (list.length >= 3 && firsts <= 1) for (const e of list) e.running = true
  }
}

function shapeOf(marks: readonly BlockMark[], language: Language, title: number | null): Shape {
  const jo = marks.filter((m) => m.label?.kind === 'jo').length
  const firsts = marks.filter((m) => m.label?.kind === 'decimal' && m.label.path.length === 1 && m.block.kind !== 'row')
  const numbers = firsts.map((m) => m.label!.path[0]!)
  const rising = numbers.filter((n, i) => i > 0 && n === numbers[i - 1]! + 1).length
  return {
    language,
    jo: jo >= 2 || (jo === 1 && numbers.length === 0),
    headings: marks.filter((m) => m.block.kind === 'heading' && m.index !== title).length,
    named: marks.filter((m) => m.label?.kind === 'article' || m.label?.kind === 'section').length,
    titled: marks.filter((m, i) => m.label?.kind === 'decimal' && m.heading !== null && (!m.alone || hasBody(i, marks)))
      .length,
    caps: marks.filter((m, i) => m.bare === 'caps' && hasBody(i, marks)).length,
    runIns: marks.filter((m) => m.bare === 'run-in').length,
    solo:
      numbers.length >= 3 &&
      numbers[0] === 1 &&
      numbers.filter((n) => n === 1).length === 1 &&
      rising >= (numbers.length - 1) * 0.8,
  }
}

function opens(mark: BlockMark, at: number, marks: readonly BlockMark[], shape: Shape): boolean {
  const { label, block } = mark
  const isHeading = block.kind === 'heading'
  if (label) {
    switch (label.kind) {
      case 'jo':
      case 'chapter':
      case 'article':
      case 'section':
        return true
      case 'annex':
      case 'supplementary':
        // "Exhibit 10.6" on top is how a register files the whole document.
        return at >= 3 && hasBody(at, marks)
      case 'decimal':
        if (isHeading) return true
        if (shape.jo) return false
        if (label.path.length > 1) return true
        if (mark.heading) return mark.alone ? hasBody(at, marks) : shape.language === 'en' || shape.headings === 0
        return shape.solo && shape.headings < 3 && shape.named < 2 && shape.caps < 3
      case 'alphaDecimal':
        return isHeading || !shape.jo
      case 'upper':
      case 'kanji':
        return (
          isHeading ||
          (!shape.jo && mark.heading !== null && (mark.alone ? hasBody(at, marks) : shape.language === 'en'))
        )
      default:
        return isHeading
    }
  }
  switch (mark.bare) {
    case 'block':
      // A line under a sentence makes a heading of it in Markdown; nobody meant that.
      return !NO_ARTICLE.test(mark.words.trim()) && mark.words.length <= 200 && !isSentence(mark.words.trim())
    case 'caps':
      return (
        hasBody(at, marks) &&
        !NO_ARTICLE.test(mark.words.trim()) &&
        !/\b(?:INC|LLC|LTD|CORP|L\.P|PLC)\b/.test(mark.words)
      )
    case 'symbol':
      return hasBody(at, marks)
    case 'run-in':
      return shape.language === 'en' && !shape.jo && shape.runIns >= 3
    default:
      return false
  }
}

/** Whether text stands under a heading: not the end, not the next number of the same list, not another bare heading. */
function hasBody(at: number, marks: readonly BlockMark[]): boolean {
  const mark = marks[at]!
  const next = marks[at + 1]
  if (!next) return false
  const { label } = mark
  if (label && next.label && label.kind === next.label.kind && label.style === next.label.style) {
    const sameDepth = mark.block.kind !== 'item' || next.block.kind !== 'item' || mark.block.level === next.block.level
    if (sameDepth && label.path.length === next.label.path.length && next.label.path.at(-1) === label.path.at(-1)! + 1)
      return false
  }
  if (!label && mark.block.kind !== 'heading')
    return next.bare !== mark.bare && (next.words.length > 20 || next.label !== null || next.block.kind === 'row')
  return true
}

/**
 * Leaves out a table of contents: headings with nothing between them whose numbers and words return further down.
 */
function withoutContents(chosen: BlockMark[], marks: readonly BlockMark[]): BlockMark[] {
  const position = new Map(marks.map((m, i) => [m.index, i]))
  const keyOf = (m: BlockMark): string => `${m.label?.kind ?? ''}${m.label?.path.join('.') ?? ''}|${titleKey(m)}`
  const last = new Map<string, number>()
  for (const m of chosen) last.set(keyOf(m), m.index)
  let run: BlockMark[] = []
  const dropped = new Set<BlockMark>()
  const settle = (): void => {
    const returning = run.filter((m) => last.get(keyOf(m))! > run.at(-1)!.index)
    if (run.length >= 3 && returning.length >= run.length * 0.6) for (const m of run) dropped.add(m)
    run = []
  }
  for (const [i, m] of chosen.entries()) {
    const before = chosen[i - 1]
    // Page numbers and single words may stand between the lines of a table of contents.
    const gap = before
      ? marks.slice(position.get(before.index)! + 1, position.get(m.index)!).reduce((n, x) => n + x.words.length, 0)
      : 0
    // The last line of a table of contents has the first number of the text right after it.
    const restarts =
      before?.alone &&
      gap <= 12 &&
      before.label?.style === m.label?.style &&
      (m.label?.path[0] ?? 0) < (before.label?.path[0] ?? 0)
    if (before && restarts && last.get(keyOf(before))! > before.index) dropped.add(before)
    if (!before || gap > 12 || !before.alone || run.some((r) => keyOf(r) === keyOf(m))) settle()
    run.push(m)
  }
  settle()
  return dropped.size === 0 ? chosen : chosen.filter((m) => !dropped.has(m))
}

function titleKey(mark: BlockMark): string {
  const words = mark.heading ? mark.words.slice(mark.heading.start, mark.heading.end) : ''
  return words
    .normalize('NFKC')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase()
}

/** A whole sentence that the page sets in bold or large letters. */
function isSentence(words: string): boolean {
  return (
    /。.*。|.{30,}。$|^[^。]{1,12}[：:][^。]{4,}$/u.test(words) ||
    /[a-z]\.\s+[A-Z].*\.$/.test(words) ||
    (/\.$/.test(words) && words.split(/\s+/).length > 14)
  )
}

/** Dates and tables of contents head nothing. */
const NO_ARTICLE =
  /^(?:\P{L}*(?:last\s+(?:updated|revised|modified)|effective(?:\s+(?:date|as of|from))?\b.{0,12}\d|version\b|revised\b|最終更新|最終改定|改定日|制定日|施行日|更新日)|(?:table of )?contents$|目次$|\d{4}\s*[年./-])/iu
const BRACKET_LINE = /^[（(【［〔][^（）()]{1,40}[）)】］〕]$/u

function entryOf(mark: BlockMark, marks: readonly BlockMark[], at: number, title: number | null): Entry {
  const entry: Entry = {
    mark,
    first: mark.index,
    heading: null,
    headingBlocks: mark.alone ? [mark.index] : [],
    running: false,
  }
  const spanOf = (m: BlockMark, from: number, to: number): Span => ({
    start: m.block.start + from,
    end: m.block.start + to,
  })
  if (mark.heading) {
    entry.heading = spanOf(mark, mark.heading.start, mark.heading.end)
    return entry
  }
  const before = marks[at - 1]
  // Statutes set the heading in brackets on the line above the number.
  if (mark.label?.kind === 'jo' && before && before.index !== title && BRACKET_LINE.test(before.words.trim())) {
    entry.first = before.index
    entry.headingBlocks.push(before.index)
    const words = before.words.trim()
    const from = before.words.indexOf(words) + 1
    entry.heading = spanOf(before, from, from + words.length - 2)
    return entry
  }
  const next = marks[at + 1]
  if (mark.alone && mark.label && next && !next.label && next.block.kind !== 'row') {
    const words = next.words.trim()
    if (BRACKET_LINE.test(words))
      entry.heading = spanOf(next, next.words.indexOf(words) + 1, next.words.indexOf(words) + words.length - 1)
    else if (next.bare !== 'none' && next.bare !== 'run-in' && next.heading)
      entry.heading = spanOf(next, next.heading.start, next.heading.end)
    if (entry.heading) entry.headingBlocks.push(next.index)
  }
  return entry
}
