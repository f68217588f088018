import type { Aside } from '../../model/document.js'
import { type Line, wordsOf } from './lines.js'

/** The lines of one direction of writing on a page. */
export interface LayerLines {
  direction: 'horizontal' | 'vertical' | 'turned'
  lines: Line[]
  width: number
  height: number
}

export interface PageLines {
  /** 1-based. */
  page: number
  layers: LayerLines[]
}

/** Share of the page's height, from its upper and lower edge, in which running heads and feet stand. */
const MARGIN_SHARE = 0.19
/** Lines at either edge that can be furniture. */
const EDGE_LINES = 4
/** A running head stands on at least this share of the pages … */
const RUNNING_SHARE = 0.4
/** … at the same height, within so many points. */
const SAME_HEIGHT = 4

interface EdgeLine {
  line: Line
  layer: LayerLines
  page: number
  edge: 'header' | 'footer'
  /** Place among the lines at its edge, 0 outermost. */
  rank: number
  words: string
  /** The words with every number made alike. */
  pattern: string
}

/**
 * Takes running heads and feet, page numbers and line numbers out of the lines of a document, and gives them back as
 * asides. A head is what stands at the same height on many pages with the same words, numbers apart; a page number
 * alone at an edge counts from page to page.
 */
export function takeFurniture(pages: readonly PageLines[]): Aside[] {
  const asides: Aside[] = []
  for (const page of pages) {
    for (const layer of page.layers)
      asides.push(...takeArtifacts(layer, page.page), ...takeLineNumbers(layer, page.page))
  }
  const edges = pages.flatMap(edgeLines)
  const groups = grouped(edges, (e) => `${e.edge} ${e.pattern}`)
  const running = new Set<EdgeLine>()
  const enough = Math.max(2, Math.ceil(RUNNING_SHARE * pages.length))
  for (const group of groups.values()) {
    for (const member of group) {
      const alike = group.filter((e) => Math.abs(e.line.y - member.line.y) <= SAME_HEIGHT)
      const onPages = new Set(alike.map((e) => e.page))
      // Left and right pages can carry heads of their own.
      const oneSide = [...onPages].every((p) => p % 2 === member.page % 2)
      if (
        onPages.size >= enough ||
        (oneSide && onPages.size >= 2 && onPages.size >= 0.8 * Math.floor(pages.length / 2))
      ) {
        if (plausible(member, alike)) running.add(member)
      }
    }
  }
  for (const numbered of pageNumbers(edges, pages.length)) running.add(numbered)
  for (const found of edges) {
    if (!running.has(found) || !contiguous(found, edges, running)) continue
    found.layer.lines.splice(found.layer.lines.indexOf(found.line), 1)
    const kind = pageNumberOf(found.words) === null ? found.edge : 'page-number'
    asides.push({ kind, page: found.page, author: null, text: found.words })
  }
  return asides.sort((p, q) => (p.page ?? 0) - (q.page ?? 0))
}

function grouped<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return groups
}

function edgeLines(page: PageLines): EdgeLine[] {
  const found: EdgeLine[] = []
  for (const layer of page.layers) {
    const { lines, height } = layer
    const add = (line: Line, edge: EdgeLine['edge'], rank: number): void => {
      const words = wordsOf(line)
      const pattern = words.replace(/[\s\u3000]+/g, '').replace(/[0-9０-９]+/g, '#')
      found.push({ line, layer, page: page.page, edge, rank, words, pattern })
    }
    const upper = lines.slice(0, EDGE_LINES).filter((l) => l.y < MARGIN_SHARE * height)
    upper.forEach((line, i) => {
      add(line, 'header', i)
    })
    const lower = lines.slice(-EDGE_LINES).filter((l) => l.y > (1 - MARGIN_SHARE) * height && !upper.includes(l))
    lower.reverse().forEach((line, i) => {
      add(line, 'footer', i)
    })
  }
  return found
}

/** An article heading repeated by chance at the top of two pages is no running head: its number must stay the same. */
function plausible(member: EdgeLine, alike: readonly EdgeLine[]): boolean {
  if (/^[\p{P}\p{S}#]*$/u.test(member.pattern)) return pageNumberOf(member.words) !== null
  if (!member.pattern.includes('#')) return true
  if (new Set(alike.map((e) => e.words)).size === 1) return true
  // The number that changes must be the page's.
  const steps = alike.map((e) => (e.words.match(/[0-9０-９]+/g) ?? []).map((n) => Number(n.normalize('NFKC')) - e.page))
  return steps[0]!.some((_, k) => new Set(steps.map((s) => s[k])).size === 1)
}

/** A line further in is furniture only when all lines outside it are. */
function contiguous(found: EdgeLine, edges: readonly EdgeLine[], running: ReadonlySet<EdgeLine>): boolean {
  return edges.every(
    (e) =>
      e.page !== found.page ||
      e.layer !== found.layer ||
      e.edge !== found.edge ||
      e.rank >= found.rank ||
      running.has(e),
  )
}

const PAGE_NUMBER =
  /^[\s\-‐-―−－~〜～([（［【]*(?:(?:page|p\.?|ページ|頁)\s*)?([0-9０-９]{1,4}|[ivxlc]{1,7})(?:\s*(?:\/|／|of|中|-|–)\s*[0-9０-９]{1,4})?\s*(?:ページ|頁|page|枚目)?[\s\-‐-―−－~〜～)\]）］】]*$/i

/** The number that a line shows when it is nothing but a page number, else null. */
export function pageNumberOf(words: string): number | null {
  const match = PAGE_NUMBER.exec(words.trim())
  if (!match) return null
  const shown = match[1]!.normalize('NFKC').toLowerCase()
  return /^\d+$/.test(shown) ? Number(shown) : roman(shown)
}

function roman(numeral: string): number {
  const worth: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 }
  return [...numeral].reduce((sum, c, i) => {
    const value = worth[c]!
    const next = worth[numeral[i + 1] ?? ''] ?? 0
    return sum + (value < next ? -value : value)
  }, 0)
}

/** Lines that are page numbers: they count on with the pages, or say so themselves (3/12, - 1 -) on a single page. */
function pageNumbers(edges: readonly EdgeLine[], pages: number): EdgeLine[] {
  const shown = edges.flatMap((edge) => {
    const number = pageNumberOf(edge.words)
    return number === null ? [] : [{ edge, offset: number - edge.page }]
  })
  if (pages === 1) {
    const decorated = /[-‐-―−－~〜～/／]|page|ページ|頁/i
    return shown
      .filter(({ edge }) => edge.rank === 0 && (decorated.test(edge.words) || /^1$/.test(edge.words.trim())))
      .map(({ edge }) => edge)
  }
  const byOffset = grouped(shown, (s) => `${s.edge.edge} ${s.offset}`)
  return [...byOffset.values()].flatMap((group) => (group.length >= 2 ? group.map((s) => s.edge) : []))
}

/** What the producer of a tagged PDF marked as furniture, where it stands at an edge of the page. */
function takeArtifacts(layer: LayerLines, page: number): Aside[] {
  const taken: Aside[] = []
  layer.lines = layer.lines.filter((line) => {
    const upper = line.y < MARGIN_SHARE * layer.height
    const lower = line.y > (1 - MARGIN_SHARE) * layer.height
    if (!line.artifact || !(upper || lower)) return true
    const text = wordsOf(line)
    const kind = pageNumberOf(text) !== null ? 'page-number' : upper ? 'header' : 'footer'
    taken.push({ kind, page, author: null, text })
    return false
  })
  return taken
}

/** Pleadings and drafts number their lines in the margin: 1, 2, 3 … or 5, 10, 15 … */
function takeLineNumbers(layer: LayerLines, page: number): Aside[] {
  const numbered = layer.lines.flatMap((line) => {
    const first = line.segments[0]!
    return /^[0-9]{1,3}$/.test(first.text) ? [{ line, first, number: Number(first.text) }] : []
  })
  if (numbered.length < 4) return []
  const step = numbered[1]!.number - numbered[0]!.number
  if (step !== 1 && step !== 5 && step !== 10) return []
  if (!numbered.every((n, i) => i === 0 || n.number - numbered[i - 1]!.number === step)) return []
  const right = numbered.map((n) => n.first.x1)
  const body = layer.lines.flatMap((l) => l.segments.filter((s) => !numbered.some((n) => n.first === s)))
  const left = Math.min(...body.map((s) => s.x0))
  // They stand outside the text, and every line has its turn: a numbered list is neither.
  if (Math.max(...right) > left + 1) return []
  const expected = layer.lines.length / step
  if (numbered.length < 0.7 * expected || numbered.length < (step === 1 ? 8 : 4)) return []
  for (const { line, first } of numbered) {
    line.segments.splice(line.segments.indexOf(first), 1)
    if (line.segments.length > 0) line.x0 = line.segments[0]!.x0
  }
  layer.lines = layer.lines.filter((l) => l.segments.length > 0)
  return numbered.map(({ first }) => ({ kind: 'line-number', page, author: null, text: first.text }))
}
