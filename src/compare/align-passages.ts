import { diffArrays } from 'diff'
import { assign } from './assignment.js'
import { joined, Likeness } from './likeness.js'
import type { Unit } from './unit.js'

/** Passages that belong together; one side is empty for what was added or removed, several stand together after a split or a merger. */
export interface Pairing {
  old: Unit[]
  new: Unit[]
  /** True where the two stand in another order than their surroundings. */
  moved: boolean
}

/** Below this likeness two passages are an addition and a removal. */
const ALIKE = 0.42
/** The same for the only two passages between two that are surely paired. */
const ALIKE_BY_PLACE = 0.22
/** Passages that pair across the document must be this much alike, and this long, so that boilerplate stays where it is. */
const ALIKE_ELSEWHERE = 0.6
const MOVED_KEY_LENGTH = 24
/** More pairs than this are not compared one by one: the texts have too little in common, or are too long. */
const MAX_MATRIX = 5_000_000
const MAX_ELSEWHERE = 250_000

/** Pairs the passages of two documents: equal ones first, then alike ones between them, then those that moved. */
export function alignPassages(a: readonly Unit[], b: readonly Unit[]): Pairing[] {
  const likeness = new Likeness([...a, ...b])
  const pairOfA = new Int32Array(a.length).fill(-1)
  const pairOfB = new Int32Array(b.length).fill(-1)
  const pair = (i: number, j: number): void => {
    pairOfA[i] = j
    pairOfB[j] = i
  }
  const groupsA = new Map<number, number>()
  const groupsB = new Map<number, number>()
  anchor(a, b, 0, a.length, 0, b.length, pair)
  for (const gap of gapsOf(pairOfA, a.length, b.length)) {
    pairAlike(a, b, gap, likeness, pair)
    for (const inner of gapsWithin(pairOfA, gap))
      joinSplit(a, b, inner, gap, likeness, pairOfA, pairOfB, groupsA, groupsB)
  }
  const moved = pairElsewhere(a, b, likeness, pairOfA, pairOfB, groupsA, groupsB, pair)
  return collect(a, b, pairOfA, pairOfB, groupsA, groupsB, moved)
}

interface Gap {
  a0: number
  a1: number
  b0: number
  b1: number
}

type Pair = (i: number, j: number) => void

/** Equal passages in order: those that occur once on each side as fixed points, then a plain diff between them. */
function anchor(
  a: readonly Unit[],
  b: readonly Unit[],
  a0: number,
  a1: number,
  b0: number,
  b1: number,
  pair: Pair,
): void {
  let from = 0
  while (a0 + from < a1 && b0 + from < b1 && a[a0 + from]!.key === b[b0 + from]!.key) {
    pair(a0 + from, b0 + from)
    from++
  }
  a0 += from
  b0 += from
  while (a1 > a0 && b1 > b0 && a[a1 - 1]!.key === b[b1 - 1]!.key) {
    a1--
    b1--
    pair(a1, b1)
  }
  if (a0 === a1 || b0 === b1) return
  const places = new Map<string, [number, number, number, number]>()
  for (let i = a0; i < a1; i++) {
    const p = places.get(a[i]!.key)
    if (p) p[0]++
    else places.set(a[i]!.key, [1, i, 0, -1])
  }
  for (let j = b0; j < b1; j++) {
    const p = places.get(b[j]!.key)
    if (p) {
      p[2]++
      p[3] = j
    }
  }
  const unique = [...places.values()].filter(([n, , m]) => n === 1 && m === 1).map(([, i, , j]) => [i, j] as const)
  const chain = heaviestChain(unique, (i) => Math.min(a[i]!.key.length, 200))
  if (chain.length === 0) {
    if ((a1 - a0) * (b1 - b0) > MAX_MATRIX) return
    const parts = diffArrays(
      a.slice(a0, a1).map((u) => u.key),
      b.slice(b0, b1).map((u) => u.key),
      { timeout: 100, maxEditLength: 600 },
    )
    if (!parts) return
    let i = a0
    let j = b0
    for (const part of parts) {
      if (part.removed) i += part.value.length
      else if (part.added) j += part.value.length
      else for (let k = 0; k < part.value.length; k++) pair(i++, j++)
    }
    return
  }
  let i = a0
  let j = b0
  for (const [x, y] of [...chain, [a1, b1] as const]) {
    anchor(a, b, i, x, j, y, pair)
    if (x < a1) pair(x, y)
    i = x + 1
    j = y + 1
  }
}

/** Of pairs ordered by their first number, those with rising second numbers that weigh most together (Fenwick tree, O(n log n)). */
function heaviestChain(
  pairs: ReadonlyArray<readonly [number, number]>,
  weight: (i: number) => number,
): Array<readonly [number, number]> {
  const n = pairs.length
  if (n === 0) return []
  const rank = new Int32Array(n)
  pairs
    .map((_, k) => k)
    .sort((x, y) => pairs[x]![1] - pairs[y]![1])
    .forEach((k, r) => {
      rank[k] = r + 1
    })
  const tree = new Int32Array(n + 1).fill(-1)
  const sum = new Float64Array(n)
  const before = new Int32Array(n).fill(-1)
  for (let k = 0; k < n; k++) {
    let best = -1
    for (let r = rank[k]! - 1; r > 0; r -= r & -r)
      if (tree[r]! >= 0 && (best < 0 || sum[tree[r]!]! > sum[best]!)) best = tree[r]!
    sum[k] = weight(pairs[k]![0]) + (best >= 0 ? sum[best]! : 0)
    before[k] = best
    for (let r = rank[k]!; r <= n; r += r & -r) if (tree[r]! < 0 || sum[k]! > sum[tree[r]!]!) tree[r] = k
  }
  let at = 0
  for (let k = 1; k < n; k++) if (sum[k]! > sum[at]!) at = k
  const out: Array<readonly [number, number]> = []
  for (; at >= 0; at = before[at]!) out.push(pairs[at]!)
  return out.reverse()
}

function gapsOf(pairOfA: Int32Array, lengthA: number, lengthB: number): Gap[] {
  return gapsWithin(pairOfA, { a0: 0, a1: lengthA, b0: 0, b1: lengthB })
}

function gapsWithin(pairOfA: Int32Array, within: Gap): Gap[] {
  const out: Gap[] = []
  let a0 = within.a0
  let b0 = within.b0
  for (let i = within.a0; i <= within.a1; i++) {
    const j = i === within.a1 ? within.b1 : pairOfA[i]!
    if (j < 0) continue
    if (i > a0 || j > b0) out.push({ a0, a1: i, b0, b1: j })
    a0 = i + 1
    b0 = j + 1
  }
  return out
}

/** Pairs alike passages of a gap in order, so that the sum of their likeness is highest. */
function pairAlike(a: readonly Unit[], b: readonly Unit[], gap: Gap, likeness: Likeness, pair: Pair): void {
  const n = gap.a1 - gap.a0
  const m = gap.b1 - gap.b0
  if (n === 0 || m === 0 || n * m > MAX_MATRIX) return
  const threshold = n === 1 && m === 1 ? ALIKE_BY_PLACE : ALIKE
  const width = m + 1
  const best = new Float64Array((n + 1) * width)
  const like = new Float64Array(n * m)
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      const x = a[gap.a0 + i]!
      const y = b[gap.b0 + j]!
      const s = sameKind(x, y) ? likeness.between(x, y) : 0
      like[i * m + j] = s
      const skip = Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!)
      const take = s >= threshold ? s - threshold * 0.7 + best[(i + 1) * width + j + 1]! : 0
      best[i * width + j] = Math.max(skip, take)
    }
  }
  let i = 0
  let j = 0
  while (i < n && j < m) {
    const here = best[i * width + j]!
    const s = like[i * m + j]!
    if (s >= threshold && here === s - threshold * 0.7 + best[(i + 1) * width + j + 1]!) {
      pair(gap.a0 + i, gap.b0 + j)
      i++
      j++
    } else if (here === best[(i + 1) * width + j]!) i++
    else j++
  }
}

const sameKind = (x: Unit, y: Unit): boolean => (x.passage.kind === 'heading') === (y.passage.kind === 'heading')

/** How much closer two passages must get by taking a neighbour in before they count as split or joined. */
const SPLIT_GAIN = 0.06

/** Finds passages that were split or joined: an unpaired neighbour whose words stand in the pair's other side. */
function joinSplit(
  a: readonly Unit[],
  b: readonly Unit[],
  inner: Gap,
  gap: Gap,
  likeness: Likeness,
  pairOfA: Int32Array,
  pairOfB: Int32Array,
  groupsA: Map<number, number>,
  groupsB: Map<number, number>,
): void {
  const like = (x: readonly Unit[], y: readonly Unit[]): number => {
    const total = [...x, ...y].reduce((t, u) => t + likeness.total(u), 0)
    return total === 0 ? 0 : (2 * likeness.shared(joined(x), joined(y))) / total
  }
  const extend = (
    mine: readonly Unit[],
    theirs: readonly Unit[],
    at: number,
    step: 1 | -1,
    end: number,
    other: number,
    groups: Map<number, number>,
    paired: Int32Array,
  ): void => {
    let group = [mine[at]!]
    const opposite = [theirs[other]!]
    let now = like(group, opposite)
    for (let k = at + step; k !== end && k >= 0 && k < mine.length && paired[k]! < 0 && !groups.has(k); k += step) {
      if (mine[k]!.passage.kind === 'heading') break
      const next = step > 0 ? [...group, mine[k]!] : [mine[k]!, ...group]
      const then = like(next, opposite)
      // Two words that a page break cut off are a small part of the sentence, and make it whole.
      if (then < now + SPLIT_GAIN && !isWhole(next, opposite[0]!)) break
      group = next
      now = then
      groups.set(k, at)
    }
  }
  // A pair before the inner gap and the pair behind it may each have lost a part to the unpaired passages between.
  if (inner.a1 > inner.a0) {
    if (inner.a0 > gap.a0 && inner.b0 > gap.b0) extend(a, b, inner.a0 - 1, 1, inner.a1, inner.b0 - 1, groupsA, pairOfA)
    if (inner.a1 < gap.a1 && inner.b1 < gap.b1) extend(a, b, inner.a1, -1, inner.a0 - 1, inner.b1, groupsA, pairOfA)
  }
  if (inner.b1 > inner.b0) {
    if (inner.b0 > gap.b0 && inner.a0 > gap.a0) extend(b, a, inner.b0 - 1, 1, inner.b1, inner.a0 - 1, groupsB, pairOfB)
    if (inner.b1 < gap.b1 && inner.a1 < gap.a1) extend(b, a, inner.b1, -1, inner.b0 - 1, inner.a1, groupsB, pairOfB)
  }
}

/** Whether the parts say together just what the other side says. */
const isWhole = (parts: readonly Unit[], whole: Unit): boolean => parts.map((u) => u.key).join('') === whole.key

/** Pairs what is left over by likeness alone, wherever it stands. Short passages stay additions and removals. */
function pairElsewhere(
  a: readonly Unit[],
  b: readonly Unit[],
  likeness: Likeness,
  pairOfA: Int32Array,
  pairOfB: Int32Array,
  groupsA: Map<number, number>,
  groupsB: Map<number, number>,
  pair: Pair,
): Set<number> {
  const restA = indexes(pairOfA).filter((i) => !groupsA.has(i) && a[i]!.passage.kind !== 'heading')
  const restB = indexes(pairOfB).filter((j) => !groupsB.has(j) && b[j]!.passage.kind !== 'heading')
  const moved = new Set<number>()
  const byKey = new Map<string, number[]>()
  for (const j of restB) {
    const list = byKey.get(b[j]!.key)
    if (list) list.push(j)
    else byKey.set(b[j]!.key, [j])
  }
  for (const i of restA) {
    const j = a[i]!.key.length >= MOVED_KEY_LENGTH ? byKey.get(a[i]!.key)?.shift() : undefined
    if (j === undefined) continue
    pair(i, j)
    moved.add(i)
  }
  const openA = restA.filter((i) => pairOfA[i]! < 0 && a[i]!.key.length >= MOVED_KEY_LENGTH)
  const openB = restB.filter((j) => pairOfB[j]! < 0 && b[j]!.key.length >= MOVED_KEY_LENGTH)
  if (openA.length === 0 || openB.length === 0 || openA.length * openB.length > MAX_ELSEWHERE) return moved
  const matrix = openA.map((i) =>
    Float64Array.from(openB, (j) => {
      const s = likeness.between(a[i]!, b[j]!)
      return s >= ALIKE_ELSEWHERE ? s : 0
    }),
  )
  assign(matrix).forEach((column, row) => {
    if (column < 0) return
    pair(openA[row]!, openB[column]!)
    moved.add(openA[row]!)
  })
  return moved
}

const indexes = (pairs: Int32Array): number[] => {
  const out: number[] = []
  for (let i = 0; i < pairs.length; i++) if (pairs[i]! < 0) out.push(i)
  return out
}

function collect(
  a: readonly Unit[],
  b: readonly Unit[],
  pairOfA: Int32Array,
  pairOfB: Int32Array,
  groupsA: Map<number, number>,
  groupsB: Map<number, number>,
  moved: Set<number>,
): Pairing[] {
  const withGroup = (units: readonly Unit[], groups: Map<number, number>, at: number): Unit[] => {
    const members = [at]
    for (let k = at - 1; groups.get(k) === at; k--) members.unshift(k)
    for (let k = at + 1; groups.get(k) === at; k++) members.push(k)
    return members.map((k) => units[k]!)
  }
  const out: Pairing[] = []
  let i = 0
  const removedUpTo = (end: number): void => {
    for (; i < end; i++) if (pairOfA[i]! < 0 && !groupsA.has(i)) out.push({ old: [a[i]!], new: [], moved: false })
  }
  for (let j = 0; j < b.length; j++) {
    if (groupsB.has(j)) continue
    const k = pairOfB[j]!
    if (k < 0) {
      out.push({ old: [], new: [b[j]!], moved: false })
      continue
    }
    if (!moved.has(k)) removedUpTo(k)
    out.push({ old: withGroup(a, groupsA, k), new: withGroup(b, groupsB, j), moved: moved.has(k) })
  }
  removedUpTo(a.length)
  return out
}
