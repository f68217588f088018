import type { Paragraph as DocxParagraph, FileChild, IRunOptions } from 'docx'
import { withFixedDate } from './office-file.js'
import type { Outline, OutlineBlock, Run, Tone } from './outline.js'

const COLOUR: Record<Tone, string> = {
  adverse: 'B3261E',
  caution: '8A5A00',
  favourable: '1B6B3A',
  muted: '5F6673',
  inserted: '1B6B3A',
  deleted: 'B3261E',
}
/** Width of the text area of an A4 page with the margins below, in twentieths of a point. */
const TEXT_WIDTH = 9_638
const MARGIN = 1_134

/** Fonts that Word has in both languages; where one is missing Word takes its own. */
export const WORD_FONT = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: 'Yu Gothic', cs: 'Calibri' }

/** Sets an outline as a Word document. The same outline and date give the same bytes. */
export async function docx(outline: Outline, date: Date): Promise<Uint8Array> {
  const d = await import('docx')
  const runs = (parts: readonly Run[]): InstanceType<typeof d.TextRun>[] => parts.map((r) => new d.TextRun(runStyle(r)))
  const paragraph = (parts: readonly Run[]): DocxParagraph =>
    new d.Paragraph({ children: runs(parts), spacing: { after: 80 } })
  const set = (b: OutlineBlock): FileChild[] => {
    switch (b.kind) {
      case 'heading': {
        const heading = [d.HeadingLevel.HEADING_1, d.HeadingLevel.HEADING_2, d.HeadingLevel.HEADING_3][b.level - 1]!
        return [new d.Paragraph({ heading, keepNext: true, children: runs(b.runs) })]
      }
      case 'paragraph':
        return [paragraph(b.runs)]
      case 'quote':
        return [
          new d.Paragraph({
            children: runs(b.source ? [...b.runs, { text: `  — ${b.source}`, tone: 'muted' }] : b.runs),
            indent: { left: 360 },
            spacing: { after: 80 },
            border: { left: { style: d.BorderStyle.SINGLE, size: 12, color: 'B8C0CC', space: 8 } },
          }),
        ]
      case 'list':
        return b.items.map((item) => new d.Paragraph({ children: runs(item), bullet: { level: 0 } }))
      case 'table': {
        const widths = b.widths.map((share) => Math.round(share * TEXT_WIDTH))
        const cell = (parts: readonly Run[], column: number, head: boolean): InstanceType<typeof d.TableCell> =>
          new d.TableCell({
            children: [paragraph(head ? parts.map((r) => ({ ...r, strong: true })) : parts)],
            width: { size: widths[column]!, type: d.WidthType.DXA },
            margins: { top: 40, bottom: 40, left: 80, right: 80 },
            ...(head ? { shading: { type: d.ShadingType.CLEAR, fill: 'E6E9EF' } } : {}),
          })
        const rows = b.rows.map(
          (row) => new d.TableRow({ cantSplit: true, children: row.map((parts, i) => cell(parts, i, false)) }),
        )
        if (b.head.length) {
          const head = b.head.map((text, i) => cell([{ text }], i, true))
          rows.unshift(new d.TableRow({ tableHeader: true, children: head }))
        }
        return rows.length
          ? [
              new d.Table({ rows, columnWidths: widths, width: { size: TEXT_WIDTH, type: d.WidthType.DXA } }),
              new d.Paragraph({ spacing: { after: 120 } }),
            ]
          : []
      }
    }
  }
  return wordFile(outline.title, outline.blocks.flatMap(set), date)
}

/** Packs paragraphs and tables as a Word file on A4 with the house's styles. */
export async function wordFile(title: string, children: FileChild[], date: Date): Promise<Uint8Array> {
  const d = await import('docx')
  const heading = (size: number, before: number) => ({
    run: { size, bold: true, color: '1D2433', font: WORD_FONT },
    paragraph: { spacing: { before, after: 120 } },
  })
  const document = new d.Document({
    title: withoutControls(title),
    creator: 'yakkan',
    styles: {
      default: {
        document: { run: { font: WORD_FONT, size: 20 } },
        heading1: heading(34, 0),
        heading2: heading(27, 320),
        heading3: heading(22, 220),
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
          },
        },
        footers: {
          default: new d.Footer({
            children: [
              new d.Paragraph({
                alignment: d.AlignmentType.CENTER,
                children: [new d.TextRun({ children: [d.PageNumber.CURRENT, ' / ', d.PageNumber.TOTAL_PAGES] })],
              }),
            ],
          }),
        },
        children,
      },
    ],
  })
  return withFixedDate(new Uint8Array(await d.Packer.toBuffer(document)), date)
}

function runStyle(r: Run): IRunOptions {
  return {
    text: withoutControls(r.text),
    ...(r.strong ? { bold: true } : {}),
    ...(r.tone ? { color: COLOUR[r.tone] } : {}),
    ...(r.tone === 'deleted' ? { strike: true } : {}),
    ...(r.tone === 'inserted' ? { underline: {} } : {}),
  }
}

/** XML has no place for control characters; a contract read from a damaged file may hold some. */
export function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/\s*\n\s*/g, ' ')
}
