import { z } from 'zod'
import { PackAnswer, PackEvidence } from './analysis.js'
import { Warning } from './document.js'
import { Text } from './text.js'

export const Effect = z.enum(['hurts', 'helps', 'mixed', 'neutral', 'unclear'])
export type Effect = z.infer<typeof Effect>
export const Severity = z.enum(['high', 'medium', 'low', 'none'])
export type Severity = z.infer<typeof Severity>
export const ChangeKind = z.enum(['added', 'removed', 'modified', 'moved', 'renumbered', 'wording'])
export type ChangeKind = z.infer<typeof ChangeKind>

/** One side of a change. */
export const ChangeSide = z.object({
  article: z.string().nullable(),
  number: z.string().nullable(),
  heading: z.string().nullable(),
  page: z.number().int().positive().nullable(),
  quote: z.string(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
})
export type ChangeSide = z.infer<typeof ChangeSide>

/** Ops in order; equal + delete give the old quote, equal + insert the new one, exactly. */
export const DiffOp = z.object({ op: z.enum(['equal', 'delete', 'insert']), text: z.string() })
export type DiffOp = z.infer<typeof DiffOp>

export const Reason = z.object({ rule: z.string(), old: z.string().nullable(), new: z.string().nullable(), text: Text })
export type Reason = z.infer<typeof Reason>

export const Change = z.object({
  kind: ChangeKind,
  old: ChangeSide.nullable(),
  new: ChangeSide.nullable(),
  diff: z.array(DiffOp),
  items: z.array(z.string()),
  effect: Effect,
  severity: Severity,
  reasons: z.array(Reason),
  ask: Text.nullable(),
  /** Why the change says nothing new (typography, cross-references, rename …); such changes are listed apart, folded. */
  quiet: z.string().nullable().optional(),
  /** Set where the house has looked at the change and does not want to be told again; it then counts as `none`. */
  silenced: z.object({ reason: z.string(), by: z.string(), until: z.string() }).nullable().optional(),
})
export type Change = z.infer<typeof Change>

/** A requirement that the two versions answer otherwise. */
export const RequirementChange = z.object({
  requirement: z.string(),
  level: z.enum(['must', 'should']),
  name: Text,
  /** `lost`: was met and no longer is (or now stands against the customer); `gained`: the other way round; else `other`. */
  effect: z.enum(['lost', 'gained', 'other']),
  old: PackAnswer,
  new: PackAnswer,
  old_why: Text,
  new_why: Text,
  old_evidence: z.array(PackEvidence),
  new_evidence: z.array(PackEvidence),
  ask: Text.nullable(),
})
export type RequirementChange = z.infer<typeof RequirementChange>

/** What a new version does to the answers of one pack; lost requirements first, musts before shoulds. */
export const PackChange = z.object({
  id: z.string(),
  name: Text,
  /** How many requirements the pack has, and how many of them were and are met. */
  of: z.number().int(),
  met_before: z.number().int(),
  met_after: z.number().int(),
  changes: z.array(RequirementChange),
})
export type PackChange = z.infer<typeof PackChange>

/** The JSON of `yakkan compare --format json`. */
export const Comparison = z.object({
  schema: z.literal('yakkan/comparison@1'),
  old: z.object({ name: z.string(), sha256: z.string() }),
  new: z.object({ name: z.string(), sha256: z.string() }),
  /** `compared`, or why a list of changes would mislead: another kind of document, another language, a bot wall, no text. */
  outcome: z.enum(['compared', 'replaced', 'other-language', 'bot-wall', 'no-text']),
  outcome_why: Text.nullable(),
  changes: z.array(Change),
  /** What becomes of the packs' answers; absent where the two could not be compared. */
  packs: z.array(PackChange).optional(),
  effective: z.object({
    date: z.string().nullable(),
    notice_days: z.number().int().nullable(),
    old_clause_allows: z.enum(['yes', 'no', 'unclear']),
    why: Text,
    /** What the customer can still do, and until when. */
    options: z.array(z.object({ text: Text, until: z.string().nullable() })),
  }),
  summary: z.object({
    hurts: z.number().int(),
    helps: z.number().int(),
    mixed: z.number().int(),
    neutral: z.number().int(),
    unclear: z.number().int(),
    highest: Severity,
    /** How many changes say nothing new, and how many a house rule silenced. */
    quiet: z.number().int().optional(),
    silenced: z.number().int().optional(),
  }),
  warnings: z.array(z.string()),
  notices: z.array(Warning),
  library: z.string(),
  /** The house rules that were applied, by name and version; absent when none were. */
  house: z.object({ name: z.string(), version: z.string() }).optional(),
})
export type Comparison = z.infer<typeof Comparison>
