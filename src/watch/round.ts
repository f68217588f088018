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
  let rest = options.only ? [...options.only] : null
  const worker = async (): Promise<void> => {
    while (!options.signal?.aborted) {
      const [next] = await take()
      if (!next) return
      options.onResult?.(await check(next, context))
      looked++
    }
  }
  const take = async (): Promise<WatchedRow[]> => {
    if (rest?.length === 0) return []
    const taken = await takeDue(context.store.database, context.store.now(), 1, rest ?? undefined)
    if (rest) rest = taken.length === 0 ? [] : rest.filter((id) => id !== taken[0]!.id)
    return taken
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker))
  return looked
}
