/**
 * The assignment of rows to columns with the highest total likeness (Jonker and Volgenant's shortest augmenting paths
 * over the Hungarian dual, O(n²m)).
 *
 * @param likeness rows × columns; a value of 0 or less is never assigned
 * @returns for each row its column, or -1
 */
export function assign(likeness: readonly Float64Array[]): Int32Array {
  const rows = likeness.length
  const columns = rows === 0 ? 0 : likeness[0]!.length
  const result = new Int32Array(rows).fill(-1)
  if (rows === 0 || columns === 0) return result
  // Every row has a column of its own at cost 0, so that “unassigned” is always possible.
  const width = columns + rows
  const cost = (i: number, j: number): number =>
    j < columns ? (likeness[i]![j]! > 0 ? -likeness[i]![j]! : 1) : j - columns === i ? 0 : 1
  const u = new Float64Array(rows + 1)
  const v = new Float64Array(width + 1)
  const owner = new Int32Array(width + 1)
  const way = new Int32Array(width + 1)
  for (let i = 1; i <= rows; i++) {
    owner[0] = i
    let j0 = 0
    const minv = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY)
    const used = new Uint8Array(width + 1)
    do {
      used[j0] = 1
      const i0 = owner[j0]!
      let delta = Number.POSITIVE_INFINITY
      let j1 = 0
      for (let j = 1; j <= width; j++) {
        if (used[j]) continue
        const reduced = cost(i0 - 1, j - 1) - u[i0]! - v[j]!
        if (reduced < minv[j]!) {
          minv[j] = reduced
          way[j] = j0
        }
        if (minv[j]! < delta) {
          delta = minv[j]!
          j1 = j
        }
      }
      for (let j = 0; j <= width; j++) {
        if (used[j]) {
          u[owner[j]!] = u[owner[j]!]! + delta
          v[j] = v[j]! - delta
        } else minv[j] = minv[j]! - delta
      }
      j0 = j1
    } while (owner[j0] !== 0)
    do {
      const j1 = way[j0]!
      owner[j0] = owner[j1]!
      j0 = j1
    } while (j0 !== 0)
  }
  for (let j = 1; j <= columns; j++) {
    const i = owner[j]!
    if (i > 0 && likeness[i - 1]![j - 1]! > 0) result[i - 1] = j - 1
  }
  return result
}
