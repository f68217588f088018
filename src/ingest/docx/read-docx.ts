import type { Aside, Document, Warning } from '../../model/document.js'
import { IngestError } from '../ingest-error.js'
import { BlockWriter, documentOf } from '../read-blocks.js'
import type { ReadOptions } from '../read-options.js'
import { childOf } from '../xml.js'
import { namedTitle, readAsides } from './asides.js'
import { layOut } from './layout.js'
import { openWordPackage, relatedPart, type WordPackage } from './package.js'
import { readStory } from './story.js'
import { contextOf } from './story-context.js'
import { wordWarnings } from './word-warnings.js'

/** A title stands within so many characters of the beginning. */
const TITLE_WITHIN = 1_000

/**
 * Reads a Word file as a person sees it: automatic numbers in the text, tracked changes as accepted (or as they were
 * before, see `options.tracked`), notes and text boxes after the paragraph that names them. Nothing outside of the
 * file is ever followed.
 *
 * @param name the file's name, for messages
 * @throws IngestError `old-office`, `encrypted`, `damaged`, `unsupported`, `inflates-too-far`, `too-deep`, `no-text`
 */
export async function readDocx(bytes: Uint8Array, name: string, options: ReadOptions = {}): Promise<Document> {
  const word = openWordPackage(bytes, name)
  const main = word.part(word.main)
  if (main && main.name !== 'w:document') throw new IngestError('unsupported', name, { type: typeOf(word.main) })
  const body = main && childOf(main, 'w:body')
  if (!body) throw new IngestError('damaged', name, { format: 'DOCX' })
  const settings = relatedPart(word, 'settings')
  const context = contextOf(word, body, settings, options.tracked ?? 'accepted')
  const writer = new BlockWriter()
  const laid = layOut(readStory(body, context), writer)
  let asides: Aside[] = []
  try {
    asides = readAsides(word, context, settings)
  } catch (error) {
    // The agreement itself has been read; a damaged header must be told, and is no reason to refuse it.
    if (!(error instanceof IngestError)) throw error
    context.unread.set('aside', 1)
  }
  const warnings: Warning[] = wordWarnings(word, context, laid, writer)
  if (writer.blocks.length === 0) throw new IngestError('no-text', name)
  return documentOf(bytes, name, 'docx', writer, {
    title: laid.title || titleOf(word, writer.text()),
    revisions: laid.revisions,
    asides,
    warnings,
    status: warnings.some((w) => w.code === 'unread-part' || w.code === 'only-pictures') ? 'partial' : 'ok',
  })
}

/** What an Office file is whose main part is no Word document. */
const typeOf = (main: string): string => (main.startsWith('xl/') ? 'XLSX' : main.startsWith('ppt/') ? 'PPTX' : 'ZIP')

/** The title in the file's properties, when the document shows it too; many are left over from another file. */
function titleOf(word: WordPackage, text: string): string {
  const plain = (s: string): string => s.normalize('NFKC').replace(/\s+/g, '')
  const title = namedTitle(word)
  return plain(text.slice(0, TITLE_WITHIN)).includes(plain(title)) ? title : ''
}
