import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { LONGEST_WAIT } from './limits.js'
import { ownThread, processorTime, whenTimeIsOver } from './thread-time.js'

/** A thread that works for a share of each stretch of 20 ms, as one on a busy machine may; it tells its number first. */
async function thread(share: number): Promise<{ number: number; end: () => Promise<number> }> {
  const worker = new Worker(
    `const { readlinkSync } = require('node:fs')
     const { parentPort } = require('node:worker_threads')
     parentPort.postMessage(Number(readlinkSync('/proc/thread-self').split('/').at(-1)))
     const part = () => {
       const until = performance.now() + 20 * ${share}
       while (performance.now() < until);
       setTimeout(part, 20 * ${1 - share})
     }
     if (${share} > 0) part()
     else setInterval(() => 0, 1e6)`,
    { eval: true },
  )
  const number = await new Promise<number>((resolve) => worker.once('message', resolve))
  return { number, end: () => worker.terminate() }
}

/** Milliseconds by the clock until a thread's time was over. */
function overAfter(number: number | null, ms: number): Promise<number> {
  const began = performance.now()
  return new Promise((resolve) => whenTimeIsOver(number, ms, () => resolve(performance.now() - began)))
}

describe.skipIf(ownThread() === null)('the time of a thread', () => {
  it('is what a processor spent on it', async () => {
    const own = ownThread()
    const before = processorTime(own)!
    while (processorTime(own)! < before + 50);
    expect(processorTime(own)).toBeGreaterThanOrEqual(before + 50)
    expect(processorTime(2 ** 30)).toBeNull()
    expect(processorTime(null)).toBeNull()
  })

  it('lasts longer by the clock where the thread gets little of it, and not for ever', async () => {
    const busy = await thread(0.4)
    const before = processorTime(busy.number)!
    const waited = await overAfter(busy.number, 300)
    const had = processorTime(busy.number)! - before
    expect(waited).toBeGreaterThan(300)
    // Ended by its own time, or, on a very busy machine, by the clock.
    expect(had >= 280 || waited >= 300 * LONGEST_WAIT).toBe(true)
    await busy.end()
  })

  it('is over when the thread does nothing any more, or is gone', async () => {
    const still = await thread(0)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const before = processorTime(still.number)!
    await overAfter(still.number, 200)
    // Far less than what it was allowed.
    expect(processorTime(still.number)! - before).toBeLessThan(100)
    await still.end()
    expect(processorTime(still.number)).toBeNull()
    expect(await overAfter(still.number, 50)).toBeGreaterThanOrEqual(45)
  })
})

it('is the time of the clock where the system tells no other', async () => {
  expect(await overAfter(null, 60)).toBeGreaterThanOrEqual(55)
})

it('is called off', async () => {
  let called = false
  whenTimeIsOver(null, 20, () => {
    called = true
  })()
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(called).toBe(false)
})
