import { z } from 'zod'
import type { Position } from '../model/analysis.js'
import { Severity } from '../model/comparison.js'
import { Language } from '../model/text.js'
import { StoreError } from './failure.js'
import type { Scope } from './scope.js'

/** A finding that the house does not want to be told of, with who said so and why; it is counted, never dropped. */
export const Silence = z.object({
  item: z.string().regex(/^[CS]\d{2}$/),
  reason: z.string().trim().min(1).max(500),
  by: z.string().max(200),
  /** Last day on which it holds, `2027-03-31`; null for good. */
  until: z.iso.date().nullable(),
})
export type Silence = z.infer<typeof Silence>

/** What a workspace has decided for itself. */
export const Settings = z.object({
  language: Language.default('ja'),
  /** ISO 3166 code of the country whose law and courts count as home. */
  home_country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('JP'),
  /** Days after its newest version came in that a document is deleted; null keeps it. */
  retention_days: z.number().int().min(1).max(36_500).nullable().default(null),
  /** Severity that the house gives to the changes which a rule reports, by the rule's id. */
  severities: z.record(z.string(), Severity).default({}),
  silences: z.array(Silence).max(500).default([]),
})
export type Settings = z.infer<typeof Settings>

/** What is told of a finding after the house's rules: its position, or that it is silenced. */
export function silenceFor(
  settings: Settings,
  item: string,
  position: Position | string | null,
  today: string,
): Silence | null {
  if (position !== 'adverse' && position !== 'unclear') return null
  return settings.silences.find((s) => s.item === item && (s.until === null || s.until >= today)) ?? null
}

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
