import type { Span } from '../model/text.js'

/** Sentences of a block of text. */
export function splitSentences(text: string, base: number): Span[] {
  const spans: Span[] = []
  let from = 0
  const push = (end: number): void => {
    let start = from
    while (start < end && /\s/.test(text[start]!)) start++
    let stop = end
    while (stop > start && /\s/.test(text[stop - 1]!)) stop--
    if (stop > start) spans.push({ start: base + start, end: base + stop })
    from = end
  }
  const boundary = /[。！？](?![」』）)])|[.!?]["”’)]?(?=\s+["“(]?[A-Z])|\n/gu
  for (const m of text.matchAll(boundary)) push(m.index + m[0].length)
  push(text.length)
  return spans
}
