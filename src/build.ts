import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileLibrary, libraryFiles } from './library/library.js'
import { catalogue } from './messages/index.js'
import { PACKS_FOLDER, parsePack } from './packs/pack.js'
import { bundleAssets } from './server/web/bundle.js'

/** Makes `dist/`: compiles the sources and copies what they read at run time. Run by `npm run build`. */
const root = fileURLToPath(new URL('..', import.meta.url))
rmSync(`${root}dist`, { recursive: true, force: true })
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}tsconfig.build.json`], {
  stdio: 'inherit',
})
for (const language of ['ja', 'en'] as const) {
  writeFileSync(`${root}dist/messages/${language}.json`, JSON.stringify(Object.fromEntries(catalogue(language))))
}
mkdirSync(`${root}dist/server/assets`)
for (const [name, body] of await bundleAssets()) writeFileSync(`${root}dist/server/assets/${name}`, body)
// Reading YAML and compiling cues at every start would cost half a second.
writeFileSync(`${root}dist/clause-library.json`, JSON.stringify(compileLibrary(libraryFiles(`${root}clause-library`))))
const pack = readFileSync(`${PACKS_FOLDER}wg2-2014.yaml`, 'utf8')
writeFileSync(
  `${root}dist/packs/default.json`,
  JSON.stringify({ source: pack, pack: parsePack(pack, 'wg2-2014.yaml') }),
)
