import { Cron } from 'croner'
import { type Analyzed, analyzeDocument } from '../analyze.js'
import { compareAnalyzed } from '../compare.js'
import { houseJudging, judgingOn } from '../house.js'
import type { ReadOptions } from '../ingest/read.js'
import type { Library } from '../library/library.js'
import { say } from '../messages/index.js'
import type { Agreement } from '../model/agreement.js'
import type { Comparison } from '../model/comparison.js'
import type { Document } from '../model/document.js'
import { YakkanError } from '../model/failure.js'
import type { Text } from '../model/text.js'
import { analysisResult } from '../store/analyses.js'
import { sha256 } from '../store/identifiers.js'
import { SERVICE } from '../store/scope.js'
import type { Store, WorkspaceStore } from '../store/store.js'
import type { LookRow, WatchedRow } from '../store/tables.js'
import { structure } from '../structure/structure.js'
import { Watched } from './declaration.js'
import type { Validators } from './fetch-terms.js'
import { judgeLook, type Seen } from './judge-look.js'
import { FAILURES_BEFORE_TELLING, FLAPPING_DAYS } from './limits.js'
import { type Look, lookAt } from './look.js'
import { HostRests, type Politeness } from './politeness.js'
import { readAgain, readingOf, readUpload } from './read-again.js'
import { StatusError } from './status-error.js'
import { changeNotice, type Notice } from './tell/change-notice.js'
import { dueFor } from './tell/channel-times.js'
import { WatchError } from './watch-error.js'

/** What a check needs beside the store. */
export interface CheckContext {
  store: Store
  library: Library
  politeness: Politeness
  /** Address of the service, for links in notices; without a slash at the end. */
  base: string
  read?: ReadOptions
}

export interface CheckResult {
  watched: WatchedRow
  /** `put-off`: its host asked not to be asked yet, so nobody looked. */
  outcome: LookRow['outcome'] | 'put-off'
  comparison: Comparison | null
  why: Text | null
  failure: YakkanError | null
}

/**
 * Looks at one watched document: fetches its pages, tells new terms from a new load, keeps a new version with its raw
 * pages, compares it with the one before, and puts what is to be told into the outbox – in one transaction with the look.
 * A version that a person uploaded since the last look is compared and told first.
 */
export async function check(watched: WatchedRow, context: CheckContext): Promise<CheckResult> {
  const home = context.store.in(watched.workspace_id, SERVICE)
  const declared = Watched.parse(JSON.parse(watched.declaration))
  const validators = JSON.parse(watched.validators) as Record<string, Validators>
  try {
    const byHand = await takeUploads(home, watched, declared, context)
    const looks = await home.watch.looks(watched.id, ALL)
    const look = await lookAt(declared, looks.some(isVersion) ? validators : {}, context.politeness, context.read)
    const result =
      look.kind === 'unchanged'
        ? await settle(home, watched, declared, 'unchanged', { ...NOTHING }, context)
        : await judge(home, watched, declared, looks, look, context)
    return byHand && result.outcome === 'unchanged' ? { ...result, ...byHand } : result
  } catch (error) {
    if (error instanceof HostRests) {
      const at = new Date(context.store.now().getTime() + error.wait).toISOString()
      await home.watch.putOff(watched.id, at)
      const why = say('watch.host-rests', { at })
      return { watched, outcome: 'put-off', comparison: null, why, failure: null }
    }
    if (!(error instanceof YakkanError)) throw error
    return await fail(home, watched, declared, error, context)
  }
}

const ALL = 10_000
/** `code` of a look at a version that a person uploaded. */
const BY_HAND = 'by-hand'

/** A look that brought a version. */
function isVersion(look: LookRow): look is LookRow & { version_id: string; wording: string } {
  return look.version_id !== null && look.wording !== null
}

/** Compares and tells what a person uploaded to the watched document since the last look; null where nobody did. */
async function takeUploads(
  home: WorkspaceStore,
  watched: WatchedRow,
  declared: Watched,
  context: CheckContext,
): Promise<Pick<CheckResult, 'outcome' | 'comparison' | 'why'> | null> {
  if (watched.document_id === null) return null
  const [version] = await home.versions.of(watched.document_id)
  const [last] = (await home.watch.looks(watched.id, ALL)).filter(isVersion)
  if (!version || version.state === 'failed' || version.id === last?.version_id) return null
  // Kept by a look that was killed before its end, which is now made again.
  if (version.created_by === SERVICE.name) return null
  const now = readingOf(await readUpload(home, version, context.read))
  const before = last ? await readAgain(home, watched, declared, last.version_id, context.read) : null
  const { comparison } = before
    ? await compared(home, before.agreement, now.agreement.document, context)
    : { comparison: null }
  if (comparison && last) await home.comparisons.keep(last.version_id, version.id, comparison)
  const outcome = comparison ? 'changed' : 'first'
  const why = say('watch.by-hand')
  const { hash, size } = now.wording
  const settled = { ...NOTHING, versionId: version.id, wording: hash, size, why, code: BY_HAND }
  const notice = comparison && noticeOf(comparison, watched, declared, version.document_id, version.id, context)
  await settle(home, watched, declared, outcome, settled, context, { notice, goesOn: true })
  return { outcome, comparison, why }
}

interface Settled {
  versionId: string | null
  wording: string | null
  size: number | null
  validators: string | null
  why: Text | null
  code: string | null
}

const NOTHING: Settled = { versionId: null, wording: null, size: null, validators: null, why: null, code: null }

async function judge(
  home: WorkspaceStore,
  watched: WatchedRow,
  declared: Watched,
  looks: readonly LookRow[],
  look: Extract<Look, { kind: 'read' }>,
  context: CheckContext,
): Promise<CheckResult> {
  const now = structure(look.document)
  const history = looks.filter(isVersion)
  const newestLook = history[0]
  const newest = newestLook ? await readAgain(home, watched, declared, newestLook.version_id, context.read) : null
  const since = new Date(context.store.now().getTime() - FLAPPING_DAYS * 86_400_000).toISOString()
  const address = declared.sources[0]!.address
  const seen: Seen = {
    language: declared.language,
    newest: newest?.agreement ?? null,
    newestWording: newest?.wording ?? null,
    // What a person uploaded may be ahead of what the address still shows.
    published: looks.find((l) => l.wording !== null && l.code !== BY_HAND)?.wording ?? null,
    earlier: history.slice(1).map((l) => ({ hash: l.wording, at: l.at })),
  }
  const judged = judgeLook(now, seen, address, since)
  const validators = JSON.stringify(look.validators)
  const { hash, size } = judged.wording
  const unchanged = { ...NOTHING, wording: hash, size, validators }
  if (judged.outcome === 'unchanged') return settle(home, watched, declared, 'unchanged', unchanged, context)
  const { analyzed, comparison } = await compared(home, newest?.agreement ?? null, look.document, context)
  if (comparison?.outcome === 'replaced') throw new WatchError('other-document', address)
  if (comparison && isOnlyFurniture(comparison)) {
    return settle(home, watched, declared, 'unchanged', unchanged, context)
  }
  const [receipt] = await home.uploads.receive([
    {
      fileName: look.fileName,
      content: look.page,
      documentId: watched.document_id,
      provider: declared.provider,
    },
  ])
  if (watched.document_id === null) await home.watch.bindDocument(watched.id, receipt!.document)
  await home.watch.keepSnapshots(receipt!.version, look.snapshots)
  await home.analyses.keep(receipt!.version, analysisResult(analyzed.analysis, JSON.stringify(look.document)))
  if (comparison && newestLook) await home.comparisons.keep(newestLook.version_id, receipt!.version, comparison)
  const settled = { ...NOTHING, versionId: receipt!.version, wording: hash, size, validators }
  if (judged.outcome === 'flapping') {
    const why = say('watch.flapping', { day: judged.since.slice(0, 10) })
    const notice = plain('flapping', watched, declared, receipt!.version, why, say('watch.flapping-next'), context)
    return settle(home, watched, declared, 'flapping', { ...settled, why }, context, { notice, comparison })
  }
  const notice = comparison
    ? noticeOf(comparison, watched, declared, receipt!.document, receipt!.version, context)
    : null
  return settle(home, watched, declared, judged.outcome, settled, context, { notice, comparison })
}

/** A document judged by the house's rules of today, and compared with the version before. */
async function compared(
  home: WorkspaceStore,
  before: Agreement | null,
  document: Document,
  context: CheckContext,
): Promise<{ analyzed: Analyzed; comparison: Comparison | null }> {
  const today = context.store.now().toISOString().slice(0, 10)
  const rules = judgingOn(houseJudging(context.library, (await home.settings.read()).house_rules), today)
  const analyzed = analyzeDocument(document, rules)
  const old = before ? analyzeDocument(before.document, rules) : null
  return { analyzed, comparison: old ? compareAnalyzed(old, analyzed, { ...rules, noticedOn: today }) : null }
}

function noticeOf(
  comparison: Comparison,
  watched: WatchedRow,
  declared: Watched,
  documentId: string,
  versionId: string,
  context: CheckContext,
): Notice | null {
  return changeNotice(comparison, {
    id: noticeId(watched.id, versionId),
    provider: declared.provider,
    document: declared.name,
    owner: declared.owner,
    at: context.store.now().toISOString(),
    link: `${context.base}/documents/${documentId}/compare`,
  })
}

/** A new load that differs in nothing but dates of update, typography or furniture is no new version. */
function isOnlyFurniture(comparison: Comparison): boolean {
  const still = new Set(['typography', 'dates', 'page-furniture', 'reflow', 'spelling'])
  return comparison.outcome === 'compared' && comparison.changes.every((c) => still.has(c.quiet ?? ''))
}

async function fail(
  home: WorkspaceStore,
  watched: WatchedRow,
  declared: Watched,
  error: YakkanError,
  context: CheckContext,
): Promise<CheckResult> {
  const failures = watched.failures + 1
  // Told once, when it has failed often enough in a row; the count starts again with the next look that works.
  const notice =
    failures === FAILURES_BEFORE_TELLING
      ? plain('failure', watched, declared, `${context.store.now().toISOString()}`, error.text, error.next, context)
      : null
  const wait = error instanceof StatusError && error.retryAfter !== null ? error.retryAfter : null
  const result = await settle(
    home,
    { ...watched, failures },
    declared,
    'failed',
    { ...NOTHING, why: error.text, code: error.code },
    context,
    { notice, wait },
  )
  return { ...result, failure: error }
}

function noticeId(watchedId: string, of: string): string {
  return `ntc_${sha256(`${watchedId}\0${of}`).slice(0, 24)}`
}

function plain(
  kind: 'failure' | 'flapping',
  watched: WatchedRow,
  declared: Watched,
  of: string,
  why: Text,
  next: Text,
  context: CheckContext,
): Notice {
  return {
    id: noticeId(watched.id, of),
    kind,
    provider: declared.provider,
    document: declared.name,
    owner: declared.owner,
    at: context.store.now().toISOString(),
    why,
    next,
    link: `${context.base}/watch/${watched.id}`,
  }
}

/** Records a look with what is to be told of it. */
async function settle(
  home: WorkspaceStore,
  watched: WatchedRow,
  declared: Watched,
  outcome: LookRow['outcome'],
  settled: Settled,
  context: CheckContext,
  also: {
    notice?: Notice | null
    comparison?: Comparison | null
    /** Milliseconds until the server may be asked again. */
    wait?: number | null
    /** The look goes on: the document stays with this worker. */
    goesOn?: boolean
  } = {},
): Promise<CheckResult> {
  const now = context.store.now()
  const { notice = null, comparison = null, wait = null, goesOn = false } = also
  const failures = outcome === 'failed' ? watched.failures : 0
  const channels = notice ? await home.notices.channels() : []
  await home.watch.record(
    watched.id,
    {
      outcome,
      code: settled.code,
      why: settled.why ? JSON.stringify(settled.why) : null,
      versionId: settled.versionId,
      wording: settled.wording,
      size: settled.size,
      validators: settled.validators,
      nextLook: goesOn ? null : nextLook(declared, now, failures, wait),
      failures,
    },
    async (trx) => {
      if (!notice) return
      await home.notices.keep(trx, {
        id: notice.id,
        watchedId: watched.id,
        kind: notice.kind,
        assignedTo: declared.owner,
        severity: notice.kind === 'change' ? notice.highest : 'medium',
        notice: JSON.stringify(notice),
        due: channels.flatMap((c) => dueFor(c, notice, now)),
      })
    },
  )
  return { watched, outcome, comparison, why: settled.why, failure: null }
}

/** The schedule's next time; after a failure sooner, backing off from ten minutes to six hours, or when the server said. */
export function nextLook(declared: Watched, now: Date, failures: number, wait: number | null): string {
  const scheduled =
    new Cron(declared.schedule, { timezone: 'UTC' }).nextRun(now) ?? new Date(now.getTime() + 86_400_000)
  if (failures === 0) return scheduled.toISOString()
  const backOff = wait ?? Math.min(10 * 60_000 * 2 ** (failures - 1), 6 * 3_600_000)
  const again = new Date(now.getTime() + backOff)
  return (again < scheduled ? again : scheduled).toISOString()
}
