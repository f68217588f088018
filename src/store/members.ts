import type { Database } from './database.js'
import { StoreError } from './failure.js'
import { newId, newSecret, sha256 } from './identifiers.js'
import { INVITATION_DAYS } from './limits.js'
import type { Scope } from './scope.js'
import { MemberRow, type Role } from './tables.js'

/** Stands for the address of the first owner until they name it: nobody can be reached at it. */
export const FIRST_OWNER = 'owner@localhost.invalid'

/** The people of a workspace. */
export class Members {
  constructor(private readonly scope: Scope) {}

  async list(): Promise<MemberRow[]> {
    return MemberRow.array().parse(
      await this.scope.db
        .selectFrom('members')
        .selectAll()
        .where('workspace_id', '=', this.scope.workspaceId)
        .orderBy('email')
        .execute(),
    )
  }

  /**
   * Invites a person, or gives a new invitation to one who has not come yet.
   *
   * @returns the secret for the invitation's link; only its hash is kept
   * @throws StoreError `conflict` when the person is a member already
   */
  async invite(email: string, name: string, role: Role): Promise<string> {
    const secret = newSecret('inv')
    const address = email.trim().toLowerCase()
    const until = new Date(this.scope.now().getTime() + INVITATION_DAYS * 86_400_000).toISOString()
    return this.scope.write('member.invited', async (trx) => {
      const known = await trx
        .selectFrom('members')
        .select(['id', 'user_id'])
        .where('workspace_id', '=', this.scope.workspaceId)
        .where('email', '=', address)
        .executeTakeFirst()
      if (known?.user_id) throw new StoreError('conflict', address)
      const id = known?.id ?? newId('mem')
      if (known) {
        await trx
          .updateTable('members')
          .set({ name, role, invitation_hash: sha256(secret), invited_until: until })
          .where('id', '=', id)
          .execute()
      } else {
        await trx
          .insertInto('members')
          .values({
            id,
            workspace_id: this.scope.workspaceId,
            email: address,
            name,
            role,
            user_id: null,
            invitation_hash: sha256(secret),
            invited_until: until,
            created_at: this.scope.instant(),
          })
          .execute()
      }
      return { subject: id, detail: { role }, result: secret }
    })
  }

  /** @throws StoreError `not-found`; `last-owner` when nobody would be left to own the workspace */
  async setRole(id: string, role: Role): Promise<void> {
    await this.changeSeat(id, 'member.role', role)
  }

  /** @throws StoreError `not-found`; `last-owner` */
  async remove(id: string): Promise<void> {
    await this.changeSeat(id, 'member.removed', null)
  }

  private async changeSeat(id: string, action: string, role: Role | null): Promise<void> {
    await this.scope.write(action, async (trx) => {
      const members = await trx
        .selectFrom('members')
        .select(['id', 'role', 'user_id'])
        .where('workspace_id', '=', this.scope.workspaceId)
        .execute()
      if (!members.some((m) => m.id === id)) throw new StoreError('not-found', id)
      const owners = members.filter((m) => m.role === 'owner' && m.user_id !== null)
      if (role !== 'owner' && owners.length === 1 && owners[0]!.id === id) throw new StoreError('last-owner', id)
      if (role === null) await trx.deleteFrom('members').where('id', '=', id).execute()
      else await trx.updateTable('members').set({ role }).where('id', '=', id).execute()
      return { subject: id, detail: role ? { role } : {}, result: undefined }
    })
  }
}

/** The open invitation that a secret belongs to; null when there is none or it has run out. */
export async function findInvitation(database: Database, secret: string, now: Date): Promise<MemberRow | null> {
  const row = await database.db
    .selectFrom('members')
    .selectAll()
    .where('invitation_hash', '=', sha256(secret))
    .where('invited_until', '>', now.toISOString())
    .executeTakeFirst()
  return row ? MemberRow.parse(row) : null
}

/** Gives an invited seat to an account. The invitation cannot be used again. @param as name and address of its owner */
export async function takeSeat(
  database: Database,
  memberId: string,
  userId: string,
  as: { email?: string; name?: string } = {},
): Promise<void> {
  await database.db
    .updateTable('members')
    .set({ user_id: userId, invitation_hash: null, invited_until: null, ...as })
    .where('id', '=', memberId)
    .execute()
}

/** The seats of an account in all workspaces, oldest first. */
export async function seatsOf(database: Database, userId: string): Promise<MemberRow[]> {
  return MemberRow.array().parse(
    await database.db
      .selectFrom('members')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  )
}
