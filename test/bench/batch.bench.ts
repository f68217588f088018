/**
 * How a batch scales: threads on one machine, processes through the queue, and what a second run over the unchanged
 * folder costs. Rates are taken once a fifth of the files is done, when threads and caches are warm; compare within one
 * run only. Needs a build.
 *
 *   npm run build && npm run bench:batch -- [files]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

process.env.YAKKAN_MAIN ??= fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const { events, killAll, until, yakkan } = await import('../batch/command.js')
const { makeCorpus } = await import('../batch/corpus.js')
const { startPostgres } = await import('../service/databases.js')

const FILES = Number(process.argv[2] ?? 2000)
const WARM = Math.ceil(FILES / 5)
const scratch = mkdtempSync(join(tmpdir(), 'yakkan-bench-'))
const folder = join(scratch, 'in')
let runs = 0

interface Measured {
  /** Files a second, once warm. */
  rate: number
  /** Seconds of the whole call. */
  seconds: number
}

async function batch(args: readonly string[], out = join(scratch, `out-${++runs}`)): Promise<Measured> {
  const started = performance.now()
  const call = yakkan(['batch', folder, '--out', out, '--json', ...args])
  let warm: number | null = null
  let last = started
  call.child.stdout!.on('data', () => {
    const done = events(call).filter((e) => e.event === 'file').length
    if (done >= WARM) warm ??= performance.now()
    if (done < FILES || last === started) last = performance.now()
  })
  const code = await call.ended
  if (code !== 0 && code !== 3) throw new Error(call.stderr())
  const rate = warm === null ? 0 : ((FILES - WARM) * 1000) / (last - warm)
  return { rate, seconds: (performance.now() - started) / 1000 }
}

const postgres = await startPostgres()
try {
  makeCorpus(folder, FILES, 3, { scans: false })
  const rows: Record<string, string | number>[] = []
  const show = (name: string, { rate, seconds }: Measured, base: Measured): void => {
    const row = {
      run: name,
      'files/s': rate.toFixed(1),
      'against one': (rate / base.rate).toFixed(2),
      seconds: seconds.toFixed(1),
    }
    rows.push(row)
    console.log(Object.values(row).join('  '))
  }
  const once = join(scratch, 'once')
  const one = await batch(['--threads', '1'], once)
  show('1 thread', one, one)
  const again = await batch(['--threads', '1'], once)
  console.log(
    `second run over the unchanged folder: ${((again.seconds / one.seconds) * 100).toFixed(1)} % of the first`,
  )
  show('2 threads', await batch(['--threads', '2']), one)
  let alone: Measured | null = null
  for (const count of [1, 2, 4]) {
    const url = await postgres.create()
    const workers = Array.from({ length: count }, () => yakkan(['worker', '--threads', '1', '--json', '--queue', url]))
    await until(() => workers.every((w) => events(w).some((e) => e.event === 'ready')))
    const measured = await batch(['--queue', url])
    alone ??= measured
    show(`${count} process${count > 1 ? 'es' : ''} through the queue`, measured, alone)
    for (const { child } of workers) child.kill('SIGTERM')
    await Promise.all(workers.map((w) => w.ended))
  }
  console.table(rows)
  console.log(`the queue costs ${(1000 / alone!.rate - 1000 / one.rate).toFixed(1)} ms a file`)
} finally {
  killAll()
  await postgres.stop()
  rmSync(scratch, { recursive: true, force: true })
}
