import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkSoundness } from '../../src/store/soundness.js'
import { Store } from '../../src/store/store.js'
import { startPostgres } from './databases.js'
import { form, TERMS } from './service.js'

/** How often the service is killed; `YAKKAN_CRASH_ROUNDS=30` for the long run. */
const ROUNDS = Number(process.env.YAKKAN_CRASH_ROUNDS ?? 3)
const UPLOADS = 200
const AT_ONCE = 8
const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

interface Started {
  process: ChildProcess
  address: string
}

/** A service in a process of its own, which alone can be killed for real. */
function start(variables: Record<string, string>): Promise<Started> {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, '--lang', 'en', 'serve'], {
    env: { ...process.env, PORT: '0', YAKKAN_LOG: 'silent', YAKKAN_THREADS: '1', ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const address = /(http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1]
      if (address) resolve({ process: child, address })
    })
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}: ${said}`)))
  })
}

function ended(child: ChildProcess): Promise<void> {
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()))
}

interface Receipt {
  document: string
  version: string
}

/** Sends what has not been acknowledged yet, until all is or the service dies. */
async function send(address: string, acknowledged: Map<number, Receipt>): Promise<void> {
  const open = Array.from({ length: UPLOADS }, (_, i) => i).filter((i) => !acknowledged.has(i))
  const next = async (): Promise<void> => {
    for (let i = open.shift(); i !== undefined; i = open.shift()) {
      try {
        const answer = await fetch(`${address}/api/documents`, {
          method: 'POST',
          body: form([{ name: `terms-${i}.md`, content: `${TERMS}\nDocument ${i}.\n` }]),
          headers: { 'idempotency-key': `upload-${i}` },
        })
        if (answer.status === 429) {
          open.push(i)
          await new Promise((resolve) => setTimeout(resolve, 500))
        } else if (answer.ok) {
          const { receipts } = (await answer.json()) as { receipts: Receipt[] }
          acknowledged.set(i, receipts[0]!)
        } else throw new Error(`answered ${answer.status}`)
      } catch (error) {
        if (error instanceof Error && error.message.startsWith('answered')) throw error
        return
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
}

async function killedAgainAndAgain(variables: Record<string, string>, place: { url: string } | { folder: string }) {
  const acknowledged = new Map<number, Receipt>()
  for (let round = 0; round < ROUNDS; round++) {
    const service = await start(variables)
    // Spread over the whole of a run: before the first answer, among the uploads, while threads judge.
    const timer = setTimeout(() => service.process.kill('SIGKILL'), 30 + ((round * 397) % 1500))
    // When all came through before the blow, it falls while the work is going on.
    await send(service.address, acknowledged)
    await ended(service.process)
    clearTimeout(timer)
  }
  const last = await start(variables)
  await send(last.address, acknowledged)
  expect(acknowledged.size).toBe(UPLOADS)
  last.process.kill('SIGKILL')
  await ended(last.process)

  const store = await Store.open(place)
  try {
    const { db } = store.database
    const versions = await db.selectFrom('versions').select(['id', 'document_id', 'sha256']).execute()
    const ids = new Set(versions.map((v) => v.id))
    for (const [i, { version }] of acknowledged) expect(ids, `upload ${i} was acknowledged`).toContain(version)
    expect(versions.length, 'nothing twice').toBe(UPLOADS)
    expect(new Set(versions.map((v) => v.sha256)).size).toBe(UPLOADS)
    expect(await checkSoundness(store.database)).toEqual([])
  } finally {
    await store.close()
  }
}

describe(`killed ${ROUNDS} times during ${UPLOADS} uploads`, () => {
  const long = 60_000 + ROUNDS * 40_000

  it('keeps all that was acknowledged, and nothing twice, on SQLite', { timeout: long }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yakkan-crash-'))
    await killedAgainAndAgain({ YAKKAN_DATA: folder }, { folder })
    rmSync(folder, { recursive: true, force: true })
  })

  describe('on PostgreSQL', () => {
    let server: Awaited<ReturnType<typeof startPostgres>> | undefined
    beforeAll(async () => {
      server = await startPostgres()
    })
    afterAll(async () => {
      await server?.stop()
    })

    it('keeps all that was acknowledged, and nothing twice', { timeout: long }, async () => {
      const url = await server!.create()
      const folder = mkdtempSync(join(tmpdir(), 'yakkan-crash-'))
      await killedAgainAndAgain({ DATABASE_URL: url, YAKKAN_DATA: folder }, { url })
      rmSync(folder, { recursive: true, force: true })
    })
  })
})
