import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/**
 * Word and Excel writers stamp a file with the clock, in its properties and in each entry of its container. Here the
 * date that was asked for stands instead, so that the same report gives the same bytes.
 */
export function withFixedDate(file: Uint8Array, date: Date): Uint8Array {
  const entries = unzipSync(file)
  const core = entries['docProps/core.xml']
  if (core) {
    const stamp = `${date.toISOString().slice(0, 19)}Z`
    entries['docProps/core.xml'] = strToU8(
      strFromU8(core).replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${stamp}`),
    )
  }
  return zipSync(entries, { mtime: '1980-01-01T00:00:00' })
}
