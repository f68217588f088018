import type { Language } from '../model/text.js'
import type { Database } from './database.js'
import { newId } from './identifiers.js'
import { Settings } from './settings.js'
import { WorkspaceRow } from './tables.js'

/** The workspaces of the house; the only repository that looks across them. */
export class Workspaces {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  async list(): Promise<WorkspaceRow[]> {
    return WorkspaceRow.array().parse(
      await this.database.db.selectFrom('workspaces').selectAll().orderBy('created_at').orderBy('id').execute(),
    )
  }

  async find(id: string): Promise<WorkspaceRow | null> {
    const row = await this.database.db.selectFrom('workspaces').selectAll().where('id', '=', id).executeTakeFirst()
    return row ? WorkspaceRow.parse(row) : null
  }

  async create(name: string, language: Language): Promise<WorkspaceRow> {
    const row: WorkspaceRow = {
      id: newId('ws'),
      name,
      settings: JSON.stringify(Settings.parse({ language })),
      audit_seq: 0,
      audit_head: '',
      created_at: this.now().toISOString(),
    }
    await this.database.db.insertInto('workspaces').values(row).execute()
    return row
  }
}
