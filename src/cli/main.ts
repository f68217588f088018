#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { ExitCode } from './exit-code.js'
import { quickProgram } from './quick-program.js'
import { userLanguage } from './user-language.js'

// A reader that goes away (`yakkan … | head`) ends the command without a word.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}
const argv = process.argv.slice(2)
/** Commands that read and judge and then end. Their start counts, so the build keeps them in one file made of hundreds. */
const SHORT: ReadonlySet<string> = new Set(['analyze', 'compare', 'explain', 'read'])
const command = argv.find((word, at) => !word.startsWith('-') && argv[at - 1] !== '--lang')
const quick = command !== undefined && SHORT.has(command) ? quickProgram(command) : null
const { run } = quick ?? (await import('./program.js'))
const code = await run(argv, userLanguage(argv), version)
if (quick && !quick.kept && code === ExitCode.done) quick.keep()
// Parser threads may still be idling; what was printed has been taken by its reader before this point.
process.stdout.write('', () => process.exit(code))
