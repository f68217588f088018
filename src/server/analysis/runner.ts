import type { Library } from '../../library/library.js'
import { say } from '../../messages/index.js'
import { Document } from '../../model/document.js'
import { carryOver } from '../../store/carry-over.js'
import { SERVICE } from '../../store/scope.js'
import type { Store, WorkspaceStore } from '../../store/store.js'
import type { JobRow, VersionRow } from '../../store/tables.js'
import type { ToJudge } from '../../store/versions.js'
import type { Events, VersionEvent } from '../events.js'
import { ServerError } from '../failure.js'
import { libraryVersion } from '../house.js'
import { JOB_DEADLINE_MS } from '../limits.js'
import type { Logger } from '../log.js'
import type { Metrics } from '../metrics.js'
import { AnalysisPool, JOBS_A_THREAD } from './pool.js'
import type { Failure, NegotiationTask, Progress, ReportTask, Rules } from './task.js'

/** How often a free slot looks for work that another process queued, in milliseconds. */
const LOOK_AGAIN_MS = 2_000

/** Takes jobs from the store, oldest first, and has the threads do them. */
export class JobRunner {
  readonly #pool: AnalysisPool
  readonly #running = new Map<string, { workspace: string; document: string; stop: AbortController }>()
  #stopped = false
  #wake: (() => void)[] = []
  #slots: Promise<void>[] = []

  constructor(
    private readonly store: Store,
    private readonly library: Library,
    private readonly events: Events,
    private readonly log: Logger,
    private readonly metrics: Metrics,
    readonly threads: number,
  ) {
    this.#pool = new AnalysisPool(threads, (progress) => this.#progress(progress))
  }

  /** Starts working; what a crashed process left is taken up again. */
  async start(): Promise<void> {
    if (this.store.database.kind === 'sqlite') await this.store.jobs.release()
    for (const { id } of await this.store.workspaces.list()) await this.judgeAgain(id)
    this.#slots = Array.from({ length: this.threads * JOBS_A_THREAD }, () => this.#slot())
  }

  /** Queues what a changed library or changed house rules have made out of date in a workspace. */
  async judgeAgain(workspaceId: string): Promise<void> {
    const version = await libraryVersion(this.library, this.store.in(workspaceId, SERVICE))
    const outdated = await this.store.jobs.queueOutdated(workspaceId, version)
    if (outdated === 0) return
    this.log.info({ versions: outdated }, 'judging again by the new clause library or house rules')
    this.poke()
  }

  /** Tells the slots that there is work. */
  poke(): void {
    for (const wake of this.#wake.splice(0)) wake()
  }

  /** Stops the work on a document that is being deleted. */
  cancel(documentId: string): void {
    for (const running of this.#running.values()) if (running.document === documentId) running.stop.abort()
  }

  /**
   * Makes a report in a thread.
   *
   * @throws ServerError 429 while too many wait
   */
  async report(task: ReportTask | NegotiationTask): Promise<Uint8Array> {
    const stop = AbortSignal.timeout(JOB_DEADLINE_MS)
    const outcome = await this.#pool.run(task, stop).catch((error: unknown) => {
      if (error instanceof Error && /queue/i.test(error.message)) throw new ServerError(429, 'queue-full', '', {}, 5)
      throw error
    })
    if (outcome.kind !== 'reported') throw new ServerError(500, 'fault')
    return outcome.content
  }

  /** Ends the work; what runs is left to the next start. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.poke()
    for (const running of this.#running.values()) running.stop.abort()
    await Promise.allSettled(this.#slots)
    await this.#pool.close()
  }

  async #slot(): Promise<void> {
    while (!this.#stopped) {
      try {
        const job = await this.store.jobs.take()
        if (job) await this.#do(job)
        else await this.#rest()
      } catch (error) {
        this.log.error({ err: error }, 'a job could not be taken')
        await this.#rest()
      }
    }
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_AGAIN_MS)
      this.#wake.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  async #do(job: JobRow): Promise<void> {
    const home = this.store.in(job.workspace_id, SERVICE)
    const stop = new AbortController()
    const deadline = setTimeout(() => stop.abort(new DOMException('deadline', 'TimeoutError')), JOB_DEADLINE_MS)
    const began = performance.now()
    let outcome = 'failed'
    try {
      const toJudge = job.kind === 'analyse' ? await home.versions.toJudge(job.version_id) : null
      const version = toJudge?.version ?? (await home.versions.get(job.other_id ?? job.version_id))
      this.#running.set(version.id, { workspace: job.workspace_id, document: version.document_id, stop })
      if (this.store.jobs.isSpent(job)) {
        await this.#fail(home, job, version, spent())
        await this.store.jobs.finish(job.id)
      } else if (toJudge) outcome = await this.#analyse(home, job, toJudge, stop.signal)
      else {
        outcome = await this.#compare(home, job, stop.signal)
        await this.store.jobs.finish(job.id)
      }
    } catch (error) {
      await this.#trouble(home, job, error, stop.signal)
    } finally {
      clearTimeout(deadline)
      this.#running.delete(job.other_id ?? job.version_id)
      this.metrics.jobs.inc({ kind: job.kind, outcome })
      this.metrics.jobSeconds.observe({ kind: job.kind }, (performance.now() - began) / 1000)
    }
  }

  /** A job that did not end well: deleted meanwhile, out of time, out of memory, or a fault of ours. */
  async #trouble(home: WorkspaceStore, job: JobRow, error: unknown, signal: AbortSignal): Promise<void> {
    if (this.#stopped) return
    const version = await home.versions.get(job.other_id ?? job.version_id).catch(() => null)
    if (!version || !(await this.#exists(job))) return
    if (signal.aborted && signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError') {
      await this.#fail(home, job, version, { stage: 'server', code: 'too-slow', place: '', ...sentences('too-slow') })
      await this.store.jobs.finish(job.id)
      return
    }
    if (signal.aborted) return
    this.log.error({ err: error, job: job.id, kind: job.kind, attempt: job.attempts }, 'a job failed')
    await this.#fail(home, job, version, spent())
    await this.store.jobs.finish(job.id)
  }

  async #exists(job: JobRow): Promise<boolean> {
    const row = await this.store.database.db.selectFrom('jobs').select('id').where('id', '=', job.id).executeTakeFirst()
    return row !== undefined
  }

  async #fail(home: WorkspaceStore, job: JobRow, version: VersionRow, failure: Failure): Promise<void> {
    // A version that was read once stays readable, even if a newer library or a comparison fails on it.
    if (job.kind === 'compare' || version.state === 'done') {
      this.log.error({ version: version.id, kind: job.kind, code: failure.code }, 'a job on a finished version failed')
      this.#tell(home, version, { state: version.state, stage: null })
      return
    }
    await home.versions.setFailed(version.id, JSON.stringify(failure))
    this.#tell(home, version, { state: 'failed', stage: null })
  }

  async #analyse(
    home: WorkspaceStore,
    job: JobRow,
    { version, documentJson, bytes }: ToJudge,
    signal: AbortSignal,
  ): Promise<string> {
    this.#tell(home, version, { state: version.state === 'done' ? 'done' : 'reading', stage: 'parse' })
    const task = {
      kind: 'analyse',
      version: version.id,
      name: version.file_name,
      bytes,
      documentJson,
      rules: await rulesOf(home),
    } as const
    const outcome = await this.#pool.run(task, signal)
    if (outcome.kind === 'failed') {
      await home.versions.setFailed(version.id, JSON.stringify(outcome.failure))
      await this.store.jobs.finish(job.id)
      this.#tell(home, version, { state: 'failed', stage: null })
      return outcome.failure.code
    }
    if (outcome.kind !== 'analysed') throw new Error('a thread answered another task')
    const hasOthers = await home.analyses.keep(version.id, outcome.result)
    this.#tell(home, version, { state: 'done', stage: null })
    // Then the job has ended with it.
    if (!hasOthers) return 'done'
    // Versions may be finished out of order: compare with the neighbour on either side.
    const all = (await home.versions.of(version.document_id)).filter((v) => v.state === 'done')
    const older = all.find((v) => v.seq < version.seq)
    const newer = all.findLast((v) => v.seq > version.seq)
    if (older) await this.store.jobs.queueComparison(home.scope, older.id, version.id)
    if (newer) await this.store.jobs.queueComparison(home.scope, version.id, newer.id)
    await this.store.jobs.finish(job.id)
    if (older || newer) this.poke()
    return 'done'
  }

  async #compare(home: WorkspaceStore, job: JobRow, signal: AbortSignal): Promise<string> {
    const older = await home.versions.get(job.version_id)
    const newer = await home.versions.get(job.other_id!)
    const oldJson = await home.versions.extractionJson(older.id)
    const newJson = await home.versions.extractionJson(newer.id)
    if (oldJson === null || newJson === null) return 'unread'
    this.#tell(home, newer, { state: 'done', stage: 'compare' })
    const outcome = await this.#pool.run(
      { kind: 'compare', version: newer.id, oldJson, newJson, rules: await rulesOf(home) },
      signal,
    )
    if (outcome.kind === 'failed') {
      this.log.error({ code: outcome.failure.code, version: newer.id }, 'a comparison failed')
      return outcome.failure.code
    }
    if (outcome.kind !== 'compared') throw new Error('a thread answered another task')
    await home.comparisons.keep(older.id, newer.id, outcome.comparison)
    if ((await home.versions.before(newer))?.id === older.id) {
      const analyses = { old: await home.analyses.latest(older.id), new: await home.analyses.latest(newer.id) }
      if (analyses.old && analyses.new) {
        const { text } = Document.parse(JSON.parse(newJson))
        const both = { old: analyses.old.analysis, new: analyses.new.analysis }
        await carryOver(home.scope, { old: older.id, new: newer.id }, both, text, outcome.comparison)
      }
    }
    this.#tell(home, newer, { state: 'done', stage: null })
    return 'done'
  }

  #tell(home: WorkspaceStore, version: VersionRow, event: Pick<VersionEvent, 'state' | 'stage'>): void {
    this.events.tell(home.scope.workspaceId, {
      document: version.document_id,
      version: version.id,
      done: 0,
      total: 0,
      ...event,
    })
  }

  #progress({ version, stage, done, total }: Progress): void {
    const running = this.#running.get(version)
    if (running)
      this.events.tell(running.workspace, { document: running.document, version, state: 'reading', stage, done, total })
  }
}

async function rulesOf(home: WorkspaceStore): Promise<Rules> {
  return { house: (await home.settings.read()).house_rules, today: home.scope.instant().slice(0, 10) }
}

function sentences(code: string): Pick<Failure, 'text' | 'next'> {
  return { text: say(`server.${code}.text`), next: say(`server.${code}.next`) }
}

function spent(): Failure {
  return { stage: 'server', code: 'analysis-fault', place: '', ...sentences('analysis-fault') }
}
