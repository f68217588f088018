import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { paragraph, row, run, style, table, wordFile } from '../../../fixtures/word/parts.js'
import { IngestError } from '../ingest-error.js'
import { docxHtmlView } from './html-view.js'
import { docxHtmlViewApart } from './html-view-apart.js'

const link = (id: string, target: string): string =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="${target}" TargetMode="External"/>`

describe('the HTML view of a Word file', () => {
  test('shows headings, tables and text', async () => {
    const html = await docxHtmlView(
      wordFile({
        styles: [style('1', { name: 'heading 1' })],
        body: paragraph('料金', { style: '1' }) + paragraph('a < b & c') + table(2, row(['項目', '値'])),
      }),
    )
    expect(html).toBe(
      '<h1>料金</h1><p>a &lt; b &amp; c</p><table><tr><td><p>項目</p></td><td><p>値</p></td></tr></table>',
    )
  })

  test('shows automatic numbers as Word does', async () => {
    const file = readFileSync(new URL('../../../fixtures/word/ja-articles.docx', import.meta.url))
    expect(await docxHtmlView(file)).toContain(
      '<p>第2条 （定義）</p><p>1. この契約で用いる言葉の意味は、次のとおりとする。</p>',
    )
  })

  test('keeps no link that could run or read anything', async () => {
    const html = await docxHtmlView(
      wordFile({
        body: paragraph(
          `<w:hyperlink r:id="js">${run('script')}</w:hyperlink><w:hyperlink r:id="file">${run('file')}</w:hyperlink><w:hyperlink r:id="web">${run('web')}</w:hyperlink>`,
        ),
        relationships:
          link('js', 'javascript:alert(1)') + link('file', 'file:///etc/passwd') + link('web', 'https://example.com/'),
      }),
    )
    expect(html).toBe('<p>scriptfile<a href="https://example.com/">web</a></p>')
  })

  test('opens every fixture', async () => {
    const folder = new URL('../../../fixtures/word/', import.meta.url)
    for (const name of ['ja-articles', 'ja-tables', 'notes', 'text-boxes', 'ja-tracked']) {
      expect(await docxHtmlView(readFileSync(new URL(`${name}.docx`, folder)))).toMatch(/^<(p|h1|table)/)
    }
  })

  test('is made in a thread of its own just the same', async () => {
    const file = readFileSync(new URL('../../../fixtures/word/ja-tables.docx', import.meta.url))
    expect(await docxHtmlViewApart(file, 'tables.docx')).toBe(await docxHtmlView(file))
    await expect(docxHtmlViewApart(Buffer.from('no Word file'), 'x.docx')).rejects.toMatchObject({ code: 'damaged' })
  })

  test('refuses what is no Word file', async () => {
    await expect(docxHtmlView(Buffer.from('PK\x03\x04 but nothing more'))).rejects.toThrow(IngestError)
  })
})
