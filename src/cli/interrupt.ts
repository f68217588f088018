import { ExitCode } from './exit-code.js'

/**
 * Ctrl-C once: `signal` aborts, so that what is in hand can end. Twice: the process ends at once. SIGTERM counts as one.
 *
 * @param first told to the user at the first
 */
export function onInterrupt(first: () => void): { signal: AbortSignal; release(): void } {
  const stop = new AbortController()
  const take = (): void => {
    if (stop.signal.aborted) process.exit(ExitCode.interrupted)
    first()
    stop.abort()
  }
  process.on('SIGINT', take)
  process.on('SIGTERM', take)
  return {
    signal: stop.signal,
    release: () => {
      process.off('SIGINT', take)
      process.off('SIGTERM', take)
    },
  }
}
