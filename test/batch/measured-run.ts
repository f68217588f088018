/**
 * One run of `yakkan batch` with its memory measured: `node --import tsx test/batch/measured-run.ts MAIN FOLDER OUT [ARGUMENT…]`.
 * MAIN is the command's file (`dist/cli/main.js`). Prints files, seconds and the resident memory of the process, threads
 * included, at every thousandth file, and how far it grew from the thousandth to the last.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const EVERY = 1_000

const [main, folder, out, ...more] = process.argv.slice(2)
if (!main || !folder || !out) throw new Error('call: measured-run.ts MAIN FOLDER OUT [ARGUMENT…]')
const started = performance.now()
const child = spawn(process.execPath, [main, 'batch', folder, '--out', out, '--json', ...more], {
  stdio: ['ignore', 'pipe', 'inherit'],
})

/** The mean over the last samples, since the memory of a moment goes up and down with the collector. */
const recent: number[] = []
function sample(): void {
  try {
    const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
    if (kib) recent.push(Number(kib) / 1024)
    if (recent.length > 120) recent.shift()
  } catch {
    // The process has ended.
  }
}
const timer = setInterval(sample, 250)
const resident = (): number => recent.reduce((a, b) => a + b, 0) / Math.max(1, recent.length)

let first = 0
let last = 0
for await (const line of createInterface({ input: child.stdout })) {
  const event = JSON.parse(line) as { event: string; done?: number; todo?: number }
  if (event.event !== 'file') {
    console.log(line)
    continue
  }
  if (event.done! % EVERY === 0) {
    last = resident()
    first ||= last
    const seconds = (performance.now() - started) / 1000
    console.log(`${event.done} files, ${seconds.toFixed(0)} s, ${last.toFixed(0)} MiB`)
  }
}
clearInterval(timer)
console.log(`${((performance.now() - started) / 1000).toFixed(1)} s in all`)
if (first) console.log(`memory from file ${EVERY} to the last: ${((last / first - 1) * 100).toFixed(1)} %`)
