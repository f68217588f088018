import { SelfCheckAnswers } from '../packs/self-check.js'
import { StoreError } from './failure.js'
import type { Scope } from './scope.js'
import { SelfCheckRow } from './tables.js'

/** Answers as they stand, with who gave them last and when; both null while nobody has answered. */
export interface StoredAnswers {
  answers: SelfCheckAnswers
  at: string | null
  by: string | null
}

/** What the organisation answered about itself. */
export class SelfChecks {
  constructor(private readonly scope: Scope) {}

  /** @throws StoreError `unreadable-row` when what is stored are no answers */
  async read(questionnaire: string): Promise<StoredAnswers> {
    const found = await this.scope.db
      .selectFrom('self_checks')
      .selectAll()
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('questionnaire', '=', questionnaire)
      .executeTakeFirst()
    if (!found) return { answers: {}, at: null, by: null }
    const row = SelfCheckRow.parse(found)
    const answers = SelfCheckAnswers.safeParse(JSON.parse(row.answers))
    if (!answers.success) throw new StoreError('unreadable-row', `self_checks/${questionnaire}`)
    return { answers: answers.data, at: row.updated_at, by: row.updated_by }
  }

  /** Replaces the answers; the audit log keeps how many there are, not what was said. */
  async replace(questionnaire: string, answers: SelfCheckAnswers): Promise<void> {
    const valid = SelfCheckAnswers.parse(answers)
    await this.scope.write('self-check.answered', async (trx) => {
      const row = {
        answers: JSON.stringify(valid),
        updated_at: this.scope.instant(),
        updated_by: this.scope.actor.name,
      }
      await trx
        .insertInto('self_checks')
        .values({ workspace_id: this.scope.workspaceId, questionnaire, ...row })
        .onConflict((c) => c.columns(['workspace_id', 'questionnaire']).doUpdateSet(row))
        .execute()
      return { subject: questionnaire, detail: { answers: Object.keys(valid).length }, result: undefined }
    })
  }
}
