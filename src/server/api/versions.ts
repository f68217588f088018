import { createRoute, z } from '@hono/zod-openapi'
import { docxHtmlViewApart } from '../../ingest/docx/html-view-apart.js'
import { DecisionInput } from '../../store/decisions.js'
import { type Service, workspaceOf } from '../context.js'
import { analysisExport, ExportFormat } from '../exports.js'
import { ServerError } from '../failure.js'
import { disposition } from '../file-name.js'
import { FILE_POLICY } from '../guard/headers.js'
import { libraryVersion } from '../house.js'
import { NegotiationForm, negotiationFile } from '../negotiation.js'
import { analysisOf } from '../read-analysis.js'
import { raw, routes } from './routes.js'
import {
  AnalysisShape,
  DecisionShape,
  decisionShape,
  file,
  json,
  REFUSALS,
  VersionId,
  VersionShape,
  versionShape,
} from './shapes.js'

const tags = ['versions']

/** What the reader's browser may show in place; all else is downloaded. */
const SHOWN: Readonly<Record<string, string>> = { pdf: 'application/pdf', text: 'text/plain; charset=utf-8' }

const inert = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

/** A page around the view of a Word file, with the way to the file itself. */
const wordPage = (name: string, view: string): string => `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>${inert(name)}</title>
<style>body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.7 serif}table{border-collapse:collapse}td,th{border:1px solid;padding:.2rem .5rem;vertical-align:top}</style>
</head><body><p><a href="original" download>${inert(name)}</a></p>
${view}
</body></html>
`

/** One version of a document: analysis, text, original file, exports, decisions. */
export function versionRoutes(service: Service) {
  const api = routes()

  api.openapi(
    createRoute({
      method: 'get',
      path: '/versions/{version}',
      tags,
      summary: 'State of a version, and why it failed if it did',
      request: { params: VersionId },
      responses: { 200: json(VersionShape, 'The version'), ...REFUSALS },
    }),
    async (c) => {
      const version = await workspaceOf(c, service, 'reader').versions.get(c.req.valid('param').version)
      return c.json(versionShape(version), 200)
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/versions/{version}/analysis',
      tags,
      summary: 'The analysis: all checklist items with quotes, values, what to ask',
      request: { params: VersionId },
      responses: { 200: json(AnalysisShape, 'The analysis'), ...REFUSALS },
    }),
    async (c) => {
      const { analysis } = await analysisOf(workspaceOf(c, service, 'reader'), c.req.valid('param').version)
      return c.json(analysis, 200)
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/versions/{version}/analyses',
      tags,
      summary: 'By which clause libraries a version was judged',
      request: { params: VersionId },
      responses: {
        200: json(
          z.object({
            current: z.string(),
            analyses: z.array(z.object({ library: z.string(), created_at: z.string(), adverse: z.number().int() })),
          }),
          'Analyses, newest first',
        ),
        ...REFUSALS,
      },
    }),
    async (c) => {
      const workspace = workspaceOf(c, service, 'reader')
      const version = await workspace.versions.get(c.req.valid('param').version)
      const history = await workspace.analyses.history(version.id)
      const analyses = history.map(({ library, created_at, adverse }) => ({ library, created_at, adverse }))
      return c.json({ current: await libraryVersion(service.library, workspace), analyses }, 200)
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/versions/{version}/text',
      tags,
      summary: 'The extracted text, which all quotes are spans of',
      request: { params: VersionId },
      responses: {
        200: { description: 'The text', content: { 'text/plain': { schema: z.string() } } },
        ...REFUSALS,
      },
    }),
    async (c) => {
      const { document } = await analysisOf(workspaceOf(c, service, 'reader'), c.req.valid('param').version)
      return raw(document.text, 'text/plain; charset=utf-8', { 'content-security-policy': FILE_POLICY })
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/versions/{version}/original',
      tags,
      summary: 'The file as it came in',
      request: { params: VersionId },
      responses: { 200: file('The bytes'), ...REFUSALS },
    }),
    async (c) => {
      const workspace = workspaceOf(c, service, 'reader')
      const version = await workspace.versions.get(c.req.valid('param').version)
      const content = await workspace.versions.original(version)
      const shown = SHOWN[version.format ?? '']
      return raw(content, shown ?? 'application/octet-stream', {
        'content-disposition': disposition(shown ? 'inline' : 'attachment', version.file_name),
        'content-security-policy': FILE_POLICY,
        etag: `"${version.sha256}"`,
      })
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/versions/{version}/view',
      tags,
      summary: 'The file as a browser can show it: a Word file as a page, any other as it came in',
      request: { params: VersionId },
      responses: {
        200: { description: 'The page', content: { 'text/html': { schema: z.string() } } },
        302: { description: 'Shown as it came in' },
        ...REFUSALS,
      },
    }),
    async (c) => {
      const workspace = workspaceOf(c, service, 'reader')
      const version = await workspace.versions.get(c.req.valid('param').version)
      if (version.format !== 'docx') return c.redirect(`/api/versions/${version.id}/original`, 302) as never
      const view = await docxHtmlViewApart(await workspace.versions.original(version), version.file_name)
      return raw(wordPage(version.file_name, view), 'text/html; charset=utf-8', {
        'content-security-policy': FILE_POLICY,
      })
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/versions/{version}/export',
      tags,
      summary: 'The analysis as a file',
      request: {
        params: VersionId,
        query: z.object({ format: ExportFormat.default('json'), lang: z.enum(['ja', 'en']).optional() }),
      },
      responses: { 200: file('The report'), ...REFUSALS },
    }),
    async (c) => {
      const { format, lang } = c.req.valid('query')
      const workspace = workspaceOf(c, service, 'reader')
      return (await analysisExport(
        service,
        workspace,
        c.req.valid('param').version,
        format,
        lang ?? (await workspace.settings.read()).language,
      )) as never
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/versions/{version}/negotiation',
      tags,
      summary:
        'What to propose for the open points: a letter, a list of questions, or tracked changes in the Word file',
      request: {
        params: VersionId,
        query: z.object({
          form: NegotiationForm.default('letter'),
          item: z.union([z.string(), z.array(z.string()).max(200)]).optional(),
          lang: z.enum(['ja', 'en']).optional(),
        }),
      },
      responses: { 200: file('The file'), ...REFUSALS },
    }),
    async (c) => {
      const { form, item, lang } = c.req.valid('query')
      const workspace = workspaceOf(c, service, 'reader')
      return (await negotiationFile(service, workspace, c.req.valid('param').version, {
        form,
        items: item === undefined ? null : [item].flat(),
        language: lang ?? (await workspace.settings.read()).language,
        author: workspace.scope.actor.name,
      })) as never
    },
  )

  const Decided = z.object({
    item: z.string(),
    holds: DecisionShape.nullable(),
    carry: z.object({ outcome: z.enum(['carried', 'ask-again']), why: z.string() }).nullable(),
    history: z.array(DecisionShape),
  })

  api.openapi(
    createRoute({
      method: 'get',
      path: '/versions/{version}/decisions',
      tags,
      summary: 'What people decided, what was carried over, what must be decided again',
      request: { params: VersionId },
      responses: { 200: json(z.object({ decisions: z.array(Decided) }), 'By item'), ...REFUSALS },
    }),
    async (c) => {
      const workspace = workspaceOf(c, service, 'reader')
      const version = await workspace.versions.get(c.req.valid('param').version)
      const decided = [...(await workspace.decisions.of(version.id)).values()].sort((a, b) =>
        a.item < b.item ? -1 : 1,
      )
      const decisions = decided.map((d) => ({
        item: d.item,
        holds: d.holds && decisionShape(d.holds),
        carry: d.carry && { outcome: d.carry.outcome, why: d.carry.why },
        history: d.history.map(decisionShape),
      }))
      return c.json({ decisions }, 200)
    },
  )

  api.openapi(
    createRoute({
      method: 'post',
      path: '/versions/{version}/decisions',
      tags,
      summary: 'Agree with a finding, override it with a reason, or leave a note',
      request: { params: VersionId, body: { content: { 'application/json': { schema: DecisionInput } } } },
      responses: { 201: json(DecisionShape, 'The decision'), ...REFUSALS },
    }),
    async (c) => {
      const workspace = workspaceOf(c, service, 'editor')
      const input = c.req.valid('json')
      if (!service.library.items.some((i) => i.id === input.item))
        throw new ServerError(422, 'unknown-item', input.item)
      const row = await workspace.decisions.make(c.req.valid('param').version, input)
      return c.json(decisionShape(row), 201)
    },
  )

  return api
}
