import { setTimeout as sleep } from 'node:timers/promises'
import { type Random, randomOf } from '../hostile/random.js'
import { type Call, events, until, yakkan } from './command.js'

/** How a folder fares whose run is killed again and again. */
export interface Killed {
  kills: number
  /** Files that a call had done when the blow fell, added up over all calls. */
  done: number
}

/**
 * Runs a batch over and over; each call is killed without warning at a random moment: while it starts, between two files,
 * while it writes the outputs. The last call may end. A call that ends before its blow starts another round of nothing
 * to do, so that the moments after the work are hit as well.
 *
 * @param kills how many blows fall
 * @param args of `yakkan batch`
 */
export async function runKilled(args: readonly string[], kills: number, seed: number): Promise<Killed> {
  const random = randomOf(seed)
  let done = 0
  for (let k = 0; k < kills; k++) {
    const call = yakkan(['batch', ...args, '--json'])
    await blow(call, random)
    done += events(call).filter((e) => e.event === 'file').length
  }
  const last = yakkan(['batch', ...args, '--json'])
  const code = await last.ended
  if (code !== 0 && code !== 3) throw new Error(`the last call ended with ${code}: ${last.stderr()}`)
  done += events(last).filter((e) => e.event === 'file').length
  return { kills, done }
}

/** Some blows fall early, while a call starts; most when it has done some files. */
async function blow(call: Call, random: Random): Promise<void> {
  const ended = call.ended
  if (random.once(5)) await Promise.race([sleep(random.below(1_500)), ended])
  else {
    const files = 1 + random.below(6)
    await Promise.race([
      until(() => events(call).filter((e) => e.event === 'file' || e.event === 'writing').length >= files, 600_000),
      ended,
    ])
    await Promise.race([sleep(random.below(120)), ended])
  }
  call.child.kill('SIGKILL')
  await ended
}
