import type { Aside } from '../../model/document.js'
import { childOf, elementsOf, type XmlElement } from '../xml.js'
import type { Flow } from './flow.js'
import { relatedPart, type WordPackage } from './package.js'
import { toggleOf } from './properties.js'
import { readStory, type StoryContext } from './story.js'
import { wordingOf } from './wording.js'

/**
 * Headers and footers that are shown on some page, and comments with their authors, each once. To be read after the body,
 * which tells its sections.
 *
 * @throws IngestError when one of their parts is damaged
 */
export function readAsides(word: WordPackage, context: StoryContext, settings: XmlElement | null): Aside[] {
  const asides = headersAndFooters(word, context, settings)
  const comments = relatedPart(word, 'comments')
  for (const comment of comments ? elementsOf(comments) : []) {
    if (comment.name !== 'w:comment') continue
    const text = plainText(readStory(comment, context))
    if (text !== '') asides.push({ kind: 'comment', page: null, author: comment.attributes['w:author'] ?? null, text })
  }
  return asides
}

function headersAndFooters(word: WordPackage, context: StoryContext, settings: XmlElement | null): Aside[] {
  const asides: Aside[] = []
  const seen = new Set<string>()
  const evenPages = toggleOf(settings ?? undefined, 'w:evenAndOddHeaders') ?? false
  for (const section of context.sections) {
    const firstPage = toggleOf(section, 'w:titlePg') ?? false
    for (const reference of elementsOf(section)) {
      const kind =
        reference.name === 'w:headerReference' ? 'header' : reference.name === 'w:footerReference' ? 'footer' : null
      const type = reference.attributes['w:type']
      if (!kind || (type === 'first' && !firstPage) || (type === 'even' && !evenPages)) continue
      const link = word.relationships(word.main).find((r) => r.id === reference.attributes['r:id'] && !r.external)
      const part = link && word.part(link.target)
      if (!part) continue
      const text = plainText(readStory(part, context))
      if (text === '' || seen.has(kind + text)) continue
      seen.add(kind + text)
      asides.push({ kind: /^[-–—\s\d/／]+$/.test(text) ? 'page-number' : kind, page: null, author: null, text })
    }
  }
  return asides
}

/** All words of a story on lines. */
export function plainText(flows: readonly Flow[]): string {
  const lines: string[] = []
  for (const flow of flows) {
    if (flow.type === 'table') {
      for (const row of flow.rows)
        lines.push(
          row.cells
            .map((c) => plainText(c.flows).replace(/\n/g, ' '))
            .join('\t')
            .trim(),
        )
      continue
    }
    lines.push(wordingOf(flow).text)
    for (const apart of flow.after) lines.push(plainText(apart.flows))
  }
  return lines.filter((l) => l !== '').join('\n')
}

/** The title that the file's properties name; empty when there is none. */
export function namedTitle(word: WordPackage): string {
  const link = word.relationships('').find((r) => r.kind === 'core-properties' && !r.external)
  const properties = link ? word.part(link.target) : null
  const title = childOf(properties ?? undefined, 'dc:title')
  return title
    ? title.children
        .filter((c) => typeof c === 'string')
        .join('')
        .trim()
    : ''
}
