import type { Database } from './database.js'
import { StoreError } from './failure.js'
import { newId, newSecret, sha256 } from './identifiers.js'
import type { Scope } from './scope.js'
import { ApiKeyRow, type Role } from './tables.js'

/** Keys by which scripts work in a workspace. The secret is shown once; the store keeps its hash. */
export class ApiKeys {
  constructor(private readonly scope: Scope) {}

  async list(): Promise<ApiKeyRow[]> {
    return ApiKeyRow.array().parse(
      await this.scope.db
        .selectFrom('api_keys')
        .selectAll()
        .where('workspace_id', '=', this.scope.workspaceId)
        .where('revoked_at', 'is', null)
        .orderBy('created_at', 'desc')
        .execute(),
    )
  }

  /** @param days how long it holds; null for good. @returns the key with its secret, for showing once */
  async create(name: string, role: Role, days: number | null): Promise<{ row: ApiKeyRow; secret: string }> {
    const secret = newSecret('yk')
    const now = this.scope.now()
    const row: ApiKeyRow = {
      id: newId('key'),
      workspace_id: this.scope.workspaceId,
      name,
      role,
      hint: secret.slice(0, 7),
      hash: sha256(secret),
      created_at: now.toISOString(),
      created_by: this.scope.actor.name,
      expires_at: days === null ? null : new Date(now.getTime() + days * 86_400_000).toISOString(),
      last_used_at: null,
      revoked_at: null,
    }
    await this.scope.write('key.created', async (trx) => {
      await trx.insertInto('api_keys').values(row).execute()
      return { subject: row.id, detail: { name, role }, result: undefined }
    })
    return { row, secret }
  }

  /** @throws StoreError `not-found` */
  async revoke(id: string): Promise<void> {
    await this.scope.write('key.revoked', async (trx) => {
      const row = await trx
        .updateTable('api_keys')
        .set({ revoked_at: this.scope.instant() })
        .where('workspace_id', '=', this.scope.workspaceId)
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .returning('id')
        .executeTakeFirst()
      if (!row) throw new StoreError('not-found', id)
      return { subject: id, result: undefined }
    })
  }
}

/** The key that a secret belongs to, when it still holds. Notes its use, at most once a minute. */
export async function findApiKey(database: Database, secret: string, now: Date): Promise<ApiKeyRow | null> {
  const found = await database.db
    .selectFrom('api_keys')
    .selectAll()
    .where('hash', '=', sha256(secret))
    .executeTakeFirst()
  if (!found) return null
  const key = ApiKeyRow.parse(found)
  const at = now.toISOString()
  if (key.revoked_at !== null || (key.expires_at !== null && key.expires_at <= at)) return null
  if (key.last_used_at === null || key.last_used_at < new Date(now.getTime() - 60_000).toISOString())
    await database.db.updateTable('api_keys').set({ last_used_at: at }).where('id', '=', key.id).execute()
  return key
}
