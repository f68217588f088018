import type { AnyNode, Element, ParentNode, Document as Tree } from 'domhandler'
import { parseDocument } from 'htmlparser2'
import { IngestError } from '../ingest-error.js'
import { MAX_HTML_NODES } from '../limits.js'

export type { AnyNode, Element, ParentNode, Tree }

/**
 * Parses a page into a tree. Nothing in it runs, and nothing that it points to is fetched.
 *
 * @throws IngestError `too-deep` when it has more nodes than the limit
 */
export function parsePage(html: string, name: string): Tree {
  // A node takes at least one "<" or the text before one; counting them costs nothing and comes before the work.
  let marks = 0
  for (let i = html.indexOf('<'); i >= 0; i = html.indexOf('<', i + 1)) marks++
  if (marks > MAX_HTML_NODES) throw new IngestError('too-deep', name, { limit: MAX_HTML_NODES })
  return parseDocument(html)
}

export function isElement(node: AnyNode): node is Element {
  return node.type === 'tag' || node.type === 'script' || node.type === 'style'
}

/**
 * Goes through a subtree in reading order without recursion; nesting can be as deep as the file is long. A node for
 * which `enter` says false is passed over, and not left.
 */
export function walk(
  root: AnyNode,
  enter: (node: AnyNode) => boolean | undefined,
  leave?: (node: AnyNode) => void,
): void {
  const stack: { node: AnyNode; next: number }[] = []
  const open = (node: AnyNode): void => {
    if (enter(node) === false) return
    if ('children' in node) stack.push({ node, next: 0 })
    else leave?.(node)
  }
  open(root)
  while (stack.length > 0) {
    const top = stack.at(-1)!
    const child = (top.node as ParentNode).children[top.next++]
    if (child) open(child)
    else {
      stack.pop()
      leave?.(top.node)
    }
  }
}

/** Elements that hold no words of the page. */
export const SILENT = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'head',
  'svg',
  'math',
  'rt',
  'rp',
  'select',
  'datalist',
  'audio',
  'video',
  'canvas',
  'object',
  'iframe',
  'title',
])

/** Elements that begin and end a line. */
export const BLOCKS = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'caption',
  'center',
  'dd',
  'details',
  'dialog',
  'dir',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hgroup',
  'hr',
  'html',
  'legend',
  'li',
  'main',
  'menu',
  'nav',
  'ol',
  'p',
  'pre',
  'search',
  'section',
  'summary',
  'table',
  'tbody',
  'td',
  'textarea',
  'tfoot',
  'th',
  'thead',
  'tr',
  'ul',
])

/** Closes up white space as a browser does, and drops the line ends of the source inside Japanese sentences. */
export function closeUp(text: string): string {
  return text
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/(?<=[\u3000-\u9fff\uff00-\uff60])[ \t]*[\r\n][ \t\r\n]*(?=[\u3000-\u9fff\uff00-\uff60])/gu, '')
    .replace(/[ \t\r\n\f\v\u00a0]+/g, ' ')
    .trim()
}

/** Words of a subtree in one line; blocks and line breaks part them with a space. */
export function wordsOf(root: AnyNode): string {
  let out = ''
  walk(
    root,
    (node) => {
      if (node.type === 'text') out += node.data
      else if (isElement(node)) {
        if (SILENT.has(node.name)) return false
        if (node.name === 'br' || BLOCKS.has(node.name)) out += ' '
      }
      return undefined
    },
    (node) => {
      if (isElement(node) && BLOCKS.has(node.name)) out += ' '
    },
  )
  return closeUp(out)
}
