import { loadLibrary } from '../../src/library/library.js'
import { unsafePatterns } from '../../src/library/pattern-safety.js'

/** Proves every pattern of the clause library free of catastrophic backtracking. Takes minutes: `npm run test:patterns`. */
const unsafe = unsafePatterns(loadLibrary())
for (const pattern of unsafe) console.log(pattern)
console.log(`${unsafe.length} unsafe patterns`)
process.exitCode = unsafe.length === 0 ? 0 : 1
