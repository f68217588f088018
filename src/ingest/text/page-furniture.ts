import type { Aside } from '../../model/document.js'

const NUMBER =
  /^[\s　]*(?:(?:page|p\.)\s*)?[-–—~[(]*\s*(?:[A-Z]{1,3}\s*[-–]\s*)?(\d{1,4}|[ivxl]{1,6})\s*[-–—~\])]*(?:\s*(?:of|\/|／)\s*\d{1,4})?(?:\s*(?:ページ|頁))?[\s　]*$/i
const SGML = /^\s*<\/?(?:PAGE|TABLE|CAPTION|S|C|FN|TEXT|DOCUMENT|TYPE|SEQUENCE|FILENAME|DESCRIPTION)>.*$/i

/**
 * Takes page numbers, running headers and the marks of filing systems out of typed text. A number is a page number when
 * it stands alone in its line, and others like it follow in order; a running line is one that returns beside page breaks.
 *
 * @returns the lines, `null` where one was taken out, and what was taken out
 */
export function takePageFurniture(lines: readonly string[]): { lines: (string | null)[]; asides: Aside[] } {
  const out: (string | null)[] = [...lines]
  const asides: Aside[] = []
  const take = (i: number, kind: Aside['kind']): void => {
    const text = lines[i]!.trim()
    out[i] = null
    if (text) asides.push({ kind, page: null, author: null, text })
  }
  const numbers: { line: number; value: string }[] = []
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    if (SGML.test(line)) {
      out[i] = null
      continue
    }
    const m = line.length < 120 && blank(lines[i - 1]) && blank(lines[i + 1]) ? NUMBER.exec(line) : null
    if (m) numbers.push({ line: i, value: m[1]! })
  }
  const figures = numbers.map((n) => Number(n.value))
  const rising = figures.filter((n, i) => i > 0 && n === figures[i - 1]! + 1).length
  const breaks = new Set<number>()
  if (rising >= 1) {
    for (const [i, n] of numbers.entries()) {
      const ordered =
        figures[i]! === figures[i - 1]! + 1 || figures[i + 1]! === figures[i]! + 1 || Number.isNaN(figures[i])
      if (!ordered) continue
      take(n.line, 'page-number')
      breaks.add(n.line)
    }
  }
  for (let i = 0; i < lines.length; i++) if (lines[i]!.includes('\f')) breaks.add(i)

  const seen = new Map<string, number[]>()
  for (const [i, line] of out.entries()) {
    const words = line?.replace(/\s+/g, ' ').trim() ?? ''
    if (words.length < 4 || words.length > 200) continue
    const at = seen.get(words)
    if (at) at.push(i)
    else seen.set(words, [i])
  }
  for (const [, at] of seen) {
    if (at.length < 3) continue
    const beside = at.filter((i) => besideBreak(lines, out, breaks, i))
    if (beside.length >= 3 && beside.length >= at.length * 0.75) for (const i of beside) take(i, 'header')
  }
  return { lines: out, asides }
}

function besideBreak(
  lines: readonly string[],
  out: readonly (string | null)[],
  breaks: ReadonlySet<number>,
  at: number,
): boolean {
  for (const step of [-1, 1]) {
    let blanks = 0
    for (let i = at + step; i >= 0 && i < lines.length; i += step) {
      if (breaks.has(i)) return true
      if (out[i] !== null && !blank(lines[i])) break
      if (++blanks >= 4) return true
    }
  }
  return false
}

function blank(line: string | undefined): boolean {
  return line === undefined || line.trim() === ''
}
