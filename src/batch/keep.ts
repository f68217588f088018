import { existsSync, readFileSync } from 'node:fs'
import { writeFailure } from './batch-error.js'
import type { Places } from './places.js'
import type { Results } from './task.js'
import { writeWhole } from './whole-file.js'

/** Puts the files of one document where they belong. */
export function keepResults(places: Places, path: string, { result, page, change }: Results): void {
  if (change !== null) writeWhole(places.out, places.change(path), change)
  if (page !== null) writeWhole(places.out, places.page(path), page)
  // Last, since a result that stands is taken for a document that is done.
  writeWhole(places.out, places.result(path), result)
}

/** Keeps the bytes of a document, for comparing a later version with. */
export function keepVersion(places: Places, sha256: string, bytes: Uint8Array): void {
  if (!hasVersion(places, sha256)) writeWhole(places.out, places.version(sha256), bytes)
}

export function hasVersion(places: Places, sha256: string): boolean {
  return existsSync(places.version(sha256))
}

/**
 * The bytes of an earlier version.
 *
 * @throws BatchError when the output folder cannot be read
 */
export function readVersion(places: Places, sha256: string): Uint8Array {
  try {
    return readFileSync(places.version(sha256))
  } catch (error) {
    throw writeFailure(error, places.version(sha256))
  }
}
