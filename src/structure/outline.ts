import type { Article } from '../model/agreement.js'
import type { Document } from '../model/document.js'
import type { Language } from '../model/text.js'
import type { BlockMark } from './block-mark.js'
import { chooseArticles, type Entry } from './outline-choice.js'
import { relation } from './outline-rank.js'
import type { Title } from './title.js'

export interface Outline {
  articles: Article[]
  /** By block: the article that the block's first words stand in. */
  articleOf: Map<number, string>
  /** Blocks that are an article's heading and nothing else. */
  headings: Set<number>
  /** By block: the block offset at which a heading inside it ends and its sentences begin. */
  bodyFrom: Map<number, number>
  /** Blocks whose number is an article's, so that they are no items of a list. */
  opening: Set<number>
  /** By article id: its number in figures, for references to it. */
  paths: Map<string, { kind: string; path: number[] }>
}

interface Open {
  entry: Entry
  article: Article
  path: number[]
}

/** Puts the articles of a document into their order and hierarchy. */
export function readOutline(
  document: Document,
  marks: readonly BlockMark[],
  language: Language,
  title: Title,
): Outline {
  const entries = chooseArticles(marks, language, title.block)
  const outline: Outline = {
    articles: [],
    articleOf: new Map(),
    headings: new Set(),
    bodyFrom: new Map(),
    opening: new Set(),
    paths: new Map(),
  }
  const stack: Open[] = []
  const startsAt = new Map(entries.map((e) => [e.first, e]))
  let id = 0
  let last: number | null = null
  for (const mark of marks) {
    const entry = startsAt.get(mark.index)
    if (entry) {
      close(stack, entry, last)
      open(entry)
    } else if (stack.length === 0 && outline.articles.length === 0) openPreamble(mark)
    const inner = stack.at(-1)
    outline.articleOf.set(mark.index, inner ? inner.article.id : 'a0')
    last = mark.block.end
  }
  for (const o of stack) o.article.end = last ?? o.article.end
  const preamble = outline.articles.find((a) => a.id === 'a0')
  if (preamble && entries[0]) {
    const before = marks.filter((m) => m.index < entries[0]!.first).at(-1)
    if (before) preamble.end = before.block.end
  } else if (preamble) preamble.end = last ?? preamble.end
  nameChapters(outline.articles)
  return outline

  function openPreamble(mark: BlockMark): void {
    const { start, end, page } = mark.block
    outline.articles.push({
      id: 'a0',
      number: null,
      heading: null,
      page,
      level: 1,
      parent: null,
      role: 'preamble',
      start,
      end,
    })
  }

  function open(entry: Entry): void {
    id++
    const parent = stack.at(-1) ?? null
    const { mark } = entry
    const nested =
      mark.label?.kind === 'decimal' &&
      mark.label.path.length === 1 &&
      mark.block.kind === 'item' &&
      mark.block.level > 1 &&
      parent?.entry.mark.label?.kind === 'decimal'
    const path = nested ? [...parent.path, ...mark.label!.path] : (mark.label?.path ?? [])
    const number = nested
      ? path.join('.')
      : (mark.label?.raw.replace(/[\s.．、:：]+$/u, '').replace(/\s+/g, ' ') ?? null)
    const role: Article['role'] =
      mark.label?.kind === 'annex'
        ? 'annex'
        : mark.label?.kind === 'supplementary'
          ? 'supplementary'
          : mark.label?.kind === 'chapter'
            ? 'chapter'
            : 'article'
    const depth = stack.filter((o) => o.article.role !== 'chapter').length
    const article: Article = {
      id: `a${id}`,
      number: number === '' ? null : number,
      heading:
        entry.heading === null
          ? null
          : document.text.slice(entry.heading.start, entry.heading.end).replace(/\s+/g, ' ').trim() || null,
      page: document.blocks[entry.first]!.page,
      level: role === 'chapter' ? 0 : depth + 1,
      parent: parent?.article.id ?? null,
      role,
      start: document.blocks[entry.first]!.start,
      end: mark.block.end,
    }
    outline.articles.push(article)
    outline.opening.add(mark.index)
    outline.paths.set(article.id, { kind: mark.label?.kind ?? 'bare', path })
    for (const block of entry.headingBlocks) outline.headings.add(block)
    if (!outline.headings.has(mark.index) && mark.heading && mark.heading.body > 0)
      outline.bodyFrom.set(mark.index, mark.heading.body)
    stack.push({ entry, article, path })
  }
}

function close(stack: Open[], entry: Entry, last: number | null): void {
  const known = stack.findLastIndex((o) => relation(entry, o.entry) === 'same')
  while (stack.length > 0) {
    const top = stack.at(-1)!
    const r = relation(entry, top.entry)
    // Where nothing tells, a style that is already open further out decides: the new heading continues it.
    if (r === 'deeper' || (r === 'unknown' && known < 0)) break
    top.article.end = last ?? top.article.end
    stack.pop()
    if (r === 'same') break
  }
}

/** An unnumbered heading that holds 第N条 or Section N is a chapter, and does not count as a level. */
function nameChapters(articles: Article[]): void {
  const byId = new Map(articles.map((a) => [a.id, a]))
  for (const a of articles) {
    const parent = a.parent === null ? undefined : byId.get(a.parent)
    if (
      parent &&
      parent.number === null &&
      parent.role === 'article' &&
      a.number !== null &&
      /^(?:第|Article|ARTICLE|Section|SECTION)/.test(a.number)
    )
      parent.role = 'chapter'
  }
  for (const a of articles) {
    let level = 1
    for (let p = a.parent; p !== null; p = byId.get(p)!.parent) if (byId.get(p)!.role !== 'chapter') level++
    a.level = a.role === 'chapter' ? 0 : level
  }
}
