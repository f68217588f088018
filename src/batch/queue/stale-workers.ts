import { KEEP_DAYS } from './limits.js'
import type { QueueDatabase } from './queue-database.js'
import { queuesOf } from './queue-database.js'
import { QueueError } from './queue-error.js'
import { SCHEMA } from './tables.js'

/**
 * Takes the files from workers that have shown no life for too long, so that others get them, and removes runs that
 * nobody has asked for in a long time. Every enqueuer and worker does this now and then; doing it twice does no harm.
 */
export async function clearStaleWorkers(database: QueueDatabase): Promise<void> {
  await database.transaction(async ({ query, db }) => {
    const { rows: gone } = await query<{ id: string }>(
      `select id from ${SCHEMA}.worker where alive_until < now() for update skip locked`,
    )
    if (!gone.length) return
    const ids = gone.map((w) => w.id)
    const { rows: claims } = await query<{ run: string; file: string; path: string }>(
      `select c.run, c.file, f.path from ${SCHEMA}.claim c join ${SCHEMA}.file f on f.run = c.run and f.id = c.file
       where c.worker = any($1::uuid[]) order by c.run, c.file`,
      [ids],
    )
    for (const { run, file, path } of claims) {
      const { stage, code, text, next } = new QueueError('worker-gone', path)
      await database.boss.fail(queuesOf(run).work, file, { error: { stage, code, text, next } }, { db })
    }
    await query(`delete from ${SCHEMA}.worker where id = any($1::uuid[])`, [ids])
  })
  const forgotten = await database.query<{ id: string }>(
    `select id from ${SCHEMA}.run where seen_at < now() - interval '${KEEP_DAYS} days'`,
  )
  for (const { id } of forgotten) await database.deleteRun(id)
}
