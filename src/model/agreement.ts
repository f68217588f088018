import { z } from 'zod'
import { Document } from './document.js'
import { Language, Span } from './text.js'

export const AgreementKind = z.enum(['terms', 'contract', 'sla', 'dpa', 'privacy', 'other'])
export type AgreementKind = z.infer<typeof AgreementKind>

/** The names under which the document speaks of each side: 当社 and お客様, 甲 and 乙, we and you, a company's name. */
export const Parties = z.object({ provider: z.array(z.string()), customer: z.array(z.string()) })
export type Parties = z.infer<typeof Parties>

/** An article, section or unnumbered heading with what stands under it, up to the next one of the same or a higher level. */
export const Article = Span.extend({
  /** `a1`, `a2` … in reading order. The text before the first article is `a0` (preamble) when there is any. */
  id: z.string(),
  /** As written (第20条, 7.2, Section 3, Article IV); null for unnumbered headings. */
  number: z.string().nullable(),
  heading: z.string().nullable(),
  page: z.number().int().positive().nullable(),
  /** 1 for the document's main articles; parts and chapters above them are 0. */
  level: z.number().int().nonnegative(),
  /** The article that this one stands in. */
  parent: z.string().nullable(),
  role: z.enum(['preamble', 'chapter', 'article', 'supplementary', 'annex']),
})
export type Article = z.infer<typeof Article>

/** The unit that is matched, judged and quoted: a sentence, a list item, a table row or a heading. */
export const Passage = Span.extend({
  /** Index in `Agreement.passages`. */
  index: z.number().int().nonnegative(),
  kind: z.enum(['sentence', 'item', 'row', 'heading']),
  /** The innermost article it stands in. */
  article: z.string(),
  page: z.number().int().positive().nullable(),
  /** For an item: index of the passage that leads the list in (「次の各号に定める行為をしてはならない。」 "You must not:"). */
  leadIn: z.number().int().nonnegative().nullable(),
  /** For a row: the span of the table's head row, when it has one. */
  head: Span.nullable(),
  /** Depth in lists, 0 outside. */
  depth: z.number().int().nonnegative(),
  /** Index of the block of the document that it comes from. */
  block: z.number().int().nonnegative(),
})
export type Passage = z.infer<typeof Passage>

/** A term the document defines, with the place of its definition. */
export const Definition = Span.extend({ term: z.string(), meaning: z.string() })
export type Definition = z.infer<typeof Definition>

/** A place where the document points to one of its own articles (第12条に定める…, Section 4.2). */
export const CrossReference = Span.extend({ target: z.string() })
export type CrossReference = z.infer<typeof CrossReference>

/** A document with its structure read: who the parties are, its articles, its passages. */
export const Agreement = z.object({
  document: Document,
  language: Language,
  kind: AgreementKind,
  title: z.string(),
  parties: Parties,
  articles: z.array(Article),
  passages: z.array(Passage),
  definitions: z.array(Definition),
  references: z.array(CrossReference),
})
export type Agreement = z.infer<typeof Agreement>
