import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type HouseJudging, houseJudging } from '../house.js'
import { readCheckedYaml } from '../library/checked-yaml.js'
import { parseHouseRules } from '../library/house-rules.js'
import { ItemFile } from '../library/item-schema.js'
import type { Library } from '../library/library.js'
import { LibraryError } from '../library/library-error.js'
import { parsePack } from '../packs/pack.js'
import { CliError } from './input-file.js'

/**
 * Library, packs and need under the house rules of a file.
 *
 * @param path the rules as YAML; without it the library as it is
 * @throws CliError `no-file` or `no-access`; LibraryError, PackError with line and column for what cannot be used
 */
export async function withHouseFile(library: Library, path: string | undefined): Promise<HouseJudging> {
  if (path === undefined) return houseJudging(library, null)
  return houseJudging(library, await readHouseFile(path), basename(path))
}

/**
 * The text of a file of house rules, the folders that it names for items and packs of the house's own written out, so
 * that it can be handed to another thread or machine.
 *
 * @throws CliError `no-file` or `no-access`; LibraryError, PackError for a file in those folders that cannot be used
 */
export async function readHouseFile(path: string): Promise<string> {
  const source = await readText(path)
  const { own_items, own_packs } = parseHouseRules(source, basename(path)).rules
  if (typeof own_items !== 'string' && typeof own_packs !== 'string') return source
  const { parseDocument } = await import('yaml')
  const document = parseDocument(source)
  let text = source
  const writeOut = (part: string, files: readonly unknown[]): void => {
    // In place and on one line, so that messages name the lines of the person's own file. The later part first.
    const [start, end] = (document.get(part, true) as { range: [number, number, number] }).range
    text = text.slice(0, start) + JSON.stringify(files) + text.slice(end)
  }
  const parts: [string, readonly unknown[]][] = []
  if (typeof own_items === 'string') parts.push(['own_items', await each(path, own_items, readItem)])
  if (typeof own_packs === 'string') parts.push(['own_packs', await each(path, own_packs, parsePack)])
  const startOf = (part: string): number => (document.get(part, true) as { range: [number] }).range[0]
  for (const [part, files] of parts.sort(([a], [b]) => startOf(b) - startOf(a))) writeOut(part, files)
  return text
}

async function each<T>(path: string, folder: string, read: (source: string, file: string) => T): Promise<T[]> {
  const at = join(dirname(path), folder)
  const names = await readdir(at).catch((cause: unknown) => refuse(at, cause))
  const files = names.filter((f) => /\.ya?ml$/.test(f)).sort()
  return Promise.all(files.map(async (f) => read(await readText(join(at, f)), join(folder, f))))
}

function readItem(source: string, file: string): ItemFile {
  const read = readCheckedYaml(source, ItemFile)
  if ('data' in read) return read.data
  const { kind, at, detail } = read.fault
  const place = at ? `${file}:${at.line}:${at.column}` : file
  throw new LibraryError(kind === 'syntax' ? 'bad-yaml' : 'bad-format', place, { detail })
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    return refuse(path, cause)
  }
}

function refuse(path: string, cause: unknown): never {
  const code = (cause as NodeJS.ErrnoException).code
  throw new CliError(code === 'ENOENT' ? 'no-file' : 'no-access', path, { cause })
}
