import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { sniff } from './sniff.js'

const bytes = (s: string): Uint8Array => Buffer.from(s, 'latin1')
const utf8 = (s: string): Uint8Array => Buffer.from(s)
const wide = (s: string): string => Buffer.from(s, 'utf16le').toString('latin1')
const zip = (...names: string[]): Uint8Array => zipSync(Object.fromEntries(names.map((n) => [n, strToU8(n)])))
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'

describe('sniff', () => {
  it.each([
    ['a PDF', bytes('%PDF-1.7\n'), 'pdf'],
    ['a PDF with rubbish before its header', bytes(`${'x'.repeat(900)}%PDF-1.4\n`), 'pdf'],
    ['a Word file', zip('[Content_Types].xml', 'word/document.xml', 'word/embeddings/xl/workbook.xml'), 'docx'],
    ['a page', utf8('<!DOCTYPE html><title>T</title><p>Terms'), 'html'],
    ['a page after comments', utf8('<!-- saved -->\n<html><body>規約</body></html>'), 'html'],
    ['XHTML', utf8('<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html/>'), 'html'],
    ['a piece of a page', utf8('<h1>利用規約</h1>\n<p>第1条</p>\n<p>第2条</p>'), 'html'],
    ['Markdown by its headings', utf8('# Terms\n\nYou may use it.'), 'markdown'],
    [
      'Markdown with tags by hand',
      utf8('# 規約\n\n詳しくは<a href="/x">別紙</a>\n\n## 第1条\n<br>\n<div>x</div>'),
      'markdown',
    ],
    ['Markdown by front matter', utf8('---\ntitle: Terms\n---\nWe provide it.'), 'markdown'],
    ['Markdown by escapes and links', utf8('1\\. Scope\n\nSee [here](https://example.com).'), 'markdown'],
    ['plain text', utf8('TERMS\n=====\n\n1. We provide the Service.\n- one\n- two\n'), 'text'],
    ['plain text with redactions', utf8('Fees of [***] apply. The rate is [**] of [***] units.'), 'text'],
    ['plain text that compares', utf8('If a < b and c > d, the fee is due.'), 'text'],
    ['Japanese text', utf8('利用規約\n\n第１条（目的）\n　当社は…'), 'text'],
  ])('%s', async (_what, input, format) => expect((await sniff(input, 'terms.bin')).format).toBe(format))

  it.each([
    ['an old Word file', bytes(OLE + wide('WordDocument')), 'old-office'],
    ['an encrypted Office file', bytes(OLE + wide('EncryptedPackage')), 'encrypted'],
    ['an old workbook', bytes(OLE + wide('Workbook')), 'unsupported'],
    ['a workbook', zip('[Content_Types].xml', 'xl/workbook.xml'), 'unsupported'],
    ['any other archive', zip('notes.txt'), 'unsupported'],
    ['an archive cut short', zip('word/document.xml').subarray(0, 60), 'damaged'],
    ['rich text', bytes('{\\rtf1\\ansi Terms}'), 'unsupported'],
    ['an image', bytes('\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01'), 'unsupported'],
    ['other XML', utf8('<?xml version="1.0"?><contract><clause/></contract>'), 'unsupported'],
    ['a saved web archive', utf8('From: x\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n'), 'unsupported'],
    ['rubbish', Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919) % 251)), 'not-text'],
  ])('%s is refused', async (_what, input, code) =>
    expect(sniff(input, 'terms.bin')).rejects.toMatchObject({ code, place: 'terms.bin' }),
  )
})
