import { zipSync } from 'fflate'
import { paragraph, wordFile, zip } from '../../fixtures/word/parts.js'

/** A file made to do harm. */
export interface Attack {
  name: string
  make: () => Uint8Array
  /** The code of the refusal, or `read` where it may be read after all, without harm. */
  expect: string
  /** Refused by what it says of itself, before any of it is taken apart: fast and without memory. */
  atOnce: boolean
}

const MIB = 1024 * 1024
const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const word = (document: string): Uint8Array => wordFile({ body: '', files: { 'word/document.xml': document } })
const documentOf = (body: string, doctype = ''): string =>
  `${doctype}<w:document ${NAMESPACE}><w:body>${body}</w:body></w:document>`
const packed = (files: Record<string, Uint8Array | string>): Uint8Array => zip({ ...unpackedWord, ...files })
const unpackedWord: Record<string, string> = {
  '[Content_Types].xml':
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  '_rels/.rels':
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}

/** Without compression, so that nothing but the content can be a reason to refuse it. */
const stored = (files: Record<string, string>): Uint8Array => {
  const encoder = new TextEncoder()
  const all = Object.entries({ ...unpackedWord, ...files }).map(([name, xml]) => [name, encoder.encode(xml)])
  return zipSync(Object.fromEntries(all), { level: 0 })
}

/** The size that a ZIP's directory gives for an entry, changed to another. */
function lying(bytes: Uint8Array, name: string, size: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  for (let at = 0; at + 46 < bytes.length; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue
    const length = view.getUint16(at + 28, true)
    if (Buffer.from(bytes.subarray(at + 46, at + 46 + length)).toString() === name) view.setUint32(at + 24, size, true)
  }
  return bytes
}

function pdfOfPages(pages: number): Uint8Array {
  const kids = Array.from({ length: pages }, (_, k) => `${k + 3} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${kids}] >>`,
    ...Array.from({ length: pages }, () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>'),
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, k) => {
    const at = body.length
    body += `${k + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const head = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  return Buffer.from(
    `${body}${head}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
  )
}

export const attacks: readonly Attack[] = [
  {
    name: 'zip bomb.docx',
    make: () => packed({ 'word/document.xml': new Uint8Array(150 * MIB) }),
    expect: 'inflates-too-far',
    atOnce: true,
  },
  {
    name: 'zip bomb that lies.docx',
    make: () => lying(packed({ 'word/document.xml': new Uint8Array(150 * MIB) }), 'word/document.xml', 900_000),
    expect: 'damaged',
    atOnce: true,
  },
  {
    name: 'many bombs.docx',
    make: () =>
      packed(Object.fromEntries(Array.from({ length: 300 }, (_, k) => [`word/media/${k}.bin`, new Uint8Array(MIB)]))),
    expect: 'inflates-too-far',
    atOnce: true,
  },
  {
    name: 'nested zip bomb.docx',
    make: () => {
      const inner = zipSync({ 'a.bin': new Uint8Array(100 * MIB) })
      const middle = zipSync(Object.fromEntries(Array.from({ length: 50 }, (_, k) => [`${k}.zip`, inner])))
      return packed({ 'word/document.xml': documentOf(paragraph('Fees')), 'word/embeddings/inner.zip': middle })
    },
    // Embedded archives are never opened, so that this one is only a large file of its own.
    expect: 'read',
    atOnce: false,
  },
  {
    name: 'zip in zip.docx',
    make: () => zipSync({ 'inner.docx': zipSync({ 'inner.docx': new Uint8Array(MIB) }) }),
    expect: 'unsupported',
    atOnce: true,
  },
  {
    name: 'too many entries.docx',
    make: () => packed(Object.fromEntries(Array.from({ length: 2_001 }, (_, k) => [`word/${k}.xml`, '<a/>']))),
    expect: 'inflates-too-far',
    atOnce: true,
  },
  {
    name: 'entity bomb.docx',
    make: () => {
      const entities = Array.from({ length: 10 }, (_, k) => `<!ENTITY e${k + 1} "${`&e${k};`.repeat(10)}">`).join('')
      return word(documentOf('<w:p><w:r><w:t>&e10;</w:t></w:r></w:p>', `<!DOCTYPE w [<!ENTITY e0 "lol">${entities}]>`))
    },
    expect: 'damaged',
    atOnce: true,
  },
  {
    name: 'external entity.docx',
    make: () =>
      word(
        documentOf('<w:p><w:r><w:t>&x;</w:t></w:r></w:p>', '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      ),
    expect: 'damaged',
    atOnce: true,
  },
  {
    name: 'external parts.docx',
    make: () =>
      wordFile({
        body: `${paragraph('Fees')}<w:altChunk r:id="far"/>`,
        relationships:
          '<Relationship Id="far" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="file:///etc/passwd" TargetMode="External"/>' +
          '<Relationship Id="styles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="http://127.0.0.1:9/styles.xml" TargetMode="External"/>',
      }),
    expect: 'read',
    atOnce: false,
  },
  {
    name: 'paths outside.docx',
    make: () => packed({ '../../../../etc/passwd': 'x', 'word/document.xml': documentOf(paragraph('Fees')) }),
    expect: 'read',
    atOnce: false,
  },
  {
    name: 'deep nesting.docx',
    make: () =>
      stored({
        'word/document.xml': documentOf(
          '<w:sdt><w:sdtContent>'.repeat(50_000) + '</w:sdtContent></w:sdt>'.repeat(50_000),
        ),
      }),
    expect: 'too-deep',
    atOnce: true,
  },
  {
    name: 'styles in a circle.docx',
    make: () =>
      wordFile({
        body: paragraph('Fees', { style: 'a' }),
        styles: [
          '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/><w:basedOn w:val="b"/></w:style>',
          '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="b"/><w:basedOn w:val="a"/></w:style>',
        ],
      }),
    expect: 'read',
    atOnce: false,
  },
  {
    name: 'a million elements.docx',
    make: () => stored({ 'word/document.xml': documentOf('<w:p/>'.repeat(1_000_000)) }),
    expect: 'too-deep',
    atOnce: false,
  },
  {
    name: 'old.doc',
    make: () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]),
    expect: 'old-office',
    atOnce: true,
  },
  { name: '2,001 pages.pdf', make: () => pdfOfPages(2_001), expect: 'too-many-pages', atOnce: false },
  {
    name: 'nested divs.html',
    make: () =>
      Buffer.from(
        `<!DOCTYPE html><html><body>${'<div>'.repeat(20_000)}Fees are due monthly.${'</div>'.repeat(20_000)}</body></html>`,
      ),
    expect: 'read',
    atOnce: false,
  },
  {
    name: 'endless attributes.html',
    make: () => Buffer.from(`<html><body><p ${'a="b" '.repeat(200_000)}>Fees are due monthly.</p></body></html>`),
    expect: 'read',
    atOnce: false,
  },
]
