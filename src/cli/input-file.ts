import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { MAX_FILE_BYTES } from '../ingest/limits.js'
import { say } from '../messages/index.js'
import { YakkanError } from '../model/failure.js'

/** Raised when the command cannot get at a file that it was given, or cannot write a result. */
export class CliError extends YakkanError {
  constructor(code: string, place: string, options?: ErrorOptions) {
    super('cli', code, place, say(`cli.${code}.text`), say(`cli.${code}.next`), options)
  }
}

const INPUT_CODES: ReadonlySet<string> = new Set(['no-file', 'is-folder', 'no-access'])

/** Whether a failure is about one file that was given (the others can go on), not about the call or the output. */
export function isAboutInput(error: unknown): boolean {
  return error instanceof YakkanError && (error.stage === 'ingest' || INPUT_CODES.has(error.code))
}

export interface Input {
  /** As the user called it. */
  path: string
  /** Without folders; `stdin` for `-`. */
  name: string
  bytes: Uint8Array
}

/**
 * Reads a file, or standard input for `-`. Never takes more than one byte above the reader's limit into memory, since a
 * name may stand for an endless device.
 *
 * @throws CliError when the file is missing, a folder, or may not be read
 */
export async function readInput(path: string): Promise<Input> {
  if (path === '-') {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of process.stdin) {
      chunks.push(chunk as Buffer)
      size += (chunk as Buffer).length
      if (size > MAX_FILE_BYTES) break
    }
    return { path, name: 'stdin', bytes: Buffer.concat(chunks) }
  }
  let handle: FileHandle | undefined
  try {
    handle = await open(path, 'r')
    if ((await handle.stat()).isDirectory()) throw new CliError('is-folder', path)
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of handle.createReadStream({ autoClose: false, end: MAX_FILE_BYTES })) {
      chunks.push(chunk as Buffer)
      size += (chunk as Buffer).length
      if (size > MAX_FILE_BYTES) break
    }
    return { path, name: basename(path), bytes: Buffer.concat(chunks) }
  } catch (error) {
    if (error instanceof YakkanError) throw error
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new CliError('no-file', path, { cause: error })
    if (code === 'EISDIR') throw new CliError('is-folder', path, { cause: error })
    throw new CliError('no-access', path, { cause: error })
  } finally {
    await handle?.close().catch(() => undefined)
  }
}
