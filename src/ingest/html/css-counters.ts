import { counterText } from './list-labels.js'
import type { Element } from './page.js'
import type { Styles } from './styles.js'

interface Counter {
  name: string
  value: number
  depth: number
}

/**
 * Plain CSS counters, as terms use them to number articles: `counter-reset` and `counter-increment` on elements, and a
 * `::before` whose `content` is text, `counter()` and `counters()`.
 */
export class CssCounters {
  private readonly scopes: Counter[] = []
  private depth = 0

  constructor(private readonly styles: Styles) {}

  /** Counts an element in and gives the words that the page shows before it, if its style says so. */
  enter(element: Element): string | null {
    this.depth++
    const own = this.styles.of(element)
    const before = this.styles.of(element, true)
    this.apply(own)
    if (!before.has('content')) return null
    this.apply(before)
    const shown = this.content(before.get('content')!)
    return shown.trim() === '' ? null : shown.trim()
  }

  leave(): void {
    this.depth--
    while (this.scopes.length > 0 && this.scopes.at(-1)!.depth > this.depth + 1) this.scopes.pop()
  }

  private apply(style: ReadonlyMap<string, string>): void {
    for (const [name, value] of pairs(style.get('counter-reset'), 0)) {
      // A sibling's reset begins the same counter anew; one deeper down opens a counter inside it.
      const same = this.scopes.find((c) => c.name === name && c.depth === this.depth)
      if (same) same.value = value
      else this.scopes.push({ name, value, depth: this.depth })
    }
    for (const [name, step] of pairs(style.get('counter-increment'), 1)) {
      const counter = this.scopes.findLast((c) => c.name === name)
      if (counter) counter.value += step
      else this.scopes.push({ name, value: step, depth: this.depth })
    }
  }

  private content(written: string): string {
    let out = ''
    for (const m of written.matchAll(
      /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|counters?\(\s*([\w-]+)\s*(?:,\s*(?:"([^"]*)"|'([^']*)'))?\s*(?:,\s*([\w-]+))?\s*\)/g,
    )) {
      if (m[3] === undefined) {
        out += (m[1] ?? m[2] ?? '').replace(/\\([0-9a-f]{1,6})\s?/gi, (_, hex: string) =>
          String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff)),
        )
        continue
      }
      const style = m[6] ?? 'decimal'
      const values = this.scopes.filter((c) => c.name === m[3]).map((c) => counterText(c.value, style) ?? '')
      out += m[0].startsWith('counters') ? values.join(m[4] ?? m[5] ?? '.') : (values.at(-1) ?? '')
    }
    // Icons are drawn with letters of private fonts.
    return out.replace(/[\ue000-\uf8ff]/g, '')
  }
}

function pairs(written: string | undefined, otherwise: number): [string, number][] {
  if (!written || written === 'none') return []
  return [...written.matchAll(/([a-z_][\w-]*)(?:\s+(-?\d+))?/gi)].map((m) => [
    m[1]!,
    m[2] === undefined ? otherwise : Number(m[2]),
  ])
}
