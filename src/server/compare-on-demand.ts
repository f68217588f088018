import type { StoredComparison } from '../store/comparisons.js'
import type { WorkspaceStore } from '../store/store.js'
import type { Service } from './context.js'
import { ServerError } from './failure.js'
import { libraryVersion } from './house.js'

/**
 * The comparison of two versions. One that is not there yet, or was made by an earlier clause library, is queued; the
 * earlier one is shown meanwhile.
 *
 * @returns null while there is none
 * @throws StoreError `not-found`; ServerError `same-version`, `unreadable`, `not-ready`
 */
export async function compareOnDemand(
  service: Service,
  workspace: WorkspaceStore,
  pair: { old: string; new: string },
): Promise<StoredComparison | null> {
  const [older, newer] = [await workspace.versions.get(pair.old), await workspace.versions.get(pair.new)]
  if (older.id === newer.id) throw new ServerError(422, 'same-version', older.id)
  for (const version of [older, newer]) {
    if (version.state === 'failed') throw new ServerError(422, 'unreadable', version.id)
    if (version.state !== 'done') throw new ServerError(409, 'not-ready', version.id, {}, 2)
  }
  const stored = await workspace.comparisons.between(older.id, newer.id)
  if (stored?.comparison.library !== (await libraryVersion(service.library, workspace))) {
    await service.store.jobs.queueComparison(workspace.scope, older.id, newer.id)
    service.runner.poke()
  }
  return stored
}
