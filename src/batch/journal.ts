import { z } from 'zod'
import type { Severity } from '../model/comparison.js'
import { LineFile } from './line-file.js'
import { Row } from './row.js'

/** The memory of an output folder: one line for each document done, appended after its result stands on disk. */
const Line = z.discriminatedUnion('t', [
  z.object({ t: z.literal('run'), run: z.number().int() }),
  z.object({ t: z.literal('file'), run: z.number().int(), key: z.string(), row: Row }),
  z.object({ t: z.literal('end'), run: z.number().int(), digest: z.string() }),
])
type Line = z.infer<typeof Line>

export interface Entry {
  run: number
  /** What the result was made from: bytes, library, program, ways of reading. */
  key: string
  /** SHA-256 of the last version that could be judged; empty when none could. */
  judged: string
  failed: string | null
  concern: Severity
  /** The worst harm of what changed; null where nothing was compared. */
  harm: Severity | null
  /** Where its line stands in the journal. */
  at: number
  length: number
}

export class Journal {
  /** The last entry of each document. Only where its row stands is held in memory, not the row. */
  readonly entries = new Map<string, Entry>()
  /** The run that is going on or, when `finished`, was the last. */
  run = 0
  /** What the last finished run was made from; null when the last run did not finish. */
  finished: string | null = null
  readonly #file: LineFile

  /**
   * Opens the journal of an output folder, or starts one.
   *
   * @throws BatchError when the place cannot be written
   */
  constructor(path: string) {
    this.#file = LineFile.open(path, (bytes, at) => this.#take(bytes, at))
  }

  /** Starts a new run, or goes on with one that was broken off. */
  begin(): void {
    if (this.run > 0 && this.finished === null) return
    this.run++
    this.finished = null
    this.#append({ t: 'run', run: this.run })
  }

  record(key: string, row: Row): void {
    const { at, length } = this.#append({ t: 'file', run: this.run, key, row })
    this.#keep(this.run, key, row, at, length)
  }

  /** Marks the run as finished: its aggregate files stand. */
  end(digest: string): void {
    this.#append({ t: 'end', run: this.run, digest })
    this.finished = digest
    this.#file.sync()
  }

  row(path: string): Row | null {
    const entry = this.entries.get(path)
    if (!entry) return null
    const line = Line.parse(this.#file.read(entry.at, entry.length))
    return line.t === 'file' ? line.row : null
  }

  close(): void {
    this.#file.close()
  }

  #append(line: Line): { at: number; length: number } {
    return this.#file.append(line)
  }

  #take(bytes: Buffer, at: number): void {
    // Checked when it is used (`row`); going over 10,000 lines with the schema would cost more than the check of the files.
    const line = JSON.parse(bytes.toString('utf8')) as Line
    if (line.t === 'run') {
      this.run = line.run
      this.finished = null
    } else if (line.t === 'end') this.finished = line.digest
    else this.#keep(line.run, line.key, line.row, at, bytes.length)
  }

  #keep(run: number, key: string, row: Row, at: number, length: number): void {
    const { path, sha256, error, concern, change } = row
    // A version that could not be read does not hide the one before it from the next.
    const judged = error ? (this.entries.get(path)?.judged ?? '') : sha256
    const harm = change?.highest ?? null
    this.entries.set(path, { run, key, judged, failed: error?.code ?? null, concern, harm, at, length })
  }
}
