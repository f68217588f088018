import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { IngestError } from '../ingest/ingest-error.js'
import { MAX_FILE_BYTES } from '../ingest/limits.js'
import { openZip } from '../ingest/zip.js'
import { BatchError } from './batch-error.js'
import { MAX_ARCHIVE_BYTES } from './limits.js'
import type { Source } from './walk.js'

/**
 * The bytes of a document of the batch.
 *
 * @throws BatchError or IngestError when they cannot be had: gone, no permission, too large, not in the archive
 */
export function readSource(source: Source): Uint8Array {
  try {
    if (source.entry === null) {
      if (statSync(source.file).size > MAX_FILE_BYTES) throw tooLarge(source.path, MAX_FILE_BYTES)
      return readFileSync(source.file)
    }
    const bytes = openZip(archiveBytes(source.file), source.path, 'ZIP').bytes(source.entry)
    if (!bytes) throw new BatchError('no-entry', source.path)
    return bytes
  } catch (error) {
    if (error instanceof BatchError || error instanceof IngestError) throw error
    throw new BatchError('no-access', source.path, {}, { cause: error })
  }
}

function tooLarge(path: string, limit: number): IngestError {
  return new IngestError('too-large', path, { limit: `${limit / 1024 / 1024} MiB` })
}

let lastArchive: { stamp: string; bytes: Buffer } | null = null

/**
 * The bytes of an archive. The one read last is kept, since its entries come one after the other.
 *
 * @throws IngestError `too-large`; the file system's own errors
 */
export function archiveBytes(file: string): Uint8Array {
  const { size, mtimeMs } = statSync(file)
  if (size > MAX_ARCHIVE_BYTES) throw tooLarge(file, MAX_ARCHIVE_BYTES)
  const stamp = `${file}\n${size}\n${mtimeMs}`
  if (lastArchive?.stamp !== stamp) lastArchive = { stamp, bytes: readFileSync(file) }
  return lastArchive.bytes
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
