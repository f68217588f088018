import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findApiKey } from '../../src/store/api-keys.js'
import { carryOver } from '../../src/store/carry-over.js'
import { changeKey } from '../../src/store/comparisons.js'
import { applyRetention, eraseTraces } from '../../src/store/erasure.js'
import { findInvitation, seatsOf, takeSeat } from '../../src/store/members.js'
import { overview } from '../../src/store/overview.js'
import { Settings } from '../../src/store/settings.js'
import { checkSoundness } from '../../src/store/soundness.js'
import { Store, type WorkspaceStore } from '../../src/store/store.js'
import { describeOnBoth, type TestDatabase } from './databases.js'
import { analysisOf, change, comparisonOf, finding, resultOf } from './judged.js'

const ANNA = { id: 'anna', name: 'Anna' }
const bytes = (text: string) => new TextEncoder().encode(text)
const upload = (text: string, more: { documentId?: string; provider?: string } = {}) => ({
  fileName: 'terms.txt',
  content: bytes(text),
  documentId: more.documentId ?? null,
  provider: more.provider ?? null,
})

async function open(database: TestDatabase, now?: () => Date): Promise<{ store: Store; home: WorkspaceStore }> {
  const store = await Store.open(await database.place(), now)
  const workspace = await store.workspaces.create('Home', 'en')
  return { store, home: store.in(workspace.id, ANNA) }
}

/** Every file below a folder, as text. */
function filesBelow(folder: string): string {
  let all = ''
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (!existsSync(path)) continue
    if (statSync(path).isDirectory()) all += filesBelow(path)
    else all += readFileSync(path, 'latin1')
  }
  return all
}

describeOnBoth('the store', (database) => {
  it('keeps the original bytes and queues the reading in one step', async () => {
    const { store, home } = await open(database)
    const [receipt] = await home.uploads.receive([upload('Terms\nAll of it.', { provider: 'Acme' })])
    const version = await home.versions.get(receipt!.version)
    expect(version).toMatchObject({ seq: 1, state: 'queued', file_name: 'terms.txt', bytes: 16, created_by: 'Anna' })
    expect(Buffer.from(await home.versions.original(version)).toString()).toBe('Terms\nAll of it.')
    expect(await store.jobs.count()).toBe(1)
    const job = await store.jobs.take()
    expect(job).toMatchObject({ kind: 'analyse', version_id: version.id, attempts: 1 })
    expect(await store.jobs.take()).toBeNull()
    await store.jobs.release()
    expect((await store.jobs.take())?.attempts).toBe(2)
    await store.jobs.finish(job!.id)
    expect(await store.jobs.count()).toBe(0)
    await store.close()
  })

  it('answers a repeated idempotency key with the first receipt, and refuses it for other files', async () => {
    const { store, home } = await open(database)
    const first = await home.uploads.receive([upload('one')], 'key-1')
    expect(await home.uploads.receive([upload('one')], 'key-1')).toEqual(first)
    await expect(home.uploads.receive([upload('two')], 'key-1')).rejects.toMatchObject({ code: 'key-reused' })
    expect(await overview(home.scope)).toHaveLength(1)
    await store.close()
  })

  it('numbers versions and does not take the same bytes twice in a row', async () => {
    const { store, home } = await open(database)
    const [a] = await home.uploads.receive([upload('one')])
    const documentId = a!.document
    const [again] = await home.uploads.receive([upload('one', { documentId })])
    expect(again).toMatchObject({ version: a!.version, created: false })
    const [b] = await home.uploads.receive([upload('two', { documentId })])
    const [back] = await home.uploads.receive([upload('one', { documentId })])
    expect([b!.seq, back!.seq]).toEqual([2, 3])
    expect((await home.versions.of(documentId)).map((v) => v.seq)).toEqual([3, 2, 1])
    await store.close()
  })

  it('keeps one analysis for each library and never mixes them', async () => {
    const { store, home } = await open(database)
    const [r] = await home.uploads.receive([upload('text')])
    await home.analyses.keep(r!.version, resultOf('text', [finding('C16', 'text')], 'lib-1'))
    await home.analyses.keep(r!.version, resultOf('text', [finding('C16', 'text')], 'lib-1'))
    expect(await store.jobs.take()).toBeNull()
    expect(await store.jobs.queueOutdated(home.scope.workspaceId, 'lib-1')).toBe(0)
    expect(await store.jobs.queueOutdated(home.scope.workspaceId, 'lib-2')).toBe(1)
    expect(await store.jobs.queueOutdated(home.scope.workspaceId, 'lib-2')).toBe(0)
    await home.analyses.keep(r!.version, resultOf('text', [finding('C16', null)], 'lib-2'))
    expect((await home.analyses.history(r!.version)).map((a) => a.library).sort()).toEqual(['lib-1', 'lib-2'])
    expect(await home.versions.of(r!.document)).toHaveLength(1)
    await store.close()
  })

  it('lets a later decision stand before an earlier one and keeps both, and wants a reason for an override', async () => {
    const { store, home } = await open(database)
    const [r] = await home.uploads.receive([upload('text')])
    await home.analyses.keep(r!.version, resultOf('text', [finding('C16', 'text', { position: 'adverse' })]))
    await expect(
      home.decisions.make(r!.version, { item: 'C16', verdict: 'override', position: 'neutral' }),
    ).rejects.toThrow('reason-needed')
    await home.decisions.make(r!.version, { item: 'C16', verdict: 'agree' })
    await new Promise((resolve) => setTimeout(resolve, 5))
    await home.decisions.make(r!.version, {
      item: 'C16',
      verdict: 'override',
      position: 'neutral',
      reason: 'The order form names our own law.',
    })
    const decided = (await home.decisions.of(r!.version)).get('C16')
    expect(decided?.holds).toMatchObject({ verdict: 'override', position: 'neutral', by_name: 'Anna' })
    expect(decided?.history).toHaveLength(2)
    const [summary] = await overview(home.scope)
    expect(summary?.judged).toMatchObject({ adverse: 0, undecided: 0 })
    await store.close()
  })

  it('carries decisions over where the passage says the same, asks again where it does not', async () => {
    const { store, home } = await open(database)
    const oldText = 'Law of Japan. Court in Tokyo. Thirty days notice. No assignment.'
    const newText = 'Law of Japan. Courts in Tokyo. Ten days notice. No assignment.'
    const at = (text: string, quote: string) => text.indexOf(quote)
    const olds = [
      finding('C16', 'Law of Japan.', {}, 0),
      finding('C15', 'Court in Tokyo.', {}, at(oldText, 'Court')),
      finding('C13', 'Thirty days notice.', {}, at(oldText, 'Thirty')),
      finding('C07', 'No assignment.', {}, at(oldText, 'No assign')),
    ]
    const news = [
      finding('C16', 'Law of Japan.', {}, 0),
      finding('C15', 'Courts in Tokyo.', {}, at(newText, 'Courts')),
      finding('C13', 'Ten days notice.', {}, at(newText, 'Ten')),
      finding('C07', 'No assignment.', { position: 'adverse' }, at(newText, 'No assign')),
    ]
    const [a] = await home.uploads.receive([upload(oldText)])
    await home.analyses.keep(a!.version, resultOf(oldText, olds))
    for (const item of ['C16', 'C15', 'C13', 'C07']) await home.decisions.make(a!.version, { item, verdict: 'agree' })
    const [b] = await home.uploads.receive([upload(newText, { documentId: a!.document })])
    await home.analyses.keep(b!.version, resultOf(newText, news))
    const wording = change(
      'Court in Tokyo.',
      'Courts in Tokyo.',
      { kind: 'wording', effect: 'neutral' },
      at(oldText, 'Court'),
    )
    const notice = change('Thirty days notice.', 'Ten days notice.', {}, at(oldText, 'Thirty'))
    const comparison = comparisonOf([notice, wording])
    await home.comparisons.keep(a!.version, b!.version, comparison)
    const carry = () =>
      carryOver(
        home.scope,
        { old: a!.version, new: b!.version },
        { old: analysisOf(oldText, olds), new: analysisOf(newText, news) },
        newText,
        comparison,
      )
    await carry()
    await carry()
    const decided = await home.decisions.of(b!.version)
    const told = [...decided.values()].map((d) => [d.item, d.carry?.outcome, d.carry?.why, d.holds?.by_name ?? null])
    expect(told.sort()).toEqual([
      ['C07', 'ask-again', 'judged-otherwise', null],
      ['C13', 'ask-again', 'changed', null],
      ['C15', 'carried', 'reworded', 'Anna'],
      ['C16', 'carried', 'unchanged', 'Anna'],
    ])
    const [summary] = await overview(home.scope)
    expect(summary).toMatchObject({ change: { hurts: 1, unreviewed: 1, highest: 'high' }, judged: { askAgain: 2 } })
    await home.comparisons.review(summary!.change!.comparisonId, [changeKey(notice)], true)
    expect((await overview(home.scope))[0]?.change?.unreviewed).toBe(0)
    await home.comparisons.review(summary!.change!.comparisonId, [changeKey(notice)], false)
    expect((await overview(home.scope))[0]?.change?.unreviewed).toBe(1)
    await store.close()
  })

  it('names the one row of the audit log that was altered, removed or cut off', async () => {
    const { store, home } = await open(database)
    for (let i = 0; i < 6; i++) await home.uploads.receive([upload(`text ${i}`)])
    expect(await home.audit.verify()).toEqual({ rows: 6, broken: [] })
    const { db } = store.database
    const third = await db.selectFrom('audit').selectAll().where('seq', '=', 3).executeTakeFirstOrThrow()
    await db.updateTable('audit').set({ actor_name: 'Mallory' }).where('seq', '=', 3).execute()
    expect((await home.audit.verify()).broken).toEqual([3])
    expect(await checkSoundness(store.database)).toEqual([
      { code: 'altered-audit', place: `${home.scope.workspaceId} 3` },
    ])
    await db.deleteFrom('audit').where('seq', '=', 3).execute()
    expect((await home.audit.verify()).broken).toEqual([3])
    await db.insertInto('audit').values(third).execute()
    expect((await home.audit.verify()).broken).toEqual([])
    await db.deleteFrom('audit').where('seq', '=', 6).execute()
    expect((await home.audit.verify()).broken).toEqual([6])
    await store.close()
  })

  it('keeps the chain unbroken when many write at once', async () => {
    const { store, home } = await open(database)
    await Promise.all(Array.from({ length: 40 }, (_, i) => home.uploads.receive([upload(`text ${i}`)])))
    expect(await home.audit.verify()).toEqual({ rows: 40, broken: [] })
    await store.close()
  })

  it('does not find anything of another workspace', async () => {
    const { store, home } = await open(database)
    const other = store.in((await store.workspaces.create('Other', 'ja')).id, { id: 'b', name: 'Bert' })
    const [r] = await home.uploads.receive([upload('text')])
    await home.analyses.keep(r!.version, resultOf('text', [finding('C16', 'text')]))
    const missing = { code: 'not-found' }
    await expect(other.documents.get(r!.document)).rejects.toMatchObject(missing)
    await expect(other.documents.delete(r!.document)).rejects.toMatchObject(missing)
    await expect(other.versions.get(r!.version)).rejects.toMatchObject(missing)
    await expect(other.decisions.make(r!.version, { item: 'C16', verdict: 'agree' })).rejects.toMatchObject(missing)
    await expect(other.uploads.receive([upload('x', { documentId: r!.document })])).rejects.toMatchObject(missing)
    expect(await other.versions.extraction(r!.version)).toBeNull()
    expect(await other.analyses.latest(r!.version)).toBeNull()
    expect(await overview(other.scope)).toEqual([])
    await store.close()
  })

  it('leaves no byte of a deleted document in the database', async () => {
    const place = await database.place()
    const store = await Store.open(place)
    const home = store.in((await store.workspaces.create('Home', 'en')).id, ANNA)
    const canary = 'CANARY-4711-kumquat'
    const keep = await home.uploads.receive([upload('An innocent text that stays.')])
    const gone = await home.uploads.receive([upload(`${canary} in the terms ${'x'.repeat(20_000)} ${canary}`)])
    const items = [finding('C16', canary, { position: 'adverse' })]
    await home.analyses.keep(gone[0]!.version, resultOf(`${canary} title\nand text`, items))
    await home.decisions.make(gone[0]!.version, { item: 'C16', verdict: 'note', note: `see ${canary}` })
    const [second] = await home.uploads.receive([upload(`${canary} second`, { documentId: gone[0]!.document })])
    await home.comparisons.keep(gone[0]!.version, second!.version, comparisonOf([change(canary, null)]))
    if ('folder' in place) expect(filesBelow(place.folder)).toContain(canary)
    await home.documents.delete(gone[0]!.document)
    await eraseTraces(store.database)
    if ('folder' in place) expect(filesBelow(place.folder)).not.toContain(canary)
    const tables = ['originals', 'extractions', 'analyses', 'comparisons', 'decisions', 'audit', 'idempotency'] as const
    for (const table of tables) {
      const rows = await store.database.db.selectFrom(table).selectAll().execute()
      expect(rows.map((r) => Object.values(r).map(String).join(' ')).join('\n')).not.toContain(canary)
    }
    expect(await home.versions.original(await home.versions.get(keep[0]!.version))).toBeTruthy()
    const faults = await checkSoundness(store.database)
    expect(faults).toEqual([])
    await store.close()
  })

  it('keeps bytes that another document still needs', async () => {
    const { store, home } = await open(database)
    const [a] = await home.uploads.receive([upload('same')])
    const [b] = await home.uploads.receive([upload('same')])
    await home.documents.delete(a!.document)
    expect(Buffer.from(await home.versions.original(await home.versions.get(b!.version))).toString()).toBe('same')
    await store.close()
  })

  it('deletes what is older than the workspace keeps', async () => {
    let now = new Date('2026-01-01T00:00:00Z')
    const { store, home } = await open(database, () => now)
    const [old] = await home.uploads.receive([upload('old')])
    now = new Date('2026-03-01T00:00:00Z')
    await home.uploads.receive([upload('new')])
    expect(await applyRetention(home.scope, Settings.parse({}))).toEqual([])
    expect(await applyRetention(home.scope, Settings.parse({ retention_days: 30 }))).toEqual([old!.document])
    expect(await overview(home.scope)).toHaveLength(1)
    await store.close()
  })

  it('knows a key by its secret until it is revoked or has run out', async () => {
    let now = new Date('2026-01-01T00:00:00Z')
    const { store, home } = await open(database, () => now)
    const { row, secret } = await home.keys.create('CI', 'editor', 30)
    expect(JSON.stringify(await store.database.db.selectFrom('api_keys').selectAll().execute())).not.toContain(secret)
    expect((await findApiKey(store.database, secret, now))?.id).toBe(row.id)
    expect(await findApiKey(store.database, `${secret}0`, now)).toBeNull()
    now = new Date('2026-02-01T00:00:00Z')
    expect(await findApiKey(store.database, secret, now)).toBeNull()
    const forever = await home.keys.create('CI', 'reader', null)
    await home.keys.revoke(forever.row.id)
    expect(await findApiKey(store.database, forever.secret, now)).toBeNull()
    await store.close()
  })

  it('gives an invited seat once, and never loses the last owner', async () => {
    const { store, home } = await open(database)
    const secret = await home.members.invite('Anna@Example.com', 'Anna', 'owner')
    const seat = await findInvitation(store.database, secret, new Date())
    expect(seat?.email).toBe('anna@example.com')
    expect(await findInvitation(store.database, secret, new Date(Date.now() + 8 * 86_400_000))).toBeNull()
    await takeSeat(store.database, seat!.id, 'user-1')
    expect(await findInvitation(store.database, secret, new Date())).toBeNull()
    expect((await seatsOf(store.database, 'user-1'))[0]?.role).toBe('owner')
    await expect(home.members.remove(seat!.id)).rejects.toMatchObject({ code: 'last-owner' })
    await expect(home.members.setRole(seat!.id, 'reader')).rejects.toMatchObject({ code: 'last-owner' })
    await store.close()
  })

  it('counts silenced findings apart, until their day has passed', async () => {
    let now = new Date('2026-01-01T00:00:00Z')
    const { store, home } = await open(database, () => now)
    const [r] = await home.uploads.receive([upload('text')])
    const silenced = { reason: 'Accepted by the board', by: 'Anna', until: '2026-06-30' }
    await home.analyses.keep(r!.version, resultOf('text', [finding('C16', 'text', { position: 'adverse', silenced })]))
    expect((await overview(home.scope))[0]?.judged).toMatchObject({
      adverse: 0,
      silenced: 1,
    })
    now = new Date('2026-07-01T00:00:00Z')
    expect((await overview(home.scope))[0]?.judged).toMatchObject({
      adverse: 1,
      silenced: 0,
    })
    await store.close()
  })

  it('finds lost work, wrong bytes and gaps', async () => {
    const { store, home } = await open(database)
    const [r] = await home.uploads.receive([upload('text')])
    const job = await store.jobs.take()
    await store.jobs.finish(job!.id)
    expect(await checkSoundness(store.database)).toEqual([{ code: 'lost-work', place: r!.version }])
    await home.analyses.keep(r!.version, resultOf('text', []))
    await store.database.db
      .updateTable('originals')
      .set({ content: Buffer.from('tampered') })
      .execute()
    expect(await checkSoundness(store.database)).toEqual([{ code: 'wrong-bytes', place: r!.sha256 }])
    await store.close()
  })
})
