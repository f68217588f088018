import type { Analysis, Finding } from '../model/analysis.js'
import type { Comparison } from '../model/comparison.js'
import { Decisions } from './decisions.js'
import type { Scope } from './scope.js'
import type { CarryRow } from './tables.js'

/** A person's verdict and the finding it was made on, set against the finding of the new version. */
type Verdict = Pick<CarryRow, 'outcome' | 'why'>

/** Words alone: white space and width of characters do not make another passage. */
function bare(quote: string): string {
  return quote.normalize('NFKC').replace(/\s+/gu, '')
}

/**
 * Tells whether a decision on an item may stand for the new version too: only when the passages that it rests on say
 * the same, word for word or after a change of wording alone, and the item is judged as before.
 */
export function mayCarry(
  before: Finding | undefined,
  after: Finding | undefined,
  newText: string,
  comparison: Comparison,
): Verdict {
  if (!before || !after) return { outcome: 'ask-again', why: 'gone' }
  if (before.status !== after.status || before.position !== after.position || before.commitment !== after.commitment)
    return { outcome: 'ask-again', why: 'judged-otherwise' }
  const text = bare(newText)
  let reworded = false
  for (const { quote, start, end } of before.evidence) {
    if (text.includes(bare(quote))) continue
    const touching = comparison.changes.filter((c) => c.old && c.old.start < end && start < c.old.end)
    if (touching.length === 0 || touching.some((c) => c.new === null)) return { outcome: 'ask-again', why: 'gone' }
    const harmless = touching.every(
      (c) => ['wording', 'moved', 'renumbered'].includes(c.kind) && c.effect === 'neutral',
    )
    if (!harmless) return { outcome: 'ask-again', why: 'changed' }
    reworded = true
  }
  // An item that was absent rests on no passage: a new one that speaks of it would have changed its status.
  const added = after.evidence.some(({ start, end }) =>
    comparison.changes.some((c) => c.effect !== 'neutral' && c.new && c.new.start < end && start < c.new.end),
  )
  if (added) return { outcome: 'ask-again', why: 'changed' }
  return { outcome: 'carried', why: reworded ? 'reworded' : 'unchanged' }
}

/**
 * Carries the decisions on the old version over to the new one, or notes that they must be made again. Decisions that
 * were carried before are carried on. Doing it again changes nothing.
 */
export async function carryOver(
  scope: Scope,
  versions: { old: string; new: string },
  analyses: { old: Analysis; new: Analysis },
  newText: string,
  comparison: Comparison,
): Promise<CarryRow[]> {
  const decided = [...(await new Decisions(scope).of(versions.old)).values()]
  const rows: CarryRow[] = []
  for (const { item, holds } of decided) {
    if (!holds) continue
    const verdict = mayCarry(
      analyses.old.items.find((f) => f.id === item),
      analyses.new.items.find((f) => f.id === item),
      newText,
      comparison,
    )
    rows.push({ workspace_id: scope.workspaceId, version_id: versions.new, item, decision_id: holds.id, ...verdict })
  }
  rows.sort((a, b) => (a.item < b.item ? -1 : 1))
  const there = await scope.db
    .selectFrom('carries')
    .select('item')
    .where('workspace_id', '=', scope.workspaceId)
    .where('version_id', '=', versions.new)
    .execute()
  const missing = rows.filter((r) => !there.some((t) => t.item === r.item))
  if (missing.length === 0) return rows
  await scope.write('decisions.carried', async (trx) => {
    await trx
      .insertInto('carries')
      .values(missing)
      .onConflict((oc) => oc.columns(['version_id', 'item']).doNothing())
      .execute()
    return {
      subject: versions.new,
      detail: Object.fromEntries(missing.map((r) => [r.item, `${r.outcome}: ${r.why}`])),
      result: undefined,
    }
  })
  return rows
}
