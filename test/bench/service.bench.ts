/**
 * Load on the service: 50 clients upload and read for a minute while a script asks for its health. Printed against
 * what the same threads do without HTTP and without a database.
 *
 *   node --import tsx test/bench/service.bench.ts [seconds]
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Pool } from 'undici'
import { AnalysisPool } from '../../src/server/analysis/pool.js'
import { TERMS } from '../service/service.js'

const SECONDS = Number(process.argv[2] ?? 60)
const CLIENTS = 50
const THREADS = Math.max(1, availableParallelism() - 1)
const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
/** About the length of ordinary terms; each document differs, so that nothing is found ready. */
const LONG = Array.from({ length: 12 }, (_, i) => TERMS.replaceAll('## ', `## ${i}.`)).join('\n')
const documentOf = (n: number): string => `${LONG}\nDocument ${n}.\n`
const BOUNDARY = 'yakkan-bench-boundary'
const BEFORE = Buffer.from(
  `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="terms.md"\r\ncontent-type: text/markdown\r\n\r\n${LONG}`,
)
/** A form that uploads document `n`, put together from ready bytes: the clients share the machine's cores. */
const formOf = (n: number): Buffer => Buffer.concat([BEFORE, Buffer.from(`\nDocument ${n}.\n\r\n--${BOUNDARY}--\r\n`)])

/** Documents a second that the threads alone read and judge. */
async function poolAlone(seconds: number): Promise<number> {
  const pool = new AnalysisPool(THREADS, () => undefined)
  let n = 0
  const one = () =>
    pool.run(
      {
        kind: 'analyse',
        version: String(n),
        name: 'terms.md',
        bytes: new TextEncoder().encode(documentOf(n++)),
        documentJson: null,
        rules: { house: null, today: '2026-01-01' },
      },
      new AbortController().signal,
    )
  for (let i = 0; i < 5 * THREADS; i++) await one()
  const until = performance.now() + seconds * 1000
  const began = performance.now()
  let done = 0
  await Promise.all(
    Array.from({ length: THREADS }, async () => {
      while (performance.now() < until) {
        await one()
        done++
      }
    }),
  )
  const rate = done / ((performance.now() - began) / 1000)
  await pool.close()
  return rate
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

const folder = mkdtempSync(join(tmpdir(), 'yakkan-bench-'))
const alone = await poolAlone(Math.min(20, SECONDS))

// In a process of its own, as it runs in earnest: the clients' work must not be counted as the service's.
const service = spawn(process.execPath, ['--import', 'tsx', MAIN, '--lang', 'en', 'serve'], {
  env: { ...process.env, PORT: '0', YAKKAN_DATA: folder, YAKKAN_LOG: 'error', YAKKAN_THREADS: String(THREADS) },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const address = await new Promise<string>((resolve) => {
  service.stdout.on('data', (chunk: Buffer) => {
    const found = /(http:\/\/127\.0\.0\.1:\d+)/.exec(chunk.toString())?.[1]
    if (found) resolve(found)
  })
})

const answers = new Map<number, number>()
const count = (status: number) => answers.set(status, (answers.get(status) ?? 0) + 1)
const health: number[] = []
const deadline = performance.now() + SECONDS * 1000
let sent = 0

const connections = new Pool(address, { connections: CLIENTS })

async function ask(method: 'GET' | 'POST', path: string, body?: Buffer): Promise<{ status: number; text: string }> {
  const headers = body ? { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } : {}
  const answer = await connections.request({ method, path, headers, body: body ?? null })
  count(answer.statusCode)
  return { status: answer.statusCode, text: await answer.body.text() }
}

/** Uploads, reads the list and what has been judged; waits a while when told to come back. */
async function client(): Promise<void> {
  while (performance.now() < deadline) {
    try {
      const upload = await ask('POST', '/api/documents', formOf(sent++))
      if (upload.status === 429) await pause(1000)
      else {
        const version = /"version":"(ver_\w+)"/.exec(upload.text)?.[1]
        await ask('GET', `/api/versions/${version}`)
        await ask('GET', '/api/documents?limit=20')
      }
    } catch {
      count(0)
    }
  }
}

async function askHealth(): Promise<void> {
  while (performance.now() < deadline) {
    const began = performance.now()
    await (await fetch(`${address}/health`)).text()
    health.push(performance.now() - began)
    await pause(50)
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

const done = async (): Promise<number> => {
  const metrics = await (await fetch(`${address}/metrics`)).text()
  return Number(/yakkan_jobs_total\{kind="analyse",outcome="done"\} (\d+)/.exec(metrics)?.[1] ?? 0)
}

const began = performance.now()
await Promise.all([...Array.from({ length: CLIENTS }, client), askHealth()])
const analysed = (await done()) / ((performance.now() - began) / 1000)
service.kill('SIGKILL')
rmSync(folder, { recursive: true, force: true })

health.sort((a, b) => a - b)
const errors = [...answers]
  .filter(([status]) => status === 0 || (status >= 400 && status !== 429))
  .reduce((n, [, c]) => n + c, 0)
console.log(`threads ${THREADS}, clients ${CLIENTS}, seconds ${SECONDS}`)
console.log(`answers ${JSON.stringify(Object.fromEntries([...answers].sort()))}, errors other than 429: ${errors}`)
console.log(
  `health ms: p50 ${percentile(health, 0.5).toFixed(1)}, p99 ${percentile(health, 0.99).toFixed(1)}, most ${health.at(-1)?.toFixed(1)}`,
)
console.log(`documents a second: threads alone ${alone.toFixed(2)}, through the service ${analysed.toFixed(2)}`)
console.log(`ratio ${(analysed / alone).toFixed(2)} (at least 0.80)`)
process.exitCode = errors === 0 && analysed / alone >= 0.8 && percentile(health, 0.99) <= 100 ? 0 : 1
