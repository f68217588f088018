import { houseJudging } from '../house.js'
import type { Settings } from '../store/settings.js'
import type { WorkspaceStore } from '../store/store.js'
import type { Service } from './context.js'

/**
 * Checks and stores a workspace's settings; what its house rules judge otherwise now is judged again.
 *
 * @throws LibraryError with line and column when the house rules cannot be used
 */
export async function replaceSettings(service: Service, workspace: WorkspaceStore, settings: Settings): Promise<void> {
  houseJudging(service.library, settings.house_rules)
  await workspace.settings.replace(settings)
  await service.runner.judgeAgain(workspace.scope.workspaceId)
}
