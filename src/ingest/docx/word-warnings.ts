import { say } from '../../messages/index.js'
import type { Warning } from '../../model/document.js'
import type { Laid } from './layout.js'
import type { WordPackage } from './package.js'
import type { StoryContext } from './story.js'

/** A file with pictures and fewer characters than this is taken for a scan pasted into Word. */
const FEW_CHARACTERS = 200

/** What the reader of a Word file must know: changes not yet accepted, hidden text, what was not read. */
export function wordWarnings(word: WordPackage, context: StoryContext, laid: Laid, text: string): Warning[] {
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
  return warnings
}
