import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bundleAssets } from './server/web/bundle.js'

/** Makes `dist/`: compiles the sources and copies what they read at run time. Run by `npm run build`. */
const root = fileURLToPath(new URL('..', import.meta.url))
rmSync(`${root}dist`, { recursive: true, force: true })
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}tsconfig.build.json`], {
  stdio: 'inherit',
})
for (const language of ['ja', 'en'])
  cpSync(`${root}src/messages/${language}.yaml`, `${root}dist/messages/${language}.yaml`)
mkdirSync(`${root}dist/server/assets`)
for (const [name, body] of await bundleAssets()) writeFileSync(`${root}dist/server/assets/${name}`, body)
