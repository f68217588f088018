import type { Change } from '../model/comparison.js'
import { articleName } from './reported.js'
import type { Words } from './words.js'

const QUIET: ReadonlySet<Change['kind']> = new Set(['moved', 'renumbered', 'wording'])

/** Whether a change is of the kind that is told apart and folded: it moves, renumbers or respells and changes nothing else. */
export function isQuiet(change: Change): boolean {
  return change.effect === 'neutral' && (QUIET.has(change.kind) || change.severity === 'none')
}

/** Changes as the report shows them: those of substance, in the comparison's own rank, and the quiet ones. */
export function loudAndQuiet(changes: readonly Change[]): { loud: Change[]; quiet: Change[] } {
  return { loud: changes.filter((c) => !isQuiet(c)), quiet: changes.filter(isQuiet) }
}

/** Where a change stands: 「第12条 解除 → 第13条 解除」, or one name where both sides have the same. */
export function changePlace(change: Change, w: Words): string {
  const names = [change.old, change.new].map((side) =>
    side ? articleName(side) || (side.page ? w('page', { page: side.page }) : '') : '',
  )
  if (names[0] === names[1]) return names[0]!
  return names.filter(Boolean).join(' → ')
}

/** What a change does, in words: 「不利 · 高」. */
export function changeStanding(change: Change, w: Words): string {
  const effect = w(`effect.${change.effect}`)
  return change.severity === 'none' ? effect : `${effect} · ${w('severity.label')}: ${w(`severity.${change.severity}`)}`
}
