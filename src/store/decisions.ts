import { z } from 'zod'
import { Commitment, Position, Status } from '../model/analysis.js'
import { StoreError } from './failure.js'
import { newId } from './identifiers.js'
import { DECISION_CHARACTERS } from './limits.js'
import { newestVersionIds } from './newest-versions.js'
import type { Scope } from './scope.js'
import { CarryRow, DecisionRow, Verdict } from './tables.js'

/** What a person says of a finding. An override names what holds instead, and why. */
export const DecisionInput = z
  .object({
    item: z.string().regex(/^[CS]\d{2}$/),
    verdict: Verdict,
    status: Status.nullable().default(null),
    position: Position.nullable().default(null),
    commitment: Commitment.nullable().default(null),
    reason: z.string().trim().max(DECISION_CHARACTERS).default(''),
    note: z.string().trim().max(DECISION_CHARACTERS).default(''),
  })
  .refine((d) => d.verdict !== 'override' || d.reason.length > 0, { path: ['reason'], error: 'reason-needed' })
  .refine((d) => d.verdict !== 'override' || d.status !== null || d.position !== null || d.commitment !== null, {
    path: ['position'],
    error: 'override-needs-a-value',
  })
  .refine((d) => d.verdict !== 'note' || d.note.length > 0, { path: ['note'], error: 'note-needed' })
export type DecisionInput = z.input<typeof DecisionInput>

/** How an item of a version stands with people: what holds, what was carried over, what is asked again. */
export interface ItemDecision {
  item: string
  /** The verdict that holds for this version; null when none does. */
  holds: DecisionRow | null
  /** Set when the verdict was made on an earlier version: it was carried over, or must be made again, and why. */
  carry: CarryRow | null
  /** The verdict on the earlier version that is asked again. */
  earlier: DecisionRow | null
  /** All decisions and notes made on this version, newest first. */
  history: DecisionRow[]
}

/** People's decisions on findings. Nothing is overwritten: a later decision stands before an earlier one. */
export class Decisions {
  constructor(private readonly scope: Scope) {}

  /** @throws StoreError `not-found`; ZodError when the input is not a decision */
  async make(versionId: string, input: DecisionInput): Promise<DecisionRow> {
    const decision = DecisionInput.parse(input)
    const version = await this.scope.db
      .selectFrom('versions')
      .select(['id', 'document_id'])
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('id', '=', versionId)
      .executeTakeFirst()
    if (!version) throw new StoreError('not-found', versionId)
    const overrides = decision.verdict === 'override'
    const row: DecisionRow = {
      id: newId('dec'),
      workspace_id: this.scope.workspaceId,
      document_id: version.document_id,
      version_id: versionId,
      item: decision.item,
      verdict: decision.verdict,
      status: overrides ? decision.status : null,
      position: overrides ? decision.position : null,
      commitment: overrides ? decision.commitment : null,
      reason: decision.reason,
      note: decision.note,
      by_id: this.scope.actor.id,
      by_name: this.scope.actor.name,
      created_at: this.scope.instant(),
    }
    return this.scope.write('decision.made', async (trx) => {
      await trx.insertInto('decisions').values(row).execute()
      return { subject: versionId, detail: { decision: row.id, item: row.item, verdict: row.verdict }, result: row }
    })
  }

  /** Every item of a version on which anybody has said anything, by item. */
  async of(versionId: string): Promise<Map<string, ItemDecision>> {
    return (await this.gather([versionId])).get(versionId) ?? new Map()
  }

  /** The same for the newest version of every document, or of one. */
  async ofNewest(documentId?: string): Promise<Map<string, Map<string, ItemDecision>>> {
    return this.gather(newestVersionIds(this.scope, documentId))
  }

  private async gather(
    versions: string[] | ReturnType<typeof newestVersionIds>,
  ): Promise<Map<string, Map<string, ItemDecision>>> {
    const result = new Map<string, Map<string, ItemDecision>>()
    const carries = CarryRow.array().parse(
      await this.scope.db
        .selectFrom('carries')
        .selectAll()
        .where('workspace_id', '=', this.scope.workspaceId)
        .where('version_id', 'in', versions)
        .execute(),
    )
    const own = await this.scope.db
      .selectFrom('decisions')
      .selectAll()
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('version_id', 'in', versions)
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .execute()
    const carried = await this.scope.db
      .selectFrom('decisions')
      .innerJoin('carries', 'carries.decision_id', 'decisions.id')
      .selectAll('decisions')
      .where('decisions.workspace_id', '=', this.scope.workspaceId)
      .where('carries.version_id', 'in', versions)
      .execute()
    const byId = new Map(
      DecisionRow.array()
        .parse(carried)
        .map((d) => [d.id, d]),
    )
    const entry = (version: string, item: string): ItemDecision => {
      const items = result.get(version) ?? new Map<string, ItemDecision>()
      result.set(version, items)
      const found = items.get(item) ?? { item, holds: null, carry: null, earlier: null, history: [] }
      items.set(item, found)
      return found
    }
    for (const carry of carries) {
      const item = entry(carry.version_id, carry.item)
      const decision = byId.get(carry.decision_id) ?? null
      item.carry = carry
      if (carry.outcome === 'carried') item.holds = decision
      else item.earlier = decision
    }
    const settled = new Set<string>()
    for (const decision of DecisionRow.array().parse(own)) {
      const item = entry(decision.version_id, decision.item)
      item.history.push(decision)
      const key = `${decision.version_id} ${decision.item}`
      if (decision.verdict !== 'note' && !settled.has(key)) {
        settled.add(key)
        item.holds = decision
      }
    }
    return result
  }
}
