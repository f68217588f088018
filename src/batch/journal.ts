import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Severity } from '../model/comparison.js'
import { writeFailure } from './batch-error.js'
import { Row } from './row.js'

/**
 * The memory of an output folder: one line for each document done, appended after its result stands on disk. A line is
 * written in one call, so that a killed run leaves whole lines and at most one torn one at the end, which is dropped.
 */
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
  sha256: string
  failed: string | null
  concern: Severity
  /** The worst harm of what changed; null where nothing was compared. */
  harm: Severity | null
  /** Where its line stands in the journal. */
  at: number
  length: number
}

const READ_BYTES = 1 << 20

export class Journal {
  /** The last entry of each document. Only where its row stands is held in memory, not the row. */
  readonly entries = new Map<string, Entry>()
  /** The run that is going on or, when `finished`, was the last. */
  run = 0
  /** What the last finished run was made from; null when the last run did not finish. */
  finished: string | null = null
  #fd: number
  #size: number

  private constructor(readonly path: string) {
    this.#fd = openSync(path, 'a+')
    this.#size = fstatSync(this.#fd).size
  }

  /**
   * Opens the journal of an output folder, or starts one.
   *
   * @throws BatchError when the place cannot be written
   */
  static open(path: string): Journal {
    try {
      mkdirSync(dirname(path), { recursive: true })
      const journal = new Journal(path)
      journal.#load()
      return journal
    } catch (error) {
      throw writeFailure(error, path)
    }
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
    this.entries.set(row.path, entryOf(this.run, key, row, at, length))
  }

  /** Marks the run as finished: its aggregate files stand. */
  end(digest: string): void {
    this.#append({ t: 'end', run: this.run, digest })
    this.finished = digest
    fdatasyncSync(this.#fd)
  }

  row(path: string): Row | null {
    const entry = this.entries.get(path)
    if (!entry) return null
    const buffer = Buffer.alloc(entry.length)
    readSync(this.#fd, buffer, 0, entry.length, entry.at)
    const line = Line.parse(JSON.parse(buffer.toString('utf8')))
    return line.t === 'file' ? line.row : null
  }

  close(): void {
    closeSync(this.#fd)
  }

  #append(line: Line): { at: number; length: number } {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
    const at = this.#size
    try {
      let written = 0
      while (written < bytes.length) written += writeSync(this.#fd, bytes, written)
    } catch (error) {
      // A disk that filled up in the middle of a line leaves no half line behind.
      try {
        ftruncateSync(this.#fd, at)
      } catch {}
      throw writeFailure(error, this.path)
    }
    this.#size += bytes.length
    return { at, length: bytes.length - 1 }
  }

  #load(): void {
    let at = 0
    let rest = Buffer.alloc(0)
    const buffer = Buffer.alloc(READ_BYTES)
    for (let read = readSync(this.#fd, buffer, 0, READ_BYTES, 0), from = 0; read > 0; ) {
      const chunk = Buffer.concat([rest, buffer.subarray(0, read)])
      let start = 0
      for (let end = chunk.indexOf(10, start); end >= 0; end = chunk.indexOf(10, start)) {
        this.#take(chunk.subarray(start, end), at)
        at += end + 1 - start
        start = end + 1
      }
      rest = Buffer.from(chunk.subarray(start))
      from += read
      read = readSync(this.#fd, buffer, 0, READ_BYTES, from)
    }
    // A torn last line is what a kill left: the document it spoke of is done again.
    if (rest.length) {
      ftruncateSync(this.#fd, at)
      this.#size = at
    }
  }

  #take(bytes: Buffer, at: number): void {
    // Checked when it is used (`row`); going over 10,000 lines with the schema would cost more than the check of the files.
    const line = JSON.parse(bytes.toString('utf8')) as Line
    if (line.t === 'run') {
      this.run = line.run
      this.finished = null
    } else if (line.t === 'end') this.finished = line.digest
    else this.entries.set(line.row.path, entryOf(line.run, line.key, line.row, at, bytes.length))
  }
}

function entryOf(run: number, key: string, row: Row, at: number, length: number): Entry {
  const { sha256, error, concern, change } = row
  return { run, key, sha256, failed: error?.code ?? null, concern, harm: change?.highest ?? null, at, length }
}
