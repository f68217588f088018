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
  const out: string[] = []
  for (let i = 0; i < lines.length; i++) {
    const single = lines[i]!.trim() === '' && lines[i - 1]?.trim() && lines[i + 1]?.trim()
    if (!single) out.push(lines[i]!)
  }
  return out
}
