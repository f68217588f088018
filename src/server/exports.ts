import { z } from '@hono/zod-openapi'
import type { Language } from '../model/text.js'
import type { ReportFormat } from '../report/index.js'
import { analysisFormat, comparisonFormat } from '../report/index.js'
import type { WorkspaceStore } from '../store/store.js'
import type { Service } from './context.js'
import { disposition } from './file-name.js'
import { FILE_POLICY } from './guard/headers.js'
import { analysisOf } from './read-analysis.js'

/** The forms in which an analysis can be had. */
export const ExportFormat = z.enum(['json', 'csv', 'xlsx', 'markdown', 'html', 'docx', 'pdf'])
export type ExportFormat = z.infer<typeof ExportFormat>

/** The forms in which a comparison can be had: also the table of old and new, and tracked changes. */
export const ComparisonExportFormat = z.enum([...ExportFormat.options, 'table-html', 'table-docx', 'redline-docx'])
export type ComparisonExportFormat = z.infer<typeof ComparisonExportFormat>

/** The analysis of a version as a file; made in a thread, since setting pages takes its time. */
export async function analysisExport(
  service: Service,
  workspace: WorkspaceStore,
  versionId: string,
  format: ExportFormat,
  language: Language,
): Promise<Response> {
  const { version, document, analysis } = await analysisOf(workspace, versionId)
  const { house_rules } = await workspace.settings.read()
  const date = workspace.scope.instant()
  const content = await service.runner.report({
    kind: 'report-analysis',
    format,
    language,
    date,
    json: JSON.stringify({ analysis, document }),
    ...(format === 'html' ? { rules: { house: house_rules, today: date.slice(0, 10) } } : {}),
  })
  return download(content, analysisFormat(format), version.file_name)
}

/** A comparison as a file. */
export async function comparisonExport(
  service: Service,
  workspace: WorkspaceStore,
  pair: { old: string; new: string },
  format: ComparisonExportFormat,
  language: Language,
): Promise<Response | null> {
  const [older, newer] = [await analysisOf(workspace, pair.old), await analysisOf(workspace, pair.new)]
  const stored = await workspace.comparisons.between(older.version.id, newer.version.id)
  if (!stored) return null
  const content = await service.runner.report({
    kind: 'report-comparison',
    format,
    language,
    date: workspace.scope.instant(),
    json: JSON.stringify({ comparison: stored.comparison, old: older.document, new: newer.document }),
  })
  return download(content, comparisonFormat(format), newer.version.file_name)
}

function download(content: Uint8Array, format: ReportFormat, name: string): Response {
  return new Response(content as BodyInit, {
    headers: {
      'content-type': format.mediaType,
      'content-disposition': disposition(
        'attachment',
        `${name.replace(/\.[A-Za-z0-9]{1,8}$/, '')}.${format.extension}`,
      ),
      'content-security-policy': FILE_POLICY,
    },
  })
}
