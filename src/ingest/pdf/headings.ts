import { startsClause, startsReference } from './numbering.js'
import type { Paragraph } from './paragraphs.js'

/** What a file itself says of its headings, where it does. */
export interface MarkedHeadings {
  /** Level by marked content, from the structure of a tagged PDF. */
  tagged: ReadonlyMap<string, number>
  /** Level by title without spaces, from the bookmarks. */
  bookmarked: ReadonlyMap<string, number>
}

/** Letters a quarter larger than the body's make a heading. */
const LARGER = 1.14
/** Headings are no longer than this, in characters. */
const LONGEST = { japanese: 50, other: 110 }

/** The body's size and font, and the sizes of headings from the largest down. */
export class HeadingLevels {
  private readonly body: { size: number; font: string }
  private readonly sizes: number[]

  constructor(
    paragraphs: readonly Paragraph[],
    private readonly marked: MarkedHeadings,
  ) {
    const letters = new Map<string, number>()
    for (const { line, words } of paragraphs.flat()) {
      const key = `${Math.round(line.size * 2) / 2} ${line.font}`
      letters.set(key, (letters.get(key) ?? 0) + words.length)
    }
    const [most] = [...letters].sort((a, b) => b[1] - a[1])
    const [size = '10', font = ''] = (most?.[0] ?? '').split(' ')
    this.body = { size: Number(size), font }
    const larger = paragraphs.filter((p) => this.isLarger(p)).map((p) => Math.round(p[0]!.line.size))
    this.sizes = [...new Set(larger)].sort((a, b) => b - a)
  }

  /** Level of a heading, 1 to 6; 0 for running text. */
  of(paragraph: Paragraph, text: string): number {
    const first = paragraph[0]!.line
    const tag = first.mark === null ? undefined : this.marked.tagged.get(first.mark)
    if (tag !== undefined) return tag
    const japanese = /[\u3041-\u30ff\u3400-\u9fff]/.test(text)
    if (paragraph.length > 3 || text.length > (japanese ? LONGEST.japanese : LONGEST.other)) return 0
    const bookmark = this.marked.bookmarked.get(text.replace(/[\s\u3000]+/g, ''))
    if (bookmark !== undefined) return bookmark
    if (/[。、;；,，]$/.test(text) || (/\.$/.test(text) && !/^\S{1,8}\.$/.test(text))) return 0
    if (this.isLarger(paragraph)) return Math.min(6, this.sizes.indexOf(Math.round(first.size)) + 1)
    const clause = startsClause(text)
    if (clause === 'article' && !startsReference(text) && text.length <= 40 && paragraph.length === 1)
      return this.deeper()
    // Another font on a short line of its own: bold in the files of most offices.
    const apart = paragraph.every((p) => p.line.font !== this.body.font && p.line.segments.length === 1)
    return apart &&
      paragraph.length === 1 &&
      !/[:：]/.test(text) &&
      !/^[(（].*[)）]$/.test(text) &&
      /\p{L}{2}/u.test(text) &&
      this.headingFonts.has(first.font)
      ? this.deeper()
      : 0
  }

  private readonly headingFonts = new Set<string>()

  /** Tells which fonts set whole short lines only: those of headings, not of single words within the text. */
  learnFonts(paragraphs: readonly Paragraph[]): void {
    const within = new Map<string, number>()
    const alone = new Map<string, number>()
    for (const paragraph of paragraphs) {
      const counts = paragraph.length === 1 ? alone : within
      for (const { line } of paragraph) counts.set(line.font, (counts.get(line.font) ?? 0) + 1)
    }
    for (const [font, times] of alone) {
      if (font !== this.body.font && times >= 2 && times > 4 * (within.get(font) ?? 0)) this.headingFonts.add(font)
    }
  }

  private deeper(): number {
    return Math.min(6, this.sizes.length + 1)
  }

  private isLarger(paragraph: Paragraph): boolean {
    return paragraph.every(({ line }) => line.size >= LARGER * this.body.size)
  }
}
