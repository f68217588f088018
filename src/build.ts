import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Makes `dist/`: compiles the sources and copies what they read at run time. Run by `npm run build`. */
const root = fileURLToPath(new URL('..', import.meta.url))
rmSync(`${root}dist`, { recursive: true, force: true })
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}tsconfig.build.json`], {
  stdio: 'inherit',
})
for (const language of ['ja', 'en'])
  cpSync(`${root}src/messages/${language}.yaml`, `${root}dist/messages/${language}.yaml`)
