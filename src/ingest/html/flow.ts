import { CssCounters } from './css-counters.js'
import { ListLabels } from './list-labels.js'
import { type AnyNode, BLOCKS, type Element, isElement, SILENT, type Tree, walk } from './page.js'
import { hides, isWhite, type Styles } from './styles.js'
import { readTable } from './tables.js'

/** A piece of the page between two line ends, with what is known of how it looks. */
export interface FlowLine {
  kind: 'heading' | 'paragraph' | 'item' | 'row'
  text: string
  level: number
  label: string | null
  hidden: boolean
  furniture: boolean
  cells?: string[]
  table?: number
  head?: boolean
  /** Shares of its letters that are bold, linked, or linked within the page. */
  bold: number
  linked: number
  inPage: number
  /** `dt` and `dd` of which definition list. */
  part: 'dt' | 'dd' | 'summary' | null
  list: number
}

export interface Struck {
  text: string
  author: string
  date: string
  /** Index of the line it stood in. */
  line: number
}

export interface Flow {
  lines: FlowLine[]
  struck: Struck[]
  /** Frames whose text lies in another file. */
  frames: number
}

interface Context {
  hidden: boolean
  furniture: boolean
  heading: number
  bold: boolean
  link: 'none' | 'away' | 'inside'
  pre: boolean
  struck: boolean
  ground: string
  part: FlowLine['part']
  inItem: boolean
}

/** Ends a line inside a block. */
const BREAK = '\u0001'

/** Walks a page and gives its lines in reading order. */
export function readFlow(page: Tree, styles: Styles, furniture: ReadonlySet<Element>): Flow {
  return new FlowReader(styles, furniture).read(page)
}

class FlowReader {
  private readonly flow: Flow = { lines: [], struck: [], frames: 0 }
  private readonly labels: ListLabels
  private readonly counters: CssCounters
  private readonly contexts: Context[] = [
    {
      hidden: false,
      furniture: false,
      heading: 0,
      bold: false,
      link: 'none',
      pre: false,
      struck: false,
      ground: '',
      part: null,
      inItem: false,
    },
  ]
  private text = ''
  private letters = 0
  private bold = 0
  private linked = 0
  private inPage = 0
  private label: string | null = null
  private lists = 0
  private tables = 0
  /** How the words of the line at hand look; null while it has none. */
  private current: Context | null = null

  constructor(
    private readonly styles: Styles,
    private readonly furniture: ReadonlySet<Element>,
  ) {
    this.labels = new ListLabels(styles)
    this.counters = new CssCounters(styles)
  }

  read(page: Tree): Flow {
    walk(
      page,
      (node) => this.enter(node),
      (node) => this.leave(node),
    )
    this.flush()
    return this.flow
  }

  private enter(node: AnyNode): boolean | undefined {
    const outer = this.contexts.at(-1)!
    if (node.type === 'text') {
      this.put(node.data, outer)
      return undefined
    }
    if (!isElement(node)) return undefined
    const { name } = node
    if (name === 'iframe' || name === 'object' || name === 'frame') this.flow.frames++
    if (SILENT.has(name)) return false
    if (name === 'br') {
      this.text += BREAK
      return false
    }
    if (BLOCKS.has(name)) this.flush()
    // Menus whose links stand side by side without a space between them.
    if (name === 'a' && node.prev && isElement(node.prev) && node.prev.name === 'a') this.text += ' '
    const css = this.styles.of(node)
    const context = this.contextOf(node, css, outer)
    if (name === 'table') {
      const rows = readTable(node, this.styles)
      if (rows) {
        const table = this.tables++
        for (const row of rows) this.row(row.cells, table, row.head, context, row.hidden)
        return false
      }
    }
    const shown = this.counters.enter(node)
    this.contexts.push(context)
    if (name === 'ol' || name === 'ul' || name === 'menu') this.labels.openList(node)
    if (name === 'dl') this.lists++
    if (name === 'li') this.label = this.labels.nextLabel(node)
    if (shown !== null) {
      if (BLOCKS.has(name) && /\p{N}/u.test(shown)) this.label = shown
      else this.put(/^[\s•・>»-]*$/u.test(shown) ? '' : shown, context)
    }
    return undefined
  }

  private leave(node: AnyNode): void {
    if (!isElement(node) || this.contexts.length === 1) return
    const { name } = node
    if (BLOCKS.has(name)) this.flush()
    this.contexts.pop()
    this.counters.leave()
    if (name === 'ol' || name === 'ul' || name === 'menu') this.labels.closeList()
    if (name === 'li') this.label = null
  }

  private contextOf(node: Element, css: ReadonlyMap<string, string>, outer: Context): Context {
    const { name, attribs } = node
    const context = { ...outer }
    const ground = css.get('background-color') ?? css.get('background') ?? attribs.bgcolor
    if (ground !== undefined && ground !== 'none' && ground !== 'transparent') context.ground = ground
    const ink =
      name === 'font' ? attribs.color : /(?:^|;)\s*color\s*:/.test(attribs.style ?? '') ? css.get('color') : undefined
    if ('hidden' in attribs || hides(css) || (isWhite(ink) && (context.ground === '' || isWhite(context.ground))))
      context.hidden = true
    if (name === 'dialog' && !('open' in attribs)) context.hidden = true
    if (this.furniture.has(node)) context.furniture = true
    const heading =
      /^h([1-6])$/.exec(name)?.[1] ?? (attribs.role === 'heading' ? (attribs['aria-level'] ?? '2') : undefined)
    if (heading !== undefined) {
      context.heading = Math.min(6, Math.max(1, Number(heading) || 2))
      // A heading is bold anyway; and inside a menu or banner it is still the page's title.
      context.bold = false
    }
    const weight = css.get('font-weight')
    if (name === 'b' || name === 'strong' || (weight && /^(?:bold|bolder|[6-9]00)$/.test(weight))) context.bold = true
    else if (weight && /^(?:normal|[1-4]00)$/.test(weight)) context.bold = false
    if (name === 'a' && attribs.href) context.link = attribs.href.startsWith('#') ? 'inside' : 'away'
    if (name === 'pre' || name === 'textarea' || /^pre/.test(css.get('white-space') ?? '')) context.pre = true
    if (name === 'del' || name === 's' || name === 'strike') context.struck = true
    if (name === 'dt' || name === 'dd' || name === 'summary') context.part = name
    if (name === 'li') {
      context.inItem = true
      context.part = null
    }
    return context
  }

  private put(data: string, context: Context): void {
    if (context.struck) {
      const text = data.replace(/\s+/g, ' ').trim()
      if (text) this.flow.struck.push({ text, author: '', date: '', line: this.flow.lines.length })
      return
    }
    this.text += context.pre ? data.replace(/\r\n?|\n/g, BREAK) : data
    const n = data.length - (data.match(/\s+/g)?.join('').length ?? 0)
    if (n === 0) return
    this.letters += n
    if (context.bold) this.bold += n
    if (context.link !== 'none') this.linked += n
    if (context.link === 'inside') this.inPage += n
    this.current = context
  }

  private flush(): void {
    const { text, letters } = this
    const context = this.current
    this.text = ''
    this.current = null
    const share = (n: number): number => (letters === 0 ? 0 : n / letters)
    const line = { bold: share(this.bold), linked: share(this.linked), inPage: share(this.inPage) }
    this.letters = this.bold = this.linked = this.inPage = 0
    if (!context) return
    for (const piece of text.split(BREAK)) {
      this.flow.lines.push({
        kind: context.heading ? 'heading' : context.inItem ? 'item' : 'paragraph',
        text: piece,
        level: context.heading || (context.inItem ? Math.max(1, this.labels.depth) : 0),
        label: piece.trim() === '' ? null : this.label,
        hidden: context.hidden,
        furniture: context.furniture,
        part: context.part,
        list: this.lists,
        ...line,
      })
      if (piece.trim() !== '') this.label = null
    }
  }

  private row(cells: string[], table: number, head: boolean, context: Context, hidden: boolean): void {
    this.flow.lines.push({
      kind: 'row',
      text: '',
      level: 0,
      label: null,
      hidden: context.hidden || hidden,
      furniture: context.furniture,
      cells,
      table,
      head,
      bold: 0,
      linked: 0,
      inPage: 0,
      part: null,
      list: 0,
    })
  }
}
