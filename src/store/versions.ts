import { Document } from '../model/document.js'
import { StoreError } from './failure.js'
import type { Scope } from './scope.js'
import { VersionRow } from './tables.js'

/** A version with what a thread needs to judge it: the document as JSON where it has been read before, else the bytes. */
export interface ToJudge {
  version: VersionRow
  documentJson: string | null
  bytes: Uint8Array
}

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

  /** @throws StoreError `not-found`, also when the bytes are gone */
  async toJudge(id: string): Promise<ToJudge> {
    const row = await this.scope.db
      .selectFrom('versions')
      .leftJoin('extractions', 'extractions.version_id', 'versions.id')
      .leftJoin('originals', (join) =>
        join
          .onRef('originals.workspace_id', '=', 'versions.workspace_id')
          .onRef('originals.sha256', '=', 'versions.sha256')
          .on('extractions.version_id', 'is', null),
      )
      .selectAll('versions')
      .select(['extractions.document', 'originals.content'])
      .where('versions.workspace_id', '=', this.scope.workspaceId)
      .where('versions.id', '=', id)
      .executeTakeFirst()
    if (!row || (row.document === null && row.content === null)) throw new StoreError('not-found', id)
    const { document, content, ...version } = row
    return { version: VersionRow.parse(version), documentJson: document, bytes: content ?? new Uint8Array() }
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
