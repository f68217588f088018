import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'

type Program = typeof import('./program.js')

/** The command as one file, as the build makes it, and how to keep what V8 compiled of it. */
export interface QuickProgram extends Program {
  /** Keeps the functions compiled so far for the next start; where the folder may not be written, nothing happens. */
  keep(): void
  /** True when what was kept before could be used. */
  kept: boolean
}

/**
 * Loads the bundle of the short commands together with the code that V8 compiled of it in an earlier run, since
 * compiling a megabyte anew would take longer than most commands have to work. What another V8 kept is passed over.
 *
 * @param command each has a bundle of its own, with what it needs
 * @returns null where the build made no bundle
 */
export function quickProgram(command: string): QuickProgram | null {
  const file = fileURLToPath(new URL(`../quick/${command}.cjs`, import.meta.url))
  const code = fileURLToPath(new URL(`../quick/${command}-${process.version}-${process.arch}.code`, import.meta.url))
  const source = read(file)?.toString('utf8')
  if (source === undefined) return null
  const bundleUrl = new URL(`../quick/${command}.cjs`, import.meta.url).href
  const cachedData = read(code)
  const loader = vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER
  const script = new vm.Script(`(function(exports,require,module,bundleUrl){${source}\n})`, {
    filename: file,
    ...(cachedData ? { cachedData } : {}),
    importModuleDynamically:
      loader ?? ((name: string) => import(name.startsWith('.') ? new URL(name, bundleUrl).href : name)),
  })
  const module = { exports: {} as Program }
  script.runInThisContext()(module.exports, createRequire(file), module, bundleUrl)
  const keep = (): void => {
    try {
      const part = `${code}.${process.pid}`
      writeFileSync(part, script.createCachedData())
      renameSync(part, code)
    } catch {
      // Installed where this user may not write: the next start compiles again.
    }
  }
  return { ...module.exports, keep, kept: cachedData !== undefined && !script.cachedDataRejected }
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}
