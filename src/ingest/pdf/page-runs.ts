import type { PdfPage } from './open-pdf.js'
import { plainCharacters } from './plain-characters.js'

/**
 * A stretch of text in one font on one line, in reading coordinates: `x` runs along the line from its beginning, `y`
 * from line to line, both in points. On a page set vertically `x` runs down and `y` from right to left, so that
 * everything after this stage reads both kinds of page alike.
 */
export interface Run {
  text: string
  x0: number
  x1: number
  /** Baseline. */
  y: number
  /** Font size in points. */
  size: number
  font: string
  /** Marked content of a tagged PDF that it stands in; null outside. */
  mark: string | null
  /** Marked by the producer as no part of the text: page furniture, background. */
  artifact: boolean
  /** Place in the page's content stream. */
  order: number
}

/** Runs that share one direction of writing. */
export interface Layer {
  direction: 'horizontal' | 'vertical' | 'turned'
  runs: Run[]
  /** Extent of the page in the layer's own coordinates. */
  width: number
  height: number
}

/** The text of a page with its positions. */
export interface PageRuns {
  /** 1-based. */
  page: number
  /** The main direction first. */
  layers: Layer[]
  /** Characters that no font of the page gives a meaning to, and all characters. */
  unmapped: number
  characters: number
}

interface Piece {
  text: string
  /** Origin on the page as shown, y downward. */
  x: number
  y: number
  /** Quarter turns of the writing direction, clockwise; null when slanted. */
  turn: 0 | 1 | 2 | 3 | null
  vertical: boolean
  length: number
  size: number
  font: string
  mark: string | null
  artifact: boolean
  order: number
}

/**
 * Reads the text of one page with its positions, turned so that it stands upright.
 *
 * @param page an open page; its resources are released afterwards
 * @param tagged whether the file marks its structure; then runs carry their marks
 */
export async function readPageRuns(page: PdfPage, tagged: boolean): Promise<PageRuns> {
  const viewport = page.getViewport({ scale: 1 })
  const content = await page.getTextContent({ includeMarkedContent: tagged })
  const [a, b, c, d, e, f] = viewport.transform as [number, number, number, number, number, number]
  const pieces: Piece[] = []
  const marks: { id: string | null; artifact: boolean }[] = []
  let mark: string | null = null
  let artifact = false
  let unmapped = 0
  let characters = 0
  let order = 0
  for (const item of content.items) {
    if (!('str' in item)) {
      if (item.type === 'endMarkedContent') {
        const outer = marks.pop()
        mark = outer?.id ?? null
        artifact = outer?.artifact ?? false
      } else {
        marks.push({ id: mark, artifact })
        if (item.id) mark = item.id
        // The typings leave out the tag that pdf.js hands along.
        if ((item as { tag?: string }).tag === 'Artifact') artifact = true
      }
      continue
    }
    if (item.str.trim() === '') continue
    const plain = plainCharacters(item.str)
    unmapped += plain.unmapped
    characters += plain.characters
    if (plain.text.trim() === '') continue
    const [ta, tb, tc, td, te, tf] = item.transform as [number, number, number, number, number, number]
    const size = Math.hypot(tc, td) || Math.hypot(ta, tb)
    if (size === 0) continue
    const vertical = content.styles[item.fontName]?.vertical === true
    pieces.push({
      text: plain.text,
      x: a * te + c * tf + e,
      y: b * te + d * tf + f,
      turn: quarterTurns(a * ta + c * tb, b * ta + d * tb),
      vertical,
      length: vertical ? item.height : item.width,
      size,
      font: item.fontName,
      mark,
      artifact,
      order: order++,
    })
  }
  page.cleanup()
  return { page: page.pageNumber, layers: layersOf(pieces, viewport.width, viewport.height), unmapped, characters }
}

function quarterTurns(dx: number, dy: number): Piece['turn'] {
  const length = Math.hypot(dx, dy)
  if (length === 0) return 0
  // A scan's text layer may lean by a degree or two; a watermark leans by thirty or more.
  if (dx / length > 0.98) return 0
  if (dy / length > 0.98) return 1
  if (dx / length < -0.98) return 2
  if (dy / length < -0.98) return 3
  return null
}

function layersOf(pieces: Piece[], width: number, height: number): Layer[] {
  if (pieces.length === 0) return []
  const horizontal: Piece[] = []
  const vertical: Piece[] = []
  const turned: Piece[][] = [[], [], [], []]
  const slanted: Piece[] = []
  const stacked = stackedCharacters(pieces)
  for (const piece of pieces) {
    if (piece.turn === null) slanted.push(piece)
    else if (piece.turn === 0 && (piece.vertical || stacked)) vertical.push(piece)
    else if (piece.turn === 0) horizontal.push(piece)
    else turned[piece.turn]!.push(piece)
  }
  if (count(vertical) > 0 && count(vertical) >= count(horizontal)) {
    // Latin words stand turned by a quarter, short numbers upright inside a vertical line; running heads stay outside.
    const left = Math.min(...vertical.map((p) => p.x)) - 1
    const right = Math.max(...vertical.map((p) => p.x)) + 1
    const inside = (p: Piece): boolean => p.x > left - p.size && p.x < right + p.size
    vertical.push(...turned[1]!.filter(inside), ...horizontal.filter((p) => p.text.length <= 4 && inside(p)))
    turned[1] = turned[1]!.filter((p) => !inside(p))
    const rest = horizontal.filter((p) => !(p.text.length <= 4 && inside(p)))
    horizontal.length = 0
    horizontal.push(...rest)
  }
  const layers: Layer[] = []
  const add = (direction: Layer['direction'], list: Piece[], make: (p: Piece) => Run, w: number, h: number): void => {
    if (list.length > 0) layers.push({ direction, runs: list.map(make), width: w, height: h })
  }
  add('horizontal', horizontal, (p) => runAt(p, p.x, p.y, p.length), width, height)
  add('vertical', vertical, (p) => verticalRun(p, width), height, width)
  add('turned', turned[1]!, (p) => runAt(p, p.y, width - p.x, p.length), height, width)
  add('turned', turned[2]!, (p) => runAt(p, width - p.x, height - p.y, p.length), width, height)
  add('turned', turned[3]!, (p) => runAt(p, height - p.y, p.x, p.length), height, width)
  add('turned', slanted, (p) => runAt(p, p.x, p.y, p.length), width, height)
  const words = layers.map((layer) => layer.runs.reduce((sum, r) => sum + r.text.length, 0))
  return layers
    .map((layer, i) => ({ layer, words: words[i]! }))
    .sort((p, q) => q.words - p.words)
    .map(({ layer }) => layer)
}

function count(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, p) => sum + p.text.length, 0)
}

/** Some producers set vertical text with a horizontal font, one character below the other. */
function stackedCharacters(pieces: readonly Piece[]): boolean {
  let below = 0
  let single = 0
  for (let i = 1; i < pieces.length; i++) {
    const [p, q] = [pieces[i - 1]!, pieces[i]!]
    if (q.vertical || q.turn !== 0 || q.text.length > 1) continue
    single += 1
    const step = (q.y - p.y) / q.size
    if (Math.abs(q.x - p.x) < 0.6 * q.size && step > 0.7 && step < 1.8) below += 1
  }
  return single > 0.8 * pieces.length && below > 0.6 * pieces.length
}

function runAt(piece: Piece, x: number, y: number, length: number): Run {
  const { text, size, font, mark, artifact, order } = piece
  return { text, x0: x, x1: x + length, y, size, font, mark, artifact, order }
}

/** Share of the font size by which a line's middle stands above its baseline. */
const MIDDLE = 0.3

function verticalRun(piece: Piece, width: number): Run {
  const { size } = piece
  const across = (middle: number): number => width - middle + MIDDLE * size
  if (piece.vertical) return runAt(piece, piece.y, across(piece.x), piece.length)
  if (piece.turn === 1) return runAt(piece, piece.y, across(piece.x + MIDDLE * size), piece.length)
  return runAt(piece, piece.y - 0.8 * size, across(piece.x + piece.length / 2), size)
}
