import { columns } from './line-breaks.js'

/**
 * Some converters put a blank line after every line, and more of them between paragraphs. Where that is so, the lines
 * of a paragraph are moved together again; other texts come back as they are.
 */
export function closeUpLines(lines: readonly string[]): string[] {
  const gaps = new Map<number, { count: number; cut: number }>()
  let last = -1
  for (let i = 0; i < lines.length; i++) {
    if (lines[i]!.trim() === '') continue
    if (last >= 0) {
      const gap = i - last - 1
      const g = gaps.get(gap) ?? { count: 0, cut: 0 }
      g.count++
      if (/[a-z0-9,]$/.test(lines[last]!.trimEnd()) && /^[a-z(]/.test(lines[i]!.trimStart())) g.cut++
      gaps.set(gap, g)
    }
    last = i
  }
  const one = gaps.get(1)
  const wider = [...gaps].filter(([gap]) => gap > 1).reduce((n, [, g]) => n + g.count, 0)
  const none = gaps.get(0)?.count ?? 0
  if (!one || one.count < 10 || none > one.count * 0.3 || wider < 3 || one.cut < one.count * 0.3) return [...lines]
  const widths = lines
    .map((l) => columns(l.trim()))
    .filter((n) => n > 0)
    .sort((a, b) => a - b)
  const full = widths[Math.floor(widths.length * 0.9)]! * 0.8
  const out: string[] = []
  for (let i = 0; i < lines.length; i++) {
    const before = lines[i - 1]?.trim()
    const after = lines[i + 1]?.trim()
    const single = lines[i]!.trim() === '' && before && after
    // A short line with a capital after it is a title, not a cut sentence.
    if (single && (columns(before) + columns(/^\S+/.exec(after)![0]) >= full || /^[a-z]/.test(after))) continue
    out.push(lines[i]!)
  }
  return out
}
