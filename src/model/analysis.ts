import { z } from 'zod'
import { AgreementKind, Parties } from './agreement.js'
import { Format, Warning } from './document.js'
import { Language, Span, Text } from './text.js'

export const Status = z.enum(['present', 'partial', 'absent'])
export type Status = z.infer<typeof Status>
export const Position = z.enum(['favourable', 'neutral', 'adverse', 'unclear'])
export type Position = z.infer<typeof Position>
export const Commitment = z.enum(['guaranteed', 'target', 'described', 'none'])
export type Commitment = z.infer<typeof Commitment>

/** Verbatim passage of the document's text that a finding rests on. */
export const Evidence = Span.extend({
  article: z.string().nullable(),
  page: z.number().int().positive().nullable(),
  quote: z.string(),
})
export type Evidence = z.infer<typeof Evidence>

/** A fact of an item, normalised: `30 days`, `99.9`, `Japan`, `Tokyo District Court`, `yes`. */
export const Value = z.object({
  name: z.string(),
  value: z.string(),
  unit: z.string().nullable(),
  quote: z.string(),
})
export type Value = z.infer<typeof Value>

/** What the analysis says of one of the checklist's items. */
export const Finding = z.object({
  id: z.string(),
  slug: z.string(),
  name: Text,
  status: Status,
  position: Position.nullable(),
  commitment: Commitment.nullable(),
  confidence: z.number().min(0).max(1),
  evidence: z.array(Evidence),
  values: z.array(Value),
  why: Text,
  ask: Text.nullable(),
  /** Which rule decided the position or commitment, by its id in the item's file; null when none did. */
  rule: z.string().nullable(),
  /** Set where the house has settled this finding: it stays in sight, and is neither asked nor counted as an alarm. */
  silenced: z.object({ reason: z.string(), by: z.string(), until: z.string() }).optional(),
})
export type Finding = z.infer<typeof Finding>

export const PackAnswer = z.enum(['met', 'not met', 'not stated', 'needs a person'])
export type PackAnswer = z.infer<typeof PackAnswer>

/** Evidence of an answer that may rest on several documents of one provider. */
export const PackEvidence = Evidence.extend({
  /** Name of the document that the quote stands in. */
  document: z.string(),
})
export type PackEvidence = z.infer<typeof PackEvidence>

/** How a provider's documents answer one requirement of a pack. */
export const PackResult = z.object({
  requirement: z.string(),
  result: PackAnswer,
  /** True where the matter is regulated as the requirement asks, but against the customer. */
  adverse: z.boolean().optional(),
  evidence: z.array(PackEvidence),
  level: z.enum(['must', 'should']),
  name: Text,
  why: Text,
  ask: Text.nullable(),
})
export type PackResult = z.infer<typeof PackResult>

/** How what the documents state stands to one thing that the organisation needs of the service. */
export const Fit = z.object({
  need: z.enum(['availability_percent', 'recovery_within', 'service_hours', 'first_response_within']),
  /** What is needed and what is stated, as a person reads them; availability with the downtime that it allows. */
  wanted: z.string(),
  seen: z.string(),
  result: PackAnswer,
  why: Text,
  evidence: z.array(PackEvidence),
})
export type Fit = z.infer<typeof Fit>

export const ArticleOutline = Span.extend({
  id: z.string(),
  number: z.string().nullable(),
  heading: z.string().nullable(),
  page: z.number().int().positive().nullable(),
})
export type ArticleOutline = z.infer<typeof ArticleOutline>

/** The JSON of `yakkan analyze --format json`, of the HTTP API and of stored analyses. */
export const Analysis = z.object({
  schema: z.literal('yakkan/analysis@1'),
  document: z.object({
    name: z.string(),
    sha256: z.string(),
    format: Format,
    language: Language,
    pages: z.number().int().positive().nullable(),
    title: z.string(),
    ocr: z.boolean(),
    kind: AgreementKind,
    parties: Parties,
    articles: z.array(ArticleOutline),
  }),
  items: z.array(Finding),
  packs: z.array(z.object({ id: z.string(), name: Text, results: z.array(PackResult) })),
  /** What the organisation needs, set against what is stated; absent where the house rules name no need. */
  fit: z.array(Fit).optional(),
  /** What the reader must know, in English, one sentence each; `notices` has the same in both languages with place and code. */
  warnings: z.array(z.string()),
  notices: z.array(Warning),
  /** Version of the clause library that judged: SHA-256 over its files, lower-case hex. */
  library: z.string(),
  /** The house rules that were applied, by name and version; absent when none were. */
  house: z.object({ name: z.string(), version: z.string() }).optional(),
})
export type Analysis = z.infer<typeof Analysis>
