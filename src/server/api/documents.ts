import { createRoute, z } from '@hono/zod-openapi'
import { eraseTraces } from '../../store/erasure.js'
import { overview } from '../../store/overview.js'
import type { Receipt } from '../../store/uploads.js'
import { type Ask, type Service, workspaceOf } from '../context.js'
import { ServerError } from '../failure.js'
import { MAX_PAGE_ROWS } from '../limits.js'
import { receive, settled, waitAsked } from '../receive.js'
import { sharedOverview } from '../shared-overview.js'
import { uploadedFiles } from '../uploaded-files.js'
import { routes } from './routes.js'
import {
  DocumentId,
  DocumentShape,
  documentShape,
  json,
  REFUSALS,
  ReceiptShape,
  UPLOAD_REFUSALS,
  VersionShape,
  versionShape,
} from './shapes.js'

const tags = ['documents']
const UploadHeaders = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(200)
    .optional()
    .openapi({ description: 'The same files under the same key are stored once and get the same answer' }),
  prefer: z
    .string()
    .max(100)
    .optional()
    .openapi({ description: '`wait=30` answers when the files are read', example: 'wait=30' }),
})
// Not zod schemas: the body is read by `uploadedFiles`, after it is clear that the caller may upload.
const binary = { type: 'string', format: 'binary' } as const
const filesForm = (file: object) => ({
  type: 'object' as const,
  required: ['file'],
  properties: { file, provider: { type: 'string' as const } },
})
const Receipts = z.object({ receipts: z.array(ReceiptShape) })

/** Uploading, listing, renaming and deleting documents. */
export function documentRoutes(service: Service) {
  const api = routes()

  api.openapi(
    createRoute({
      method: 'post',
      path: '/documents',
      tags,
      summary: 'Upload one or many files, each a new document',
      request: {
        headers: UploadHeaders,
        body: {
          content: {
            'multipart/form-data': { schema: filesForm({ type: 'array', items: binary }) },
          },
        },
      },
      responses: {
        200: json(Receipts, 'Stored and read, since the caller waited'),
        202: json(Receipts, 'Stored; the reading is queued'),
        ...UPLOAD_REFUSALS,
      },
    }),
    async (c) => uploaded(c, service, null) as never,
  )

  api.openapi(
    createRoute({
      method: 'post',
      path: '/documents/{document}/versions',
      tags,
      summary: 'Upload a new version; it is compared with the last one at once',
      request: {
        params: DocumentId,
        headers: UploadHeaders,
        body: { content: { 'multipart/form-data': { schema: filesForm(binary) } } },
      },
      responses: {
        200: json(Receipts, 'Stored and read, since the caller waited'),
        202: json(Receipts, 'Stored; the reading is queued'),
        ...UPLOAD_REFUSALS,
      },
    }),
    async (c) => {
      const { document } = c.req.valid('param')
      await workspaceOf(c, service, 'editor').documents.get(document)
      return uploaded(c, service, document) as never
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/documents',
      tags,
      summary: 'List documents, what needs a look first at the top',
      request: {
        query: z.object({
          provider: z.string().optional(),
          q: z.string().optional().openapi({ description: 'Words of the name, title or provider' }),
          state: z.enum(['queued', 'reading', 'done', 'failed']).optional(),
          limit: z.coerce.number().int().min(1).max(MAX_PAGE_ROWS).default(100),
          offset: z.coerce.number().int().min(0).default(0),
        }),
      },
      responses: {
        200: json(z.object({ total: z.number().int(), documents: z.array(DocumentShape) }), 'Documents'),
        ...REFUSALS,
      },
    }),
    async (c) => {
      const { provider, q, state, limit, offset } = c.req.valid('query')
      const workspace = workspaceOf(c, service, 'reader')
      const all = await sharedOverview(workspace.scope, { provider, query: q, state })
      return c.json({ total: all.length, documents: all.slice(offset, offset + limit).map(documentShape) }, 200)
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/documents/{document}',
      tags,
      summary: 'One document with its versions',
      request: { params: DocumentId },
      responses: {
        200: json(z.object({ document: DocumentShape, versions: z.array(VersionShape) }), 'The document'),
        ...REFUSALS,
      },
    }),
    async (c) => {
      const { document } = c.req.valid('param')
      const workspace = workspaceOf(c, service, 'reader')
      await workspace.documents.get(document)
      const [summary] = await overview(workspace.scope, { documentId: document })
      const versions = await workspace.versions.of(document)
      return c.json({ document: documentShape(summary!), versions: versions.map(versionShape) }, 200)
    },
  )

  api.openapi(
    createRoute({
      method: 'patch',
      path: '/documents/{document}',
      tags,
      summary: 'Rename a document or put it under a provider',
      request: {
        params: DocumentId,
        body: {
          content: {
            'application/json': {
              schema: z.object({
                name: z.string().trim().min(1).max(200).optional(),
                provider: z.string().trim().min(1).max(200).nullable().optional(),
              }),
            },
          },
        },
      },
      responses: { 204: { description: 'Done' }, ...REFUSALS },
    }),
    async (c) => {
      const workspace = workspaceOf(c, service, 'editor')
      await workspace.documents.update(c.req.valid('param').document, c.req.valid('json'))
      return c.body(null, 204)
    },
  )

  api.openapi(
    createRoute({
      method: 'delete',
      path: '/documents/{document}',
      tags,
      summary: 'Delete a document with every trace of its text',
      request: { params: DocumentId },
      responses: { 204: { description: 'Gone' }, ...REFUSALS },
    }),
    async (c) => {
      await deleteDocument(c, service, c.req.valid('param').document)
      return c.body(null, 204)
    },
  )

  return api
}

/** Deletes a document, stops what still reads it and takes its bytes off the disk. */
export async function deleteDocument(c: Ask, service: Service, documentId: string): Promise<void> {
  const workspace = workspaceOf(c, service, 'editor')
  await workspace.documents.get(documentId)
  service.runner.cancel(documentId)
  await workspace.documents.delete(documentId)
  await eraseTraces(service.store.database)
}

async function uploaded(c: Ask, service: Service, documentId: string | null): Promise<Response> {
  const workspace = workspaceOf(c, service, 'editor')
  const { files, fields } = await uploadedFiles(c)
  if (documentId !== null && files.length > 1) throw new ServerError(422, 'one-file')
  const provider = fields.get('provider')?.trim().slice(0, 200) || null
  const destination = { documentId, provider: documentId === null ? provider : null }
  const receipts = await receive(service, workspace, files, destination, c.req.header('idempotency-key') ?? null)
  const wait = waitAsked(c.req.header('prefer'))
  const versionIds = receipts.map((r) => r.version)
  const rows = await settled(service, workspace, versionIds, wait)
  const shapes = receipts.map((receipt: Receipt, i) => {
    const { state, failure, file_name } = versionShape(rows[i]!)
    return { ...receipt, state, failure, file_name }
  })
  const ready = shapes.every((r) => r.state === 'done' || r.state === 'failed')
  if (wait > 0) c.header('preference-applied', `wait=${wait}`)
  return c.json({ receipts: shapes }, ready ? 200 : 202)
}
