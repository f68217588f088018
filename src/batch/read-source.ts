import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { IngestError } from '../ingest/ingest-error.js'
import { MAX_FILE_BYTES } from '../ingest/limits.js'
import { openZip } from '../ingest/zip.js'
import { BatchError } from './batch-error.js'
import type { Source } from './walk.js'

/**
 * The bytes of a document of the batch.
 *
 * @throws BatchError or IngestError when they cannot be had: gone, no permission, too large, not in the archive
 */
export function readSource(source: Source): Uint8Array {
  try {
    if (source.entry === null) {
      if (statSync(source.file).size > MAX_FILE_BYTES) throw tooLarge(source)
      return readFileSync(source.file)
    }
    const bytes = openZip(readFileSync(source.file), source.path, 'ZIP').bytes(source.entry)
    if (!bytes) throw new BatchError('no-entry', source.path)
    return bytes
  } catch (error) {
    if (error instanceof BatchError || error instanceof IngestError) throw error
    throw new BatchError('no-access', source.path, {}, { cause: error })
  }
}

function tooLarge(source: Source): IngestError {
  return new IngestError('too-large', source.path, { limit: `${MAX_FILE_BYTES / 1024 / 1024} MiB` })
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** What a result is known by: the bytes it was made from, and everything else that it depends on. */
export function keyOf(sha256: string, base: string): string {
  return `${sha256}.${base}`
}

/** The file's own name, without folders and archives. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
