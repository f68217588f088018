import { say } from '../../messages/index.js'
import type { Warning } from '../../model/document.js'
import type { BlockWriter } from '../read-blocks.js'
import type { Laid } from './layout.js'
import { numberingGaps } from './numbering-gaps.js'
import type { WordPackage } from './package.js'
import type { StoryContext } from './story.js'

/** A file with pictures and fewer characters than this is taken for a scan pasted into Word. */
const FEW_CHARACTERS = 200

/** What the reader of a Word file must know: changes not yet accepted, hidden text, what was not read. */
export function wordWarnings(word: WordPackage, context: StoryContext, laid: Laid, writer: BlockWriter): Warning[] {
  const text = writer.text()
  const warnings: Warning[] = []
  const warn = (code: string, key: string, params: Record<string, string | number> = {}, place = ''): void => {
    warnings.push({ code, place, text: say(`ingest.docx.${key}`, params) })
  }
  if (laid.revisions.length > 0) {
    const of = (kind: string): number => laid.revisions.filter((r) => r.kind === kind).length
    warn('tracked-changes', `tracked-${context.view}`, {
      count: laid.revisions.length,
      insertions: of('insertion'),
      deletions: of('deletion'),
      moves: of('move'),
    })
  }
  if (laid.hidden > 0) warn('hidden-text', 'hidden-text', { count: laid.hidden })
  for (const [kind, count] of context.unread) warn('unread-part', `unread-${kind}`, { count }, word.main)
  if (context.pictures > 0 && text.length < FEW_CHARACTERS)
    warn('only-pictures', 'only-pictures', { count: context.pictures })
  if (context.brokenFields) warn('broken-field', 'broken-field')
  if (context.counter.missing.size > 0) {
    warn('list-missing', 'list-missing', { lists: [...context.counter.missing].join(', ') })
  }
  for (const format of context.counter.unknownFormats) warn('number-format', 'number-format', { format })
  for (const { before, after } of numberingGaps(writer.blocks, text))
    warn('numbering-gap', 'numbering-gap', { before, after })
  for (const { bookmark, shown } of context.references) {
    const now = context.numbered.get(bookmark)
    if (now !== undefined && isStale(shown, now)) warn('stale-reference', 'stale-reference', { shown, now })
  }
  return warnings
}

/**
 * Whether a cross-reference shows another number than its paragraph has. Word leaves out the full stop at the end, and may
 * put the numbers of the levels above before it.
 */
function isStale(shown: string, now: string): boolean {
  const bare = (label: string): string => label.replace(/[\s.．、]+/g, '')
  return bare(shown) !== '' && !bare(shown).endsWith(bare(now))
}
