import { createHash } from 'node:crypto'
import { houseJudging, type JudgingOptions, judgingOn, packsNamed } from '../house.js'
import { loadLibrary } from '../library/library.js'
import { BatchError } from './batch-error.js'
import type { Reading } from './task.js'

/** Raised by one whenever a result or a row of the journal is written in another form, so that older ones are made anew. */
const FORMAT = 3

const made = new Map<string, JudgingOptions>()

/**
 * By what the documents of a run are judged: library, house rules and packs; loaded once in each thread, so that all
 * documents are judged by the same.
 *
 * @throws LibraryError, PackError for what cannot be used; BatchError `library-changed` when the library is no longer the
 * one that the run was started with
 */
export function judgingBy(reading: Reading): JudgingOptions {
  const { library, house, packs, today } = reading
  const key = JSON.stringify([library, house, packs, today])
  let judging = made.get(key)
  if (!judging) {
    judging = load(reading)
    made.set(key, judging)
  }
  return judging
}

function load({ library, house, packs, today, judgedBy }: Reading): JudgingOptions {
  try {
    const own = houseJudging(loadLibrary(library ?? undefined), house?.source ?? null, house?.file)
    const judging = judgingOn(own, today, packs?.length ? packsNamed(own, packs) : undefined)
    if (judgedBy === null || judging.library.version === judgedBy) return judging
  } catch (error) {
    if (judgedBy === null) throw error
  }
  // Files of the library were touched while the run was going on: no run mixes results of two libraries.
  throw new BatchError('library-changed', library ?? '')
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
