import type { WorkspaceStore } from '../store/store.js'
import type { VersionRow } from '../store/tables.js'
import type { Receipt } from '../store/uploads.js'
import type { Service } from './context.js'
import { ServerError } from './failure.js'
import { MAX_QUEUED_JOBS, MAX_WAIT_SECONDS, QUEUE_RETRY_SECONDS } from './limits.js'
import type { UploadedFiles } from './uploaded-files.js'

/** Where received files go: a new document each, or one new version of a document. */
export interface Destination {
  documentId: string | null
  provider: string | null
}

/**
 * Takes files in and has them read. They are stored when this returns.
 *
 * @throws ServerError 429 while the queue is full
 */
export async function receive(
  service: Service,
  workspace: WorkspaceStore,
  files: UploadedFiles['files'],
  destination: Destination,
  idempotencyKey: string | null,
): Promise<Receipt[]> {
  if ((await service.store.jobs.count()) + files.length > MAX_QUEUED_JOBS)
    throw new ServerError(429, 'queue-full', '', {}, QUEUE_RETRY_SECONDS)
  const receipts = await workspace.uploads.receive(
    files.map((f) => ({ ...f, ...destination })),
    idempotencyKey,
  )
  service.runner.poke()
  return receipts
}

/** Waits until versions are read or failed, at most `seconds`. @returns them as they then are */
export async function settled(
  service: Service,
  workspace: WorkspaceStore,
  versionIds: readonly string[],
  seconds: number,
): Promise<VersionRow[]> {
  const look = async () => Promise.all(versionIds.map((id) => workspace.versions.get(id)))
  const isSettled = (rows: VersionRow[]) => rows.every((v) => v.state === 'done' || v.state === 'failed')
  const until = Date.now() + Math.min(seconds, MAX_WAIT_SECONDS) * 1000
  for (;;) {
    let wake = () => {}
    const changed = new Promise<void>((resolve) => {
      wake = resolve
    })
    const unwatch = service.events.watch(workspace.scope.workspaceId, (e) => {
      if (versionIds.includes(e.version) && (e.state === 'done' || e.state === 'failed')) wake()
    })
    try {
      const rows = await look()
      const left = until - Date.now()
      if (isSettled(rows) || left <= 0) return rows
      // Another process may have done the work, of which no event comes here: look again in between.
      const timer = setTimeout(wake, Math.min(left, 1_000))
      await changed
      clearTimeout(timer)
    } finally {
      unwatch()
    }
  }
}

/** Seconds asked for by `Prefer: wait=30`; 0 without it. */
export function waitAsked(prefer: string | undefined): number {
  return Number(/(?:^|[,;\s])wait=(\d{1,4})\b/.exec(prefer ?? '')?.[1] ?? 0)
}
