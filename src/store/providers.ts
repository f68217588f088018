import type { Transaction } from 'kysely'
import { newId } from './identifiers.js'
import type { Scope } from './scope.js'
import { ProviderRow, type Tables } from './tables.js'

/** The providers whose documents a workspace keeps. */
export class Providers {
  constructor(private readonly scope: Scope) {}

  async list(): Promise<ProviderRow[]> {
    return ProviderRow.array().parse(
      await this.scope.db
        .selectFrom('providers')
        .selectAll()
        .where('workspace_id', '=', this.scope.workspaceId)
        .orderBy('name')
        .execute(),
    )
  }

  async find(id: string): Promise<ProviderRow | null> {
    const row = await this.scope.db
      .selectFrom('providers')
      .selectAll()
      .where('workspace_id', '=', this.scope.workspaceId)
      .where('id', '=', id)
      .executeTakeFirst()
    return row ? ProviderRow.parse(row) : null
  }
}

/** The provider of that name, made when the workspace has none yet. Runs in the caller's transaction. */
export async function providerNamed(scope: Scope, trx: Transaction<Tables>, name: string): Promise<string> {
  const known = await trx
    .selectFrom('providers')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('name', '=', name)
    .executeTakeFirst()
  if (known) return known.id
  const id = newId('prv')
  await trx
    .insertInto('providers')
    .values({ id, workspace_id: scope.workspaceId, name, created_at: scope.instant() })
    .execute()
  return id
}
