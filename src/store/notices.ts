import type { Transaction } from 'kysely'
import type { Database } from './database.js'
import { StoreError } from './failure.js'
import { newId, newSecret } from './identifiers.js'
import type { Scope } from './scope.js'
import { ChannelRow, DeliveryRow, NoticeRow, type Tables } from './tables.js'

/** Longest time that one attempt may hold a delivery, in seconds. */
const DELIVERY_LEASE_SECONDS = 120

export type NewChannel = Pick<ChannelRow, 'kind' | 'target' | 'language' | 'at_once_from' | 'digest'>

/** A notice to keep, and when each channel is to be told. */
export interface NewNotice {
  id: string
  watchedId: string
  kind: NoticeRow['kind']
  /** Who is to deal with it; empty where nobody was named. */
  assignedTo: string
  severity: string
  /** The notice as JSON. */
  notice: string
  /** Channels to tell, each with the instant from when; one row a channel, whatever is retried. */
  due: readonly { channelId: string; at: string }[]
}

/** What was told to whom, and what has been done about it. */
export class Notices {
  constructor(private readonly scope: Scope) {}

  async channels(): Promise<ChannelRow[]> {
    return ChannelRow.array().parse(
      await this.scope.db
        .selectFrom('channels')
        .selectAll()
        .where('workspace_id', '=', this.scope.workspaceId)
        .orderBy('created_at')
        .orderBy('id')
        .execute(),
    )
  }

  /** Adds a channel; its secret is made here and shown to the owner, who gives it to the receiver. */
  async addChannel(channel: NewChannel): Promise<ChannelRow> {
    return this.scope.write('channel.added', async (trx) => {
      const row = {
        ...channel,
        id: newId('chn'),
        workspace_id: this.scope.workspaceId,
        secret: newSecret('whsec'),
        created_at: this.scope.instant(),
      }
      await trx.insertInto('channels').values(row).execute()
      return { subject: row.id, detail: { kind: row.kind }, result: ChannelRow.parse(row) }
    })
  }

  async removeChannel(id: string): Promise<void> {
    await this.scope.write('channel.removed', async (trx) => {
      const gone = await trx
        .deleteFrom('channels')
        .where('workspace_id', '=', this.scope.workspaceId)
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst()
      if (!gone) throw new StoreError('not-found', id)
      return { subject: id, result: undefined }
    })
  }

  /** Keeps a notice with its deliveries, in the transaction that records the look: told once, or not at all. */
  async keep(trx: Transaction<Tables>, notice: NewNotice): Promise<void> {
    const kept = await trx
      .insertInto('notices')
      .values({
        id: notice.id,
        workspace_id: this.scope.workspaceId,
        watched_id: notice.watchedId,
        kind: notice.kind,
        assigned_to: notice.assignedTo,
        severity: notice.severity,
        notice: notice.notice,
        state: 'open',
        settled_by: null,
        settled_at: null,
        at: this.scope.instant(),
      })
      .onConflict((oc) => oc.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!kept) return
    for (const { channelId, at } of notice.due) {
      await trx
        .insertInto('deliveries')
        .values({
          id: newId('dlv'),
          workspace_id: this.scope.workspaceId,
          notice_id: notice.id,
          channel_id: channelId,
          state: 'waiting',
          due: at,
          leased_until: null,
          answer: null,
          delivered_at: null,
        })
        .execute()
    }
  }

  /** Notices of the workspace, newest first. @param watchedIds only those of these documents */
  async list(watchedIds?: readonly string[], limit = 200): Promise<NoticeRow[]> {
    if (watchedIds?.length === 0) return []
    let rows = this.scope.db
      .selectFrom('notices')
      .selectAll()
      .where('workspace_id', '=', this.scope.workspaceId)
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(limit)
    if (watchedIds) rows = rows.where('watched_id', 'in', [...watchedIds])
    return NoticeRow.array().parse(await rows.execute())
  }

  /** Acknowledges a notice, gives it to somebody, or notes something on it. @throws StoreError `not-found` */
  async settle(id: string, change: { acknowledged?: boolean; assignedTo?: string; note?: string }): Promise<void> {
    await this.scope.write('notice.settled', async (trx) => {
      const row = await trx
        .updateTable('notices')
        .set((eb) => ({
          assigned_to: change.assignedTo ?? eb.ref('assigned_to'),
          note: change.note ?? eb.ref('note'),
          ...(change.acknowledged === undefined
            ? {}
            : {
                state: change.acknowledged ? 'acknowledged' : 'open',
                settled_by: change.acknowledged ? this.scope.actor.name : null,
                settled_at: change.acknowledged ? this.scope.instant() : null,
              }),
        }))
        .where('workspace_id', '=', this.scope.workspaceId)
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst()
      if (!row) throw new StoreError('not-found', id)
      return { subject: id, detail: { keys: Object.keys(change) }, result: undefined }
    })
  }

  /** The delivery log of some notices, in the order in which they were due. */
  async deliveries(...noticeIds: readonly string[]): Promise<DeliveryRow[]> {
    if (noticeIds.length === 0) return []
    return DeliveryRow.array().parse(
      await this.scope.db
        .selectFrom('deliveries')
        .selectAll()
        .where('workspace_id', '=', this.scope.workspaceId)
        .where('notice_id', 'in', [...noticeIds])
        .orderBy('due')
        .orderBy('id')
        .execute(),
    )
  }
}

/** A delivery that is to be made now, with what it delivers and to whom. */
export interface DueDelivery {
  delivery: DeliveryRow
  notice: NoticeRow
  channel: ChannelRow
}

/** Leases deliveries that are due, over all workspaces, so that each attempt is made by one worker. */
export async function takeDeliveries(database: Database, now: Date, limit: number): Promise<DueDelivery[]> {
  const until = new Date(now.getTime() + DELIVERY_LEASE_SECONDS * 1000).toISOString()
  const due = database.db
    .selectFrom('deliveries')
    .select('id')
    .where('state', '=', 'waiting')
    .where('due', '<=', now.toISOString())
    .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<', now.toISOString())]))
    .orderBy('due')
    .orderBy('id')
    .limit(limit)
  const rows = await database.db
    .updateTable('deliveries')
    .set((eb) => ({ leased_until: until, attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', database.kind === 'postgres' ? due.forUpdate().skipLocked() : due)
    .returningAll()
    .execute()
  const out: DueDelivery[] = []
  for (const delivery of DeliveryRow.array().parse(rows)) {
    const [notice, channel] = await Promise.all([
      database.db.selectFrom('notices').selectAll().where('id', '=', delivery.notice_id).executeTakeFirstOrThrow(),
      database.db.selectFrom('channels').selectAll().where('id', '=', delivery.channel_id).executeTakeFirstOrThrow(),
    ])
    out.push({ delivery, notice: NoticeRow.parse(notice), channel: ChannelRow.parse(channel) })
  }
  return out.sort((a, b) => (a.delivery.id < b.delivery.id ? -1 : 1))
}

/** Records how an attempt ended. @param next when to try again, ISO 8601; null when it is over */
export async function settleDelivery(
  database: Database,
  id: string,
  outcome: { state: DeliveryRow['state']; answer: string; next: string | null; deliveredAt: string | null },
): Promise<void> {
  await database.db
    .updateTable('deliveries')
    .set({
      state: outcome.state,
      answer: outcome.answer,
      leased_until: null,
      delivered_at: outcome.deliveredAt,
      ...(outcome.next ? { due: outcome.next } : {}),
    })
    .where('id', '=', id)
    .execute()
}
