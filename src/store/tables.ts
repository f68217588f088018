import type { Generated } from 'kysely'
import { z } from 'zod'

/** What a database returns is checked like any other input: a hand-edited row must fail loudly, not travel on. */
const count = z.coerce.number().int()
const instant = z.string()

export const Role = z.enum(['owner', 'editor', 'reader'])
export type Role = z.infer<typeof Role>

export const WorkspaceRow = z.object({
  id: z.string(),
  name: z.string(),
  settings: z.string(),
  audit_seq: count,
  audit_head: z.string(),
  created_at: instant,
})
export type WorkspaceRow = z.infer<typeof WorkspaceRow>

export const MemberRow = z.object({
  id: z.string(),
  workspace_id: z.string(),
  email: z.string(),
  name: z.string(),
  role: Role,
  /** The account that took the seat; null while the invitation is open. */
  user_id: z.string().nullable(),
  invitation_hash: z.string().nullable(),
  invited_until: instant.nullable(),
  created_at: instant,
})
export type MemberRow = z.infer<typeof MemberRow>

export const ProviderRow = z.object({
  id: z.string(),
  workspace_id: z.string(),
  name: z.string(),
  created_at: instant,
})
export type ProviderRow = z.infer<typeof ProviderRow>

export const DocumentRow = z.object({
  id: z.string(),
  workspace_id: z.string(),
  provider_id: z.string().nullable(),
  name: z.string(),
  created_at: instant,
  created_by: z.string(),
})
export type DocumentRow = z.infer<typeof DocumentRow>

export const VersionState = z.enum(['queued', 'reading', 'done', 'failed'])
export type VersionState = z.infer<typeof VersionState>

export const VersionRow = z.object({
  id: z.string(),
  workspace_id: z.string(),
  document_id: z.string(),
  /** 1 for the first version of the document, without gaps. */
  seq: count,
  sha256: z.string(),
  file_name: z.string(),
  bytes: count,
  state: VersionState,
  /** The stage's error as JSON, when `state` is `failed`. */
  failure: z.string().nullable(),
  format: z.string().nullable(),
  language: z.string().nullable(),
  kind: z.string().nullable(),
  title: z.string().nullable(),
  pages: count.nullable(),
  created_at: instant,
  created_by: z.string(),
})
export type VersionRow = z.infer<typeof VersionRow>

export const FindingRow = z.object({
  analysis_id: z.string(),
  item: z.string(),
  place: count,
  status: z.string(),
  position: z.string().nullable(),
  commitment: z.string().nullable(),
  confidence: z.coerce.number(),
  /** Last day on which the house keeps quiet about it; null where it does not. */
  silenced_until: z.string().nullable(),
})
export type FindingRow = z.infer<typeof FindingRow>

export const AnalysisRow = z.object({
  id: z.string(),
  workspace_id: z.string(),
  version_id: z.string(),
  library: z.string(),
  analysis: z.string(),
  present: count,
  adverse: count,
  open: count,
  created_at: instant,
})
export type AnalysisRow = z.infer<typeof AnalysisRow>

export const ComparisonRow = z.object({
  id: z.string(),
  workspace_id: z.string(),
  old_version: z.string(),
  new_version: z.string(),
  library: z.string(),
  comparison: z.string(),
  hurts: count,
  changes: count,
  highest: z.string(),
  created_at: instant,
})
export type ComparisonRow = z.infer<typeof ComparisonRow>

export const Verdict = z.enum(['agree', 'override', 'note'])
export type Verdict = z.infer<typeof Verdict>

export const DecisionRow = z.object({
  id: z.string(),
  workspace_id: z.string(),
  document_id: z.string(),
  version_id: z.string(),
  item: z.string(),
  verdict: Verdict,
  status: z.string().nullable(),
  position: z.string().nullable(),
  commitment: z.string().nullable(),
  reason: z.string(),
  note: z.string(),
  by_id: z.string(),
  by_name: z.string(),
  created_at: instant,
})
export type DecisionRow = z.infer<typeof DecisionRow>

export const CarryRow = z.object({
  workspace_id: z.string(),
  version_id: z.string(),
  item: z.string(),
  decision_id: z.string(),
  outcome: z.enum(['carried', 'ask-again']),
  why: z.enum(['unchanged', 'reworded', 'changed', 'gone', 'judged-otherwise']),
})
export type CarryRow = z.infer<typeof CarryRow>

export const ReviewRow = z.object({
  workspace_id: z.string(),
  old_version: z.string(),
  new_version: z.string(),
  /** Fingerprint of the change's two quotes, so that a re-made comparison keeps what was reviewed. */
  change: z.string(),
  by_name: z.string(),
  created_at: instant,
})
export type ReviewRow = z.infer<typeof ReviewRow>

export const AuditRow = z.object({
  workspace_id: z.string(),
  seq: count,
  at: instant,
  actor_id: z.string(),
  actor_name: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.string(),
  previous: z.string(),
  hash: z.string(),
})
export type AuditRow = z.infer<typeof AuditRow>

export const ApiKeyRow = z.object({
  id: z.string(),
  workspace_id: z.string(),
  name: z.string(),
  role: Role,
  hint: z.string(),
  hash: z.string(),
  created_at: instant,
  created_by: z.string(),
  expires_at: instant.nullable(),
  last_used_at: instant.nullable(),
  revoked_at: instant.nullable(),
})
export type ApiKeyRow = z.infer<typeof ApiKeyRow>

export const IdempotencyRow = z.object({
  workspace_id: z.string(),
  key: z.string(),
  request: z.string(),
  answer: z.string(),
  created_at: instant,
})
export type IdempotencyRow = z.infer<typeof IdempotencyRow>

export const JobRow = z.object({
  id: z.string(),
  workspace_id: z.string(),
  kind: z.enum(['analyse', 'compare']),
  version_id: z.string(),
  /** The newer version of a comparison. */
  other_id: z.string().nullable(),
  attempts: count,
  leased_until: instant.nullable(),
  created_at: instant,
})
export type JobRow = z.infer<typeof JobRow>

export const WatchedRow = z.object({
  id: z.string(),
  workspace_id: z.string(),
  /** Null until the first version came in. */
  document_id: z.string().nullable(),
  provider: z.string(),
  name: z.string(),
  /** What to look at, as JSON; the watch reads it. */
  declaration: z.string(),
  /** Validators of the last look by address, as JSON. */
  validators: z.string(),
  next_look: instant,
  leased_until: instant.nullable(),
  /** Looks that failed in a row. */
  failures: count,
  created_at: instant,
})
export type WatchedRow = z.infer<typeof WatchedRow>

export const LookOutcome = z.enum(['unchanged', 'first', 'changed', 'flapping', 'failed', 'upgraded'])
export type LookOutcome = z.infer<typeof LookOutcome>

export const LookRow = z.object({
  id: z.string(),
  workspace_id: z.string(),
  watched_id: z.string(),
  at: instant,
  outcome: LookOutcome,
  code: z.string().nullable(),
  /** Sentences for the user as JSON, when there is something to say. */
  why: z.string().nullable(),
  version_id: z.string().nullable(),
  wording: z.string().nullable(),
  size: count.nullable(),
})
export type LookRow = z.infer<typeof LookRow>

export const ChannelRow = z.object({
  id: z.string(),
  workspace_id: z.string(),
  kind: z.enum(['mail', 'webhook', 'slack']),
  target: z.string(),
  secret: z.string(),
  language: z.enum(['ja', 'en']),
  at_once_from: z.enum(['high', 'medium', 'low', 'none']),
  digest: z.enum(['daily', 'weekly', 'never']),
  created_at: instant,
})
export type ChannelRow = z.infer<typeof ChannelRow>

export const NoticeRow = z.object({
  id: z.string(),
  workspace_id: z.string(),
  watched_id: z.string(),
  kind: z.enum(['change', 'failure', 'flapping']),
  severity: z.string(),
  notice: z.string(),
  state: z.enum(['open', 'acknowledged']),
  assigned_to: z.string(),
  note: z.string(),
  settled_by: z.string().nullable(),
  settled_at: instant.nullable(),
  at: instant,
})
export type NoticeRow = z.infer<typeof NoticeRow>

export const DeliveryRow = z.object({
  id: z.string(),
  workspace_id: z.string(),
  notice_id: z.string(),
  channel_id: z.string(),
  state: z.enum(['waiting', 'delivered', 'given-up']),
  due: instant,
  leased_until: instant.nullable(),
  attempts: count,
  answer: z.string().nullable(),
  delivered_at: instant.nullable(),
})
export type DeliveryRow = z.infer<typeof DeliveryRow>

/** The tables as Kysely sees them. */
/** What an organisation answered about itself; the answers as JSON by question. */
export const SelfCheckRow = z.object({
  workspace_id: z.string(),
  questionnaire: z.string(),
  answers: z.string(),
  updated_at: instant,
  updated_by: z.string(),
})
export type SelfCheckRow = z.infer<typeof SelfCheckRow>

export interface Tables {
  workspaces: Generatable<WorkspaceRow, 'audit_seq' | 'audit_head'>
  members: MemberRow
  providers: ProviderRow
  documents: DocumentRow
  versions: VersionRow
  /** Original bytes, once for each workspace: another workspace's copy must not keep deleted text alive. */
  originals: { workspace_id: string; sha256: string; content: Uint8Array }
  /** The extracted Document of a version, as JSON; apart from `versions` so that lists stay light. */
  extractions: { version_id: string; workspace_id: string; document: string }
  analyses: AnalysisRow
  findings: FindingRow
  comparisons: ComparisonRow
  decisions: DecisionRow
  carries: CarryRow
  reviews: ReviewRow
  audit: AuditRow
  api_keys: ApiKeyRow
  idempotency: IdempotencyRow
  jobs: JobRow
  watched: Generatable<WatchedRow, 'validators' | 'failures'>
  looks: LookRow
  /** Raw pages as they came, apart from what was extracted from them. */
  snapshots: {
    version_id: string
    workspace_id: string
    part: number
    address: string
    content_type: string
    content: Uint8Array
  }
  /** Milliseconds since 1970 from which a host may be asked again. */
  host_turns: { host: string; free_at: number }
  channels: ChannelRow
  self_checks: SelfCheckRow
  notices: Generatable<NoticeRow, 'assigned_to' | 'note'>
  deliveries: Generatable<DeliveryRow, 'attempts'>
}

type Generatable<Row, Key extends keyof Row> = Omit<Row, Key> & { [K in Key]: Generated<Row[K]> }
