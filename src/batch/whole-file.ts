import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeFailure } from './batch-error.js'

const made = new Set<string>()

function folderFor(path: string): string {
  const folder = dirname(path)
  if (!made.has(folder)) {
    mkdirSync(folder, { recursive: true })
    made.add(folder)
  }
  return folder
}

/** Half-written files stand here, so that a kill leaves none among the results. */
function draftFolder(out: string): string {
  return join(out, '.yakkan', 'tmp')
}

/** Removes what earlier runs left half-written. Only for the one that holds the folder's lock. */
export function clearDrafts(out: string): void {
  rmSync(draftFolder(out), { recursive: true, force: true })
  made.delete(draftFolder(out))
}

/**
 * Writes a file whole or not at all.
 *
 * @throws BatchError `disk-full` or `bad-output`; what stood there before stands still
 */
export function writeWhole(out: string, path: string, data: string | Uint8Array): void {
  writePieces(out, path, [data])
}

/** The same for a file that comes in pieces, which are written as they come. */
export function writePieces(out: string, path: string, pieces: Iterable<string | Uint8Array>): void {
  const draft = join(draftFolder(out), randomBytes(8).toString('hex'))
  try {
    const fd = inFolder(draft, () => openSync(draft, 'w'))
    try {
      for (const piece of pieces) {
        const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
        for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at)
      }
    } finally {
      closeSync(fd)
    }
    inFolder(path, () => renameSync(draft, path))
  } catch (error) {
    rmSync(draft, { force: true })
    throw writeFailure(error, path)
  }
}

/** Does something in a path's folder, which is made where needed: again, where somebody removed it meanwhile. */
function inFolder<T>(path: string, act: () => T): T {
  folderFor(path)
  try {
    return act()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    made.clear()
    folderFor(path)
    return act()
  }
}
