import { closeUp, setSolid } from './characters.js'
import { leadingNumber } from './numbering.js'
import type { Run } from './page-runs.js'

/** Runs that stand close to one another on a line: a cell of a table, a column's part of a line, or the whole line. */
export interface Segment {
  text: string
  x0: number
  x1: number
  size: number
  font: string
  mark: string | null
}

/** What stands on one baseline. */
export interface Line {
  segments: Segment[]
  x0: number
  x1: number
  /** Baseline. */
  y: number
  /** Size of most of its characters, in points. */
  size: number
  font: string
  mark: string | null
  artifact: boolean
  /** 1-based. */
  page: number
}

/** A gap this wide, in font sizes, may be the space between two cells or columns. */
const SEGMENT_GAP = 0.72
/** A gap this wide is a space between Latin words even where the file holds none. */
const WORD_GAP = 0.15
/** How far a raised or lowered run may stand from the baseline, in font sizes of the line. */
const BASELINE_SHIFT = 0.45

/** Puts the runs of a page's layer on lines, from the first to the last, each from its beginning to its end. */
export function linesOf(runs: readonly Run[], page: number): Line[] {
  const byBaseline = [...runs].sort((p, q) => p.y - q.y || p.x0 - q.x0 || p.order - q.order)
  const lines: Line[] = []
  let open: Run[] = []
  let y = 0
  let size = 0
  const close = (): void => {
    if (open.length > 0) lines.push(lineOf(open, page))
    open = []
  }
  for (const run of byBaseline) {
    const near = open.length > 0 && run.y - y <= BASELINE_SHIFT * Math.max(size, run.size)
    if (!near) {
      close()
      y = run.y
      size = run.size
    } else if (run.size > size) {
      // A superscript came first; the baseline is that of the larger letters.
      y = run.y
      size = run.size
    }
    open.push(run)
  }
  close()
  return lines.filter((line, i) => !isRuby(line, lines[i + 1]))
}

/** Readings (furigana) stand in small kana above the words they belong to; they are no words of the text. */
function isRuby(line: Line, below: Line | undefined): boolean {
  if (!below || line.size > 0.65 * below.size || below.y - line.y > 1.4 * below.size) return false
  const kana = line.segments.every((s) => /^[\u3041-\u30ff\s・]+$/.test(s.text))
  return kana && line.segments.every((s) => s.x0 > below.x0 - below.size && s.x1 < below.x1 + below.size)
}

function lineOf(runs: Run[], page: number): Line {
  runs.sort((p, q) => p.x0 - q.x0 || p.order - q.order)
  const segments: Segment[] = []
  let end = Number.NEGATIVE_INFINITY
  for (const run of dropShadows(runs)) {
    const last = segments.at(-1)
    const gap = run.x0 - end
    if (!last || gap > SEGMENT_GAP * Math.max(run.size, 0.8 * last.size)) {
      const { text, x0, x1, size, font, mark } = run
      segments.push({ text, x0, x1, size, font, mark })
    } else {
      const before = last.text.at(-1)!
      const after = run.text[0]!
      const spaced = before === ' ' || after === ' '
      const space = gap > WORD_GAP * run.size && !spaced && (!setSolid(before, after) || endsLabel(segments, run, gap))
      last.text += space ? ` ${run.text}` : run.text
      last.x1 = Math.max(last.x1, run.x1)
      last.size = Math.max(last.size, run.size)
    }
    end = Math.max(end, run.x1)
  }
  for (const segment of segments) segment.text = withLabelSpace(segment.text)
  const main = runs.reduce((p, q) => (q.text.length > p.text.length ? q : p))
  const y = runs.reduce((p, q) => (q.size > p.size ? q : p)).y
  return {
    segments,
    x0: segments[0]!.x0,
    x1: Math.max(...segments.map((s) => s.x1)),
    y,
    size: main.size,
    font: main.font,
    mark: main.mark,
    artifact: runs.every((r) => r.artifact),
    page,
  }
}

/** Space, in font sizes, that parts a bare figure from its heading (「1　概説」); less is set around any figure. */
const FIGURE_GAP = 0.45
const BARE_FIGURE = /^[0-9０-９〇一二三四五六七八九十百]+$/

/** Whether a line so far is a clause's number alone: the space after it parts it from what it numbers. */
function endsLabel(segments: readonly Segment[], next: Run, gap: number): boolean {
  const text = closeUp(segments.at(-1)!.text)
  if (text.length > 12) return false
  if (BARE_FIGURE.test(text) && gap < FIGURE_GAP * next.size) return false
  return leadingNumber(`${text} ${next.text}`) === text
}

/** The space after a clause's number is what parts it from its heading (「第 1 条 目的」), so it stays. */
export function withLabelSpace(text: string): string {
  const trimmed = text.trim()
  const label = leadingNumber(trimmed)
  if (label === null || trimmed[label.length] !== ' ' || BARE_FIGURE.test(label)) return closeUp(trimmed)
  const rest = closeUp(trimmed.slice(label.length).trimStart())
  return rest === '' ? closeUp(label) : `${closeUp(label)} ${rest}`
}

/** Some producers make bold by drawing the same words twice with a small offset. */
function dropShadows(runs: readonly Run[]): Run[] {
  const kept: Run[] = []
  for (const run of runs) {
    const last = kept.at(-1)
    const shadow =
      last &&
      last.text === run.text &&
      Math.abs(last.x0 - run.x0) < 0.2 * run.size &&
      Math.abs(last.y - run.y) < 0.2 * run.size
    if (!shadow) kept.push(run)
  }
  return kept
}

/** The words of a line, its segments joined as a reader would. */
export function wordsOf(line: Line): string {
  if (line.segments.length === 1) return line.segments[0]!.text
  let text = ''
  let spread = 0
  line.segments.forEach((segment, i) => {
    const single = [...segment.text].length === 1
    const next = line.segments[i + 1]
    spread = single ? spread + 1 : 0
    text += segment.text
    if (!next) return
    // 「準　拠　法」: characters spread over the line are one word.
    const nextSingle = [...next.text].length === 1
    const after = line.segments[i + 2]
    const wide =
      spread >= 2 ||
      (single && nextSingle && (after === undefined ? line.segments.length === 2 : [...after.text].length === 1))
    if (!(wide && nextSingle && setSolid(segment.text, next.text)) || leadingNumber(`${text} `) === text) text += ' '
  })
  return text
}
