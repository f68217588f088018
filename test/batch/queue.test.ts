import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Postgres, startPostgres } from '../service/databases.js'
import { differences, put, terms } from './agreements.js'
import { type Call, events, killAll, until, yakkan } from './command.js'
import { makeCorpus } from './corpus.js'

const FILES = Number(process.env.YAKKAN_CRASH_FILES ?? 40)
const KILLS = Number(process.env.YAKKAN_CRASH_KILLS ?? 4)

const scratch = mkdtempSync(join(tmpdir(), 'yakkan-queue-'))
const folder = join(scratch, 'in')
const local = join(scratch, 'local')
let postgres: Postgres
let paths: string[]

beforeAll(async () => {
  postgres = await startPostgres()
  paths = makeCorpus(folder, FILES, 7, { scans: false })
  const call = yakkan(['batch', folder, '--out', local, '--html'])
  expect([0, 3], call.stderr()).toContain(await call.ended)
}, 600_000)
afterEach(killAll)
afterAll(async () => {
  killAll()
  await postgres?.stop()
  rmSync(scratch, { recursive: true, force: true })
})

const worker = (url: string, ...more: string[]): Call =>
  yakkan(['worker', '--threads', '1', '--heartbeat', '0.5', '--json', ...more], { YAKKAN_QUEUE: url })
const enqueue = (url: string, out: string, ...more: string[]): Call =>
  yakkan(['batch', folder, '--out', out, '--html', '--queue', url, '--json', ...more])
const ready = (call: Call): boolean => events(call).some((e) => e.event === 'ready')
const filesOf = (call: Call): string[] =>
  events(call).flatMap((e) => (e.event === 'file' && e.status !== 'put back' ? [String(e.path)] : []))

async function ask(url: string, query: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(query)).rows
  } finally {
    await client.end()
  }
}

const long = { timeout: 300_000 + KILLS * 60_000 + FILES * 4_000 }

describe('a batch over a queue', long, () => {
  it('gives what a run on one machine gives, byte for byte, and leaves no text behind', async () => {
    const url = await postgres.create()
    const workers = [worker(url), worker(url)]
    const out = join(scratch, 'q-plain')
    const call = enqueue(url, out)
    expect([0, 3], call.stderr()).toContain(await call.ended)
    expect(differences(local, out)).toEqual([])
    expect(workers.flatMap(filesOf).sort()).toEqual(paths)
    for (const table of ['run', 'file', 'content', 'result', 'claim']) {
      expect(await ask(url, `select 1 from yakkan_batch.${table}`), table).toEqual([])
    }
    expect(await ask(url, 'select name from yakkan_boss.queue')).toEqual([])
    for (const { child } of workers) child.kill('SIGTERM')
    expect(await Promise.all(workers.map((w) => w.ended))).toEqual([0, 0])
    expect(await ask(url, 'select 1 from yakkan_batch.worker')).toEqual([])
  })

  it('survives the death of workers and of the enqueuer, and PostgreSQL that is restarted', async () => {
    const url = await postgres.create()
    const out = join(scratch, 'q-war')
    const workers = [worker(url), worker(url)]
    let call = enqueue(url, out)
    let seen = 0
    for (let k = 0; k < KILLS; k++) {
      seen += Math.max(1, Math.floor(FILES / (KILLS + 2)))
      const reached = () => workers.flatMap(filesOf).length >= seen
      await until(reached, long.timeout)
      if (k % 4 === 2) {
        call.child.kill('SIGKILL')
        await call.ended
        call = enqueue(url, out)
      } else if (k % 4 === 3 && k < 4) {
        await postgres.restart()
      } else {
        workers[k % 2 ? workers.length - 1 : workers.length - 2]!.child.kill('SIGKILL')
        workers.push(worker(url))
      }
    }
    const code = await call.ended
    expect([0, 3], call.stderr()).toContain(code)
    expect(differences(local, out)).toEqual([])
    const lines = readFileSync(join(out, 'results.ndjson'), 'utf8').trimEnd().split('\n')
    expect(lines.map((l) => JSON.parse(l).path)).toEqual(paths)
    expect(await ask(url, 'select 1 from yakkan_batch.file')).toEqual([])
  })

  it('takes documents from a shared folder, archives and earlier versions included', async () => {
    const url = await postgres.create()
    const own = join(scratch, 'own')
    put(own, { 'a.md': terms(), 'sub/b.md': terms({ name: 'Ginkgo' }) })
    const out = join(scratch, 'q-shared')
    const one = worker(url)
    const go = async (): Promise<void> => {
      const call = yakkan(['batch', own, '--out', out, '--queue', url, '--shared', own, '--json'])
      expect(await call.ended, call.stderr()).toBe(0)
    }
    await go()
    put(own, { 'a.md': terms({ notice: 7, cap: 'two' }) })
    await go()
    expect(filesOf(one).sort()).toEqual(['a.md', 'a.md', 'sub/b.md'])
    const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))
    expect(summary.harmed.map((r: { path: string }) => r.path)).toEqual(['a.md'])
  })

  it('names a file that no worker can have, after some tries', async () => {
    const url = await postgres.create()
    const own = join(scratch, 'elsewhere')
    put(own, { 'a.md': terms() })
    const out = join(scratch, 'q-dead')
    const one = worker(url)
    const call = yakkan(['batch', own, '--out', out, '--queue', url, '--shared', join(scratch, 'nowhere'), '--json'])
    expect(await call.ended).toBe(3)
    expect(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')).errors).toEqual({ 'no-access': ['a.md'] })
    const tries = events(one).filter((e) => e.event === 'file')
    expect(tries.map((e) => [e.status, e.error])).toEqual(Array.from({ length: 5 }, () => ['put back', 'no-access']))
  })

  it('lets workers of another library take nothing, and they say so', async () => {
    const url = await postgres.create()
    const own = join(scratch, 'versions')
    put(own, { 'a.md': terms() })
    const one = worker(url)
    await until(() => ready(one))
    const out = join(scratch, 'q-versions')
    // Other house rules are part of the run and come with it; another program or library is not.
    await ask(
      url,
      `create function yakkan_batch.alter_run() returns trigger language plpgsql as
      $$ begin new.library := 'another'; return new; end $$`,
    )
    await ask(
      url,
      `create trigger other before insert on yakkan_batch.run for each row execute function yakkan_batch.alter_run()`,
    )
    const call = yakkan(['batch', own, '--out', out, '--queue', url, '--json'])
    await until(() => events(one).some((e) => e.event === 'other-version'))
    await sleep(2_000)
    expect(filesOf(one)).toEqual([])
    await ask(url, 'drop trigger other on yakkan_batch.run')
    call.child.kill('SIGKILL')
    await call.ended
    // Begun anew under another name, the run is taken.
    await ask(url, 'delete from yakkan_batch.run')
    const again = yakkan(['batch', own, '--out', out, '--queue', url, '--json'])
    one.child.kill('SIGTERM')
    const two = worker(url)
    expect(await again.ended, again.stderr()).toBe(0)
    expect(filesOf(two)).toEqual(['a.md'])
  })

  it('says what is wrong with the address', async () => {
    const out = join(scratch, 'q-wrong')
    const wrong = [
      yakkan(['worker', '--queue', 'mysql://x/y']),
      yakkan(['worker', '--queue', 'postgres://postgres:secret@127.0.0.1:9/none']),
      yakkan(['worker']),
      yakkan(['batch', folder, '--out', out, '--queue']),
      yakkan(['batch', '--compare', folder, folder, '--out', out, '--queue', 'postgres://x/y']),
    ]
    expect(await Promise.all(wrong.map((c) => c.ended))).toEqual([1, 1, 2, 2, 2])
    expect(wrong[0]!.stderr()).toContain('[bad-address]')
    expect(wrong[1]!.stderr()).toContain('[no-database]')
    expect(wrong[1]!.stderr()).not.toContain('secret')
  })
})
