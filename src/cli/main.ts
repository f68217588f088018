#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { run } from './program.js'
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
const code = await run(argv, userLanguage(argv), version)
// Parser threads may still be idling; what was printed has been taken by its reader before this point.
process.stdout.write('', () => process.exit(code))
