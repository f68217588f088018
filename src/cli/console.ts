import { sayIn } from '../messages/index.js'
import { YakkanError } from '../model/failure.js'
import type { Language } from '../model/text.js'

/** Writes a line for the user to stderr; stdout is kept for results. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Tells a failure in the user's language: what happened, where, and what to do next. */
export function tellFailure(error: unknown, language: Language, place?: string): void {
  if (error instanceof YakkanError) {
    const where = place ?? error.place
    const inside = place && error.place && !place.endsWith(error.place) ? ` (${error.place})` : ''
    tell(`yakkan: ${where ? `${where}${inside}: ` : ''}${error.text[language]} ${error.next[language]} [${error.code}]`)
  } else {
    const detail = error instanceof Error ? error.message : String(error)
    tell(`yakkan: ${place ? `${place}: ` : ''}${sayIn(language, 'cli.fault', { detail })}`)
    if (process.env.YAKKAN_DEBUG && error instanceof Error) tell(error.stack ?? '')
  }
}

/** Writes to stdout and waits until the reader has taken it, so that large results are never held twice. */
export async function print(data: string | Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(data, (error) => (error ? reject(error) : resolve()))
  })
}

/** Whether to colour: only on a terminal, and never with NO_COLOR set (no-color.org). */
export function wantsColour(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR && env.FORCE_COLOR !== '0') return true
  return stream.isTTY === true && env.TERM !== 'dumb'
}
