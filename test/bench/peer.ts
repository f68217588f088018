import { spawnSync } from 'node:child_process'

const ROOM = 2 ** 28
const missing = new Set<string>()

/**
 * A program that we measure ourselves against, as one call of it; null, and said, where this machine does not have it.
 *
 * @param exits codes with which it ends when all is well (`git diff` and `grep` end with 1 too)
 */
export function peer(program: string, args: readonly string[], exits: readonly number[] = [0]): (() => void) | null {
  const found = spawnSync(program, ['--version'], { stdio: 'ignore' })
  if ((found.error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
    if (!missing.has(program)) console.log(`(${program} is not installed here: left out)`)
    missing.add(program)
    return null
  }
  return () => {
    const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: ROOM })
    if (error) throw error
    if (!exits.includes(status ?? -1)) throw new Error(`${program} ended with ${status}`)
  }
}
