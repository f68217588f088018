import { type Expression, partsOf } from '../library/cue.js'
import type { Library } from '../library/library.js'
import type { Unit } from '../match/unit.js'
import type { NearCue } from '../model/explanation.js'

const MOST_TOLD = 4

/**
 * The expressions of an item that nearly held in a passage, those that lack least first: which of their words stand there,
 * which do not, and which stand in the way.
 *
 * @param item index in `Library.items`
 */
export function nearCues(unit: Unit, item: number, library: Library): NearCue[] {
  const book = library.compiled.books[unit.language]
  const held = new Set(unit.hits.map((h) => h.cue))
  const near: { told: NearCue; lacking: number; share: number }[] = []
  for (const expression of book.expressions) {
    const cue = book.cues[expression.cue]!
    if (cue.item !== item || held.has(expression.cue)) continue
    if (cue.class !== 'strong' && cue.class !== 'supporting') continue
    const told = sought(expression, unit, library)
    const lacking = told.missing.length + told.barred.length
    const share = told.found.length / (told.found.length + told.missing.length)
    if (share < 0.5) continue
    near.push({ told: { name: cue.name, class: cue.class, ...told, apart: lacking === 0 }, lacking, share })
  }
  const ofCue = new Set<string>()
  return near
    .sort((a, b) => a.lacking - b.lacking || b.share - a.share || order(a.told) - order(b.told))
    .filter(({ told }) => !ofCue.has(told.name) && ofCue.add(told.name))
    .slice(0, MOST_TOLD)
    .map(({ told }) => told)
}

function order(cue: NearCue): number {
  return cue.class === 'strong' ? 0 : 1
}

function sought(
  expression: Expression,
  unit: Unit,
  library: Library,
): Pick<NearCue, 'expression' | 'found' | 'missing' | 'barred'> {
  const { terms } = library.compiled.books[unit.language]
  const words = (term: number): string | null => new RegExp(terms[term]!.pattern).exec(unit.wording)?.[0] ?? null
  const parts = partsOf(expression.source)
  const found: string[] = []
  const missing: string[] = []
  expression.chains.forEach((chain, c) => {
    chain.forEach((term, k) => {
      const at = words(term)
      if (at === null) missing.push(parts.chains[c]![k]!)
      else found.push(at)
    })
  })
  const barred = expression.without.flatMap((term) => words(term) ?? [])
  return { expression: expression.source, found, missing, barred }
}
