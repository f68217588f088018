import { z } from 'zod'
import { Span, Text } from './text.js'

export const Format = z.enum(['pdf', 'docx', 'html', 'markdown', 'text'])
export type Format = z.infer<typeof Format>

/** Something the reader noticed that the user must know: pages without text, tracked changes, unread parts. */
export const Warning = z.object({
  code: z.string(),
  /** Where: `pages 3-4`, `word/comments.xml`, … empty when the whole document is meant. */
  place: z.string(),
  text: Text,
})
export type Warning = z.infer<typeof Warning>

/**
 * One block of the document as a person sees it. Blocks stand in reading order, do not overlap, and together
 * cover all words of `Document.text`; between two blocks the text holds one line feed.
 */
export const Block = Span.extend({
  kind: z.enum(['heading', 'paragraph', 'item', 'row']),
  /** Headings: 1 to 6. List items: depth from 1. Others: 0. */
  level: z.number().int().nonnegative(),
  /** Automatic number as shown (第1条, (1), ア, a.). It stands in the text at the start of the block too. */
  label: z.string().nullable(),
  /** 1-based page on which the block starts; null where the format has no pages. */
  page: z.number().int().positive().nullable(),
  /** Where the block comes from. Footnotes and text boxes stand in the text after the block that names them. */
  part: z.enum(['body', 'footnote', 'textbox', 'navigation']),
  /** Set where the source hides the text (display:none, w:vanish, white on white). Hidden clauses are findings, not noise. */
  hidden: z.boolean(),
  /** Rows of a table: the table's number in the document, the spans of the cells, whether it is the table's head. */
  row: z.object({ table: z.number().int(), cells: z.array(Span), head: z.boolean() }).nullable(),
})
export type Block = z.infer<typeof Block>

/** A tracked change of a Word file: text that somebody proposed to insert, delete or move. */
export const Revision = z.object({
  kind: z.enum(['insertion', 'deletion', 'move']),
  author: z.string(),
  /** ISO 8601 as written in the file, empty when it holds none. */
  date: z.string(),
  text: z.string(),
  /** Where it stands (or stood) in `Document.text`. */
  at: z.number().int().nonnegative(),
})
export type Revision = z.infer<typeof Revision>

/** Text that is not part of the agreement's own words, kept apart: running headers, footers, comments, form fields. */
export const Aside = z.object({
  kind: z.enum(['header', 'footer', 'page-number', 'line-number', 'comment', 'annotation', 'form-field', 'bookmark']),
  page: z.number().int().positive().nullable(),
  author: z.string().nullable(),
  text: z.string(),
})
export type Aside = z.infer<typeof Aside>

/** What reading a file gives. `text` is what a person sees; every later finding is a span of it. */
export const Document = z.object({
  /** The file's own name, without folders. */
  name: z.string(),
  /** SHA-256 of the original bytes, lower-case hex. */
  sha256: z.string(),
  format: Format,
  /** `partial` when some of it could not be read; then `warnings` says what. */
  status: z.enum(['ok', 'partial']),
  title: z.string(),
  text: z.string(),
  blocks: z.array(Block),
  /** PDF: one span of `text` per page, in order (a page without text has start = end). Others: empty. */
  pages: z.array(Span),
  /** True when any page was read by optical character recognition. */
  ocr: z.boolean(),
  revisions: z.array(Revision),
  asides: z.array(Aside),
  warnings: z.array(Warning),
})
export type Document = z.infer<typeof Document>
