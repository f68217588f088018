/** Runs `action` over the list, `width` at a time. After a failure or a stop nothing new is begun; what is in hand ends. */
export async function each<T>(
  list: readonly T[],
  width: number,
  action: (item: T) => Promise<void>,
  stop?: AbortSignal,
): Promise<void> {
  let next = 0
  let failure: { error: unknown } | null = null
  const lane = async (): Promise<void> => {
    while (next < list.length && !failure && !stop?.aborted) {
      try {
        await action(list[next++]!)
      } catch (error) {
        failure ??= { error }
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, list.length) }, lane))
  // Read through a function: assignments inside of the lanes are not seen by the flow of types.
  const failed = ((): { error: unknown } | null => failure)()
  if (failed) throw failed.error
}
