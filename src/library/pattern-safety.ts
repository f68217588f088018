import { createRequire } from 'node:module'
import type { Library } from './library.js'

/** Milliseconds that the proof for one pattern may take. */
const PROOF_MS = 2000

/**
 * Patterns of a library on which a text could be found that keeps them busy without end. Terms have no unbounded
 * repeat, so there should be none; this proves it.
 *
 * @param proven a library whose patterns need no proof again
 */
export function unsafePatterns(library: Library, proven?: Library): string[] {
  // A prover of ten megabytes; only libraries that are checked need it.
  const { checkSync } = createRequire(import.meta.url)('recheck') as typeof import('recheck')
  const bad: string[] = []
  for (const language of ['ja', 'en'] as const) {
    const known = new Set(proven?.compiled.books[language].terms.map((t) => t.pattern))
    for (const term of library.compiled.books[language].terms) {
      if (known.has(term.pattern)) continue
      // Nothing but fixed words: one comparison a place.
      if (term.exact) continue
      const result = checkSync(term.pattern, 'g', { timeout: PROOF_MS })
      if (result.status === 'vulnerable' && result.complexity?.type === 'exponential') bad.push(term.pattern)
    }
  }
  return bad
}

/** True for a pattern that is sound and proven to take no more time than its text is long. */
export function isSafePattern(pattern: string): boolean {
  const { checkSync } = createRequire(import.meta.url)('recheck') as typeof import('recheck')
  return checkSync(pattern, 'gu', { timeout: PROOF_MS }).status === 'safe'
}
