import { sql } from 'kysely'
import type { Database } from './database.js'
import { newId } from './identifiers.js'
import { JOB_ATTEMPTS, JOB_LEASE_SECONDS } from './limits.js'
import type { Scope } from './scope.js'
import { JobRow } from './tables.js'

/**
 * Work that is still to be done, kept in the database so that a process that dies loses none of it. A job is
 * leased, not taken: when its process does not finish it in time, another one gets it.
 */
export class Jobs {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** Jobs that wait or run. */
  async count(): Promise<number> {
    const row = await this.database.db
      .selectFrom('jobs')
      .select((eb) => eb.fn.countAll().as('n'))
      .executeTakeFirstOrThrow()
    return Number(row.n)
  }

  /**
   * Leases the oldest free job, or none, and marks the version it is to read. A job that was tried too often comes
   * too, so that its failure is told.
   */
  async take(): Promise<JobRow | null> {
    const now = this.now()
    const until = new Date(now.getTime() + JOB_LEASE_SECONDS * 1000).toISOString()
    const free = this.database.db
      .selectFrom('jobs')
      .select('id')
      .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<', now.toISOString())]))
      .orderBy('created_at')
      .orderBy('id')
      .limit(1)
    return this.database.write(async (trx) => {
      const row = await trx
        .updateTable('jobs')
        .set((eb) => ({ leased_until: until, attempts: eb('attempts', '+', 1) }))
        .where('id', '=', this.database.kind === 'postgres' ? free.forUpdate().skipLocked() : free)
        .returningAll()
        .executeTakeFirst()
      if (!row) return null
      const job = JobRow.parse(row)
      if (job.kind === 'analyse')
        await trx
          .updateTable('versions')
          .set({ state: 'reading' })
          .where('id', '=', job.version_id)
          .where('state', '=', 'queued')
          .execute()
      return job
    })
  }

  /** True when a job has been tried as often as is allowed. */
  isSpent(job: JobRow): boolean {
    return job.attempts > JOB_ATTEMPTS
  }

  async finish(id: string): Promise<void> {
    await this.database.write((trx) => trx.deleteFrom('jobs').where('id', '=', id).execute())
  }

  /** Frees all leases: for the one process that owns a SQLite file, when it starts after a crash. */
  async release(): Promise<void> {
    await this.database.db.updateTable('jobs').set({ leased_until: null }).execute()
  }

  /** Queues the analysis of a workspace's finished versions that no analysis by this library version exists for. */
  async queueOutdated(workspaceId: string, library: string): Promise<number> {
    const outdated = await this.database.db
      .selectFrom('versions')
      .select(['versions.id', 'versions.workspace_id'])
      .where('versions.workspace_id', '=', workspaceId)
      .where('state', '=', 'done')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('analyses')
              .select(sql`1`.as('one'))
              .whereRef('analyses.version_id', '=', 'versions.id')
              .where('analyses.library', '=', library),
          ),
        ),
      )
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('jobs')
              .select(sql`1`.as('one'))
              .whereRef('jobs.version_id', '=', 'versions.id')
              .where('jobs.kind', '=', 'analyse'),
          ),
        ),
      )
      .orderBy('versions.created_at', 'desc')
      .execute()
    for (const version of outdated) await this.add(version.workspace_id, 'analyse', version.id, null)
    return outdated.length
  }

  /** Puts a version that failed back into the queue. */
  async tryAgain(scope: Scope, versionId: string): Promise<void> {
    const version = await this.database.db
      .updateTable('versions')
      .set({ state: 'queued', failure: null })
      .where('workspace_id', '=', scope.workspaceId)
      .where('id', '=', versionId)
      .where('state', '=', 'failed')
      .returning('id')
      .executeTakeFirst()
    if (version) await this.add(scope.workspaceId, 'analyse', versionId, null)
  }

  private async add(workspace: string, kind: JobRow['kind'], version: string, other: string | null): Promise<void> {
    await this.database.db
      .insertInto('jobs')
      .values({
        id: newId('job'),
        workspace_id: workspace,
        kind,
        version_id: version,
        other_id: other,
        attempts: 0,
        leased_until: null,
        created_at: this.now().toISOString(),
      })
      .execute()
  }

  /** Queues a comparison, once however often it is asked for. */
  async queueComparison(scope: Scope, oldVersion: string, newVersion: string): Promise<void> {
    const waiting = await this.database.db
      .selectFrom('jobs')
      .select('id')
      .where('kind', '=', 'compare')
      .where('version_id', '=', oldVersion)
      .where('other_id', '=', newVersion)
      .executeTakeFirst()
    if (!waiting) await this.add(scope.workspaceId, 'compare', oldVersion, newVersion)
  }
}
