import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Asset {
  body: Uint8Array
  type: string
  hash: string
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}

/** Where the build puts scripts and styles. */
const BUILT = fileURLToPath(new URL('../assets', import.meta.url))

/** The scripts, styles and drawings of the pages, in memory. */
export class Assets {
  readonly #byName: ReadonlyMap<string, Asset>

  constructor(files: ReadonlyMap<string, Uint8Array>) {
    this.#byName = new Map(
      [...files].map(([name, body]) => {
        const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
        return [name, { body, type: TYPES[name.split('.').at(-1)!] ?? 'application/octet-stream', hash }]
      }),
    )
  }

  /** Takes what the build made, or bundles the sources when the service runs from them. */
  static async load(): Promise<Assets> {
    if (existsSync(BUILT))
      return new Assets(new Map(readdirSync(BUILT).map((name) => [name, readFileSync(join(BUILT, name))])))
    const { bundleAssets } = await import('./bundle.js')
    return new Assets(await bundleAssets())
  }

  get(name: string): Asset | undefined {
    return this.#byName.get(name)
  }

  /** The address of an asset; it changes with its content, so browsers may keep it for good. */
  url(name: string): string {
    const asset = this.#byName.get(name)
    if (!asset) throw new Error(`there is no asset “${name}”`)
    return `/assets/${asset.hash}/${name}`
  }
}
