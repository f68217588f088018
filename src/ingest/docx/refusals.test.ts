import { unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { field, paragraph, run, wordFile, zip } from '../../../fixtures/word/parts.js'
import { readDocx } from './read-docx.js'

const codeOf = async (bytes: Uint8Array): Promise<string> => {
  try {
    await readDocx(bytes, 'contract.docx')
    return 'read'
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}
const sound = wordFile({
  body: paragraph('Fees are due monthly.'),
  section: '<w:headerReference w:type="default" r:id="header1"/>',
  furniture: { header1: paragraph('Draft') },
})
const changed = (part: string, content: string | null): Uint8Array => {
  const files: Record<string, Uint8Array> = unzipSync(sound)
  if (content === null) delete files[part]
  else files[part] = Buffer.from(content)
  return zipSync(files)
}

describe('Word files that cannot be read, or not all of them', () => {
  test.each<[string, Uint8Array, string]>([
    [
      'an older .doc, or one encrypted by Office',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]),
      'old-office',
    ],
    ['a ZIP of other files', zipSync({ 'a.txt': Buffer.from('a') }), 'unsupported'],
    ['no main part', changed('word/document.xml', null), 'damaged'],
    ['no relationships', changed('_rels/.rels', null), 'damaged'],
    ['a main part that is no document', changed('word/document.xml', '<html/>'), 'unsupported'],
    ['a main part cut off', changed('word/document.xml', '<w:document'), 'damaged'],
    ['no words', wordFile({ body: paragraph('') }), 'no-text'],
    ['half a file', sound.slice(0, sound.length / 2), 'damaged'],
    ['words only', Buffer.from('Fees are due monthly.'), 'damaged'],
  ])('%s', async (_, bytes, expected) => {
    expect(await codeOf(bytes)).toBe(expected)
  })

  test('a spreadsheet is named as what it is not', async () => {
    const workbook = zip({
      '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
      '_rels/.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
      'xl/workbook.xml': '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
    })
    expect(await codeOf(workbook)).toBe('unsupported')
  })

  test('a damaged header is told, and the agreement read', async () => {
    const document = await readDocx(changed('word/header1.xml', '<w:hdr'), 'contract.docx')
    expect(document.text).toBe('Fees are due monthly.')
    expect(document.status).toBe('partial')
    expect(document.warnings.map((w) => w.code)).toEqual(['unread-part'])
    expect(document.warnings[0]!.text.en).toContain('Headers, footers or comments')
  })

  test('numbers that only Word can count are told', async () => {
    const body = paragraph(`${run('The parties ')}${field('LISTNUM NumberDefault \\l 1', null)}${run(' agree.')}`)
    const document = await readDocx(wordFile({ body }), 'contract.docx')
    expect(document.warnings.map((w) => w.text.en)).toEqual([expect.stringContaining('LISTNUM')])
    expect(document.status).toBe('partial')
  })

  test('pictures without text are told', async () => {
    const picture = '<w:r><w:drawing><a:blip r:embed="p"/></w:drawing></w:r>'
    const document = await readDocx(wordFile({ body: paragraph(picture) + paragraph('Page 1') }), 'scan.docx')
    expect(document.warnings.map((w) => w.code)).toEqual(['only-pictures'])
    expect(document.status).toBe('partial')
  })

  test('the same bytes give the same document', async () => {
    expect(await readDocx(sound, 'a.docx')).toEqual(await readDocx(Uint8Array.from(sound), 'a.docx'))
  })
})
