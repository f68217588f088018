import type { FileChild, Paragraph, ParagraphChild } from 'docx'
import { wordDiff } from '../compare/word-diff.js'
import type { DiffOp } from '../model/comparison.js'
import type { Block } from '../model/document.js'
import { withoutControls, wordFile } from './docx.js'
import { type RedlinePart, redline } from './redline.js'
import type { ReportedText, ReportOptions } from './reported.js'

/**
 * The two versions as one Word file with tracked changes: accepting all gives the new text, rejecting all the old.
 *
 * @param title stands in the file's properties only
 */
export async function redlineDocx(
  title: string,
  old: ReportedText,
  next: ReportedText,
  options: ReportOptions & { date: Date },
): Promise<Uint8Array> {
  const d = await import('docx')
  let id = 0
  // Word's own clock has no fractions of a second.
  const stamp = () => ({
    id: ++id,
    author: options.author ?? 'yakkan',
    date: `${options.date.toISOString().slice(0, 19)}Z`,
  })
  type Fate = 'kept' | 'inserted' | 'deleted'
  const fateOf = (part: RedlinePart): Fate => (part.old && part.new ? 'kept' : part.new ? 'inserted' : 'deleted')

  const runs = (ops: readonly DiffOp[]): ParagraphChild[] =>
    ops.flatMap(({ op, text }) =>
      text.split('\n').map((line, i) => {
        const style = { text: withoutControls(line), ...(i ? { break: 1 } : {}) }
        if (op === 'insert') return new d.InsertedTextRun({ ...style, ...stamp() })
        if (op === 'delete') return new d.DeletedTextRun({ ...style, ...stamp() })
        return new d.TextRun(style)
      }),
    )
  const paragraph = (ops: readonly DiffOp[], fate: Fate, block: Block): Paragraph =>
    new d.Paragraph({
      children: runs(ops),
      // The mark of the paragraph is tracked too: without it, accepting a deletion leaves an empty paragraph.
      ...(fate === 'inserted'
        ? { run: { insertion: stamp() } }
        : fate === 'deleted'
          ? { run: { deletion: stamp() } }
          : {}),
      ...(block.kind === 'heading'
        ? {
            heading:
              ([d.HeadingLevel.HEADING_1, d.HeadingLevel.HEADING_2] as const)[block.level - 1] ??
              d.HeadingLevel.HEADING_3,
          }
        : {}),
      ...(block.kind === 'item' ? { indent: { left: 360 * Math.max(block.level, 1) } } : {}),
      spacing: { after: 80 },
    })
  const cellsOf = (block: Block, text: string): string[] => block.row!.cells.map((c) => text.slice(c.start, c.end))
  const row = (cells: readonly (readonly DiffOp[])[], fate: Fate, block: Block) =>
    new d.TableRow({
      ...(fate === 'inserted' ? { insertion: stamp() } : fate === 'deleted' ? { deletion: stamp() } : {}),
      children: cells.map(
        (ops) => new d.TableCell({ children: [paragraph(ops, fate, { ...block, kind: 'paragraph' })] }),
      ),
    })
  const whole = (cells: readonly string[], op: DiffOp['op']): DiffOp[][] =>
    cells.map((text) => (text ? [{ op, text }] : []))
  const tableRows = (part: RedlinePart): InstanceType<typeof d.TableRow>[] => {
    const before = part.old ? cellsOf(part.old, old.text) : null
    const after = part.new ? cellsOf(part.new, next.text) : null
    if (before && after && before.length === after.length) {
      const cells = before.map((text, i) => wordDiff(text, after[i]!, options.language))
      return [row(cells, 'kept', part.new!)]
    }
    return [
      ...(before ? [row(whole(before, 'delete'), 'deleted', part.old!)] : []),
      ...(after ? [row(whole(after, 'insert'), 'inserted', part.new!)] : []),
    ]
  }

  const children: FileChild[] = []
  const parts = redline(old, next, options.language).flatMap((part) => parted(part, old, next))
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!
    const block = (part.new ?? part.old)!
    if (block.kind !== 'row') {
      children.push(paragraph(part.ops, fateOf(part), block))
      continue
    }
    const rows = tableRows(part)
    while (parts[i + 1] && sameTable(part, parts[i + 1]!)) rows.push(...tableRows(parts[++i]!))
    children.push(new d.Table({ rows, width: { size: 100, type: d.WidthType.PERCENTAGE } }))
  }
  return wordFile(title, children, options.date)
}

/** A row on one side and a paragraph on the other are two things: one goes, one comes. */
function parted(part: RedlinePart, old: ReportedText, next: ReportedText): RedlinePart[] {
  if (!part.old || !part.new || (part.old.kind === 'row') === (part.new.kind === 'row')) return [part]
  const gone = old.text.slice(part.old.start, part.old.end)
  const come = next.text.slice(part.new.start, part.new.end)
  return [
    { old: part.old, new: null, ops: [{ op: 'delete', text: gone }] },
    { old: null, new: part.new, ops: [{ op: 'insert', text: come }] },
  ]
}

function sameTable(a: RedlinePart, b: RedlinePart): boolean {
  if ((b.new ?? b.old)!.kind !== 'row') return false
  const same = (x: Block | null, y: Block | null): boolean => !x || !y || x.row?.table === y.row?.table
  return same(a.old, b.old) && same(a.new, b.new)
}
