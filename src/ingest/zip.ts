import { inflateRawSync } from 'node:zlib'
import { IngestError } from './ingest-error.js'
import { INFLATION_GRACE_BYTES, MAX_INFLATED_BYTES, MAX_INFLATION_RATIO, MAX_ZIP_ENTRIES } from './limits.js'

interface ZipEntry {
  method: number
  stored: number
  inflated: number
  offset: number
}

/**
 * The entries of a ZIP container, inflated one at a time and only when asked for. Everything that the directory says
 * is checked before the first byte is inflated, and inflating stops as soon as an entry grows past what it said.
 */
export interface ZipArchive {
  readonly names: readonly string[]
  /** Bytes of all entries once inflated, as the directory says; no entry grows past what it says there. */
  readonly inflated: number
  has(name: string): boolean
  /**
   * The bytes of one entry, or null when there is none of that name.
   *
   * @throws IngestError `damaged` when they do not inflate or are more than the directory said
   */
  bytes(name: string): Uint8Array | null
}

const END_OF_DIRECTORY = 0x06054b50
const ZIP64_LOCATOR = 0x07064b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
const LONGEST_COMMENT = 0xffff

/**
 * Opens a ZIP container.
 *
 * @param bytes the whole file
 * @param place the file's name, for messages
 * @param format what the container is, for messages: `DOCX`
 * @throws IngestError `damaged` when its directory cannot be read, `encrypted`, or `inflates-too-far` when the
 *   directory tells of more than the limits allow
 */
export function openZip(bytes: Uint8Array, place: string, format: string): ZipArchive {
  const damaged = (cause?: unknown): IngestError => new IngestError('damaged', place, { format }, { cause })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let entries: Map<string, ZipEntry>
  try {
    entries = readDirectory(view, bytes, place, damaged)
  } catch (error) {
    // Offsets that point outside of the file raise a RangeError.
    throw error instanceof IngestError ? error : damaged(error)
  }
  const inflated = new Map<string, Uint8Array>()
  return {
    names: [...entries.keys()],
    inflated: [...entries.values()].reduce((sum, e) => sum + e.inflated, 0),
    has: (name) => entries.has(name),
    bytes: (name) => {
      const entry = entries.get(name)
      if (!entry) return null
      try {
        const content = inflated.get(name) ?? inflate(view, bytes, entry)
        inflated.set(name, content)
        return content
      } catch (error) {
        throw damaged(error)
      }
    },
  }
}

function readDirectory(
  view: DataView,
  bytes: Uint8Array,
  place: string,
  damaged: () => IngestError,
): Map<string, ZipEntry> {
  const end = findEnd(view)
  if (end < 0) throw damaged()
  let count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (end >= 20 && view.getUint32(end - 20, true) === ZIP64_LOCATOR) {
    const end64 = Number(view.getBigUint64(end - 12, true))
    count = Number(view.getBigUint64(end64 + 32, true))
    at = Number(view.getBigUint64(end64 + 48, true))
  }
  const refuse = (limit: string): IngestError => new IngestError('inflates-too-far', place, { limit })
  if (count > MAX_ZIP_ENTRIES) throw refuse(`${MAX_ZIP_ENTRIES} entries`)
  const entries = new Map<string, ZipEntry>()
  let inflated = 0
  let stored = 0
  for (let k = 0; k < count; k++) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw damaged()
    const flags = view.getUint16(at + 8, true)
    const nameLength = view.getUint16(at + 28, true)
    const extraLength = view.getUint16(at + 30, true)
    const entry: ZipEntry = {
      method: view.getUint16(at + 10, true),
      stored: view.getUint32(at + 20, true),
      inflated: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    }
    const extra = at + 46 + nameLength
    readZip64(view, extra, extra + extraLength, entry)
    const name = entryName(bytes.subarray(at + 46, extra))
      .replace(/\\/g, '/')
      .replace(/^\//, '')
    if (flags & 1) throw new IngestError('encrypted', place)
    if (entry.offset + entry.stored > bytes.length) throw damaged()
    inflated += entry.inflated
    stored += entry.stored
    if (inflated > MAX_INFLATED_BYTES) throw refuse(`${MAX_INFLATED_BYTES / 1024 / 1024} MiB`)
    if (entry.inflated > INFLATION_GRACE_BYTES && entry.inflated > entry.stored * MAX_INFLATION_RATIO) {
      throw refuse(`${MAX_INFLATION_RATIO}:1`)
    }
    if (!name.endsWith('/') && !entries.has(name)) entries.set(name, entry)
    at = extra + extraLength + view.getUint16(at + 32, true)
  }
  // Entries that share their bytes would inflate many times over from one stretch of the file.
  if (stored > bytes.length) throw refuse(`${MAX_INFLATION_RATIO}:1`)
  if (inflated > INFLATION_GRACE_BYTES && inflated > bytes.length * MAX_INFLATION_RATIO) {
    throw refuse(`${MAX_INFLATION_RATIO}:1`)
  }
  return entries
}

const asUtf8 = new TextDecoder('utf-8', { fatal: true })
const asShiftJis = new TextDecoder('shift_jis')

/** Windows in Japan writes names in Shift_JIS, and few programs set the flag that says UTF-8. */
function entryName(bytes: Uint8Array): string {
  try {
    return asUtf8.decode(bytes)
  } catch {
    return asShiftJis.decode(bytes)
  }
}

function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - LONGEST_COMMENT)
  for (let at = view.byteLength - 22; at >= first; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at
  }
  return -1
}

/** Sizes beyond 32 bits stand in an extra field; a small file written as a stream has them there too. */
function readZip64(view: DataView, from: number, to: number, entry: ZipEntry): void {
  for (let at = from; at + 4 <= to; ) {
    const size = view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === 1) {
      let field = at + 4
      for (const key of ['inflated', 'stored', 'offset'] as const) {
        if (entry[key] !== 0xffffffff) continue
        entry[key] = Number(view.getBigUint64(field, true))
        field += 8
      }
    }
    at += 4 + size
  }
}

function inflate(view: DataView, bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const { offset } = entry
  if (view.getUint32(offset, true) !== LOCAL_HEADER) throw new Error('no local header')
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  const data = bytes.subarray(start, start + entry.stored)
  if (data.length !== entry.stored) throw new Error('entry is cut off')
  if (entry.method === 0) return data
  if (entry.method !== 8) throw new Error(`compression method ${entry.method}`)
  if (entry.inflated === 0) return new Uint8Array(0)
  const out = inflateRawSync(data, { maxOutputLength: entry.inflated })
  if (out.length !== entry.inflated) throw new Error('entry is shorter than the directory says')
  return out
}
