import { say } from '../../messages/index.js'
import type { Document, Warning } from '../../model/document.js'
import { BlockWriter, documentOf } from '../read-blocks.js'
import { readLabel } from '../text/label.js'
import { ends, goesOn, joinLines } from '../text/line-breaks.js'
import { type FlowLine, readFlow } from './flow.js'
import { findFurniture } from './furniture.js'
import { closeUp, isElement, parsePage, type Tree, walk, wordsOf } from './page.js'
import { Styles } from './styles.js'

/**
 * Reads a page as a person sees it. Menus, banners and footers are kept as `navigation`; hidden text is kept and flagged.
 *
 * @param html the decoded page
 * @param bytes the file as it came, for its hash
 * @throws IngestError `too-deep` when it has too many nodes
 */
export function readHtml(
  html: string,
  bytes: Uint8Array,
  name: string,
  format: 'html' | 'markdown' = 'html',
): Document {
  const page = parsePage(html, name)
  const { css, title } = headOf(page)
  const flow = readFlow(page, new Styles(css), findFurniture(page))
  const lines = merge(flow.lines)
  markLinkRuns(lines)
  markBoldHeadings(lines)
  const writer = new BlockWriter()
  const placed = write(writer, lines)
  const warnings: Warning[] = []
  const hidden = writer.blocks.filter((b) => b.hidden && b.part === 'body' && b.end - b.start >= 8)
  if (hidden.length > 0)
    warnings.push({ code: 'hidden-text', place: '', text: say('ingest.warning.hidden-text', { count: hidden.length }) })
  if (flow.struck.length > 0)
    warnings.push({
      code: 'struck-text',
      place: '',
      text: say('ingest.warning.struck-text', { count: flow.struck.length }),
    })
  if (flow.frames > 0)
    warnings.push({
      code: 'frames-unread',
      place: '',
      text: say('ingest.warning.frames-unread', { count: flow.frames }),
    })
  return documentOf(bytes, name, format, writer, {
    title,
    warnings,
    revisions: flow.struck.map((s) => ({
      kind: 'deletion',
      author: s.author,
      date: s.date,
      text: s.text,
      at: placed(s.line),
    })),
  })
}

/** The page's style sheets and its title, without what sites append to it (“Terms | Example”). */
function headOf(page: Tree): { css: string; title: string } {
  const css: string[] = []
  let title = ''
  walk(page, (node) => {
    if (!isElement(node)) return undefined
    if (node.name === 'style') for (const child of node.children) if (child.type === 'text') css.push(child.data)
    if (node.name === 'title' && title === '') title = wordsOf({ ...node, name: 'span' } as typeof node)
    return node.name !== 'svg'
  })
  const parts = title.split(/\s+[|｜–—-]\s+|[|｜]/u).filter((p) => p.trim() !== '')
  return { css: css.join('\n'), title: (parts[0] ?? '').trim() }
}

/** Closes up white space and puts lines together that a `<br>` only wrapped. */
function merge(lines: readonly FlowLine[]): (FlowLine & { source: number })[] {
  const out: (FlowLine & { source: number })[] = []
  for (const [source, line] of lines.entries()) {
    if (line.kind === 'row') {
      out.push({ ...line, source })
      continue
    }
    const text = closeUp(line.text)
    if (text === '') continue
    const last = out.at(-1)
    if (
      last &&
      last.kind === line.kind &&
      last.kind !== 'heading' &&
      last.source === source - 1 &&
      !line.label &&
      last.part === line.part &&
      last.hidden === line.hidden &&
      goesOn(last.text, text)
    ) {
      last.text = joinLines(last.text, text)
      last.source = source
      continue
    }
    const label = line.label && readLabel(text)?.raw !== line.label ? line.label : null
    out.push({ ...line, source, label, text: label ? `${label} ${text}` : text })
  }
  return out
}

/**
 * Runs of lines that are nothing but links are menus when they stand before the text or after it, and a table of
 * contents when they point into the page. Links in between name other documents of the agreement and stay.
 */
function markLinkRuns(lines: FlowLine[]): void {
  const isText = (l: FlowLine): boolean =>
    !l.furniture &&
    l.kind !== 'row' &&
    l.linked < 0.5 &&
    (ends(l.text) ? l.text.length >= 20 : l.kind === 'heading' && l.text.length > 2)
  const first = lines.findIndex(isText)
  const last = lines.findLastIndex((l) => isText(l) && l.kind !== 'heading')
  for (let i = 0; i < lines.length; ) {
    let end = i
    while (
      end < lines.length &&
      lines[end]!.kind !== 'row' &&
      lines[end]!.linked >= 0.85 &&
      lines[end]!.text.length < 120
    )
      end++
    const run = lines.slice(i, end)
    const contents = run.length >= 3 && run.every((l) => l.inPage >= 0.85)
    const menu = run.length >= 1 && (end <= first || i > last) && first >= 0
    if (contents || (menu && run.every((l) => l.kind !== 'heading'))) for (const line of run) line.furniture = true
    i = Math.max(end, i + 1)
  }
}

/** A short line that is bold throughout and has running text after it is a heading, whatever its tag. */
function markBoldHeadings(lines: FlowLine[]): void {
  for (const [i, line] of lines.entries()) {
    const next = lines[i + 1]
    if (line.kind === 'paragraph' && line.part === 'summary' && line.text.length < 120)
      Object.assign(line, { kind: 'heading', level: 6 })
    if (line.kind !== 'paragraph' || line.furniture || line.bold < 0.95 || !next || next.kind === 'heading') continue
    const japanese = /[\u3041-\u30ff\u4e00-\u9fff]/u.test(line.text)
    if (line.text.length > (japanese ? 45 : 100)) continue
    const label = readLabel(line.text)
    if (/[.。!！]\P{L}*$/u.test(line.text) && !label) continue
    if (next.bold >= 0.95 && next.kind === 'paragraph' && !label && !readLabel(next.text)) continue
    Object.assign(line, { kind: 'heading', level: 6 })
  }
}

/** Writes the lines; gives back where in the text a line of the flow came to stand. */
function write(writer: BlockWriter, lines: readonly (FlowLine & { source: number })[]): (source: number) => number {
  const starts: { source: number; start: number }[] = []
  const title = lines.find((l) => !l.furniture && l.kind === 'heading') === undefined
  let pairs = -1
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    const part = line.furniture && !(title && line.kind === 'heading' && line.level === 1) ? 'navigation' : 'body'
    const shared = { hidden: line.hidden, part } as const
    starts.push({ source: line.source, start: writer.next })
    const next = lines[i + 1]
    if (line.kind === 'row') {
      writer.add({ kind: 'row', text: '', cells: line.cells!, table: line.table!, head: line.head!, ...shared })
    } else if (line.part === 'dt' && next?.part === 'dd' && line.kind === 'paragraph' && !readLabel(line.text)) {
      const alone = lines[i + 2]?.part !== 'dd'
      if (alone && !(ends(next.text) && next.text.length > 40)) {
        // Short pairs (「提供者」「楠木株式会社」) are a table of two columns.
        pairs = pairs < 0 || lines[i - 1]?.list !== line.list ? 10_000 + line.list : pairs
        writer.add({ kind: 'row', text: '', cells: [line.text, next.text], table: pairs, ...shared })
        i++
      } else writer.add({ kind: 'heading', level: 6, text: line.text, ...shared })
    } else {
      const { kind, text, level } = line
      const label = line.label ?? readLabel(text)
      const raw = label === null || typeof label === 'string' ? label : label.kind === 'bullet' ? null : label.raw
      writer.add({ kind, text, level, label: raw, ...shared })
    }
  }
  return (source) => {
    const at = starts.find((s) => s.source >= source)
    return Math.min(at?.start ?? writer.next, writer.text().length)
  }
}
