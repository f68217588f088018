import { LEAST_PAIR_LIKENESS } from './limits.js'
import { printLikeness } from './prints.js'
import type { Source } from './walk.js'

export interface Pair {
  old: Source
  new: Source
  /** 1 for the same path, else the likeness that paired them. */
  likeness: number
}

export interface Pairing {
  pairs: Pair[]
  onlyOld: Source[]
  onlyNew: Source[]
}

/**
 * Pairs the documents of two folders: those of the same path first, then what is left by the likeness of its text, since
 * files are renamed and moved between two collections of the same terms.
 *
 * @param printsFor sketches of the texts, in the same order; null where a text could not be read
 */
export async function pairUp(
  old: readonly Source[],
  next: readonly Source[],
  printsFor: (sources: readonly Source[]) => Promise<readonly (readonly number[] | null)[]>,
): Promise<Pairing> {
  const byPath = new Map(old.map((s) => [s.path, s]))
  const pairs: Pair[] = []
  const rest: Source[] = []
  for (const source of next) {
    const same = byPath.get(source.path)
    if (same) {
      byPath.delete(source.path)
      pairs.push({ old: same, new: source, likeness: 1 })
    } else rest.push(source)
  }
  const left = [...byPath.values()]
  const taken = new Set<Source>()
  if (left.length && rest.length) {
    const [before, after] = [await printsFor(left), await printsFor(rest)]
    for (const { o, n, likeness } of candidates(before, after)) {
      const [from, to] = [left[o]!, rest[n]!]
      if (taken.has(from) || taken.has(to)) continue
      taken.add(from).add(to)
      pairs.push({ old: from, new: to, likeness })
    }
  }
  pairs.sort((a, b) => (a.new.path < b.new.path ? -1 : 1))
  return { pairs, onlyOld: left.filter((s) => !taken.has(s)), onlyNew: rest.filter((s) => !taken.has(s)) }
}

/** Old and new texts that are alike enough, the most alike first. */
function candidates(
  before: readonly (readonly number[] | null)[],
  after: readonly (readonly number[] | null)[],
): { o: number; n: number; likeness: number }[] {
  // By print, so that only texts that share one are measured: a whole folder may have been renamed.
  const holders = new Map<number, number[]>()
  for (const [o, prints] of before.entries()) {
    for (const print of prints ?? []) {
      const known = holders.get(print)
      if (known) known.push(o)
      else holders.set(print, [o])
    }
  }
  const found: { o: number; n: number; likeness: number }[] = []
  for (const [n, prints] of after.entries()) {
    const near = new Set((prints ?? []).flatMap((p) => holders.get(p) ?? []))
    for (const o of near) {
      const likeness = printLikeness(before[o]!, prints!)
      if (likeness >= LEAST_PAIR_LIKENESS) found.push({ o, n, likeness })
    }
  }
  // Of equals the first by name, so that the pairing is the same every time.
  return found.sort((a, b) => b.likeness - a.likeness || a.o - b.o || a.n - b.n)
}
