import { parseHTML } from 'linkedom'
import type { Range, Selector, Source } from './declaration.js'
import { WatchError } from './watch-error.js'

type Page = ReturnType<typeof parseHTML>['document']
type Node = NonNullable<ReturnType<Page['querySelector']>>

/**
 * Keeps the declared parts of a page.
 *
 * @param html the page as text
 * @returns the page, reduced; the same text when nothing is declared
 * @throws WatchError `selector-empty` when a declared part is not there any more: the page was rebuilt, and what is left
 *   must not be taken for the terms; `bad-selector` for one that cannot be read
 */
export function selectPage(html: string, source: Source): string {
  if (source.select.length === 0 && source.remove.length === 0) return html
  const { document } = parseHTML(html)
  for (const selector of source.remove) {
    for (const node of find(document, selector, source.address)) node.remove()
  }
  if (source.select.length === 0) return document.toString()
  const kept: string[] = []
  for (const selector of source.select) {
    const nodes = find(document, selector, source.address)
    if (nodes.length === 0) throw new WatchError('selector-empty', source.address, { selector: named(selector) })
    kept.push(...nodes.filter((n) => !nodes.some((other) => other !== n && other.contains(n))).map((n) => n.outerHTML))
  }
  return `<!doctype html><html><head><title>${document.title}</title></head><body><main>${kept.join('\n')}</main></body></html>`
}

function named(selector: Selector): string {
  return typeof selector === 'string' ? selector : JSON.stringify(selector)
}

function find(document: Page, selector: Selector, address: string): Node[] {
  try {
    if (typeof selector === 'string') return [...document.querySelectorAll(selector)]
    return between(document, selector)
  } catch (cause) {
    throw new WatchError('bad-selector', address, { selector: named(selector) }, { cause })
  }
}

/** The outermost elements that stand between the two marks of a range, in the order of the page. */
function between(document: Page, range: Range): Node[] {
  const start = document.querySelector((range.startBefore ?? range.startAfter)!)
  const end = document.querySelector((range.endBefore ?? range.endAfter)!)
  if (!start || !end) return []
  const all = [...document.querySelectorAll('body *')]
  const last = (node: Node): number => {
    const inner = [...node.querySelectorAll('*')]
    return all.indexOf(inner.at(-1) ?? node)
  }
  const from = range.startBefore ? all.indexOf(start) : last(start) + 1
  const to = range.endAfter ? last(end) : all.indexOf(end) - 1
  const inside = all
    .slice(from, to + 1)
    .filter((n) => (!n.contains(start) && !n.contains(end)) || n === start || n === end)
  const chosen = inside.filter((n) => (n !== start || range.startBefore) && (n !== end || range.endAfter))
  return chosen.filter((n) => !chosen.some((other) => other !== n && other.contains(n)))
}
