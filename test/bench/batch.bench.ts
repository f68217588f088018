/**
 * How a batch scales: threads on one machine, processes through the queue, and what a second run over the unchanged
 * folder costs. Rates are taken once a fifth of the files is done, when threads and caches are warm; compare within one
 * run only. Processor time, of all processes and threads together, tells what a file costs on a busy machine too (Linux
 * only). Needs a build.
 *
 *   npm run build && npm run bench:batch -- [files]
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
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
  /** Milliseconds of a processor a file, once warm; of the call and of the workers named. */
  processor: number
}

/** Milliseconds of a processor that a process, with its threads, has had; 0 where it is gone or nobody tells. */
function processorTime(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return 0
  }
}

async function batch(
  args: readonly string[],
  out = join(scratch, `out-${++runs}`),
  workers: readonly number[] = [],
): Promise<Measured> {
  const started = performance.now()
  const call = yakkan(['batch', folder, '--out', out, '--json', ...args])
  let warm: number | null = null
  let last = started
  const pids = [call.child.pid!, ...workers]
  const spent = (): number => pids.reduce((sum, pid) => sum + processorTime(pid), 0)
  let [atWarm, atEnd] = [0, 0]
  call.child.stdout!.on('data', () => {
    const done = events(call).filter((e) => e.event === 'file').length
    if (done >= WARM && warm === null) {
      warm = performance.now()
      atWarm = spent()
    }
    if (done < FILES || last === started) {
      last = performance.now()
      atEnd = spent()
    }
  })
  const code = await call.ended
  if (code !== 0 && code !== 3) throw new Error(call.stderr())
  const rate = warm === null ? 0 : ((FILES - WARM) * 1000) / (last - warm)
  const processor = (atEnd - atWarm) / (FILES - WARM)
  return { rate, processor, seconds: (performance.now() - started) / 1000 }
}

const postgres = await startPostgres()
try {
  makeCorpus(folder, FILES, 3, { scans: false })
  const rows: Record<string, string | number>[] = []
  const show = (name: string, { rate, seconds, processor }: Measured, base: Measured): void => {
    const row = {
      run: name,
      'files/s': rate.toFixed(1),
      'against one': (rate / base.rate).toFixed(2),
      'processor ms a file': processor.toFixed(1),
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
    const pids = workers.map(({ child }) => child.pid!)
    const measured = await batch(['--queue', url], undefined, pids)
    alone ??= measured
    show(`${count} process${count > 1 ? 'es' : ''} through the queue`, measured, alone)
    for (const { child } of workers) child.kill('SIGTERM')
    await Promise.all(workers.map((w) => w.ended))
  }
  console.table(rows)
  console.log(
    `the queue costs ${(1000 / alone!.rate - 1000 / one.rate).toFixed(1)} ms a file by the clock, ` +
      `${(alone!.processor - one.processor).toFixed(1)} ms of a processor (PostgreSQL's own apart)`,
  )
} finally {
  killAll()
  await postgres.stop()
  rmSync(scratch, { recursive: true, force: true })
}
