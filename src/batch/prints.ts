import { PRINTS_PER_FILE } from './limits.js'

const SHINGLE = 12

/**
 * A short sketch of a text: the least hashes of its overlapping stretches. Two versions of one document share most of
 * them, two documents hardly any (bottom-k sketch).
 */
export function printsOf(text: string): number[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
  const hashes = new Set<number>()
  for (let i = 0; i + SHINGLE <= plain.length; i++) {
    let h = 0x811c9dc5
    for (let k = i; k < i + SHINGLE; k++) h = Math.imul(h ^ plain.charCodeAt(k), 0x01000193)
    // FNV alone leaves the high bits of short texts alike; one more turn spreads them.
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
    hashes.add((h ^ (h >>> 12)) >>> 0)
  }
  return [...hashes].sort((a, b) => a - b).slice(0, PRINTS_PER_FILE)
}

/** Share of common stretches of two texts, 0 to 1, estimated from their sketches. */
export function printLikeness(a: readonly number[], b: readonly number[]): number {
  const least = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, PRINTS_PER_FILE)
  if (!least.length) return 0
  const inA = new Set(a)
  const inB = new Set(b)
  return least.filter((h) => inA.has(h) && inB.has(h)).length / least.length
}
