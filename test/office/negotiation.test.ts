import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { analyzeDocument } from '../../src/analyze.js'
import { readDocument } from '../../src/ingest/read.js'
import { loadLibrary } from '../../src/library/library.js'
import { proposals } from '../../src/packs/proposal.js'
import { proposedRedline } from '../../src/report/negotiation/proposed-redline.js'
import { LibreOffice, WITHOUT_OFFICE } from './libreoffice.js'

if (WITHOUT_OFFICE) console.warn(`tests with LibreOffice left out: ${WITHOUT_OFFICE}`)

const FIXTURES = ['accounting-contract.ja.docx', 'gateway-sla.en.docx']
const words = (text: string): string => text.replace(/\s+/g, ' ').trim()

async function negotiated(fixture: string) {
  const bytes = new Uint8Array(readFileSync(new URL(`../../fixtures/documents/${fixture}`, import.meta.url)))
  const document = await readDocument(bytes, fixture, { isolated: false })
  const judged = analyzeDocument(document, { library: loadLibrary() })
  const points = proposals(judged)
  const author = { name: 'Hanako Yamada', date: new Date('2026-04-01T00:00:00Z') }
  return { bytes, judged, points, redline: proposedRedline(bytes, judged.agreement, points, author) }
}

describe.each(FIXTURES)('proposals in %s', (fixture) => {
  it('accept to the proposed text and reject to the original by our own reader', async () => {
    const { judged, points, redline } = await negotiated(fixture)
    const { document, language } = judged.agreement
    const accepted = await readDocument(redline, fixture, { tracked: 'accepted', isolated: false })
    const rejected = await readDocument(redline, fixture, { tracked: 'original', isolated: false })
    expect(points.length).toBeGreaterThan(3)
    expect(rejected.text).toBe(document.text)
    for (const p of points) expect(words(accepted.text)).toContain(words(p.wording[language]))
  })
})

describe.skipIf(WITHOUT_OFFICE !== null)('in LibreOffice', { timeout: 300_000 }, () => {
  let office: LibreOffice
  beforeAll(async () => {
    office = await LibreOffice.open()
  }, 120_000)
  afterAll(() => office?.close())

  it.each(FIXTURES)('%s accepts to the proposed text and rejects to the original', async (fixture) => {
    const { bytes, judged, points, redline } = await negotiated(fixture)
    const accepted = words(await office.settled(redline, 'Accept'))
    for (const p of points) expect(accepted).toContain(words(p.wording[judged.agreement.language]))
    expect(await office.settled(redline, 'Reject')).toBe(await office.settled(bytes, 'Reject'))
  })
})
