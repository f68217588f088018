import { Document } from '../model/document.js'
import { StoreError } from './failure.js'
import type { Scope } from './scope.js'
import { VersionRow } from './tables.js'

/** The versions of a workspace's documents: state, original bytes, extracted text. */
export class Versions {
  constructor(private readonly scope: Scope) {}

  /** @throws StoreError `not-found`, also for a version of another workspace */
  async get(id: string): Promise<VersionRow> {
    const row = await this.scope.db
      .selectFrom('versions')
      .selectAll()
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw new StoreError('not-found', id)
    return VersionRow.parse(row)
  }

  /** All versions of a document, newest first. */
  async of(documentId: string): Promise<VersionRow[]> {
    return VersionRow.array().parse(
      await this.scope.db
        .selectFrom('versions')
        .selectAll()
        .where('workspace_id', '=', this.scope.workspaceId)
        .where('document_id', '=', documentId)
        .orderBy('seq', 'desc')
        .execute(),
    )
  }

  /** The version before this one, of the same document, that could be read. */
  async before(version: VersionRow): Promise<VersionRow | null> {
    const row = await this.scope.db
      .selectFrom('versions')
      .selectAll()
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('document_id', '=', version.document_id)
      .where('seq', '<', version.seq)
      .where('state', '=', 'done')
      .orderBy('seq', 'desc')
      .executeTakeFirst()
    return row ? VersionRow.parse(row) : null
  }

  /** The bytes as they came in. @throws StoreError `not-found` */
  async original(version: VersionRow): Promise<Uint8Array> {
    const row = await this.scope.db
      .selectFrom('originals')
      .select('content')
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('sha256', '=', version.sha256)
      .executeTakeFirst()
    if (!row) throw new StoreError('not-found', version.id)
    return row.content
  }

  /** The extracted document as JSON, null while it has not been read. */
  async extractionJson(versionId: string): Promise<string | null> {
    const row = await this.scope.db
      .selectFrom('extractions')
      .select('document')
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('version_id', '=', versionId)
      .executeTakeFirst()
    return row?.document ?? null
  }

  /** @throws StoreError `unreadable-row` when what is stored is not a document */
  async extraction(versionId: string): Promise<Document | null> {
    const json = await this.extractionJson(versionId)
    if (json === null) return null
    const parsed = Document.safeParse(JSON.parse(json))
    if (!parsed.success) throw new StoreError('unreadable-row', `extractions/${versionId}`)
    return parsed.data
  }

  /** Marks a version as one that could not be read. @param failure the stage's error, as JSON for the user */
  async setFailed(id: string, failure: string): Promise<void> {
    await this.scope.db
      .updateTable('versions')
      .set({ state: 'failed', failure })
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('id', '=', id)
      .execute()
  }
}
