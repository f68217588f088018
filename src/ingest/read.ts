import { say } from '../messages/index.js'
import type { Document } from '../model/document.js'
import { IngestError } from './ingest-error.js'
import { parseApart } from './isolate.js'
import { INLINE_BYTES, INLINE_WORD_BYTES, MAX_FILE_BYTES, MAX_TEXT_CHARACTERS } from './limits.js'
import { parse } from './parse.js'
import type { ReadOptions } from './read-options.js'
import { sniff } from './sniff.js'

export type { ReadOptions, ReadProgress } from './read-options.js'

/**
 * Reads a file into a Document. What it is is told by its content; PDF, Word and HTML are parsed in a thread of their own
 * under the limits of `limits.ts`.
 *
 * @param bytes the file as it came
 * @param name the file's name; shown in messages, never used as a path
 * @throws IngestError with a code, and what the user can do next, when it cannot be read
 */
export async function readDocument(bytes: Uint8Array, name: string, options: ReadOptions = {}): Promise<Document> {
  if (bytes.length === 0) throw new IngestError('empty', name)
  if (bytes.length > MAX_FILE_BYTES)
    throw new IngestError('too-large', name, { limit: `${MAX_FILE_BYTES / 1024 / 1024} MiB` })
  if (options.signal?.aborted) throw new IngestError('cancelled', name)
  const kind = await sniff(bytes, name)
  const text = 'text' in kind ? kind.text : null
  if (text !== null && text.trim() === '') throw new IngestError('empty', name)
  if (text !== null && kind.format !== 'html') refuseLongText(text, name)
  const task = { format: kind.format, bytes, name, text }
  const inline =
    options.isolated === false ||
    (options.isolated === 'large' && kind.format === 'docx' && kind.inflated <= INLINE_WORD_BYTES) ||
    ((kind.format === 'text' || kind.format === 'markdown') && bytes.length <= INLINE_BYTES)
  const document = await (inline ? parse(task, options) : parseApart(task, options))
  if (document.text.trim() === '') throw new IngestError('no-text', name)
  refuseLongText(document.text, name)
  if ('text' in kind && kind.broken > 0) {
    const { broken, encoding } = kind
    document.warnings.push({
      code: 'broken-characters',
      place: '',
      text: say('ingest.warning.broken-characters', { count: broken, encoding }),
    })
  }
  return document
}

function refuseLongText(text: string, name: string): void {
  if (text.length > MAX_TEXT_CHARACTERS)
    throw new IngestError('too-large', name, { limit: `${MAX_TEXT_CHARACTERS} characters` })
}
