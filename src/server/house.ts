import { type HouseJudging, houseJudging } from '../house.js'
import type { Library } from '../library/library.js'
import type { WorkspaceStore } from '../store/store.js'

/** Version of the library that a workspace's documents are judged by, its house rules included. */
export async function libraryVersion(library: Library, workspace: WorkspaceStore): Promise<string> {
  return (await workspaceJudging(library, workspace)).library.version
}

/** Library, packs and need of a workspace. */
export async function workspaceJudging(library: Library, workspace: WorkspaceStore): Promise<HouseJudging> {
  const { house_rules } = await workspace.settings.read()
  return houseJudging(library, house_rules)
}
