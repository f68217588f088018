import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CliError } from './input-file.js'

/**
 * Writes a result so that a reader sees the old file or the whole new one, never a part.
 *
 * @throws CliError when the place cannot be written or the disk is full
 */
export async function writeResult(path: string, data: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`)
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(temporary, data)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw new CliError((error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'disk-full' : 'no-output', path, {
      cause: error,
    })
  }
}
