import { createHash } from 'node:crypto'
import { houseLibrary } from '../library/house-library.js'
import type { House } from '../library/house-rules.js'
import { type Library, loadLibrary } from '../library/library.js'
import { defaultPacks, type Pack, pickPacks, shippedPacks } from '../packs/pack.js'
import type { Reading } from './task.js'

/** By what the documents of a run are judged. */
export interface Judging {
  library: Library
  packs: readonly Pack[]
  house: House | null
  /** ISO 8601 day by which silences expire. */
  today: string
}

/** Raised by one whenever a result or a row of the journal is written in another form, so that older ones are made anew. */
const FORMAT = 2

const made = new Map<string, Judging>()

/**
 * Library, house rules and packs of a run; loaded once in each thread, so that all documents are judged by the same.
 *
 * @throws LibraryError, PackError for what cannot be used
 */
export function judgingBy(reading: Reading): Judging {
  const key = JSON.stringify([reading.library, reading.house, reading.packs, reading.today])
  let judging = made.get(key)
  if (!judging) {
    const { library, house } = houseLibrary(
      loadLibrary(reading.library ?? undefined),
      reading.house?.source ?? null,
      reading.house?.file,
    )
    const ids = reading.packs ?? house?.rules.packs ?? []
    const packs = ids.length ? pickPacks(shippedPacks(), ids) : defaultPacks()
    judging = { library, house, packs, today: reading.today }
    made.set(key, judging)
  }
  return judging
}

/**
 * Everything but the bytes that a result depends on, in one short hash.
 *
 * @param version yakkan's own
 */
export function baseOf(judging: Judging, version: string, reading: Reading): string {
  const { library, house, packs, today } = judging
  // A silence that runs out changes results without any file being touched.
  const silences = house?.rules.silence.map((s) => s.until < today) ?? []
  const parts = [FORMAT, library.version, version, reading.tracked, reading.ocr, reading.page, packs, silences]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}
