import type { Analysis } from '../model/analysis.js'
import type { Document } from '../model/document.js'
import type { StoredAnalysis } from '../store/analyses.js'
import type { WorkspaceStore } from '../store/store.js'
import type { VersionRow } from '../store/tables.js'
import { ServerError } from './failure.js'

/** A version that has been read and judged. */
export interface Judged {
  version: VersionRow
  document: Document
  analysis: Analysis
  stored: StoredAnalysis
}

/**
 * The newest analysis of a version with its text.
 *
 * @throws StoreError `not-found`; ServerError `unreadable` for a version that failed, `not-ready` while it is being read
 */
export async function analysisOf(workspace: WorkspaceStore, versionId: string): Promise<Judged> {
  const version = await workspace.versions.get(versionId)
  if (version.state === 'failed') throw new ServerError(422, 'unreadable', version.id)
  const document = await workspace.versions.extraction(version.id)
  const stored = await workspace.analyses.latest(version.id)
  if (!document || !stored) throw new ServerError(409, 'not-ready', version.id, {}, 2)
  return { version, document, analysis: stored.analysis, stored }
}
