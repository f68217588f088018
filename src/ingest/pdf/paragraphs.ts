import { hangsOn, isJapanese, japaneseShare, setSolid } from './characters.js'
import { type Line, wordsOf } from './lines.js'
import { type ClauseStart, opensArticle, startsClause, startsReference } from './numbering.js'

/** Lines that belong to one paragraph, in order; they can stand on several pages. */
export type Paragraph = TextLine[]

/** A line with what deciding about paragraphs needs. */
export interface TextLine {
  line: Line
  words: string
  /** Left and right edge of the column that the line stands in, in points. */
  left: number
  right: number
  /** Distance to the line above it in the same column, in font sizes; null at the top of a column or page. */
  above: number | null
  /** How it begins, and whether a sentence ends with it. */
  clause: ClauseStart | null
  ended: boolean
  japanese: boolean
}

/** A line that ends this far, in font sizes, before the edge could not have taken another Japanese character. */
const JAPANESE_SLACK = 2.3
/** More space than the usual line distance, by this factor, parts two paragraphs. */
const PARTING = 1.28
const SENTENCE_END = /[。．.!?！？;；:：」』）)】”"][\s]*$/
const STOP = /[。．.!?！？;；:：]["”'’）)」』]*\s*$/

/** A line of a table of contents: words, a row of dots, the number of a page. */
export function isContentsLine(words: string): boolean {
  return /(?:[.．․‥…・·_]\s?){4,}\s*[0-9０-９ivx]{1,4}$/.test(words)
}

/** Joins the lines of a document, in reading order, to paragraphs. */
export function paragraphsOf(lines: readonly TextLine[]): Paragraph[] {
  const distance = usualDistance(lines)
  const paragraphs: Paragraph[] = []
  for (const next of lines) {
    const open = paragraphs.at(-1)
    if (open && goesOn(open, next, distance)) open.push(next)
    else paragraphs.push([next])
  }
  return paragraphs
}

/** The distance of lines within a paragraph: the smallest that is common in the document. In font sizes. */
function usualDistance(lines: readonly TextLine[]): number {
  const counts = new Map<number, number>()
  let all = 0
  for (const { above } of lines) {
    if (above === null || above < 0.8 || above > 4) continue
    const step = Math.round(above * 10)
    counts.set(step, (counts.get(step) ?? 0) + 1)
    all += 1
  }
  const steps = [...counts.keys()].sort((a, b) => a - b)
  for (const step of steps) {
    const near = (counts.get(step) ?? 0) + (counts.get(step + 1) ?? 0)
    if (near >= 0.12 * all) return (step + 0.5) / 10
  }
  return 1.7
}

function goesOn(open: Paragraph, next: TextLine, distance: number): boolean {
  const first = open[0]!
  const last = open.at(-1)!
  const size = last.line.size
  if (Math.abs(next.line.size - size) > 0.12 * size) return false
  const sameFlow = next.above !== null
  if (sameFlow) {
    const inner = open.length > 1 && last.above !== null ? last.above : distance
    if (next.above! > PARTING * Math.max(inner, distance * 0.9) + 0.08) return false
    if (next.above! < 0.3) return false
  }
  if (isContentsLine(last.words)) return false
  const { clause } = next
  const { ended } = last
  if (clause && !startsReference(next.words)) {
    if (ended || (clause === 'article' && (opensArticle(next.words) || !isFull(last, next)))) return false
    if (last.clause === clause && open.length === 1 && Math.abs(next.line.x0 - last.line.x0) < 0.5 * size) return false
  }
  if (!isFull(last, next)) return false
  const fontChanged = next.line.font !== last.line.font && last.line.segments.length === 1
  if (fontChanged && first.clause === 'article' && open.length === 1 && !SENTENCE_END.test(last.words)) {
    return false
  }
  // A centred heading over two lines.
  if (sameFlow && !ended && isCentred(next) && Math.abs(middleOf(last) - middleOf(next)) < 0.5 * size) return true
  // Indents are measured from the column, since a paragraph can go on in the next one.
  const indent = next.line.x0 - next.left - (last.line.x0 - last.left)
  if (open.length === 1) {
    if (indent <= 0.3 * size) return !(clause && Math.abs(indent) < 0.3 * size && ended)
    // A hanging indent follows a number; otherwise more indent begins a paragraph.
    return first.clause !== null || (!ended && indent > 2.6 * size)
  }
  if (indent > 0.6 * size) return !ended && !sameFlow
  if (indent < -0.6 * size) return !ended && sameFlow && !clause
  return true
}

/** Whether the line's end is where the column forced it: the next word would not have fitted. */
function isFull(last: TextLine, next: TextLine): boolean {
  const size = last.line.size
  const after = last.right - last.line.x1
  // A centred line leaves as much room on its left.
  const room = isCentred(last) && isCentred(next) ? after + last.line.x0 - last.left : after
  const head = next.words[0] ?? ''
  if (isJapanese(head) || setSolid(head, head) || next.japanese) {
    const word = /^[\w.,:;/@%()-]+/.exec(next.words)?.[0].length ?? 0
    const hanging = [...next.words.slice(1, 4)].findIndex((c) => !hangsOn(c))
    return room < size * (JAPANESE_SLACK + 0.55 * word + Math.max(0, hanging))
  }
  const word = /^\S+/.exec(next.words)?.[0] ?? ''
  const letter = averageLetter(next.line)
  return room < (word.length + 1.6) * letter
}

function middleOf({ line }: TextLine): number {
  return (line.x0 + line.x1) / 2
}

function isCentred({ line, left, right }: TextLine): boolean {
  const [before, after] = [line.x0 - left, right - line.x1]
  return before > line.size && after > line.size && Math.abs(before - after) < line.size
}

function averageLetter(line: Line): number {
  const letters = line.segments.reduce((sum, s) => sum + s.text.length, 0)
  const width = line.segments.reduce((sum, s) => sum + s.x1 - s.x0, 0)
  return letters > 0 ? width / letters : 0.5 * line.size
}

/** The lines of one column with its edges and their distances. */
export function textLines(lines: readonly Line[], right: number): TextLine[] {
  const left = Math.min(...lines.map((l) => l.x0))
  return lines.map((line, i) => {
    const words = wordsOf(line)
    return {
      line,
      words,
      left,
      right,
      above: i === 0 ? null : (line.y - lines[i - 1]!.y) / line.size,
      clause: startsClause(words),
      ended: STOP.test(words.slice(-6)),
      japanese: japaneseShare(words.slice(0, 20)) > 0.5,
    }
  })
}

/**
 * The edge that full lines of a column reach: the furthest that two lines share, so that one line that sticks out
 * does not make all others look short.
 */
export function rightEdge(lines: readonly Line[]): number {
  const ends = lines.map((l) => l.x1).sort((a, b) => b - a)
  for (let i = 0; i + 1 < ends.length; i++) {
    if (ends[i]! - ends[i + 1]! <= 0.8 * lines[0]!.size) return ends[i]!
  }
  return ends[0] ?? 0
}
