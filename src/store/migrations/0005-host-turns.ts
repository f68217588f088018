import type { Kysely } from 'kysely'

/** When each host may be asked again: several processes that look at terms must not hit one host together. */
export async function hostTurns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('host_turns')
    .addColumn('host', 'text', (c) => c.primaryKey())
    .addColumn('free_at', 'bigint', (c) => c.notNull())
    .execute()
}
