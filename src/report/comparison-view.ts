import type { Change, Comparison } from '../model/comparison.js'
import { articleName } from './reported.js'
import type { Words } from './words.js'

const QUIET: ReadonlySet<Change['kind']> = new Set(['moved', 'renumbered', 'wording'])

/** Whether a change is told apart and folded: it says nothing new, or a house rule silenced it. */
export function isQuiet(change: Change): boolean {
  if (change.quiet || change.silenced) return true
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

/** The comparison's counts in one line. */
export function countsLine(summary: Comparison['summary'], w: Words): string {
  const { hurts, mixed, unclear, helps, neutral, highest } = summary
  return w('comparison-summary', { hurts, mixed, unclear, helps, neutral, highest: w(`severity.${highest}`) })
}

/** What a change does, in words: 「不利 · 高」. */
export function changeStanding(change: Change, w: Words): string {
  const effect = w(`effect.${change.effect}`)
  return change.severity === 'none' ? effect : `${effect} · ${w('severity.label')}: ${w(`severity.${change.severity}`)}`
}
