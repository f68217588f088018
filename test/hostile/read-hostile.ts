import { IngestError } from '../../src/ingest/ingest-error.js'
import { readDocument } from '../../src/ingest/read.js'

/** What became of a hostile file: `read`, or the code of the refusal; anything else is a fault of ours. */
export interface Outcome {
  name: string
  /** `read`, an IngestError's code, or `fault`. */
  result: string
  milliseconds: number
  fault?: unknown
}

/** Reads a file as the service does, in a thread of its own. Never throws. */
export async function readHostile(name: string, bytes: Uint8Array): Promise<Outcome> {
  const start = performance.now()
  const outcome = (result: string, fault?: unknown): Outcome => ({
    name,
    result,
    milliseconds: performance.now() - start,
    ...(fault === undefined ? {} : { fault }),
  })
  try {
    const document = await readDocument(bytes, name, { ocr: 'off' })
    const whole = document.blocks.every((b) => b.start <= b.end && b.end <= document.text.length)
    return whole ? outcome('read') : outcome('fault', new Error('blocks outside of the text'))
  } catch (error) {
    return error instanceof IngestError ? outcome(error.code) : outcome('fault', error)
  }
}
