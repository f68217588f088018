import type { Database } from './database.js'

/** A host's turn, held by one asker until it is given back or its time is over. */
export interface Turn {
  host: string
  /** Milliseconds since 1970 at which the turn is over, should its holder be gone. */
  until: number
}

/**
 * Turns at hosts, kept in the database so that all processes that look at terms share them: one asks a host at a time,
 * and the pause counts from when it has done.
 */
export class HostTurns {
  constructor(private readonly database: Database) {}

  /**
   * Takes the turn at a host when it is free.
   *
   * @param longest milliseconds after which the turn is free again although nobody gave it back
   * @returns the turn, or how many milliseconds from now the host is taken, as far as is known
   */
  async take(host: string, longest: number): Promise<Turn | number> {
    const now = Date.now()
    const until = now + longest
    const taken = await this.database.db
      .insertInto('host_turns')
      .values({ host, free_at: until })
      .onConflict((oc) => oc.column('host').doUpdateSet({ free_at: until }).where('host_turns.free_at', '<=', now))
      .returning('host')
      .executeTakeFirst()
    if (taken) return { host, until }
    const row = await this.database.db
      .selectFrom('host_turns')
      .select('free_at')
      .where('host', '=', host)
      .executeTakeFirst()
    return Math.max(1, Number(row?.free_at ?? now) - now)
  }

  /** Gives a turn back; the host is free after a pause, in milliseconds. */
  async giveBack({ host, until }: Turn, pause: number): Promise<void> {
    await this.database.db
      .updateTable('host_turns')
      .set({ free_at: Date.now() + pause })
      .where('host', '=', host)
      // Who was too late has no turn any more: another one may hold it.
      .where('free_at', '=', until)
      .execute()
  }
}
