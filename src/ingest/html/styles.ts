import type { Element } from './page.js'

/** One rule of the page's own style sheets, as far as it is of use: a plain selector and its declarations. */
export interface StyleRule {
  /** The last compound of the selector: `li`, `.terms`, `#hidden`, `ol.num`. */
  tag: string | null
  id: string | null
  classes: string[]
  /** The element before a child or descendant combinator, by its tag or class; null when there is none. */
  within: { tag: string | null; classes: string[] } | null
  before: boolean
  declarations: Map<string, string>
}

const SELECTOR = /^([a-z][\w-]*)?((?:[.#][\w-]+)*)$/i
const MAX_STYLE_CHARACTERS = 500_000
const MAX_RULES_A_NAME = 200
/** What tells whether words are seen, how they are numbered, and whether they look like a heading. */
const OF_USE =
  /^(?:display|visibility|opacity|font-size|text-indent|position|left|top|clip|overflow|height|max-height|background|background-color|color|font-weight|list-style|list-style-type|counter-reset|counter-increment|content|white-space)$/

/**
 * Reads plain rules from style sheets. Rules inside `@media` and other blocks depend on a screen and are left out, as are
 * selectors that cannot be told without a browser.
 */
export function readStyles(css: string): StyleRule[] {
  const rules: StyleRule[] = []
  const plain = css
    .slice(0, MAX_STYLE_CHARACTERS)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/<!--|-->/g, '')
  let depth = 0
  let from = 0
  let head = ''
  for (let i = 0; i < plain.length; i++) {
    const c = plain[i]
    if (c === '{') {
      if (depth === 0) {
        head = plain.slice(from, i).trim()
        from = i + 1
      }
      depth++
    } else if (c === '}' && depth > 0) {
      depth--
      if (depth === 0) {
        if (!head.startsWith('@')) addRule(rules, head, plain.slice(from, i))
        from = i + 1
      }
    } else if (c === ';' && depth === 0) from = i + 1
  }
  return rules
}

function addRule(rules: StyleRule[], selectors: string, body: string): void {
  const declarations = readDeclarations(body)
  if (declarations.size === 0) return
  for (const selector of selectors.split(',')) {
    const before = /::?before\s*$/i.test(selector)
    const compounds = selector
      .replace(/::?before\s*$/i, '')
      .trim()
      .split(/\s*>\s*|\s+/)
    const last = SELECTOR.exec(compounds.at(-1) ?? '')
    if (!last || (!last[1] && !last[2])) continue
    const outer = compounds.length > 1 ? SELECTOR.exec(compounds.at(-2)!) : null
    if (compounds.length > 1 && (!outer || outer[2]!.includes('#'))) continue
    const marks = last[2]!.match(/[.#][\w-]+/g) ?? []
    rules.push({
      tag: last[1]?.toLowerCase() ?? null,
      id: marks.find((m) => m.startsWith('#'))?.slice(1) ?? null,
      classes: marks.filter((m) => m.startsWith('.')).map((m) => m.slice(1)),
      within: outer
        ? { tag: outer[1]?.toLowerCase() ?? null, classes: (outer[2]!.match(/\.[\w-]+/g) ?? []).map((m) => m.slice(1)) }
        : null,
      before,
      declarations,
    })
  }
}

/** `a: b; c: d` → names and values, in lower case save for quoted text. */
export function readDeclarations(body: string): Map<string, string> {
  const out = new Map<string, string>()
  for (const m of body.matchAll(/([\w-]+)\s*:\s*((?:"[^"]*"|'[^']*'|[^;"'])+)/g)) {
    if (OF_USE.test(m[1]!.toLowerCase())) out.set(m[1]!.toLowerCase(), m[2]!.replace(/!important/i, '').trim())
  }
  return out
}

/** Looks rules up by what an element is called; most pages have thousands of rules and few apply. */
const NONE: ReadonlyMap<string, string> = new Map()

export class Styles {
  private readonly byKey = new Map<string, StyleRule[]>()

  constructor(css: string) {
    for (const rule of readStyles(css)) {
      const key = rule.id ? `#${rule.id}` : rule.classes[0] ? `.${rule.classes[0]}` : rule.tag!
      const list = this.byKey.get(key)
      if (list && list.length >= MAX_RULES_A_NAME) continue
      if (list) list.push(rule)
      else this.byKey.set(key, [rule])
    }
  }

  /** Declarations that hold for an element, its own `style` last. */
  of(element: Element, before = false): ReadonlyMap<string, string> {
    if (this.byKey.size === 0 && (before || !element.attribs.style)) return NONE
    const out = new Map<string, string>()
    if (this.byKey.size > 0) {
      const classes = classesOf(element)
      const keys = [
        element.name,
        ...classes.map((c) => `.${c}`),
        ...(element.attribs.id ? [`#${element.attribs.id}`] : []),
      ]
      for (const key of keys) {
        for (const rule of this.byKey.get(key) ?? []) {
          if (rule.before !== before || !applies(rule, element, classes)) continue
          for (const [name, value] of rule.declarations) out.set(name, value)
        }
      }
    }
    if (!before && element.attribs.style)
      for (const [name, value] of readDeclarations(element.attribs.style)) out.set(name, value)
    return out
  }
}

export function classesOf(element: Element): string[] {
  const written = element.attribs.class
  return written ? written.split(/\s+/).filter(Boolean) : []
}

function applies(rule: StyleRule, element: Element, classes: readonly string[]): boolean {
  if (rule.tag && rule.tag !== element.name) return false
  if (rule.id && rule.id !== element.attribs.id) return false
  if (!rule.classes.every((c) => classes.includes(c))) return false
  if (!rule.within) return true
  // Up to eight levels: enough for real pages, and deep nesting cannot make it slow.
  let parent = element.parent
  for (let n = 0; parent && n < 8; n++, parent = parent.parent) {
    if (parent.type !== 'tag') continue
    const outer = parent as Element
    const has = classesOf(outer)
    if ((!rule.within.tag || rule.within.tag === outer.name) && rule.within.classes.every((c) => has.includes(c)))
      return true
  }
  return false
}

/** Whether declarations take an element out of sight. */
export function hides(style: ReadonlyMap<string, string>): boolean {
  const value = (name: string): string => style.get(name)?.toLowerCase() ?? ''
  if (value('display') === 'none' || value('visibility') === 'hidden' || value('visibility') === 'collapse') return true
  if (/^0(?:\.0+)?$/.test(value('opacity')) || /^0(?:px|pt|em|rem|%)?$/.test(value('font-size'))) return true
  if (/^-\d{3,}/.test(value('text-indent'))) return true
  if (
    /absolute|fixed/.test(value('position')) &&
    (/^-\d{3,}/.test(value('left')) || /^-\d{3,}/.test(value('top')) || /rect\(\s*[01]/.test(value('clip')))
  )
    return true
  if (
    value('overflow') === 'hidden' &&
    (/^[01](?:px)?$/.test(value('height')) || /^0(?:px)?$/.test(value('max-height')))
  )
    return true
  return false
}

const WHITE = /^(?:white|#fff|#ffffff|#fefefe|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))$/i

export function isWhite(colour: string | undefined): boolean {
  return colour !== undefined && WHITE.test(colour.trim())
}
