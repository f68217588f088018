import { createHash } from 'node:crypto'
import { houseJudging, type JudgingOptions, judgingOn, packsNamed } from '../house.js'
import { loadLibrary } from '../library/library.js'
import type { Reading } from './task.js'

/** Raised by one whenever a result or a row of the journal is written in another form, so that older ones are made anew. */
const FORMAT = 3

const made = new Map<string, JudgingOptions>()

/**
 * By what the documents of a run are judged: library, house rules and packs; loaded once in each thread, so that all
 * documents are judged by the same.
 *
 * @throws LibraryError, PackError for what cannot be used
 */
export function judgingBy(reading: Reading): JudgingOptions {
  const { library, house, packs, today } = reading
  const key = JSON.stringify([library, house, packs, today])
  let judging = made.get(key)
  if (!judging) {
    const own = houseJudging(loadLibrary(library ?? undefined), house?.source ?? null, house?.file)
    judging = judgingOn(own, today, packs?.length ? packsNamed(own, packs) : undefined)
    made.set(key, judging)
  }
  return judging
}

/**
 * Everything but the bytes that a result depends on, in one short hash.
 *
 * @param version yakkan's own
 */
export function baseOf(judging: JudgingOptions, version: string, reading: Reading): string {
  const { library, house, packs, need, today } = judging
  // A silence that runs out changes results without any file being touched.
  const silences = house?.rules.silence.map((s) => s.until < today) ?? []
  const parts = [FORMAT, library.version, version, reading.tracked, reading.ocr, reading.page, packs, need, silences]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}
