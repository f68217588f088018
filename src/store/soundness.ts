import { sql } from 'kysely'
import { verifyAudit } from './audit.js'
import type { Database } from './database.js'
import { sha256 } from './identifiers.js'

/** One thing that is wrong with a database: what, and where. */
export interface Fault {
  code:
    | 'damaged-file'
    | 'dangling-reference'
    | 'wrong-bytes'
    | 'missing-text'
    | 'version-gap'
    | 'lost-work'
    | 'altered-audit'
  place: string
}

/**
 * Checks that a database is whole: the file itself, its references, that every original still has the bytes it is
 * named for, that every version is read, failed or queued, and that the audit log is unbroken.
 */
export async function checkSoundness(database: Database): Promise<Fault[]> {
  const faults: Fault[] = []
  const { db, sqlite } = database
  if (sqlite) {
    for (const row of sqlite.pragma('integrity_check') as { integrity_check: string }[])
      if (row.integrity_check !== 'ok') faults.push({ code: 'damaged-file', place: row.integrity_check })
    for (const row of sqlite.pragma('foreign_key_check') as { table: string; rowid: number }[])
      faults.push({ code: 'dangling-reference', place: `${row.table} ${row.rowid}` })
  }
  const names = await db.selectFrom('originals').select(['workspace_id', 'sha256']).orderBy('sha256').execute()
  // One at a time: all originals together may be larger than memory.
  for (const name of names) {
    const row = await db
      .selectFrom('originals')
      .select('content')
      .where('workspace_id', '=', name.workspace_id)
      .where('sha256', '=', name.sha256)
      .executeTakeFirst()
    if (row && sha256(row.content) !== name.sha256) faults.push({ code: 'wrong-bytes', place: name.sha256 })
  }
  const versions = await db
    .selectFrom('versions')
    .leftJoin('extractions', 'extractions.version_id', 'versions.id')
    .select(['versions.id', 'versions.document_id', 'versions.seq', 'versions.state', 'extractions.version_id as text'])
    .select((eb) =>
      eb
        .exists(eb.selectFrom('jobs').select(sql`1`.as('one')).whereRef('jobs.version_id', '=', 'versions.id'))
        .as('waiting'),
    )
    .orderBy('versions.document_id')
    .orderBy('versions.seq')
    .execute()
  let last = { document: '', seq: 0 }
  for (const version of versions) {
    const expected = version.document_id === last.document ? last.seq + 1 : 1
    if (Number(version.seq) !== expected) faults.push({ code: 'version-gap', place: version.id })
    last = { document: version.document_id, seq: Number(version.seq) }
    if (version.state === 'done' && version.text === null) faults.push({ code: 'missing-text', place: version.id })
    if ((version.state === 'queued' || version.state === 'reading') && !version.waiting)
      faults.push({ code: 'lost-work', place: version.id })
  }
  for (const { id } of await db.selectFrom('workspaces').select('id').orderBy('id').execute())
    for (const seq of (await verifyAudit(db, id)).broken) faults.push({ code: 'altered-audit', place: `${id} ${seq}` })
  return faults
}
