import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeText } from './encoding.js'

const JAPANESE = '第１条（目的）\n当社は、本サービスの提供にあたり、利用者のデータを適切に取り扱います。㈱①～－\n'
const ENGLISH = 'The Provider’s liability is limited to €100 – no more.\n'

describe('decodeText', () => {
  it.each([
    ['utf-8', JAPANESE, iconv.encode(JAPANESE, 'utf8')],
    ['utf-8', JAPANESE, iconv.encode(JAPANESE, 'utf8', { addBOM: true })],
    ['utf-16le', JAPANESE, iconv.encode(JAPANESE, 'utf-16le', { addBOM: true })],
    ['utf-16be', JAPANESE, iconv.encode(JAPANESE, 'utf-16be', { addBOM: true })],
    ['utf-16le', JAPANESE, iconv.encode(JAPANESE, 'utf-16le')],
    ['utf-16be', ENGLISH, iconv.encode(ENGLISH, 'utf-16be')],
    ['shift_jis', JAPANESE, iconv.encode(JAPANESE, 'cp932')],
    ['euc-jp', '当社は責任を負いません。', iconv.encode('当社は責任を負いません。', 'euc-jp')],
    ['windows-1252', ENGLISH, iconv.encode(ENGLISH, 'windows-1252')],
  ])('%s: %s', (encoding, text, bytes) => {
    expect(decodeText(bytes)).toEqual({ text, encoding, broken: 0 })
  })

  it('ISO-2022-JP by its escapes', () => {
    const bytes = Buffer.from('\x1b$B0lHL\x1b(B OK', 'latin1')
    expect(decodeText(bytes)).toEqual({ text: '一般 OK', encoding: 'iso-2022-jp', broken: 0 })
  })

  it('a page’s own declaration', () => {
    const page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"></head>規約'
    expect(decodeText(iconv.encode(page, 'shift_jis'))).toMatchObject({ text: page, encoding: 'shift_jis' })
  })

  it('a wrong declaration gives way to the bytes', () => {
    const page = '<meta charset="utf-8">当社は、お客様に通知します。'
    expect(decodeText(iconv.encode(page, 'shift_jis'))).toMatchObject({ text: page, encoding: 'shift_jis' })
  })

  it('“charset=unicode” in a page of single bytes is not UTF-16', () => {
    const page = '<meta content="text/html; charset=unicode">規約'
    expect(decodeText(Buffer.from(page))).toMatchObject({ text: page, encoding: 'utf-8' })
  })

  it('keeps a damaged UTF-8 text and counts what broke', () => {
    const bytes = Buffer.concat([Buffer.from(JAPANESE), Buffer.from([0xe3, 0x41])])
    expect(decodeText(bytes)).toMatchObject({ encoding: 'utf-8', broken: 1 })
  })
})
