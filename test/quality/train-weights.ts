import type { Weights } from '../../src/library/weights.js'

/** One item in one document: what was seen, and whether the readers found it regulated. */
export interface Example {
  document: string
  item: string
  group: 'contract' | 'sla'
  features: number[]
  found: boolean
}

/** Learns the weights of contract clauses and of service levels, each from its own examples. */
export function trainWeights(examples: readonly Example[]): Weights {
  const contract = regress(examples.filter((e) => e.group === 'contract'))
  const sla = regress(examples.filter((e) => e.group === 'sla'))
  return {
    contract: { features: contract.features, bias: contract.bias },
    sla: { features: sla.features, bias: sla.bias },
    items: { ...contract.items, ...sla.items },
    threshold: 0.5,
  }
}

/**
 * Logistic regression by Newton's method with a ridge: shared weights, and a small addition an item that the ridge keeps
 * near nought unless the labels insist. Same examples, same weights.
 *
 * @param ridge pull towards nought of the shared weights
 * @param itemRidge the same for the items' additions
 */
function regress(
  examples: readonly Example[],
  ridge = 1,
  itemRidge = 3,
): { features: number[]; bias: number; items: Record<string, number> } {
  const ids = [...new Set(examples.map((e) => e.item))].sort()
  const width = examples[0]!.features.length
  const size = width + 1 + ids.length
  const column = new Map(ids.map((id, i) => [id, width + 1 + i]))
  const w = new Float64Array(size)
  const penalty = (j: number): number => (j < width ? ridge : j === width ? 1e-3 : itemRidge)
  for (let round = 0; round < 30; round++) {
    const gradient = new Float64Array(size)
    const hessian = Array.from({ length: size }, () => new Float64Array(size))
    for (let j = 0; j < size; j++) {
      gradient[j] = penalty(j) * w[j]!
      hessian[j]![j] = penalty(j)
    }
    for (const e of examples) {
      const active: [number, number][] = e.features.map((x, j): [number, number] => [j, x]).filter(([, x]) => x !== 0)
      active.push([width, 1], [column.get(e.item)!, 1])
      let z = 0
      for (const [j, x] of active) z += w[j]! * x
      const p = 1 / (1 + Math.exp(-z))
      const error = p - (e.found ? 1 : 0)
      const curve = Math.max(p * (1 - p), 1e-6)
      for (const [j, x] of active) {
        gradient[j]! += error * x
        for (const [k, y] of active) hessian[j]![k]! += curve * x * y
      }
    }
    const step = solve(hessian, gradient)
    let largest = 0
    for (let j = 0; j < size; j++) {
      w[j]! -= step[j]!
      largest = Math.max(largest, Math.abs(step[j]!))
    }
    if (largest < 1e-6) break
  }
  const round = (x: number): number => Math.round(x * 1e4) / 1e4
  return {
    features: [...w.slice(0, width)].map(round),
    bias: round(w[width]!),
    items: Object.fromEntries(ids.map((id) => [id, round(w[column.get(id)!]!)])),
  }
}

/** Solves a symmetric positive definite system by Cholesky's method. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const n = right.length
  const L = Array.from({ length: n }, () => new Float64Array(n))
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!
      for (let k = 0; k < j; k++) sum -= L[i]![k]! * L[j]![k]!
      L[i]![j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / L[j]![j]!
    }
  }
  const y = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let sum = right[i]!
    for (let k = 0; k < i; k++) sum -= L[i]![k]! * y[k]!
    y[i] = sum / L[i]![i]!
  }
  const x = new Float64Array(n)
  for (let i = n - 1; i >= 0; i--) {
    let sum = y[i]!
    for (let k = i + 1; k < n; k++) sum -= L[k]![i]! * x[k]!
    x[i] = sum / L[i]![i]!
  }
  return x
}
