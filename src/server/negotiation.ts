import { z } from '@hono/zod-openapi'
import type { Language } from '../model/text.js'
import { ReportError } from '../report/report-error.js'
import type { WorkspaceStore } from '../store/store.js'
import type { Service } from './context.js'
import { disposition } from './file-name.js'
import { FILE_POLICY } from './guard/headers.js'
import { analysisOf } from './read-analysis.js'

export const NegotiationForm = z.enum(['letter', 'questions', 'redline'])
export type NegotiationForm = z.infer<typeof NegotiationForm>

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const FILES: Record<NegotiationForm, { mediaType: string; extension: string }> = {
  letter: { mediaType: WORD, extension: 'letter.docx' },
  questions: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'questions.xlsx',
  },
  redline: { mediaType: WORD, extension: 'proposed.docx' },
}

/**
 * A file for negotiating over a version's open points.
 *
 * @param items to propose for; null for every open one
 * @param author name that stands on tracked changes
 * @throws ReportError `no-word-file` where tracked changes are asked for anything but a Word file
 */
export async function negotiationFile(
  service: Service,
  workspace: WorkspaceStore,
  versionId: string,
  asked: { form: NegotiationForm; items: string[] | null; language: Language; author: string },
): Promise<Response> {
  const { version, document, analysis } = await analysisOf(workspace, versionId)
  if (asked.form === 'redline' && document.format !== 'docx') throw new ReportError('no-word-file', document.name)
  const content = await service.runner.report({
    kind: 'negotiate',
    ...asked,
    date: workspace.scope.instant(),
    json: JSON.stringify({ analysis, document }),
    bytes: asked.form === 'redline' ? await workspace.versions.original(version) : new Uint8Array(),
  })
  const { mediaType, extension } = FILES[asked.form]
  const name = `${version.file_name.replace(/\.[A-Za-z0-9]{1,8}$/, '')}.${extension}`
  return new Response(content as BodyInit, {
    headers: {
      'content-type': mediaType,
      'content-disposition': disposition('attachment', name),
      'content-security-policy': FILE_POLICY,
    },
  })
}
