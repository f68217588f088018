import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type HouseLibrary, houseLibrary } from '../library/house-library.js'
import type { Library } from '../library/library.js'
import { CliError } from './input-file.js'

/**
 * The library under the house rules of a file.
 *
 * @param path the rules as YAML; without it the library as it is
 * @throws CliError `no-file` or `no-access`; LibraryError with line and column for what breaks the format
 */
export async function withHouseFile(library: Library, path: string | undefined): Promise<HouseLibrary> {
  if (path === undefined) return { library, house: null }
  return houseLibrary(library, await readHouseFile(path), basename(path))
}

/**
 * The text of a file of house rules.
 *
 * @throws CliError `no-file` or `no-access`
 */
export async function readHouseFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    throw new CliError(code === 'ENOENT' ? 'no-file' : 'no-access', path, { cause })
  }
}
