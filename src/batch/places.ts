import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { MAX_NAME_BYTES } from './limits.js'

/** Where a batch keeps what under its output folder. */
export interface Places {
  out: string
  /** The result of one document, as JSON. */
  result(path: string): string
  /** The report of one document, as HTML. */
  page(path: string): string
  /** What changed in one document since the run before, as JSON. */
  change(path: string): string
  /** The bytes of a document as they were read, for comparing with a later version. */
  version(sha256: string): string
  journal: string
  /** By what name a database of queues knows this folder. */
  queueId: string
  lock: string
  results: string
  changes: string
  matrix: { csv: string; xlsx: string; html: string }
  summary: { md: string; json: string }
  /** What the comparison of two folders gives; apart from the rest, so that one output folder may serve both. */
  pairs: {
    result(path: string): string
    page(path: string): string
    journal: string
    all: string
    csv: string
    xlsx: string
    html: string
  }
}

export function placesIn(out: string): Places {
  const state = join(out, '.yakkan')
  const under = (folder: string, ending: string) => (path: string) =>
    `${join(out, folder, ...safeParts(path))}.${ending}`
  return {
    out,
    result: under('results', 'json'),
    page: under('results', 'html'),
    change: under('changes', 'json'),
    version: (sha256) => join(state, 'versions', sha256.slice(0, 2), sha256),
    journal: join(state, 'journal.ndjson'),
    queueId: join(state, 'queue-id'),
    lock: join(state, 'lock.db'),
    results: join(out, 'results.ndjson'),
    changes: join(out, 'changes.ndjson'),
    matrix: { csv: join(out, 'matrix.csv'), xlsx: join(out, 'matrix.xlsx'), html: join(out, 'matrix.html') },
    summary: { md: join(out, 'summary.md'), json: join(out, 'summary.json') },
    pairs: {
      result: under('comparisons', 'json'),
      page: under('comparisons', 'html'),
      journal: join(state, 'comparisons.ndjson'),
      all: join(out, 'comparisons.ndjson'),
      csv: join(out, 'comparison.csv'),
      xlsx: join(out, 'comparison.xlsx'),
      html: join(out, 'comparison.html'),
    },
  }
}

/**
 * The parts of a document's path as names that every file system takes. Names of archive entries come from strangers: none
 * of them may lead out of the folder, and none may be too long for the result beside it.
 */
function safeParts(path: string): string[] {
  const parts = path.split('/')
  return parts.map((part, k) => {
    const named = part.replace(/[\u0000-\u001f<>:"\\|?*]/g, '_').replace(/^\.+$/, '_')
    // A folder called `a.pdf.json` would stand where the result of a file `a.pdf` belongs.
    const safe = k < parts.length - 1 ? named.replace(/\.(json|html)$/i, '_$1') : named
    if (safe === part && Buffer.byteLength(part) <= MAX_NAME_BYTES) return part
    const hash = createHash('sha256').update(part).digest('hex').slice(0, 10)
    let short = safe
    while (Buffer.byteLength(short) > MAX_NAME_BYTES - 12) short = [...short].slice(0, -1).join('')
    return `${short}~${hash}`
  })
}
