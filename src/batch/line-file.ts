import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { writeFailure } from './batch-error.js'

const READ_BYTES = 1 << 20

/**
 * A file that only grows, one line of JSON at a time. A line is written in one call, so that a killed run leaves whole
 * lines and at most one torn one at the end, which is dropped when the file is opened again.
 */
export class LineFile {
  readonly #fd: number
  #size: number

  private constructor(readonly path: string) {
    this.#fd = openSync(path, 'a+')
    this.#size = fstatSync(this.#fd).size
  }

  /**
   * Opens a file, or starts one.
   *
   * @param take gets each line that stands in it, and where
   * @throws BatchError when the place cannot be written
   */
  static open(path: string, take: (bytes: Buffer, at: number) => void): LineFile {
    try {
      mkdirSync(dirname(path), { recursive: true })
      const file = new LineFile(path)
      file.#load(take)
      return file
    } catch (error) {
      throw writeFailure(error, path)
    }
  }

  /** @throws BatchError when it cannot be written; no half line stays behind */
  append(line: unknown): { at: number; length: number } {
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

  /** The line that stands at a place, parsed. */
  read(at: number, length: number): unknown {
    const buffer = Buffer.alloc(length)
    readSync(this.#fd, buffer, 0, length, at)
    return JSON.parse(buffer.toString('utf8'))
  }

  sync(): void {
    fdatasyncSync(this.#fd)
  }

  close(): void {
    closeSync(this.#fd)
  }

  #load(take: (bytes: Buffer, at: number) => void): void {
    let at = 0
    let rest = Buffer.alloc(0)
    const buffer = Buffer.alloc(READ_BYTES)
    for (let read = readSync(this.#fd, buffer, 0, READ_BYTES, 0), from = 0; read > 0; ) {
      const chunk = Buffer.concat([rest, buffer.subarray(0, read)])
      let start = 0
      for (let end = chunk.indexOf(10, start); end >= 0; end = chunk.indexOf(10, start)) {
        take(chunk.subarray(start, end), at)
        at += end + 1 - start
        start = end + 1
      }
      rest = Buffer.from(chunk.subarray(start))
      from += read
      read = readSync(this.#fd, buffer, 0, READ_BYTES, from)
    }
    // A torn last line is what a kill left: what it spoke of is done again.
    if (rest.length) {
      ftruncateSync(this.#fd, at)
      this.#size = at
    }
  }
}
