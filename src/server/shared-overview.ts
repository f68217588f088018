import { type DocumentSummary, type OverviewFilter, overview } from '../store/overview.js'
import type { Scope } from '../store/scope.js'

interface Turn {
  running: Promise<DocumentSummary[]>
  /** The one that begins when the running one has ended; all who ask meanwhile share it. */
  next: Promise<DocumentSummary[]> | null
}

const turns = new Map<string, Turn>()

/**
 * The overview, computed once for all who ask for the same at the same time: many readers of a long list must not keep
 * the database from the threads' results. Nobody gets one that was begun before they asked, so what a caller has just
 * written is always in it.
 */
export function sharedOverview(scope: Scope, filter: OverviewFilter): Promise<DocumentSummary[]> {
  const key = JSON.stringify([scope.workspaceId, scope.database.file, filter])
  const turn = turns.get(key)
  if (!turn) return begin(key, scope, filter)
  turn.next ??= turn.running.then(
    () => begin(key, scope, filter),
    () => begin(key, scope, filter),
  )
  return turn.next
}

function begin(key: string, scope: Scope, filter: OverviewFilter): Promise<DocumentSummary[]> {
  const turn: Turn = { running: overview(scope, filter), next: null }
  turns.set(key, turn)
  const end = () => {
    if (turns.get(key) === turn && turn.next === null) turns.delete(key)
  }
  turn.running.then(end, end)
  return turn.running
}
