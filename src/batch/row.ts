import { z } from 'zod'
import { AgreementKind } from '../model/agreement.js'
import type { Analysis, Finding, PackAnswer } from '../model/analysis.js'
import { type Comparison, Severity } from '../model/comparison.js'
import { Format } from '../model/document.js'
import { Language, Text } from '../model/text.js'
import { concernOf, highestConcern, highestHarm } from '../report/concern.js'

/** How an item stands in one document, in one word: its position or commitment, or `partial`, `present`, `absent`. */
export const ItemState = z.enum([
  'adverse',
  'neutral',
  'favourable',
  'unclear',
  'guaranteed',
  'target',
  'described',
  'present',
  'partial',
  'absent',
])
export type ItemState = z.infer<typeof ItemState>

export const RowError = z.object({ stage: z.string(), code: z.string(), text: Text, next: Text })
export type RowError = z.infer<typeof RowError>

/** What changed in a document since the run before, in short. */
export const RowChange = z.object({
  /** SHA-256 of the version before. */
  previous: z.string(),
  hurts: z.number().int(),
  mixed: z.number().int(),
  helps: z.number().int(),
  highest: Severity,
  outcome: z.string(),
  /** The worst changes, a sentence each. */
  worst: z.array(Text),
})
export type RowChange = z.infer<typeof RowChange>

/** How a document answers a requirement pack: how many requirements have which answer. */
export const RowPack = z.object({
  id: z.string(),
  name: Text,
  met: z.number().int(),
  not_met: z.number().int(),
  not_stated: z.number().int(),
  needs_a_person: z.number().int(),
})
export type RowPack = z.infer<typeof RowPack>

/** One document of a batch in the matrix. */
export const Row = z.object({
  path: z.string(),
  /** SHA-256 of its bytes; empty where they could not be read. */
  sha256: z.string(),
  status: z.enum(['done', 'failed']),
  format: Format.nullable(),
  language: Language.nullable(),
  kind: AgreementKind.nullable(),
  pages: z.number().int().nullable(),
  title: z.string(),
  states: z.record(z.string(), ItemState),
  adverse: z.number().int(),
  /** Adverse with money, data, exit or remedy at stake. */
  high: z.number().int(),
  missing: z.number().int(),
  concern: Severity,
  packs: z.array(RowPack),
  warnings: z.number().int(),
  error: RowError.nullable(),
  change: RowChange.nullable(),
})
export type Row = z.infer<typeof Row>

export function stateOf(f: Finding): ItemState {
  if (f.status === 'absent') return 'absent'
  if (f.position) return f.position
  if (f.commitment && f.commitment !== 'none') return f.commitment
  return f.status
}

export function rowOf(path: string, analysis: Analysis): Row {
  const { document, items } = analysis
  return {
    path,
    sha256: document.sha256,
    status: 'done',
    format: document.format,
    language: document.language,
    kind: document.kind,
    pages: document.pages,
    title: document.title,
    states: Object.fromEntries(items.map((f) => [f.id, stateOf(f)])),
    // What the house has settled stays in sight and is not counted.
    adverse: items.filter((f) => f.position === 'adverse' && !f.silenced).length,
    high: items.filter((f) => concernOf(f) === 'high').length,
    missing: items.filter((f) => f.status === 'absent' && !f.silenced).length,
    concern: highestConcern(analysis),
    packs: analysis.packs.map(packOf),
    warnings: analysis.notices.length,
    error: null,
    change: null,
  }
}

function packOf({ id, name, results }: Analysis['packs'][number]): RowPack {
  const count = (answer: PackAnswer): number => results.filter((r) => r.result === answer).length
  return {
    id,
    name,
    met: count('met'),
    not_met: count('not met'),
    not_stated: count('not stated'),
    needs_a_person: count('needs a person'),
  }
}

/** The row of a document without a result, so that it is told and never silently left out. */
export function failedRow(path: string, sha256: string, error: RowError): Row {
  return {
    path,
    sha256,
    status: 'failed',
    format: null,
    language: null,
    kind: null,
    pages: null,
    title: '',
    states: {},
    adverse: 0,
    high: 0,
    missing: 0,
    concern: 'none',
    packs: [],
    warnings: 0,
    error: { stage: error.stage, code: error.code, text: error.text, next: error.next },
    change: null,
  }
}

const RANK: Record<Severity, number> = { none: 0, low: 1, medium: 2, high: 3 }

/** Severities as numbers, the worst the highest. */
export function harmRank(severity: Severity): number {
  return RANK[severity]
}

const WORST = 3

export function changeOf(previous: string, comparison: Comparison): RowChange {
  const harm = comparison.changes.filter((c) => c.effect === 'hurts' || c.effect === 'mixed')
  return {
    previous,
    hurts: comparison.summary.hurts,
    mixed: comparison.summary.mixed,
    helps: comparison.summary.helps,
    highest: highestHarm(comparison),
    outcome: comparison.outcome,
    worst: harm.flatMap((c) => (c.reasons[0] ? [c.reasons[0].text] : [])).slice(0, WORST),
  }
}
