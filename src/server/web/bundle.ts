import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The scripts that pages load; each stands alone. */
const ISLANDS = ['page.ts', 'upload.tsx', 'document.ts']

/** Bundles the islands and minifies the style. Run by the build, and by a service that runs from its sources. */
export async function bundleAssets(): Promise<Map<string, Uint8Array>> {
  // Only the build needs the bundler: an installed yakkan comes with its bundles.
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [...ISLANDS.map((name) => at(`./islands/${name}`)), at('./style.css')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022', 'chrome110', 'firefox115', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx/dom',
    outdir: 'assets',
    write: false,
    logLevel: 'warning',
  })
  const files = new Map<string, Uint8Array>(outputFiles.map((f) => [basename(f.path), f.contents]))
  files.set('icon.svg', readFileSync(at('./icon.svg')))
  return files
}
