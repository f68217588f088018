import type { Document, Warning } from '../../model/document.js'
import { IngestError } from '../ingest-error.js'
import { BlockWriter, documentOf } from '../read-blocks.js'
import type { ReadOptions } from '../read-options.js'
import { childOf, descendantsOf, type XmlElement } from '../xml.js'
import { namedTitle, readAsides } from './asides.js'
import { layOut } from './layout.js'
import { ListCounter } from './list-counter.js'
import { readListDefinitions } from './list-definitions.js'
import { openNotes } from './notes.js'
import { openWordPackage, relatedPart, type WordPackage } from './package.js'
import { readStory, type StoryContext } from './story.js'
import { readStyles } from './styles.js'
import { wordWarnings } from './word-warnings.js'

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
  const body = main && childOf(main, 'w:body')
  if (!body) throw new IngestError('damaged', name, { format: 'DOCX' })
  const settings = relatedPart(word, 'settings')
  const context = contextOf(word, body, settings, options.tracked ?? 'accepted')
  const writer = new BlockWriter()
  const laid = layOut(readStory(body, context), writer)
  const asides = readAsides(word, context, settings)
  const warnings: Warning[] = wordWarnings(word, context, laid, writer.text())
  if (writer.blocks.length === 0) throw new IngestError('no-text', name)
  return documentOf(bytes, name, 'docx', writer, {
    title: laid.title || namedTitle(word),
    revisions: laid.revisions,
    asides,
    warnings,
    status: warnings.some((w) => w.code === 'unread-part' || w.code === 'only-pictures') ? 'partial' : 'ok',
  })
}

function contextOf(
  word: WordPackage,
  body: XmlElement,
  settings: XmlElement | null,
  view: StoryContext['view'],
): StoryContext {
  const styles = readStyles(relatedPart(word, 'styles'))
  const lists = readListDefinitions(relatedPart(word, 'numbering'), styles)
  const ends = (name: string): Set<string> => {
    const names = new Set<string>()
    for (const range of descendantsOf(body, name)) names.add(range.attributes['w:name'] ?? '')
    return names
  }
  const targets = ends('w:moveToRangeStart')
  return {
    styles,
    lists,
    counter: new ListCounter(lists),
    notes: openNotes(word, settings),
    view,
    moves: new Set([...ends('w:moveFromRangeStart')].filter((n) => targets.has(n))),
    unread: new Map(),
    pictures: 0,
    brokenFields: false,
  }
}
