import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Expected } from '../../../fixtures/pdf/make.js'
import { linesOfText, textPdf } from '../../../fixtures/pdf/raw-pdf.js'
import { Document } from '../../model/document.js'
import { MAX_PDF_PAGES } from '../limits.js'
import { readPdf } from './read-pdf.js'

const folder = new URL('../../../fixtures/pdf/', import.meta.url)
const fixture = (name: string): Uint8Array => readFileSync(new URL(`${name}.pdf`, folder))
const read = (bytes: Uint8Array): Promise<Document> => readPdf(bytes, 'file.pdf', { ocr: 'off' })
const textsOf = (document: Document): string[] => document.blocks.map((b) => document.text.slice(b.start, b.end))
const asidesOf = (document: Document): string[] => [...new Set(document.asides.map((a) => `${a.kind}: ${a.text}`))]

/** Fixtures that are read as text; the others have tests of their own. */
const printed = readdirSync(folder)
  .filter((f) => f.endsWith('.pdf'))
  .map((f) => f.replace('.pdf', ''))
  .filter((f) => f !== 'encrypted-user' && !f.includes('scan'))

describe('files made by Chromium, LibreOffice and pdfmake', () => {
  it.each(printed)('%s', async (name) => {
    const expected = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Expected
    const document = await read(fixture(name))
    expect(textsOf(document)).toEqual(expected.blocks)
    expect(document.pages).toHaveLength(expected.pages)
    expect(asidesOf(document)).toEqual(expected.asides)
    expect(document.warnings.map((w) => w.code)).toEqual(expected.warnings)
    expect(() => Document.parse(document)).not.toThrow()
  })

  it('gives every block its page, and every page its span', async () => {
    const document = await read(fixture('hosting-libreoffice'))
    expect(document.pages.map((p) => p.end)).toEqual([document.pages[1]!.start, document.text.length])
    for (const block of document.blocks) {
      const page = document.pages[block.page! - 1]!
      expect(block.start >= page.start && block.start < page.end).toBe(true)
    }
  })

  it('flags the head of a table, and gives the cells of a row as spans', async () => {
    const document = await read(fixture('levels-plain'))
    const rows = document.blocks.filter((b) => b.row)
    expect(rows.map((b) => b.row!.table)).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1])
    expect(rows.filter((b) => b.row!.head).map((b) => document.text.slice(b.start, b.end))).toEqual([
      '項目\t水準\t測り方',
      '稼働率\t差し引く割合',
    ])
    const cells = rows[1]!.row!.cells.map((c) => document.text.slice(c.start, c.end))
    expect(cells.slice(0, 2)).toEqual(['稼働率', '99.9%以上'])
  })

  it('tells headings by their size, their font and the bookmarks', async () => {
    for (const name of ['hosting-chromium', 'hosting-libreoffice']) {
      const document = await read(fixture(name))
      const headings = document.blocks.filter((b) => b.kind === 'heading')
      expect(headings).toHaveLength(13)
      expect(headings.map((h) => h.level)).toEqual([1, ...Array(12).fill(2)])
      expect(document.title).toBe('在庫管理サービス利用契約書')
    }
  })

  it('gives the same document twice', async () => {
    expect(await read(fixture('levels-ruled'))).toEqual(await read(fixture('levels-ruled')))
  })
})

describe('files that cannot be read', () => {
  const many = textPdf(Array.from({ length: MAX_PDF_PAGES + 1 }, () => ({ content: '' })))
  it.each([
    ['encrypted', fixture('encrypted-user')],
    ['damaged', new TextEncoder().encode('%PDF-1.7\nnothing more')],
    ['too-many-pages', many],
    ['no-text-layer', fixture('hosting-scan')],
  ])('%s', async (code, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({ name: 'IngestError', code })
  })

  it('reads a file of as many pages as are allowed', async () => {
    const pages = Array.from({ length: MAX_PDF_PAGES }, (_, i) => ({
      content: i === 0 ? linesOfText(['Terms of use']) : '',
    }))
    const document = await read(textPdf(pages))
    expect(document.pages).toHaveLength(MAX_PDF_PAGES)
  })

  it('stops when asked to', async () => {
    const signal = AbortSignal.abort()
    await expect(readPdf(fixture('ruby'), 'file.pdf', { signal })).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('pages written by hand', () => {
  const clause = ['1. The Provider answers requests within', 'two business days.']
  const joined = '1. The Provider answers requests within two business days.'

  it.each([0, 90, 180, 270])('a page turned by %d degrees', async (rotate) => {
    // The words are turned against the page, as a scanner's software or a landscape table does it.
    const turns: Record<number, string> = {
      0: '1 0 0 1 0 0',
      90: '0 1 -1 0 595 0',
      180: '-1 0 0 -1 595 842',
      270: '0 -1 1 0 0 842',
    }
    const content = `q ${turns[rotate]} cm ${linesOfText(clause, rotate % 180 === 0 ? 760 : 520)} Q`
    expect(textsOf(await read(textPdf([{ content, rotate }])))).toEqual([joined])
    expect(textsOf(await read(textPdf([{ content }])))).toEqual([joined])
  })

  it('running heads with numbers of their own, and page numbers', async () => {
    const page = (n: number, body: string): string =>
      `BT /F1 8 Tf 72 800 Td (Shelf terms, version 3) Tj ET ${linesOfText([body])} BT /F1 8 Tf 290 30 Td (- ${n} -) Tj ET`
    const document = await read(
      textPdf([
        { content: page(1, 'Fees are due within thirty days of the invoice and') },
        { content: page(2, 'bear interest after that.') },
      ]),
    )
    expect(textsOf(document)).toEqual(['Fees are due within thirty days of the invoice and bear interest after that.'])
    // A clause over a page break is one block, and the second page begins within it.
    expect(document.text.slice(document.pages[1]!.start)).toBe('bear interest after that.')
    expect(asidesOf(document)).toEqual(['header: Shelf terms, version 3', 'page-number: - 1 -', 'page-number: - 2 -'])
  })

  it('names pages without a text layer', async () => {
    const image = 'q 400 0 0 600 90 100 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q'
    const document = await read(textPdf([{ content: linesOfText(clause) }, { content: image }, { content: image }]))
    expect(document.status).toBe('partial')
    expect(document.warnings).toMatchObject([{ code: 'no-text-on-pages', place: 'pages 2-3' }])
  })

  it('names pages whose font has no mapping, and gives no nonsense', async () => {
    const font =
      '/F2 << /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /Odd /Flags 4 /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 /FontBBox [0 0 1000 1000] >> >>] >>'
    const codes = Array.from({ length: 60 }, (_, i) => (0xe010 + i * 7).toString(16)).join('')
    const document = await read(
      textPdf([{ content: linesOfText(clause) }, { content: `BT /F2 11 Tf 72 700 Td <${codes}> Tj ET` }], font),
    )
    expect(document.text).toBe(joined)
    expect(document.warnings).toMatchObject([{ code: 'unmapped-fonts', place: 'page 2' }])
  })

  it('form fields and notes by name', async () => {
    const more = [
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (region) /V (Osaka) /F 4 /Rect [72 600 200 620] >>',
      '<< /Type /Annot /Subtype /Text /F 28 /Contents (Ask for a longer period.) /T (Mika) /Rect [300 600 320 620] >>',
    ]
    const bytes = textPdf(
      [{ content: linesOfText(clause), more: '/Annots [6 0 R 7 0 R]' }],
      '',
      more,
      '/AcroForm << /Fields [6 0 R] >>',
    )
    const document = await read(bytes)
    expect(document.asides).toMatchObject([
      { kind: 'annotation', page: 1, author: 'Mika', text: 'Ask for a longer period.' },
      { kind: 'form-field', page: 1, text: 'region: Osaka' },
    ])
    expect(textsOf(document)).toEqual([joined])
  })
})
