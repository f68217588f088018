import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openDatabase } from './database.js'

const folder = mkdtempSync(join(tmpdir(), 'yakkan-commits-'))
const database = await openDatabase({ folder })
afterAll(async () => {
  await database.db.destroy()
  rmSync(folder, { recursive: true, force: true })
})

const workspace = (id: string) => ({
  id,
  name: id,
  settings: '{}',
  audit_seq: 0,
  audit_head: '',
  created_at: '2026-01-01T00:00:00.000Z',
})

it('writes what comes together, and takes back only the one that failed', async () => {
  const names = Array.from({ length: 40 }, (_, i) => `w${String(i).padStart(2, '0')}`)
  const outcomes = await Promise.allSettled(
    names.map((name, i) =>
      database.write(async (trx) => {
        await trx.insertInto('workspaces').values(workspace(name)).execute()
        // Every tenth finds after its own row that it must not be.
        if (i % 10 === 3) throw new Error(`not ${name}`)
        return name
      }),
    ),
  )
  const failed = names.filter((_, i) => i % 10 === 3)
  expect(outcomes.map((o) => (o.status === 'fulfilled' ? o.value : (o.reason as Error).message))).toEqual(
    names.map((name) => (failed.includes(name) ? `not ${name}` : name)),
  )
  const rows = await database.db.selectFrom('workspaces').select('id').orderBy('id').execute()
  expect(rows.map((r) => r.id)).toEqual(names.filter((n) => !failed.includes(n)))
})

it('tells everyone when the database is gone, and goes on when it is not', async () => {
  const twice = database.write((trx) => trx.insertInto('workspaces').values(workspace('w00')).execute())
  await expect(twice).rejects.toThrow(/UNIQUE/)
  await expect(database.write(async () => 'still here')).resolves.toBe('still here')
  database.sqlite!.close()
  const lost = [1, 2].map(() => database.write(async () => 'never'))
  expect((await Promise.allSettled(lost)).map((o) => o.status)).toEqual(['rejected', 'rejected'])
})
