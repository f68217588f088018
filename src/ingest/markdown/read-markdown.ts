import MarkdownIt from 'markdown-it'
import type { Document } from '../../model/document.js'
import { readHtml } from '../html/read-html.js'
import { readLabel } from '../text/label.js'
import { closeUpLines } from '../text/spacing.js'

type Token = ReturnType<MarkdownIt['parse']>[number]

const renderer = makeRenderer()

/**
 * Reads Markdown as a person sees it rendered: marks of emphasis and addresses of links go, numbers stay as written,
 * HTML inside it is read as HTML.
 *
 * @param source the decoded text
 * @param bytes the file as it came, for its hash
 * @throws IngestError `too-deep` when it has too many elements
 */
export function readMarkdown(source: string, bytes: Uint8Array, name: string): Document {
  const { title, body } = withoutFrontMatter(source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'))
  const lines = closeUpLines(body.split('\n')).filter((line) => !isTemplate(line))
  const html = renderer.render(withNotes(lines.join('\n')))
  const document = readHtml(html, bytes, name, 'markdown')
  return { ...document, title: title || document.title }
}

/** Front matter of site generators is not shown; its title is the document's. */
function withoutFrontMatter(text: string): { title: string; body: string } {
  const m = /^(?:---|\+\+\+)[ \t]*\n([\s\S]*?)\n(?:---|\+\+\+|\.\.\.)[ \t]*(?:\n|$)/.exec(text)
  if (!m || !/^[\w-]+\s*[:=]/m.test(m[1]!)) return { title: '', body: text }
  const title = /^title\s*[:=]\s*(.+)$/im.exec(m[1]!)?.[1]?.trim() ?? ''
  return { title: title.replace(/^(["'])(.*)\1$/, '$2'), body: text.slice(m[0].length) }
}

/** Lines that a site generator replaces or drops: `{% include … %}`, `{:toc}`, `:::note`, `<!-- … -->` on its own. */
function isTemplate(line: string): boolean {
  return /^\s*(?:\{%[^%]*%\}\s*)+$|^\s*\{:[^}]*\}\s*$|^:::|^\s*\[\[_?TOC_?\]\]\s*$/i.test(line)
}

/** Footnotes keep their number in the text and in front of the note. */
function withNotes(text: string): string {
  if (!text.includes('[^')) return text
  return text.replace(/^\[\^([^\]\s]{1,40})\]:[ \t]*/gm, '\\[$1\\] ').replace(/\[\^([^\]\s]{1,40})\]/g, '\\[$1\\]')
}

function makeRenderer(): MarkdownIt {
  const md = new MarkdownIt({ html: true })
  // Clauses set in by four spaces are not program code.
  md.disable('code')
  md.core.ruler.push('numbers_as_written', (state) => {
    const lists: { items: Token[]; numbers: string[] }[] = []
    for (const token of state.tokens) {
      if (token.type === 'ordered_list_open') lists.push({ items: [], numbers: [] })
      else if (token.type === 'bullet_list_open') lists.push({ items: [], numbers: [] })
      else if (token.type === 'list_item_open') {
        const list = lists.at(-1)!
        list.items.push(token)
        list.numbers.push(token.info)
      } else if (token.type === 'ordered_list_close') {
        const { items, numbers } = lists.pop()!
        // "1. 1. 1." leaves the counting to the renderer; anything else is the author's own numbering.
        if (new Set(numbers).size === numbers.length)
          for (const [i, item] of items.entries()) item.attrSet('value', numbers[i]!)
      } else if (token.type === 'bullet_list_close') lists.pop()
      if (token.type === 'ordered_list_open') token.attrSet('data-close', token.markup)
      if (token.type === 'heading_open') {
        const inline = state.tokens[state.tokens.indexOf(token) + 1]
        const last = inline?.children?.at(-1)
        if (last?.type === 'text') last.content = last.content.replace(/\s*\{[#:.][^}]*\}\s*$/, '')
      }
    }
  })
  md.renderer.rules.softbreak = (tokens, i) => {
    const before = textBeside(tokens, i, -1)
    const after = textBeside(tokens, i, 1)
    return readLabel(after) || /[。：:]\s*$/u.test(before) ? '<br>\n' : '\n'
  }
  const plain = md.renderer.rules.text!
  md.renderer.rules.text = (...all) => {
    const shown = plain(...all)
    // CommonMark does not see the end of emphasis in 「**「ホスト」**とは」; its readers do.
    return shown.includes('**')
      ? shown.replace(/\*\*(?=[\u3000-\u9fff\uff00-\uff60])|(?<=[\u3000-\u9fff\uff00-\uff60])\*\*/gu, '')
      : shown
  }
  return md
}

function textBeside(tokens: Token[], at: number, step: 1 | -1): string {
  for (let i = at + step; i >= 0 && i < tokens.length; i += step) {
    const { type, content } = tokens[i]!
    if (type === 'softbreak' || type === 'hardbreak') return ''
    if (content !== '' && type !== 'html_inline') return content
  }
  return ''
}
