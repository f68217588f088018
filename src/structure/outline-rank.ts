import type { Label } from '../ingest/text/label.js'
import type { Entry } from './outline-choice.js'

/** How a new heading stands to one that is open: above it, on the same level, inside it, or nothing tells. */
export type Relation = 'higher' | 'same' | 'deeper' | 'unknown'

/** A heading without a number whose depth the page does not tell either: capitals, symbols, bold lines. */
export function isLoose(entry: Entry): boolean {
  return entry.mark.label === null && (entry.mark.block.kind !== 'heading' || entry.mark.block.level === 6)
}

const CHAPTERS = ['part', 'title', '第編', '第部', 'chapter', '第章', '第節', '第款']

/** Numbering whose order is known whatever the layout: [family, depth in it]. */
function numbered(label: Label): [number, number] | null {
  switch (label.kind) {
    case 'annex':
    case 'supplementary':
      return [0, 0]
    case 'chapter':
      return [1, CHAPTERS.indexOf(label.style)]
    case 'jo':
    case 'article':
      return [2, label.kind === 'article' ? label.path.length : 1]
    case 'section':
      return [3, label.path.length]
    case 'decimal':
      return [4, label.path.length]
    default:
      return null
  }
}

export function relation(entry: Entry, open: Entry): Relation {
  const a = entry.mark
  const b = open.mark
  if (a.bare === 'run-in' || b.bare === 'run-in')
    return a.bare === b.bare ? 'same' : a.bare === 'run-in' ? 'deeper' : 'higher'
  // RECITALS and the like stand before the numbers, not above them.
  if (entry.running && isLoose(open)) return 'higher'
  const byNumber = compareNumbers(entry, open)
  if (byNumber !== null) return byNumber
  const levelA = a.block.kind === 'heading' ? a.block.level : 0
  const levelB = b.block.kind === 'heading' ? b.block.level : 0
  // An annex is left by a heading of the page that stands as high as its own.
  if (b.label?.kind === 'annex' && a.label !== null) return 'deeper'
  // A line that is merely bold (level 6) can stand anywhere; the ones above are set by the author.
  const setA = levelA > 0 && levelA < 6
  const setB = levelB > 0 && levelB < 6
  // What follows the title of an annex belongs to it, even where the page sets both alike.
  if (setA && setB && b.label?.kind === 'annex' && levelA === levelB) return 'deeper'
  if (setA && setB) {
    if (levelA === levelB) return 'same'
    // Between two kinds of numbers the levels of the page are weaker than a style that is already open.
    return levelA < levelB ? 'higher' : a.label && b.label ? 'unknown' : 'deeper'
  }
  if (setA) return 'higher'
  if (setB) return 'deeper'
  const styleA = a.label ? a.label.kind + a.label.style : a.bare
  const styleB = b.label ? b.label.kind + b.label.style : b.bare
  return styleA === styleB ? 'same' : 'unknown'
}

function compareNumbers(entry: Entry, open: Entry): Relation | null {
  const a = entry.mark
  const b = open.mark
  const rankA = a.label ? numbered(a.label) : null
  const rankB = b.label ? numbered(b.label) : null
  if (rankA?.[0] === 0) return 'higher'
  if (!rankA || !rankB) return null
  if (rankA[0] !== rankB[0]) return rankA[0] < rankB[0] ? 'higher' : 'deeper'
  // 2.1 does not stand under 1, even where the line with the 2 is missing.
  const astray =
    a.label!.kind === 'decimal' &&
    rankA[1] > rankB[1] &&
    b.block.kind !== 'item' &&
    a.label!.path[0] !== b.label!.path[0]
  if (astray) return 'higher'
  if (rankA[1] !== rankB[1]) return rankA[1] < rankB[1] ? 'higher' : 'deeper'
  // Numbers of one style may still be nested by the page: headings of different levels, lists inside lists.
  const depthOf = (m: typeof a): number =>
    m.block.kind === 'heading' ? m.block.level : m.block.kind === 'item' ? 10 + m.block.level : 10
  const depthA = depthOf(a)
  const depthB = depthOf(b)
  if (a.label!.kind === 'decimal' && a.label!.path.length === 1) {
    if (depthA !== depthB && !(depthA === 6 || depthB === 6)) {
      const outer = Math.max(depthA, depthB)
      // A paragraph between list items of the same numbering is the same list, typed by hand.
      if (outer > 10 && Math.min(depthA, depthB) === 10) return 'same'
      return depthA < depthB ? 'higher' : 'deeper'
    }
    if (a.label!.style !== b.label!.style)
      return a.label!.style === '1)' ? 'deeper' : b.label!.style === '1)' ? 'higher' : 'same'
  }
  return 'same'
}
