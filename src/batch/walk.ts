import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import ignoreRules, { type Ignore } from 'ignore'
import { openZip } from '../ingest/zip.js'
import { BatchError } from './batch-error.js'
import { archiveBytes } from './read-source.js'

/** A document of the batch: where its bytes are, and the name under which its result is kept. */
export interface Source {
  /** Relative to the folder, parts joined by `/`; an entry of an archive is `archive.zip!/inner/name.pdf`. */
  path: string
  /** The file, or the archive that holds it. */
  file: string
  /** The entry in the archive; null for a plain file. */
  entry: string | null
}

export interface WalkOptions {
  /** Patterns as in `.gitignore`; a file must match one of them. Default: the formats that yakkan reads. */
  include?: readonly string[] | undefined
  /** Patterns as in `.gitignore`, beside those of `.yakkanignore` files. */
  exclude?: readonly string[] | undefined
  /** Look into ZIP archives. */
  zip?: boolean | undefined
  /** A folder not to walk into: the one that results go to. */
  except?: string | undefined
}

export interface Walk {
  sources: Source[]
  /** Files left alone because their names are none of those asked for. */
  skipped: number
  /** Archives that could not be opened, with the reason. */
  broken: { path: string; error: unknown }[]
}

export const IGNORE_FILE = '.yakkanignore'
const READABLE = ['pdf', 'docx', 'doc', 'html', 'htm', 'xhtml', 'md', 'markdown', 'txt', 'text'].map((e) => `*.${e}`)

/**
 * The documents of a folder in a fixed order. Hidden files and folders are left alone; links to folders are not followed,
 * since they can lead in circles.
 *
 * @throws BatchError `no-folder` when there is no such folder
 */
export function walk(folder: string, options: WalkOptions = {}): Walk {
  const root = resolve(folder)
  const include = ignoreRules({ ignorecase: true }).add([...(options.include?.length ? options.include : READABLE)])
  const exclude = ignoreRules().add([...(options.exclude ?? [])])
  const except = options.except === undefined ? null : resolve(options.except)
  const result: Walk = { sources: [], skipped: 0, broken: [] }
  try {
    if (!statSync(root).isDirectory()) throw new BatchError('no-folder', folder)
  } catch (error) {
    throw error instanceof BatchError ? error : new BatchError('no-folder', folder, {}, { cause: error })
  }
  walkInto(root, [{ at: root, rules: exclude }])
  // By code unit, so that the order does not depend on the machine's locale.
  result.sources.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  return result

  function walkInto(dir: string, rules: readonly { at: string; rules: Ignore }[]): void {
    let entries: Dirent[]
    try {
      entries = readdirSync(dir, { withFileTypes: true })
    } catch (error) {
      result.broken.push({ path: pathOf(dir), error })
      return
    }
    const own = entries.some((e) => e.name === IGNORE_FILE)
    let here = rules
    try {
      const text = own ? readFileSync(join(dir, IGNORE_FILE), 'utf8') : null
      if (text !== null) here = [...rules, { at: dir, rules: ignoreRules().add(text) }]
    } catch (error) {
      // Without its rules, nobody knows which of the folder's files are meant.
      result.broken.push({ path: pathOf(join(dir, IGNORE_FILE)), error })
      return
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue
      const full = join(dir, entry.name)
      const ignored = (slash: string): boolean =>
        here.some(({ at, rules: r }) => r.ignores(relative(at, full).split(sep).join('/') + slash))
      if (entry.isDirectory()) {
        if (full !== except && !ignored('/')) walkInto(full, here)
      } else if (entry.isFile() || (entry.isSymbolicLink() && isFile(full))) {
        if (!ignored('')) take(full)
      }
    }
  }

  function take(full: string): void {
    const path = pathOf(full)
    if (options.zip && /\.zip$/i.test(full)) {
      try {
        const names = openZip(archiveBytes(full), path, 'ZIP').names
        for (const name of names) if (isInnerFile(name)) offer(`${path}!/${name}`, name, full, name)
      } catch (error) {
        result.broken.push({ path, error })
      }
    } else offer(path, path, full, null)
  }

  function offer(path: string, name: string, file: string, entry: string | null): void {
    if (include.ignores(name)) result.sources.push({ path, file, entry })
    else result.skipped++
  }

  function pathOf(full: string): string {
    return relative(root, full).split(sep).join('/')
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** An entry that is a file, and whose name stays inside of the archive. */
function isInnerFile(name: string): boolean {
  return !name.endsWith('/') && !/^(?:\/|[a-z]:)|\\|(?:^|\/)(?:\.{1,2}|\.[^/]*|__MACOSX)(?:\/|$)/i.test(name)
}
