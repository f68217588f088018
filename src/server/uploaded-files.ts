import type { Ask } from './context.js'
import { ServerError } from './failure.js'
import { shownName } from './file-name.js'
import { MAX_UPLOAD_BYTES, MAX_UPLOAD_FILES, MAX_UPLOAD_REQUEST_BYTES } from './limits.js'

/** The files of a multipart request, and its other fields. */
export interface UploadedFiles {
  files: { fileName: string; content: Uint8Array }[]
  fields: ReadonlyMap<string, string>
}

/**
 * Reads a multipart request into memory.
 *
 * @throws ServerError 413 for a file or request above its limit, 415 for anything but multipart, 422 without a file
 */
export async function uploadedFiles(c: Ask): Promise<UploadedFiles> {
  const type = c.req.header('content-type') ?? ''
  if (!/^multipart\/form-data\b/i.test(type)) throw new ServerError(415, 'not-multipart')
  const declared = Number(c.req.header('content-length') ?? Number.NaN)
  if (declared > MAX_UPLOAD_REQUEST_BYTES) throw new ServerError(413, 'upload-too-large', '', { limit: '100 MiB' })
  let form: FormData
  try {
    form = await c.req.formData()
  } catch (error) {
    if (error instanceof ServerError) throw error
    throw new ServerError(400, 'broken-multipart')
  }
  const files: UploadedFiles['files'] = []
  const fields = new Map<string, string>()
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      fields.set(name, value)
      continue
    }
    // A browser sends an empty part for a file field that nothing was chosen in.
    if (value.size === 0 && value.name === '') continue
    if (value.size > MAX_UPLOAD_BYTES)
      throw new ServerError(413, 'file-too-large', shownName(value.name), { limit: '25 MiB' })
    if (files.length >= MAX_UPLOAD_FILES) throw new ServerError(413, 'too-many-files', '', { limit: MAX_UPLOAD_FILES })
    files.push({ fileName: shownName(value.name), content: new Uint8Array(await value.arrayBuffer()) })
  }
  if (files.length === 0) throw new ServerError(422, 'no-file')
  return { files, fields }
}
