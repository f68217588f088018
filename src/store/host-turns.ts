import { sql } from 'kysely'
import type { Database } from './database.js'

/** Turns at hosts, kept in the database so that all processes that look at terms share them. */
export class HostTurns {
  constructor(private readonly database: Database) {}

  /**
   * Takes the next free turn at a host.
   *
   * @param pause milliseconds between two turns
   * @returns milliseconds until the turn that was taken
   */
  async reserve(host: string, pause: number): Promise<number> {
    const now = Date.now()
    const at = sql<number>`cast(${now} as bigint)`
    const row = await this.database.db
      .insertInto('host_turns')
      .values({ host, free_at: now + pause })
      .onConflict((oc) =>
        oc.column('host').doUpdateSet({
          free_at: sql<number>`case when host_turns.free_at > ${at} then host_turns.free_at else ${at} end + cast(${pause} as bigint)`,
        }),
      )
      .returning('free_at')
      .executeTakeFirstOrThrow()
    return Math.max(0, Number(row.free_at) - pause - now)
  }

  /** Keeps a host from being asked for some milliseconds, as it wished. */
  async hold(host: string, milliseconds: number): Promise<void> {
    const until = Date.now() + milliseconds
    await this.database.db
      .updateTable('host_turns')
      .set({ free_at: until })
      .where('host', '=', host)
      .where('free_at', '<', until)
      .execute()
  }
}
