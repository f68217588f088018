import type { Unit } from './unit.js'

/** Weights of grams: rare words of the two documents say more about which passages belong together than common ones. */
export class Likeness {
  readonly #weight = new Map<number, number>()
  readonly #total = new Map<Unit, number>()

  constructor(units: readonly Unit[]) {
    const df = new Map<number, number>()
    for (const { grams } of units) {
      for (let i = 0; i < grams.length; i++)
        if (i === 0 || grams[i] !== grams[i - 1]) df.set(grams[i]!, (df.get(grams[i]!) ?? 0) + 1)
    }
    for (const [gram, n] of df) this.#weight.set(gram, Math.log(1 + units.length / n))
  }

  /** Weight of all grams of a unit. */
  total(unit: Unit): number {
    let t = this.#total.get(unit)
    if (t === undefined) {
      t = 0
      for (const g of unit.grams) t += this.#weight.get(g) ?? 0
      this.#total.set(unit, t)
    }
    return t
  }

  /** Weight of what two sorted gram lists have in common. */
  shared(a: Int32Array, b: Int32Array): number {
    let i = 0
    let j = 0
    let w = 0
    while (i < a.length && j < b.length) {
      const x = a[i]!
      const y = b[j]!
      if (x === y) {
        w += this.#weight.get(x) ?? 0
        i++
        j++
      } else if (x < y) i++
      else j++
    }
    return w
  }

  /** From 0 (nothing in common) to 1 (the same words). A passage that stands whole in a longer one counts as 0.75 at most. */
  between(a: Unit, b: Unit): number {
    const ta = this.total(a)
    const tb = this.total(b)
    if (ta === 0 || tb === 0) return a.key === b.key ? 1 : 0
    const s = this.shared(a.grams, b.grams)
    const inside = Math.min(a.grams.length, b.grams.length) >= 5 ? (0.75 * s) / Math.min(ta, tb) : 0
    const even = (2 * s) / (ta + tb)
    return Math.max(even, inside > 0.6 ? inside * 0.8 : 0)
  }
}

/** Two lists of units written together, for asking whether a passage was split or joined. */
export function joined(units: readonly Unit[]): Int32Array {
  let n = 0
  for (const u of units) n += u.grams.length
  const out = new Int32Array(n)
  let at = 0
  for (const u of units) {
    out.set(u.grams, at)
    at += u.grams.length
  }
  return out.sort()
}
