import MarkdownIt from 'markdown-it'
import type { Document } from '../model/document.js'
import { BlockWriter, documentOf } from './read-blocks.js'

const parser = new MarkdownIt({ html: true })

/** Reads Markdown. */
export function readMarkdown(text: string, bytes: Uint8Array, name: string): Document {
  const writer = new BlockWriter()
  let heading = 0
  const lists: { ordered: boolean }[] = []
  let label: string | null = null
  let cells: string[] | null = null
  let table = -1
  let head = false
  for (const token of parser.parse(text, {})) {
    if (token.type === 'heading_open') heading = Number(token.tag[1])
    else if (token.type === 'heading_close') heading = 0
    else if (token.type === 'bullet_list_open') lists.push({ ordered: false })
    else if (token.type === 'ordered_list_open') lists.push({ ordered: true })
    else if (/_list_close$/.test(token.type)) lists.pop()
    else if (token.type === 'list_item_open') label = lists.at(-1)?.ordered ? token.info + token.markup : null
    else if (token.type === 'table_open') table++
    else if (token.type === 'thead_open') head = true
    else if (token.type === 'thead_close') head = false
    else if (token.type === 'tr_open') cells = []
    else if (token.type === 'tr_close') {
      if (cells) writer.add({ kind: 'row', text: '', cells, table, head })
      cells = null
    } else if (token.type === 'inline') {
      const words = (token.children ?? [])
        .map((c) =>
          c.type === 'softbreak' || c.type === 'hardbreak' ? '\n' : c.type === 'html_inline' ? '' : c.content,
        )
        .join('')
      if (cells) cells.push(words)
      else if (heading) writer.add({ kind: 'heading', level: heading, text: words })
      else
        for (const line of words.split('\n')) {
          const text = label ? `${label} ${line.trim()}` : line.trim()
          if (lists.length) writer.add({ kind: 'item', level: lists.length, label, text })
          else writer.add({ kind: 'paragraph', text })
          label = null
        }
    } else if (token.type === 'code_block' || token.type === 'fence' || token.type === 'html_block') {
      for (const line of token.content.split('\n'))
        writer.add({ kind: 'paragraph', text: line.replace(/<[^>]{0,200}>/g, '').trim() })
    }
  }
  return documentOf(bytes, name, 'markdown', writer)
}
