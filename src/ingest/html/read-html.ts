import type { AnyNode } from 'domhandler'
import { parseDocument } from 'htmlparser2'
import type { Document } from '../../model/document.js'
import { BlockWriter, documentOf } from '../read-blocks.js'

const BLOCK =
  /^(p|div|section|article|main|li|tr|dt|dd|h[1-6]|br|ul|ol|dl|table|blockquote|header|footer|nav|aside|details|summary|body)$/
const SKIP = /^(script|style|template|noscript|head|svg|rt|rp)$/

type Node = AnyNode

/** Reads an HTML page. */
export function readHtml(html: string, bytes: Uint8Array, name: string): Document {
  const writer = new BlockWriter()
  let line = ''
  let context = { heading: 0, item: 0, hidden: false, navigation: false }
  const flush = (): void => {
    const text = line.replace(/\s+/g, ' ').trim()
    line = ''
    const { heading, item, hidden, navigation } = context
    writer.add({
      kind: heading ? 'heading' : item ? 'item' : 'paragraph',
      level: heading || item,
      text,
      hidden,
      part: navigation ? 'navigation' : 'body',
    })
  }
  const stack: { node: Node; context: typeof context; leave?: boolean }[] = [{ node: parseDocument(html), context }]
  while (stack.length) {
    const top = stack.pop()!
    const { node } = top
    if (node.type === 'text') {
      line += (node as { data: string }).data
      continue
    }
    const tag = 'name' in node ? node.name : ''
    if (BLOCK.test(tag)) flush()
    context = top.context
    if (top.leave || SKIP.test(tag) || !('children' in node)) continue
    const level = /^h([1-6])$/.exec(tag)
    const style = 'attribs' in node ? (node.attribs.style ?? '') : ''
    const inner = {
      heading: level ? Number(level[1]) : context.heading,
      item: tag === 'li' ? context.item + 1 : context.item,
      hidden: context.hidden || /display\s*:\s*none/.test(style),
      navigation: context.navigation || /^(nav|header|footer)$/.test(tag),
    }
    stack.push({ node, context, leave: true })
    for (const child of [...node.children].reverse()) stack.push({ node: child, context: inner })
    context = inner
  }
  flush()
  return documentOf(bytes, name, 'html', writer)
}
