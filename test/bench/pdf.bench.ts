/**
 * PDF → articles, against pdf.js reading the text of every page and nothing more, and against pdftotext (a process of
 * its own, startup counted): `npx tsx test/bench/pdf.bench.ts [files …]`, without files over the project's own PDFs.
 * Prints ratios of the medians of one run; the goal is 1.3 times pdf.js.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openPdf } from '../../src/ingest/pdf/open-pdf.js'
import { readPdf } from '../../src/ingest/pdf/read-pdf.js'
import { structure } from '../../src/structure/structure.js'
import { peer } from './peer.js'
import { median, timed } from './rounds.js'

const ROUNDS = 9
const WARM_UP = 4
const GOAL = 1.3

const folder = fileURLToPath(new URL('../../fixtures/pdf/', import.meta.url))
const own = readdirSync(folder)
  .filter((f) => f.endsWith('.pdf') && !/encrypted-user|scan/.test(f))
  .map((f) => folder + f)
const files = process.argv.length > 2 ? process.argv.slice(2) : own

async function plainText(bytes: Uint8Array): Promise<void> {
  const pdf = await openPdf(bytes, 'file.pdf')
  for (let number = 1; number <= pdf.document.numPages; number++) {
    const page = await pdf.document.getPage(number)
    await page.getTextContent()
    page.cleanup()
  }
  await pdf.close()
}

const ratios: number[] = []
let [all, allPlain] = [0, 0]
for (const file of files) {
  const bytes = readFileSync(file)
  const plain: number[] = []
  const ours: number[] = []
  // Turn by turn, so that whatever else the machine does falls on both alike.
  for (let k = 0; k < WARM_UP + ROUNDS; k++) {
    const one = await timed(() => plainText(bytes))
    const other = await timed(async () => structure(await readPdf(bytes, 'file.pdf', { ocr: 'off' })))
    if (k < WARM_UP) continue
    plain.push(one)
    ours.push(other)
  }
  const pdftotext = peer('pdftotext', [file, '-'])
  const poppler = pdftotext && (await timed(pdftotext))
  const [a, b] = [median(plain), median(ours)]
  ratios.push(b / a)
  all += b
  allPlain += a
  console.log(
    `${basename(file).padEnd(32)} pdf.js ${a.toFixed(1)} ms, articles ${b.toFixed(1)} ms = ${(b / a).toFixed(2)}${b / a <= GOAL ? '' : ' (above the goal)'}${poppler === null ? '' : `; pdftotext ${poppler.toFixed(0)} ms`}`,
  )
}
console.log(`median ratio ${median(ratios).toFixed(2)}, ratio of the sums ${(all / allPlain).toFixed(2)}`)
