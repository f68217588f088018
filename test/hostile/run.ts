/**
 * Reads thousands of damaged files and every attack, as the service would: `npm run test:hostile [count] [seed]`.
 * Prints what became of them and ends with 1 when one of them broke the parent, took too long or took too much memory.
 */
import { closeParsers } from '../../src/ingest/isolate.js'
import { MAX_PARSE_MS } from '../../src/ingest/limits.js'
import { attacks } from './attacks.js'
import { FORMATS, mutants, seeds } from './mutate.js'
import { type Outcome, readHostile } from './read-hostile.js'

const MIB = 1024 * 1024
const AT_ONCE_MS = 1_000
const AT_ONCE_MIB = 100
/** The thread is stopped at the limit; starting one and passing the file to it come on top. */
const SLACK_MS = 2_000

const count = Number(process.argv[2] ?? 2_000)
const seed = Number(process.argv[3] ?? 1)
const broken: string[] = []

// The first files start a thread and load the readers, which is no cost of an attack.
for (const format of FORMATS) for (const { name, bytes } of seeds(format).slice(0, 2)) await readHostile(name, bytes)
for (const { name, make, expect, atOnce } of attacks) {
  const bytes = make()
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const { peak, outcome } = await watched(() => readHostile(name, bytes))
  const grown = Math.max(0, (peak - before) / MIB)
  console.log(`${name}: ${outcome.result}, ${outcome.milliseconds.toFixed(0)} ms, ${grown.toFixed(0)} MiB more`)
  if (outcome.result !== expect) broken.push(`${name}: ${outcome.result} instead of ${expect}`)
  if (outcome.milliseconds > MAX_PARSE_MS + SLACK_MS) broken.push(`${name}: ${outcome.milliseconds} ms`)
  if (atOnce && (outcome.milliseconds > AT_ONCE_MS || grown > AT_ONCE_MIB)) broken.push(`${name}: not refused at once`)
}

for (const format of FORMATS) {
  const tally = new Map<string, number>()
  let slowest: Outcome | undefined
  for (const { name, bytes } of mutants(format, count, seed)) {
    const outcome = await readHostile(name, bytes)
    tally.set(outcome.result, (tally.get(outcome.result) ?? 0) + 1)
    if (!slowest || outcome.milliseconds > slowest.milliseconds) slowest = outcome
    if (outcome.result === 'fault') broken.push(`${name}: ${String(outcome.fault)}`)
    if (outcome.milliseconds > MAX_PARSE_MS + SLACK_MS) broken.push(`${name}: ${outcome.milliseconds} ms`)
  }
  const shown = [...tally].sort((a, b) => b[1] - a[1]).map(([result, n]) => `${result} ${n}`)
  console.log(
    `${count} ${format}: ${shown.join(', ')}; slowest ${slowest?.name} ${slowest?.milliseconds.toFixed(0)} ms`,
  )
}
await closeParsers()
console.log(broken.length === 0 ? 'all read or refused with a reason' : `broken:\n${broken.join('\n')}`)
process.exitCode = broken.length === 0 ? 0 : 1

/** Runs and keeps an eye on the memory of the process, threads included. */
async function watched(act: () => Promise<Outcome>): Promise<{ peak: number; outcome: Outcome }> {
  let peak = process.memoryUsage().rss
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 5)
  try {
    const outcome = await act()
    return { peak: Math.max(peak, process.memoryUsage().rss), outcome }
  } finally {
    clearInterval(timer)
  }
}
