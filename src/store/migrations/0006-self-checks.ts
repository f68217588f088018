import type { Kysely } from 'kysely'

/** What an organisation answered about itself, one row a questionnaire. */
export async function selfChecks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('self_checks')
    .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspaces.id').onDelete('cascade'))
    .addColumn('questionnaire', 'text', (c) => c.notNull())
    .addColumn('answers', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addColumn('updated_by', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('self_checks_key', ['workspace_id', 'questionnaire'])
    .execute()
}
