import { type DestinationStream, type Logger, pino } from 'pino'
import { YakkanError } from '../model/failure.js'
import type { Environment } from './environment.js'

export type { Logger }

/**
 * The service's log: JSON lines on standard error. Only what is named here is ever written: never a request's body,
 * a file's name or a stage's message, since each may hold words of a contract.
 */
export function openLog(level: Environment['logLevel'], stream: DestinationStream = process.stderr): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: errorForLog } },
    stream,
  )
}

/** An error without its message: where it was thrown and what kind it is. */
function errorForLog(error: unknown): Record<string, unknown> {
  if (error instanceof YakkanError) return { stage: error.stage, code: error.code }
  if (!(error instanceof Error)) return { kind: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { name: error.name, code: (error as NodeJS.ErrnoException).code, at: frames.slice(0, 8).map((f) => f.trim()) }
}
