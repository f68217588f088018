import { nameOf } from './read-source.js'
import type { Row } from './row.js'

/** What stands for a document without a result, in its own file and in `results.ndjson`. */
export function failureLine(row: Row): string {
  const document = { name: nameOf(row.path), sha256: row.sha256 }
  return `${JSON.stringify({ path: row.path, schema: 'yakkan/failure@1', document, error: row.error })}\n`
}
