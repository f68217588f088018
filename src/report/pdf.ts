import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { Outline, OutlineBlock, Run, Tone } from './outline.js'

const COLOUR: Record<Tone, string> = {
  adverse: '#b3261e',
  caution: '#8a5a00',
  favourable: '#1b6b3a',
  muted: '#5f6673',
  inserted: '#1b6b3a',
  deleted: '#b3261e',
}

/** Sets an outline as a PDF on A4, with Japanese fonts embedded. The same outline and date give the same bytes. */
export async function pdf(outline: Outline, date: Date): Promise<Uint8Array> {
  const { default: pdfmake } = await import('pdfmake')
  const fonts = join(createRequire(import.meta.url).resolve('@embedpdf/fonts-jp'), '..', '..', 'fonts')
  pdfmake.setFonts({
    NotoSansJP: { normal: join(fonts, 'NotoSansJP-Regular.otf'), bold: join(fonts, 'NotoSansJP-Bold.otf') },
  })
  // Contract text never names a file or an address for the setter to open.
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts))
  pdfmake.setUrlAccessPolicy(() => false)
  const definition: TDocumentDefinitions = {
    info: { title: outline.title, creator: 'yakkan', producer: 'yakkan', creationDate: date, modDate: date },
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 52],
    defaultStyle: { font: 'NotoSansJP', fontSize: 9, lineHeight: 1.25 },
    footer: (page, pages) => ({ text: `${page} / ${pages}`, alignment: 'center', fontSize: 8, margin: [0, 16, 0, 0] }),
    content: outline.blocks.map(set),
  }
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer())
}

function set(b: OutlineBlock): Content {
  switch (b.kind) {
    case 'heading':
      return {
        text: b.runs.map(styled),
        bold: true,
        fontSize: [17, 13, 10.5][b.level - 1]!,
        margin: [0, [0, 14, 9][b.level - 1]!, 0, 4],
        headlineLevel: b.level,
      }
    case 'paragraph':
      return { text: b.runs.map(styled), margin: [0, 0, 0, 4] }
    case 'quote':
      return {
        table: {
          widths: ['*'],
          body: [[{ text: [...b.runs.map(styled), { text: b.source ? `  — ${b.source}` : '', color: COLOUR.muted }] }]],
        },
        layout: {
          hLineWidth: () => 0,
          vLineWidth: (i) => (i === 0 ? 2 : 0),
          vLineColor: () => '#b8c0cc',
          paddingLeft: () => 8,
        },
        margin: [8, 0, 0, 4],
      }
    case 'list':
      return { ul: b.items.map((item) => ({ text: item.map(styled) })), margin: [0, 0, 0, 4] }
    case 'table':
      return {
        table: {
          headerRows: b.head.length ? 1 : 0,
          dontBreakRows: true,
          widths: b.widths.map((share) => `${share * 100}%`),
          body: [
            ...(b.head.length ? [b.head.map((text) => ({ text, bold: true, fillColor: '#e6e9ef' }))] : []),
            ...b.rows.map((row) => row.map((parts) => ({ text: parts.map(styled) }))),
          ],
        },
        layout: { hLineWidth: () => 0.5, vLineWidth: () => 0, hLineColor: () => '#c9cfd8' },
        margin: [0, 0, 0, 8],
      }
  }
}

function styled(r: Run): Content {
  return {
    text: r.text.replace(/[\u0000-\u0008\u000b-\u001f]/g, '').replace(/\s*\n\s*/g, ' '),
    ...(r.strong ? { bold: true } : {}),
    ...(r.tone ? { color: COLOUR[r.tone] } : {}),
    ...(r.tone === 'deleted' ? { decoration: 'lineThrough' as const } : {}),
    ...(r.tone === 'inserted' ? { decoration: 'underline' as const } : {}),
  }
}
