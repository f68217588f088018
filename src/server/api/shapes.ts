import { z } from '@hono/zod-openapi'
import { Analysis, Commitment, Position, Status } from '../../model/analysis.js'
import { Comparison, Severity } from '../../model/comparison.js'
import { Text } from '../../model/text.js'
import type { DocumentSummary } from '../../store/overview.js'
import type { DecisionRow, VersionRow } from '../../store/tables.js'
import { Role, Verdict, VersionState } from '../../store/tables.js'
import { Problem } from '../problem.js'

/** The shapes of the HTTP API; the stages' own shapes come from the model. */

// The model's schemas are made before OpenAPI's extension of zod is loaded; new ones of the same shape have it.
export const AnalysisShape = z.object(Analysis.shape).openapi('Analysis')
export const ComparisonShape = z.object(Comparison.shape).openapi('Comparison')

export const FailureShape = z
  .object({ stage: z.string(), code: z.string(), place: z.string(), text: Text, next: Text })
  .openapi('Failure')

export const VersionShape = z
  .object({
    id: z.string(),
    document: z.string(),
    seq: z.number().int(),
    state: VersionState,
    failure: FailureShape.nullable(),
    file_name: z.string(),
    sha256: z.string(),
    bytes: z.number().int(),
    format: z.string().nullable(),
    language: z.string().nullable(),
    kind: z.string().nullable(),
    title: z.string().nullable(),
    pages: z.number().int().nullable(),
    created_at: z.string(),
    created_by: z.string(),
  })
  .openapi('Version')

export function versionShape(row: VersionRow): z.infer<typeof VersionShape> {
  const { document_id, workspace_id: _, failure, ...rest } = row
  return { ...rest, document: document_id, failure: failure === null ? null : FailureShape.parse(JSON.parse(failure)) }
}

export const DocumentShape = z
  .object({
    id: z.string(),
    name: z.string(),
    provider: z.string().nullable(),
    versions: z.number().int(),
    latest: VersionShape,
    judged: z
      .object({
        library: z.string(),
        present: z.number().int(),
        adverse: z.number().int(),
        undecided: z.number().int(),
        silenced: z.number().int(),
        ask_again: z.number().int(),
      })
      .nullable(),
    change: z
      .object({
        comparison: z.string(),
        old_version: z.string(),
        hurts: z.number().int(),
        highest: Severity,
        unreviewed: z.number().int(),
      })
      .nullable(),
  })
  .openapi('Document')

export function documentShape(summary: DocumentSummary): z.infer<typeof DocumentShape> {
  const { document, provider, version, versions, judged, change } = summary
  return {
    id: document.id,
    name: document.name,
    provider,
    versions,
    latest: versionShape(version),
    judged: judged && {
      library: judged.library,
      present: judged.present,
      adverse: judged.adverse,
      undecided: judged.undecided,
      silenced: judged.silenced,
      ask_again: judged.askAgain,
    },
    change: change && {
      comparison: change.comparisonId,
      old_version: change.oldVersion,
      hurts: change.hurts,
      highest: Severity.parse(change.highest),
      unreviewed: change.unreviewed,
    },
  }
}

export const ReceiptShape = z
  .object({
    document: z.string(),
    version: z.string(),
    seq: z.number().int(),
    sha256: z.string(),
    created: z.boolean(),
    file_name: z.string(),
    state: VersionState,
    failure: FailureShape.nullable(),
  })
  .openapi('Receipt')

export const DecisionShape = z
  .object({
    id: z.string(),
    item: z.string(),
    verdict: Verdict,
    status: Status.nullable(),
    position: Position.nullable(),
    commitment: Commitment.nullable(),
    reason: z.string(),
    note: z.string(),
    by: z.string(),
    at: z.string(),
    version: z.string(),
  })
  .openapi('Decision')

export function decisionShape(row: DecisionRow): z.infer<typeof DecisionShape> {
  return {
    id: row.id,
    item: row.item,
    verdict: row.verdict,
    status: Status.nullable().parse(row.status),
    position: Position.nullable().parse(row.position),
    commitment: Commitment.nullable().parse(row.commitment),
    reason: row.reason,
    note: row.note,
    by: row.by_name,
    at: row.created_at,
    version: row.version_id,
  }
}

export const MemberShape = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: Role,
    joined: z.boolean(),
    created_at: z.string(),
  })
  .openapi('Member')

export const KeyShape = z
  .object({
    id: z.string(),
    name: z.string(),
    role: Role,
    hint: z.string(),
    created_at: z.string(),
    created_by: z.string(),
    expires_at: z.string().nullable(),
    last_used_at: z.string().nullable(),
  })
  .openapi('ApiKey')

/** An answer of JSON, as OpenAPI tells it. */
export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: Problem } } })

/** The refusals that every route may give. */
export const REFUSALS = {
  401: problem('No sign-in, or a key that does not hold'),
  403: problem('The role does not allow it, or the request came from another origin'),
  404: problem('Not found in this workspace'),
  422: problem('The request is not as described'),
  429: problem('Too many requests; come back after Retry-After seconds'),
} as const

export const UPLOAD_REFUSALS = {
  ...REFUSALS,
  413: problem('A file or the request is too large'),
  415: problem('Not multipart/form-data'),
} as const

/** A file as an answer, as OpenAPI tells it. */
export function file(description: string) {
  return { description, content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } }
}

export const DocumentId = z.object({ document: z.string().openapi({ param: { name: 'document', in: 'path' } }) })
export const VersionId = z.object({ version: z.string().openapi({ param: { name: 'version', in: 'path' } }) })
export const PairIds = z.object({
  old: z.string().openapi({ param: { name: 'old', in: 'path' } }),
  new: z.string().openapi({ param: { name: 'new', in: 'path' } }),
})
