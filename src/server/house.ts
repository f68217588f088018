import { houseLibrary } from '../library/house-library.js'
import type { Library } from '../library/library.js'
import type { WorkspaceStore } from '../store/store.js'

/** Version of the library that a workspace's documents are judged by, its house rules included. */
export async function libraryVersion(library: Library, workspace: WorkspaceStore): Promise<string> {
  const { house_rules } = await workspace.settings.read()
  return houseLibrary(library, house_rules).library.version
}
