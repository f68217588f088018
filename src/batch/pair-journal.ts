import { z } from 'zod'
import { Severity } from '../model/comparison.js'
import { Text } from '../model/text.js'
import { LineFile } from './line-file.js'
import { RowError } from './row.js'

/** Two versions compared, in short. */
export const PairResult = z.object({
  hurts: z.number().int(),
  mixed: z.number().int(),
  unclear: z.number().int(),
  helps: z.number().int(),
  neutral: z.number().int(),
  highest: Severity,
  outcome: z.string(),
  worst: z.array(Text),
  error: RowError.nullable(),
})
export type PairResult = z.infer<typeof PairResult>

const Line = z.object({ path: z.string(), key: z.string(), result: PairResult })
export type PairEntry = z.infer<typeof Line>

/** The memory of a comparison of two folders: one line for each pair compared, by the new document's path. */
export class PairJournal {
  readonly entries = new Map<string, PairEntry>()
  readonly #file: LineFile

  /** @throws BatchError when the place cannot be written */
  constructor(path: string) {
    this.#file = LineFile.open(path, (bytes) => {
      const entry = Line.parse(JSON.parse(bytes.toString('utf8')))
      this.entries.set(entry.path, entry)
    })
  }

  record(entry: PairEntry): void {
    this.#file.append(entry)
    this.entries.set(entry.path, entry)
  }

  close(): void {
    this.#file.close()
  }
}

/** A pair that could not be compared. */
export function failedPair(error: RowError): PairResult {
  const none = { hurts: 0, mixed: 0, unclear: 0, helps: 0, neutral: 0 }
  return { ...none, highest: 'none', outcome: 'failed', worst: [], error }
}

/** What stands for the comparison of a pair that could not be compared. */
export function failedPairLine(oldPath: string, newPath: string, error: RowError): string {
  return `${JSON.stringify({ old_path: oldPath, new_path: newPath, schema: 'yakkan/failure@1', error })}\n`
}
