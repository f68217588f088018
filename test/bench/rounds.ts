export const median = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!

/** Milliseconds that an act takes. */
export async function timed(act: () => unknown): Promise<number> {
  const start = performance.now()
  await act()
  return performance.now() - start
}

/**
 * Medians of acts that are measured turn by turn, so that whatever else the machine does falls on all alike.
 *
 * @param acts by name; null where it cannot be measured here
 * @param warmUp rounds before those that count
 */
export async function rounds<Name extends string>(
  acts: Record<Name, (() => unknown) | null>,
  count: number,
  warmUp: number,
): Promise<Record<Name, number | null>> {
  const names = Object.keys(acts) as Name[]
  const times = new Map<Name, number[]>(names.map((name) => [name, []]))
  for (let k = 0; k < warmUp + count; k++) {
    for (const name of names) {
      const act = acts[name]
      if (!act) continue
      const time = await timed(act)
      if (k >= warmUp) times.get(name)!.push(time)
    }
  }
  const result = names.map((name) => [name, acts[name] ? median(times.get(name)!) : null])
  return Object.fromEntries(result) as Record<Name, number | null>
}

/** `12 ms`, and its ratio to a peer's time where that was measured. */
export function told(ours: number, theirs: number | null, peer: string): string {
  return `${ours.toFixed(0)} ms${theirs === null ? '' : ` = ${(ours / theirs).toFixed(2)} × ${peer} (${theirs.toFixed(0)} ms)`}`
}
