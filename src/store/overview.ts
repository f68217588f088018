import { Decisions } from './decisions.js'
import { newestVersionIds, newestVersions } from './newest-versions.js'
import type { Scope } from './scope.js'
import { DocumentRow, FindingRow, VersionRow } from './tables.js'

/** A document as lists show it: its newest version, how it stands, and what changed with that version. */
export interface DocumentSummary {
  document: DocumentRow
  provider: string | null
  version: VersionRow
  versions: number
  /** Null while nothing has been judged. */
  judged: {
    analysisId: string
    library: string
    /** Items that are regulated or touched. */
    present: number
    /** Adverse items that stand after people's decisions and the house's silences. */
    adverse: number
    /** Items with something to ask or look at, that nobody has decided on. */
    undecided: number
    silenced: number
    /** Decisions on the last version that must be made again. */
    askAgain: number
    findings: FindingRow[]
  } | null
  change: { comparisonId: string; oldVersion: string; hurts: number; highest: string; unreviewed: number } | null
}

/** What lists may be narrowed to. */
export interface OverviewFilter {
  documentId?: string | undefined
  provider?: string | undefined
  /** Words that the name, title or provider holds. */
  query?: string | undefined
  state?: string | undefined
  /** Brings the findings of all items; without it only those that may need a look, which keeps long lists quick. */
  allFindings?: boolean | undefined
}

const LEVELS = ['high', 'medium', 'low', 'none']

/** All documents of a workspace, the ones that need a look first at the top. */
export async function overview(scope: Scope, filter: OverviewFilter = {}): Promise<DocumentSummary[]> {
  const workspace = scope.workspaceId
  let query = scope.db
    .selectFrom('documents')
    .leftJoin('providers', 'providers.id', 'documents.provider_id')
    .selectAll('documents')
    .select('providers.name as provider')
    .where('documents.workspace_id', '=', workspace)
  if (filter.documentId) query = query.where('documents.id', '=', filter.documentId)
  if (filter.provider) query = query.where('providers.name', '=', filter.provider)
  const documents = await query.execute()
  if (documents.length === 0) return []

  const versions = newestVersions(scope, filter.documentId)
    .selectAll('versions')
    .select((eb) =>
      eb
        .selectFrom('versions as all')
        .whereRef('all.document_id', '=', 'versions.document_id')
        .select((e) => e.fn.countAll().as('n'))
        .as('count'),
    )
  const newest = new Map<string, { version: VersionRow; count: number }>()
  for (const { count, ...row } of await versions.execute()) {
    const version = VersionRow.parse(row)
    newest.set(version.document_id, { version, count: Number(count ?? 1) })
  }
  const shown = documents.filter((d) => {
    const version = newest.get(d.id)?.version
    if (!version || (filter.state && version.state !== filter.state)) return false
    const words = `${d.name}\n${version.title ?? ''}\n${d.provider ?? ''}`.toLowerCase()
    return !filter.query || words.includes(filter.query.toLowerCase())
  })
  const judged = await latestFindings(scope, filter)
  const changes = await latestChanges(scope, filter)
  const decisions = await new Decisions(scope).ofNewest(filter.documentId)
  const today = scope.instant().slice(0, 10)

  const summaries = shown.map((d): DocumentSummary => {
    const { version, count } = newest.get(d.id)!
    const found = judged.get(version.id)
    const decided = decisions.get(version.id)
    let adverse = 0
    let undecided = 0
    let silenced = 0
    for (const finding of found?.findings ?? []) {
      const holds = decided?.get(finding.item)?.holds
      const position = holds?.verdict === 'override' && holds.position !== null ? holds.position : finding.position
      if (finding.silenced_until !== null && finding.silenced_until >= today) {
        silenced++
        continue
      }
      if (position === 'adverse') adverse++
      if (!holds && (position === 'adverse' || position === 'unclear')) undecided++
    }
    // A person may call adverse what the analysis did not, and what was therefore not brought.
    for (const { item, holds } of decided?.values() ?? [])
      if (holds?.position === 'adverse' && found && !found.findings.some((f) => f.item === item)) adverse++
    const askAgain = [...(decided?.values() ?? [])].filter((i) => i.carry?.outcome === 'ask-again' && !i.holds).length
    return {
      document: DocumentRow.parse(d),
      provider: d.provider,
      version,
      versions: count,
      judged: found
        ? {
            analysisId: found.id,
            library: found.library,
            present: found.present,
            adverse,
            undecided,
            silenced,
            askAgain,
            findings: found.findings,
          }
        : null,
      change: changes.get(version.id) ?? null,
    }
  })
  return summaries.sort(
    (a, b) =>
      urgency(b) - urgency(a) ||
      (a.version.created_at < b.version.created_at ? 1 : a.version.created_at > b.version.created_at ? -1 : 0) ||
      (a.document.id < b.document.id ? -1 : 1),
  )
}

/** Failed first, then unreviewed changes by severity, then what is adverse and undecided. */
function urgency(summary: DocumentSummary): number {
  if (summary.version.state === 'failed') return 1_000_000
  const { change, judged } = summary
  const changed = change && change.unreviewed > 0 ? (4 - LEVELS.indexOf(change.highest)) * 10_000 + change.hurts : 0
  return changed + (judged?.askAgain ?? 0) * 1000 + (judged?.undecided ?? 0)
}

async function latestFindings(scope: Scope, filter: OverviewFilter) {
  const result = new Map<string, { id: string; library: string; present: number; findings: FindingRow[] }>()
  const analyses = await scope.db
    .selectFrom('analyses')
    .select(['id', 'version_id', 'library', 'present'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('version_id', 'in', newestVersionIds(scope, filter.documentId))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  const byAnalysis = new Map<string, FindingRow[]>()
  for (const { id, version_id, library, present } of analyses) {
    if (result.has(version_id)) continue
    const findings: FindingRow[] = []
    result.set(version_id, { id, library, present: Number(present), findings })
    byAnalysis.set(id, findings)
  }
  if (byAnalysis.size === 0) return result
  let query = scope.db
    .selectFrom('findings')
    .innerJoin('analyses', 'analyses.id', 'findings.analysis_id')
    .selectAll('findings')
    .where('analyses.workspace_id', '=', scope.workspaceId)
    .where('analyses.version_id', 'in', newestVersionIds(scope, filter.documentId))
  if (!filter.allFindings) query = query.where('findings.position', 'in', ['adverse', 'unclear'])
  const rows = await query.orderBy('findings.place').execute()
  // An earlier library's findings come along and belong to no analysis that is shown.
  for (const row of FindingRow.array().parse(rows)) byAnalysis.get(row.analysis_id)?.push(row)
  return result
}

async function latestChanges(scope: Scope, filter: OverviewFilter) {
  const result = new Map<string, NonNullable<DocumentSummary['change']>>()
  const rows = await scope.db
    .selectFrom('comparisons')
    .innerJoin('versions as old', 'old.id', 'comparisons.old_version')
    .innerJoin('versions as new', 'new.id', 'comparisons.new_version')
    .select([
      'comparisons.id',
      'comparisons.old_version',
      'comparisons.new_version',
      'comparisons.hurts',
      'comparisons.highest',
      'comparisons.changes',
    ])
    .select((eb) =>
      eb
        .selectFrom('reviews')
        .whereRef('reviews.old_version', '=', 'comparisons.old_version')
        .whereRef('reviews.new_version', '=', 'comparisons.new_version')
        .select((e) => e.fn.countAll().as('n'))
        .as('reviewed'),
    )
    .where('comparisons.workspace_id', '=', scope.workspaceId)
    .where('comparisons.new_version', 'in', newestVersionIds(scope, filter.documentId))
    // Only the comparison with the version before it: what else was set side by side is nobody's duty to review.
    .whereRef('old.document_id', '=', 'new.document_id')
    .orderBy('old.seq', 'desc')
    .orderBy('comparisons.created_at', 'desc')
    .execute()
  for (const row of rows) {
    if (result.has(row.new_version)) continue
    result.set(row.new_version, {
      comparisonId: row.id,
      oldVersion: row.old_version,
      hurts: Number(row.hurts),
      highest: row.highest,
      unreviewed: Math.max(0, Number(row.changes) - Number(row.reviewed ?? 0)),
    })
  }
  return result
}
