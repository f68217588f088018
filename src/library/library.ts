import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import type { Language } from '../model/text.js'
import { readCheckedYaml } from './checked-yaml.js'
import { type Condition, ConditionSyntaxError, namesIn, parseCondition } from './condition.js'
import { type CueProblem, compileWordbook, type Wordbook } from './cue.js'
import { checkExamples } from './examples.js'
import { ItemFile, Lexicon } from './item-schema.js'
import { LibraryError } from './library-error.js'
import { type LikenessIndex, likenessIndex } from './likeness-index.js'
import { unsafePatterns } from './pattern-safety.js'
import { Scanner } from './scan.js'
import { compileTerm, TermSyntaxError } from './term.js'
import { NO_WEIGHTS, Weights } from './weights.js'

/** Everything read from a clause library, as plain data: what `npm run build` keeps beside the compiled code. */
export interface CompiledLibrary {
  version: string
  items: ItemFile[]
  books: Record<Language, Wordbook>
  likeness: Record<Language, LikenessIndex>
  /** For every item and value rule, patterns of `near` and `not_near`; null where the rule has none. */
  near: Record<Language, { near: string | null; not: string | null }[][]>
  weights: Weights
}

/** A clause library, ready to read agreements by. */
export class Library {
  readonly version: string
  /** In checklist order: the contract's items, then the SLA's, each by number. */
  readonly items: readonly ItemFile[]
  readonly compiled: CompiledLibrary
  /** Where its files stand. */
  readonly folder: string
  private readonly scanners: Partial<Record<Language, Scanner>> = {}
  private readonly conditions = new Map<string, Condition>()

  constructor(compiled: CompiledLibrary, folder = SHIPPED) {
    this.compiled = compiled
    this.folder = folder
    this.version = compiled.version
    this.items = compiled.items
  }

  /** The scanner for texts of a language; made when first asked for. */
  scanner(language: Language): Scanner {
    this.scanners[language] ??= new Scanner(this.compiled.books[language])
    return this.scanners[language]
  }

  /** A condition of one of the items' lines, parsed once. */
  condition(source: string): Condition {
    let parsed = this.conditions.get(source)
    if (!parsed) {
      parsed = parseCondition(source)
      this.conditions.set(source, parsed)
    }
    return parsed
  }
}

const SHIPPED = fileURLToPath(new URL('../../clause-library', import.meta.url))
/** Where the build keeps the compiled library. */
export const COMPILED_FILE = fileURLToPath(new URL('../../dist/clause-library.json', import.meta.url))

const loaded = new Map<string, Library>()

/**
 * Loads a clause library: `lexicon.yaml`, `weights.json` and every file under `contract/` and `sla/`. The library that
 * comes with yakkan is taken from its compiled form when that was made from the very same files.
 *
 * @param folder a library of one's own; without it the one that comes with yakkan
 * @throws LibraryError naming the file and line that breaks the format
 */
export function loadLibrary(folder: string = SHIPPED): Library {
  const files = libraryFiles(folder)
  const version = versionOf(files)
  const known = loaded.get(folder)
  if (known?.version === version) return known
  const library = new Library(compiledForm(version, folder) ?? compileLibrary(files, version), folder)
  // What yakkan ships has been checked by its tests; a library of one's own is checked here.
  if (folder !== SHIPPED) checkOwn(library)
  loaded.set(folder, library)
  return library
}

/**
 * Holds a library of one's own to its examples. Items that yakkan does not ship answer for every cue; those that a house
 * has tuned, for their sentences. Patterns that yakkan ships have been proven safe already.
 */
function checkOwn(library: Library, shipped = loadLibrary()): void {
  const ids = new Set(shipped.items.map((i) => i.id))
  const wrong = checkExamples(library).find((p) => !ids.has(p.item))
  if (wrong) throw new LibraryError('bad-example', wrong.item, { detail: wrong.detail })
  const unsafe = unsafePatterns(library, shipped)[0]
  if (unsafe) throw new LibraryError('bad-cue', unsafe, { detail: 'it can backtrack without end' })
}

/**
 * A library with items of a house's own beside its items.
 *
 * @throws LibraryError for an id that is taken, a cue that cannot be used, an example that comes out wrong
 */
export function withOwnItems(library: Library, items: readonly ItemFile[]): Library {
  if (items.length === 0) return library
  const own = items.map((item) => ({ path: `own_items: ${item.id}`, source: JSON.stringify(item) }))
  const made = new Library(compileLibrary([...libraryFiles(library.folder), ...own]), library.folder)
  checkOwn(made, library)
  return made
}

function compiledForm(version: string, folder: string): CompiledLibrary | null {
  if (folder !== SHIPPED || !existsSync(COMPILED_FILE)) return null
  // Written by the build from checked files, with their hash in it; nothing else is ever read from it.
  const compiled = JSON.parse(readFileSync(COMPILED_FILE, 'utf8')) as CompiledLibrary
  return compiled.version === version ? compiled : null
}

export interface LibraryFile {
  /** Relative to the library's folder. */
  path: string
  source: string
}

/** The files that make a library, in a fixed order. */
export function libraryFiles(folder: string): LibraryFile[] {
  if (!existsSync(join(folder, 'lexicon.yaml'))) throw new LibraryError('no-library', folder)
  const out = ['lexicon.yaml', 'weights.json'].filter((f) => existsSync(join(folder, f)))
  for (const group of ['contract', 'sla']) {
    const at = join(folder, group)
    if (existsSync(at)) for (const f of readdirSync(at).sort()) if (/\.ya?ml$/.test(f)) out.push(`${group}/${f}`)
  }
  return out.map((path) => ({ path, source: readFileSync(join(folder, path), 'utf8') }))
}

/** Raised by one whenever compiling gives something else from the same files, so that old compiled forms are left alone. */
const FORMAT = 2

/** SHA-256 over the files' names and bytes. */
function versionOf(files: readonly LibraryFile[]): string {
  const hash = createHash('sha256').update(`${FORMAT}\0`)
  for (const f of files) hash.update(`${f.path}\0${f.source}\0`)
  return hash.digest('hex')
}

/**
 * Reads and compiles the files of a library.
 *
 * @throws LibraryError for the first thing that cannot be used
 */
export function compileLibrary(files: readonly LibraryFile[], version = versionOf(files)): CompiledLibrary {
  const items: ItemFile[] = []
  const origin = new Map<string, string>()
  let lexicon: Lexicon = { concepts: {} }
  let weights: Weights = NO_WEIGHTS
  for (const file of files) {
    if (file.path === 'lexicon.yaml') lexicon = readYaml(file, Lexicon)
    else if (file.path === 'weights.json') weights = Weights.parse(JSON.parse(file.source))
    else {
      const item = readYaml(file, ItemFile)
      const other = origin.get(item.id)
      if (other) throw new LibraryError('twice', file.path, { id: item.id, other })
      origin.set(item.id, file.path)
      items.push(item)
    }
  }
  items.sort((a, b) =>
    a.group === b.group ? a.id.localeCompare(b.id, 'en', { numeric: true }) : a.group === 'contract' ? -1 : 1,
  )
  for (const item of items) checkNames(item, origin.get(item.id)!)
  const problems: CueProblem[] = []
  const books = {
    ja: compileWordbook(items, lexicon, 'ja', problems),
    en: compileWordbook(items, lexicon, 'en', problems),
  }
  const bad = problems[0]
  if (bad) throw new LibraryError('bad-cue', `${origin.get(bad.item)}: ${bad.cue}`, { detail: bad.message })
  return {
    version,
    items,
    books,
    likeness: { ja: likenessIndex(items, 'ja'), en: likenessIndex(items, 'en') },
    near: { ja: nearPatterns(items, lexicon, 'ja', origin), en: nearPatterns(items, lexicon, 'en', origin) },
    weights,
  }
}

function readYaml<T>(file: LibraryFile, schema: z.ZodType<T>): T {
  const read = readCheckedYaml(file.source, schema)
  if ('data' in read) return read.data
  const { kind, at, detail } = read.fault
  throw new LibraryError(kind === 'syntax' ? 'bad-yaml' : 'bad-format', `${file.path}:${at?.line ?? 1}`, { detail })
}

/** Every condition of an item may only speak of its own cues and values. */
function checkNames(item: ItemFile, path: string): void {
  const cues = new Set(Object.values(item.cues).flatMap((c) => Object.keys(c)))
  const values = new Set(item.values.map((v) => v.name))
  const conditions: [string, string][] = [
    ...item.positions.map((p): [string, string] => [p.id, p.when]),
    ...item.commitments.map((c): [string, string] => [c.id, c.when]),
    ...item.partial.map((p): [string, string] => [p.id, p.when]),
    ...item.values.flatMap((v): [string, string][] =>
      'kind' in v
        ? v.in
          ? [[v.name, v.in]]
          : []
        : ('choose' in v ? v.choose : v.collect).map((c): [string, string] => [v.name, c.when]),
    ),
  ]
  for (const [where, source] of conditions) {
    let names: { cues: string[]; values: string[] }
    try {
      names = namesIn(parseCondition(source))
    } catch (error) {
      if (!(error instanceof ConditionSyntaxError)) throw error
      throw new LibraryError('bad-condition', `${path}: ${where}`, { detail: error.message }, { cause: error })
    }
    const unknown = names.cues.find((c) => !cues.has(c)) ?? names.values.find((v) => !values.has(v))
    if (unknown) throw new LibraryError('unknown-name', `${path}: ${where}`, { name: unknown })
  }
  for (const change of item.changes) {
    const unknown =
      (change.value && !values.has(change.value) && change.value) || (change.cue && !cues.has(change.cue) && change.cue)
    if (unknown) throw new LibraryError('unknown-name', `${path}: ${change.rule}`, { name: unknown })
  }
}

function nearPatterns(
  items: readonly ItemFile[],
  lexicon: Lexicon,
  language: Language,
  origin: ReadonlyMap<string, string>,
): { near: string | null; not: string | null }[][] {
  return items.map((item) =>
    item.values.map((rule) => {
      if (!('kind' in rule)) return { near: null, not: null }
      const pattern = (words: readonly string[] | undefined): string | null => {
        if (!words?.length) return null
        try {
          return words
            .map(
              (w) =>
                compileTerm(w, (name) => (item.concepts[name] ?? lexicon.concepts[name])?.[language] ?? missing(name))
                  .pattern,
            )
            .join('|')
        } catch (error) {
          if (!(error instanceof TermSyntaxError)) throw error
          throw new LibraryError(
            'bad-cue',
            `${origin.get(item.id)}: ${rule.name}`,
            { detail: error.message },
            { cause: error },
          )
        }
      }
      return { near: pattern(rule.near?.[language]), not: pattern(rule.not_near?.[language]) }
    }),
  )
}

function missing(name: string): never {
  throw new TermSyntaxError(`no concept is called “${name}”`)
}
