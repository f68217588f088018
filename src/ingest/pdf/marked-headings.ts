import type { Aside } from '../../model/document.js'
import type { MarkedHeadings } from './headings.js'
import type { PdfDocument, PdfPage } from './open-pdf.js'
import { plainCharacters } from './plain-characters.js'

interface StructureNode {
  role?: string
  id?: string
  type?: string
  children?: StructureNode[]
}

/** Whether the file says that its structure is marked. */
export async function isTagged(document: PdfDocument): Promise<boolean> {
  const info = (await document.getMarkInfo()) as { Marked?: boolean } | null
  return info?.Marked === true
}

/** Adds the headings that a page's structure names to a map of marked content. */
export async function addTaggedHeadings(page: PdfPage, tagged: Map<string, number>): Promise<void> {
  const walk = (node: StructureNode, level: number): void => {
    const own = /^H([1-6])$/.exec(node.role ?? '')?.[1]
    const inner = own ? Number(own) : node.role === 'Title' ? 1 : level
    if (node.type === 'content' && node.id && inner > 0) tagged.set(node.id, inner)
    for (const child of node.children ?? []) walk(child, inner)
  }
  const tree = (await page.getStructTree()) as StructureNode | null
  if (tree) walk(tree, 0)
}

/** Bookmarks kept at most; a file with more has machine-made ones. */
const MAX_BOOKMARKS = 2_000

/** The bookmarks as levels by title, and as asides. */
export async function readBookmarks(
  document: PdfDocument,
): Promise<{ levels: MarkedHeadings['bookmarked']; asides: Aside[] }> {
  const levels = new Map<string, number>()
  const asides: Aside[] = []
  const walk = (nodes: Awaited<ReturnType<PdfDocument['getOutline']>>, level: number): void => {
    for (const node of nodes ?? []) {
      if (asides.length >= MAX_BOOKMARKS) return
      const title = plainCharacters(node.title).text.trim()
      if (title !== '') {
        const key = title.replace(/[\s\u3000]+/g, '')
        if (!levels.has(key)) levels.set(key, Math.min(6, level))
        asides.push({ kind: 'bookmark', page: null, author: null, text: title })
      }
      walk(node.items, level + 1)
    }
  }
  walk(await document.getOutline(), 1)
  return { levels, asides }
}
