import { zipSync } from 'fflate'
import mammoth from 'mammoth'
import { IngestError } from '../ingest-error.js'
import { MAX_VIEW_BYTES } from '../limits.js'
import { childOf } from '../xml.js'
import { withNumbersWritten } from './numbered-markup.js'
import { openWordPackage, relatedPart, type WordPackage } from './package.js'
import { readStory } from './story.js'
import { contextOf } from './story-context.js'

/** Links that a reader may follow from the view; every other one is shown as plain text. */
const SAFE_LINK = /^(https?:|mailto:)/i
/** The parts that the view is made of. Pictures, fonts, embedded files and macros are left out. */
const VIEWED = /\.(xml|rels)$/

interface Element {
  type?: string
  href?: string | null
  children?: Element[]
}

/**
 * A Word file as HTML with headings, lists, tables and emphasis, for showing the original beside an analysis. It holds
 * no script, style, picture or form; links lead to http, https and mail addresses only; ids begin with `original-`.
 *
 * @param bytes the file as it came
 * @returns markup to be set inside a page's element
 * @throws IngestError as `readDocx` does, and `too-large` when the parts to be shown are larger than the view allows
 */
export async function docxHtmlView(bytes: Uint8Array, name = ''): Promise<string> {
  const word = openWordPackage(bytes, name)
  // mammoth opens the ZIP once more, by itself. It is given one that holds only parts that passed every check here.
  const files: Record<string, Uint8Array> = {}
  let size = 0
  for (const part of word.parts) {
    if (!VIEWED.test(part)) continue
    const content = word.bytes(part)!
    size += content.length
    if (size > MAX_VIEW_BYTES)
      throw new IngestError('too-large', name, { limit: `${MAX_VIEW_BYTES / 1024 / 1024} MiB` })
    word.part(part)
    files[part] = content
  }
  files[word.main] = Buffer.from(numberedMain(word, name))
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(zipSync(files, { level: 0 })) },
      {
        idPrefix: 'original-',
        externalFileAccess: false,
        includeEmbeddedStyleMap: false,
        transformDocument: shownSafely,
      },
    )
    return value
  } catch (error) {
    throw new IngestError('damaged', name, { format: 'DOCX' }, { cause: error })
  }
}

/** mammoth would number every list 1, 2, 3; the view shows 第1条 as Word does. */
function numberedMain(word: WordPackage, name: string): string {
  const main = word.part(word.main)
  const body = main && childOf(main, 'w:body')
  if (!body) throw new IngestError('damaged', name, { format: 'DOCX' })
  const context = contextOf(word, body, relatedPart(word, 'settings'), 'accepted')
  readStory(body, context)
  return withNumbersWritten(main, context.labels)
}

/** Without pictures and unsafe links, and without lists, whose numbers stand in the text already. */
function shownSafely(element: Element): Element {
  const children = element.children?.filter((c) => c.type !== 'image').map(shownSafely)
  const shown: Element = children ? { ...element, children } : element
  const made = element.type === 'paragraph' ? { ...shown, numbering: null } : shown
  const unsafe = element.type === 'hyperlink' && element.href && !SAFE_LINK.test(element.href)
  return unsafe ? { type: 'run', children: children ?? [] } : made
}
