import { z } from 'zod'
import { Language } from '../model/text.js'
import { StoreError } from './failure.js'
import { MAX_HOUSE_RULES_CHARACTERS } from './limits.js'
import type { Scope } from './scope.js'

/** What a workspace has decided for itself. */
export const Settings = z.object({
  language: Language.default('ja'),
  /** Days after its newest version came in that a document is deleted; null keeps it. */
  retention_days: z.number().int().min(1).max(36_500).nullable().default(null),
  /** The house's own rules as YAML, as they were written; null without any. Checked before they are stored. */
  house_rules: z.string().max(MAX_HOUSE_RULES_CHARACTERS).nullable().default(null),
})
export type Settings = z.infer<typeof Settings>

/** The settings of a workspace. */
export class WorkspaceSettings {
  constructor(private readonly scope: Scope) {}

  /** @throws StoreError `unreadable-row` when what is stored is not settings */
  async read(): Promise<Settings> {
    const row = await this.scope.db
      .selectFrom('workspaces')
      .select('settings')
      .where('id', '=', this.scope.workspaceId)
      .executeTakeFirst()
    if (!row) throw new StoreError('not-found', this.scope.workspaceId)
    return parseSettings(row.settings, this.scope.workspaceId)
  }

  /** Replaces the settings; the audit log keeps what was set before. */
  async replace(settings: Settings): Promise<void> {
    const valid = Settings.parse(settings)
    await this.scope.write('settings.changed', async (trx) => {
      const before = await trx
        .selectFrom('workspaces')
        .select('settings')
        .where('id', '=', this.scope.workspaceId)
        .executeTakeFirstOrThrow()
      await trx
        .updateTable('workspaces')
        .set({ settings: JSON.stringify(valid) })
        .where('id', '=', this.scope.workspaceId)
        .execute()
      return {
        subject: this.scope.workspaceId,
        detail: { before: JSON.parse(before.settings), after: valid },
        result: undefined,
      }
    })
  }
}

export function parseSettings(json: string, workspaceId: string): Settings {
  const parsed = Settings.safeParse(JSON.parse(json))
  if (!parsed.success) throw new StoreError('unreadable-row', `workspaces/${workspaceId}`)
  return parsed.data
}
