import type { Transaction } from 'kysely'
import { z } from 'zod'
import { StoreError } from './failure.js'
import { newId, sha256 } from './identifiers.js'
import { IDEMPOTENCY_HOURS } from './limits.js'
import { providerNamed } from './providers.js'
import type { Scope } from './scope.js'
import type { Tables } from './tables.js'

/** A file as it came in. */
export interface Upload {
  /** The file's name, already freed from folders and control characters; shown, never a path. */
  fileName: string
  content: Uint8Array
  /** The document of which this is a new version; null for a new document. */
  documentId: string | null
  /** Name of the provider, made when it is new; null leaves it open. */
  provider: string | null
}

/** What became of a file. `created` is false when its bytes are those of the document's newest version. */
export const Receipt = z.object({
  document: z.string(),
  version: z.string(),
  seq: z.number().int(),
  sha256: z.string(),
  created: z.boolean(),
})
export type Receipt = z.infer<typeof Receipt>

/** Taking in files: what is acknowledged is stored whole, with the job that will read it, in one transaction. */
export class Uploads {
  constructor(private readonly scope: Scope) {}

  /**
   * Stores files and queues their analysis.
   *
   * @param idempotencyKey the caller's own key: the same files under the same key are stored once and get the same answer
   * @throws StoreError `not-found` for a document of another workspace; `key-reused` for a key that came with other files
   */
  async receive(uploads: readonly Upload[], idempotencyKey: string | null = null): Promise<Receipt[]> {
    const hashes = uploads.map((u) => sha256(u.content))
    const request = sha256(
      JSON.stringify(uploads.map((u, i) => [u.fileName, hashes[i], u.documentId, u.provider] satisfies unknown[])),
    )
    return this.scope.write('documents.received', async (trx) => {
      if (idempotencyKey !== null) {
        const earlier = await this.earlier(trx, idempotencyKey)
        if (earlier) {
          if (earlier.request !== request) throw new StoreError('key-reused', idempotencyKey)
          const receipts = Receipt.array().parse(JSON.parse(earlier.answer))
          return { subject: receipts[0]!.document, detail: { repeated: true }, result: receipts }
        }
      }
      const receipts: Receipt[] = []
      for (const [index, upload] of uploads.entries()) receipts.push(await this.receiveOne(trx, upload, hashes[index]!))
      if (idempotencyKey !== null) {
        await trx
          .insertInto('idempotency')
          .values({
            workspace_id: this.scope.workspaceId,
            key: idempotencyKey,
            request,
            answer: JSON.stringify(receipts),
            created_at: this.scope.instant(),
          })
          .execute()
      }
      const subject = receipts[0]?.document ?? this.scope.workspaceId
      return { subject, detail: { versions: receipts.map((r) => r.version) }, result: receipts }
    })
  }

  private async earlier(trx: Transaction<Tables>, key: string) {
    const since = new Date(this.scope.now().getTime() - IDEMPOTENCY_HOURS * 3_600_000).toISOString()
    await trx.deleteFrom('idempotency').where('created_at', '<', since).execute()
    return trx
      .selectFrom('idempotency')
      .select(['request', 'answer'])
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('key', '=', key)
      .executeTakeFirst()
  }

  private async receiveOne(trx: Transaction<Tables>, upload: Upload, hash: string): Promise<Receipt> {
    const workspace = this.scope.workspaceId
    const at = this.scope.instant()
    let documentId = upload.documentId
    let seq = 1
    if (documentId === null) {
      documentId = newId('doc')
      const provider = upload.provider ? await providerNamed(this.scope, trx, upload.provider) : null
      await trx
        .insertInto('documents')
        .values({
          id: documentId,
          workspace_id: workspace,
          provider_id: provider,
          name: upload.fileName,
          created_at: at,
          created_by: this.scope.actor.name,
        })
        .execute()
    } else {
      const document = await trx
        .selectFrom('documents')
        .select('id')
        .where('workspace_id', '=', workspace)
        .where('id', '=', documentId)
        .executeTakeFirst()
      if (!document) throw new StoreError('not-found', documentId)
      const newest = await trx
        .selectFrom('versions')
        .select(['id', 'seq', 'sha256'])
        .where('document_id', '=', documentId)
        .orderBy('seq', 'desc')
        .executeTakeFirst()
      if (newest?.sha256 === hash)
        return { document: documentId, version: newest.id, seq: Number(newest.seq), sha256: hash, created: false }
      seq = Number(newest?.seq ?? 0) + 1
      // Where the document is watched, what a person uploads is compared and told by the next look, which comes at once.
      await trx
        .updateTable('watched')
        .set({ next_look: at })
        .where('workspace_id', '=', workspace)
        .where('document_id', '=', documentId)
        .execute()
    }
    await trx
      .insertInto('originals')
      .values({ workspace_id: workspace, sha256: hash, content: Buffer.from(upload.content) })
      .onConflict((oc) => oc.columns(['workspace_id', 'sha256']).doNothing())
      .execute()
    const versionId = newId('ver')
    await trx
      .insertInto('versions')
      .values({
        id: versionId,
        workspace_id: workspace,
        document_id: documentId,
        seq,
        sha256: hash,
        file_name: upload.fileName,
        bytes: upload.content.byteLength,
        state: 'queued',
        failure: null,
        format: null,
        language: null,
        kind: null,
        title: null,
        pages: null,
        created_at: at,
        created_by: this.scope.actor.name,
      })
      .execute()
    await trx
      .insertInto('jobs')
      .values({
        id: newId('job'),
        workspace_id: workspace,
        kind: 'analyse',
        version_id: versionId,
        other_id: null,
        attempts: 0,
        leased_until: null,
        created_at: at,
      })
      .execute()
    return { document: documentId, version: versionId, seq, sha256: hash, created: true }
  }
}
