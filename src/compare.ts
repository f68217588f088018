import { type Analyzed, type AnalyzeOptions, analyze } from './analyze.js'
import { type ComparisonOptions, comparisonOf } from './compare/comparison.js'
import type { Comparison } from './model/comparison.js'

/** A file as it came: its bytes and its own name. */
export interface Input {
  bytes: Uint8Array
  name: string
}

export type CompareOptions = AnalyzeOptions & ComparisonOptions

/** A comparison with both versions, whose texts every quote is a span of. */
export interface Compared {
  comparison: Comparison
  old: Analyzed
  new: Analyzed
}

/**
 * Reads two versions of a document, in any formats, and tells what changed, what of it hurts the customer, how much,
 * and why. Same bytes and same library give the same comparison.
 *
 * @throws IngestError when either file cannot be read
 */
export async function compare(old: Input, now: Input, options: CompareOptions): Promise<Compared> {
  const before = await analyze(old.bytes, old.name, options)
  const after = await analyze(now.bytes, now.name, options)
  return { comparison: compareAnalyzed(before, after, options), old: before, new: after }
}

/** The same for two versions that have been analysed already, such as stored ones. */
export function compareAnalyzed(old: Analyzed, now: Analyzed, options: ComparisonOptions = {}): Comparison {
  return comparisonOf(old, now, options)
}
