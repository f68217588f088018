import * as d from 'docx'
import { describe, expect, it } from 'vitest'
import { analyzeDocument } from '../../analyze.js'
import { readDocument } from '../../ingest/read.js'
import { loadLibrary } from '../../library/library.js'
import { proposals } from '../../packs/proposal.js'
import { negotiationLetter } from './letter.js'
import { proposedRedline } from './proposed-redline.js'
import { questionList } from './question-list.js'

const date = new Date('2026-04-01T00:00:00Z')
const author = { name: '山田 花子', date }

const PARAGRAPHS = [
  'クラウド台帳サービス利用規約',
  '第1条（規約の変更）',
  '当社は、当社の判断により、いつでも本規約を変更することができるものとし、変更後の規約は当社ウェブサイトに掲載した時に効力を生じます。',
  '第2条（準拠法）',
  '本規約は、日本法に準拠して解釈されます。',
  '第3条（免責）',
  '当社は、本サービスの利用により契約者に生じた一切の損害について、いかなる責任も負わないものとします。',
]

async function contract() {
  const file = new d.Document({
    sections: [{ children: PARAGRAPHS.map((text) => new d.Paragraph({ children: [new d.TextRun(text)] })) }],
  })
  const bytes = new Uint8Array(await d.Packer.toBuffer(file))
  const document = await readDocument(bytes, 'terms.docx', { isolated: false })
  return { bytes, ...analyzeDocument(document, { library: loadLibrary() }) }
}

describe('negotiation', () => {
  it('writes proposals as tracked changes that accept to the proposal and reject to the original', async () => {
    const { bytes, agreement, analysis } = await contract()
    const open = proposals({ agreement, analysis }, new Set(['C13', 'C12', 'C10']))
    expect(open.map((p) => p.item).sort()).toEqual(['C10', 'C12', 'C13'])
    const redline = proposedRedline(bytes, agreement, open, author)
    const accepted = await readDocument(redline, 'r.docx', { tracked: 'accepted', isolated: false })
    const original = await readDocument(redline, 'r.docx', { tracked: 'original', isolated: false })
    expect(original.text).toBe(agreement.document.text)
    for (const p of open) expect(accepted.text).toContain(p.wording.ja)
    expect(accepted.text).not.toContain('いかなる責任も負わない')
    expect(accepted.text).toContain('日本法に準拠')
    expect(proposedRedline(bytes, agreement, open, author)).toEqual(redline)
  })

  it('gathers the open points into a letter that reads back, and into a question list', async () => {
    const { agreement, analysis } = await contract()
    const open = proposals({ agreement, analysis })
    expect(open[0]!.position).toBe('adverse')
    const letter = await negotiationLetter('terms.docx', open, { language: 'ja', date })
    const read = await readDocument(letter, 'letter.docx', { isolated: false })
    for (const p of open) expect(read.text).toContain(p.wording.ja)
    const list = await questionList([{ document: 'terms.docx', proposals: open }], { language: 'en', date })
    expect(list.slice(0, 2)).toEqual(Uint8Array.from([0x50, 0x4b]))
  })
})
