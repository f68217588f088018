/**
 * A thousand PDFs in a row in one process: `npm run bench:memory`. Prints the resident memory once the first hundred
 * are read, and how far it has grown from there; the goal is under 10 %.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { readPdf } from '../../src/ingest/pdf/read-pdf.js'

const FILES = 1_000
const WARM_UP = 200
const GOAL = 0.1

const folder = new URL('../../fixtures/pdf/', import.meta.url)
const files = readdirSync(folder)
  .filter((f) => f.endsWith('.pdf') && !/encrypted-user|scan/.test(f))
  .map((f) => readFileSync(new URL(f, folder)))
if (!globalThis.gc) throw new Error('start with --expose-gc, so that what could be freed is not counted')

const mib = (): number => {
  globalThis.gc!()
  return process.memoryUsage().rss / 1024 / 1024
}
let warm = 0
for (let k = 1; k <= FILES; k++) {
  await readPdf(files[k % files.length]!, 'file.pdf', { ocr: 'off' })
  if (k === WARM_UP) warm = mib()
  if (k % 200 === 0) console.log(`${k} files: ${mib().toFixed(0)} MiB`)
}
const growth = mib() / warm - 1
console.log(`growth after ${WARM_UP} files: ${(growth * 100).toFixed(1)} %${growth <= GOAL ? '' : ' (above the goal)'}`)
