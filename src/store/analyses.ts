import { Analysis } from '../model/analysis.js'
import { StoreError } from './failure.js'
import { newId } from './identifiers.js'
import type { Scope } from './scope.js'
import { AnalysisRow, type FindingRow } from './tables.js'

/** What reading and judging a version gave, ready to be stored without being parsed again. */
export interface AnalysisResult {
  /** The extracted Document as JSON; null when it was there already. */
  documentJson: string | null
  analysisJson: string
  library: string
  version: { format: string; language: string; kind: string; title: string; pages: number | null }
  findings: Omit<FindingRow, 'analysis_id'>[]
  counts: { present: number; adverse: number; open: number }
}

/**
 * An analysis as the store keeps it.
 *
 * @param documentJson the extracted Document as JSON; null when the store has it already
 */
export function analysisResult(analysis: Analysis, documentJson: string | null): AnalysisResult {
  const { items } = analysis
  const { format, language, kind, title, pages } = analysis.document
  return {
    documentJson,
    analysisJson: JSON.stringify(analysis),
    library: analysis.library,
    version: { format, language, kind, title, pages },
    findings: items.map((f, place) => ({
      item: f.id,
      place,
      status: f.status,
      position: f.position,
      commitment: f.commitment,
      confidence: f.confidence,
      silenced_until: f.silenced?.until ?? null,
    })),
    counts: {
      present: items.filter((f) => f.status !== 'absent').length,
      adverse: items.filter((f) => f.position === 'adverse').length,
      open: items.filter((f) => f.ask !== null).length,
    },
  }
}

/** A stored analysis, parsed. */
export interface StoredAnalysis {
  row: Omit<AnalysisRow, 'analysis'>
  analysis: Analysis
}

/** Analyses: one for each version and each state of the clause library, never overwritten by another library's. */
export class Analyses {
  constructor(private readonly scope: Scope) {}

  /**
   * Stores what a job produced and marks the version as read, in one transaction. Doing it again changes nothing.
   * The job ends with it, unless the document has other versions: then it has comparisons to queue first.
   *
   * @returns whether the document has other versions
   */
  async keep(versionId: string, result: AnalysisResult): Promise<boolean> {
    const workspace = this.scope.workspaceId
    return this.scope.database.write(async (trx) => {
      const version = await trx
        .updateTable('versions')
        .set({ state: 'done', failure: null, ...result.version })
        .where('workspace_id', '=', workspace)
        .where('id', '=', versionId)
        .returning('document_id')
        .executeTakeFirst()
      // Deleted while it was being read: then nothing of it may come back.
      if (!version) return false
      if (result.documentJson !== null) {
        await trx
          .insertInto('extractions')
          .values({ version_id: versionId, workspace_id: workspace, document: result.documentJson })
          .onConflict((oc) => oc.column('version_id').doNothing())
          .execute()
      }
      const id = newId('ana')
      const inserted = await trx
        .insertInto('analyses')
        .values({
          id,
          workspace_id: workspace,
          version_id: versionId,
          library: result.library,
          analysis: result.analysisJson,
          ...result.counts,
          created_at: this.scope.instant(),
        })
        .onConflict((oc) => oc.columns(['version_id', 'library']).doNothing())
        .returning('id')
        .executeTakeFirst()
      if (inserted && result.findings.length > 0)
        await trx
          .insertInto('findings')
          .values(result.findings.map((f) => ({ ...f, analysis_id: id })))
          .execute()
      const other = await trx
        .selectFrom('versions')
        .select('id')
        .where('document_id', '=', version.document_id)
        .where('id', '!=', versionId)
        .executeTakeFirst()
      if (!other)
        await trx.deleteFrom('jobs').where('version_id', '=', versionId).where('kind', '=', 'analyse').execute()
      return other !== undefined
    })
  }

  /** The newest analysis of a version, by whichever library; null while there is none. */
  async latest(versionId: string): Promise<StoredAnalysis | null> {
    const row = await this.scope.db
      .selectFrom('analyses')
      .selectAll()
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('version_id', '=', versionId)
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .executeTakeFirst()
    if (!row) return null
    const { analysis: json, ...rest } = AnalysisRow.parse(row)
    const parsed = Analysis.safeParse(JSON.parse(json))
    if (!parsed.success) throw new StoreError('unreadable-row', `analyses/${rest.id}`)
    return { row: rest, analysis: parsed.data }
  }

  /** All analyses of a version without their content, newest first: which library judged, and when. */
  async history(versionId: string): Promise<Omit<AnalysisRow, 'analysis'>[]> {
    return AnalysisRow.omit({ analysis: true })
      .array()
      .parse(
        await this.scope.db
          .selectFrom('analyses')
          .select(['id', 'workspace_id', 'version_id', 'library', 'present', 'adverse', 'open', 'created_at'])
          .where('workspace_id', '=', this.scope.workspaceId)
          .where('version_id', '=', versionId)
          .orderBy('created_at', 'desc')
          .orderBy('id')
          .execute(),
      )
  }
}
