import { Cron } from 'croner'
import { analyzeDocument } from '../analyze.js'
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
import { assemble, type Look, lookAt } from './look.js'
import { HostRests, type Politeness } from './politeness.js'
import { StatusError } from './status-error.js'
import { changeNotice, type Notice } from './tell/change-notice.js'
import { dueFor } from './tell/channel-times.js'
import { WatchError } from './watch-error.js'
import { type Wording, wordingOf } from './wording.js'

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
 */
export async function check(watched: WatchedRow, context: CheckContext): Promise<CheckResult> {
  const home = context.store.in(watched.workspace_id, SERVICE)
  const declared = Watched.parse(JSON.parse(watched.declaration))
  const validators = JSON.parse(watched.validators) as Record<string, Validators>
  const history = await home.watch.versionLooks(watched.id)
  try {
    const look = await lookAt(declared, history.length > 0 ? validators : {}, context.politeness, context.read)
    if (look.kind === 'unchanged') return await settle(home, watched, declared, 'unchanged', { ...NOTHING })
    return await judge(home, watched, declared, history, look, context)
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
  history: readonly LookRow[],
  look: Extract<Look, { kind: 'read' }>,
  context: CheckContext,
): Promise<CheckResult> {
  const now = structure(look.document)
  const newestLook = history[0]
  const newest = newestLook ? await readAgain(home, watched, declared, newestLook.version_id!, context) : null
  const since = new Date(context.store.now().getTime() - FLAPPING_DAYS * 86_400_000).toISOString()
  const seen: Seen = {
    newest: newest?.agreement ?? null,
    newestWording: newest?.wording ?? null,
    earlier: history.slice(1).map((l) => ({ hash: l.wording!, at: l.at })),
  }
  const judged = judgeLook(now, seen, declared.sources[0]!.address, since)
  const validators = JSON.stringify(look.validators)
  const { hash, size } = judged.wording
  if (judged.outcome === 'unchanged') {
    return settle(home, watched, declared, 'unchanged', { ...NOTHING, wording: hash, size, validators })
  }
  const today = context.store.now().toISOString().slice(0, 10)
  const rules = judgingOn(houseJudging(context.library, (await home.settings.read()).house_rules), today)
  const analyzed = analyzeDocument(look.document, rules)
  const old = newest ? analyzeDocument(newest.agreement.document, rules) : null
  const comparison = old ? compareAnalyzed(old, analyzed, { ...rules, noticedOn: today }) : null
  if (comparison?.outcome === 'replaced') throw new WatchError('other-document', declared.sources[0]!.address)
  if (comparison && isOnlyFurniture(comparison)) {
    return settle(home, watched, declared, 'unchanged', { ...NOTHING, wording: hash, size, validators })
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
  if (comparison && newestLook) await home.comparisons.keep(newestLook.version_id!, receipt!.version, comparison)
  const settled = { ...NOTHING, versionId: receipt!.version, wording: hash, size, validators }
  if (judged.outcome === 'flapping') {
    const why = say('watch.flapping', { day: judged.since.slice(0, 10) })
    const notice = plain('flapping', watched, declared, receipt!.version, why, say('watch.flapping-next'), context)
    return settle(home, watched, declared, 'flapping', { ...settled, why }, notice, comparison, context)
  }
  const notice = comparison
    ? changeNotice(comparison, {
        id: noticeId(watched.id, receipt!.version),
        provider: declared.provider,
        document: declared.name,
        owner: declared.owner,
        at: context.store.now().toISOString(),
        link: `${context.base}/documents/${receipt!.document}/compare`,
      })
    : null
  return settle(home, watched, declared, judged.outcome, settled, notice, comparison, context)
}

/**
 * The newest version as today's reader and selectors read its kept pages. Where that differs from what was read then,
 * the extraction is replaced and a technical upgrade recorded: a better reader is no change of terms.
 */
async function readAgain(
  home: WorkspaceStore,
  watched: WatchedRow,
  declared: Watched,
  versionId: string,
  context: CheckContext,
): Promise<Reading | null> {
  const stored = await home.versions.extraction(versionId)
  const snapshots = await home.watch.snapshots(versionId)
  // A version that was uploaded by hand has no pages to read again, nor one made of other addresses than today's.
  if (!stored || snapshots.length !== declared.sources.length) return stored && readingOf(stored)
  const { document } = await assemble(declared, declared.sources, snapshots, context.read)
  const today = readingOf(document)
  if (readingOf(stored).wording.hash === today.wording.hash) return today
  await home.watch.upgradeExtraction(versionId, JSON.stringify(document))
  await home.watch.record(watched.id, {
    outcome: 'upgraded',
    code: null,
    why: JSON.stringify(say('watch.upgraded')),
    versionId,
    wording: today.wording.hash,
    size: today.wording.size,
    validators: null,
    nextLook: watched.next_look,
    failures: watched.failures,
  })
  return today
}

/** A version's structure and the words that tell it from others. */
interface Reading {
  agreement: Agreement
  wording: Wording
}

function readingOf(document: Document): Reading {
  const agreement = structure(document)
  return { agreement, wording: wordingOf(agreement) }
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
    notice,
    null,
    context,
    wait,
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

async function settle(
  home: WorkspaceStore,
  watched: WatchedRow,
  declared: Watched,
  outcome: LookRow['outcome'],
  settled: Settled,
  notice: Notice | null = null,
  comparison: Comparison | null = null,
  context: CheckContext | null = null,
  wait: number | null = null,
): Promise<CheckResult> {
  const now = home.scope.now()
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
      nextLook: nextLook(declared, now, outcome === 'failed' ? watched.failures : 0, wait),
      failures: outcome === 'failed' ? watched.failures : 0,
    },
    async (trx) => {
      if (!notice || !context) return
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
