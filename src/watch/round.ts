import type { WatchedRow } from '../store/tables.js'
import { takeDue } from '../store/watch-list.js'
import { type CheckContext, type CheckResult, check } from './check.js'

/** Documents looked at side by side; one host is still asked one request at a time. */
const SIDE_BY_SIDE = 4

/**
 * Looks at every watched document that is due, until none is left. Any number of processes may do so at once: each
 * document is leased to one of them.
 *
 * @param only looks at these whether they are due or not
 * @param onResult called as each look ends
 */
export async function round(
  context: CheckContext,
  options: { only?: readonly string[]; signal?: AbortSignal; onResult?: (result: CheckResult) => void } = {},
): Promise<number> {
  let looked = 0
  const named = options.only ? [...options.only] : null
  const take = async (): Promise<WatchedRow | null> => {
    const { database } = context.store
    if (!named) return (await takeDue(database, context.store.now(), 1))[0] ?? null
    // Each name is taken off the list before it is leased, so that no two of our own workers look at it.
    for (let id = named.shift(); id !== undefined; id = named.shift()) {
      const [leased] = await takeDue(database, context.store.now(), 1, [id])
      if (leased) return leased
    }
    return null
  }
  const worker = async (): Promise<void> => {
    while (!options.signal?.aborted) {
      const next = await take()
      if (!next) return
      const result = await check(next, context)
      options.onResult?.(result)
      if (result.outcome !== 'put-off') looked++
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker))
  return looked
}
