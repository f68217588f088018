import { readFileSync, readlinkSync } from 'node:fs'
import { LONGEST_WAIT } from './limits.js'

/** Milliseconds of a tick in which Linux counts processor time, on every machine that it runs on. */
const TICK_MS = 10

/** The system's number of the thread that asks; null on systems that do not tell it (all but Linux). */
export function ownThread(): number | null {
  try {
    return Number(readlinkSync('/proc/thread-self').split('/').at(-1))
  } catch {
    return null
  }
}

/** Processor time that a thread of this process has had, in milliseconds; null where it cannot be told. */
export function processorTime(thread: number | null): number | null {
  if (thread === null) return null
  try {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'latin1')
    // The name in brackets may hold anything; of what follows it, the 12th and 13th are the time in user and system mode.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS
  } catch {
    return null
  }
}

/**
 * Calls `over` once a thread has had its time of a processor. On a busy machine a good file takes long by the clock, and
 * that is no fault of the file: so the thread's own time counts where the system tells it, and the clock only where it
 * does not, where the thread does nothing at all, or where it has lasted {@link LONGEST_WAIT} times as long.
 *
 * @param thread from {@link ownThread}, asked within it
 * @param ms milliseconds allowed
 * @returns what calls it off
 */
export function whenTimeIsOver(thread: number | null, ms: number, over: () => void): () => void {
  const first = processorTime(thread)
  const end = performance.now() + ms * LONGEST_WAIT
  let before = first
  const look = (): void => {
    const now = processorTime(thread)
    const left = first === null || now === null || now === before ? 0 : ms - (now - first)
    if (left <= 0 || performance.now() >= end) over()
    else {
      before = now
      timer = setTimeout(look, Math.max(left, 2 * TICK_MS))
    }
  }
  let timer = setTimeout(look, ms)
  return () => clearTimeout(timer)
}
