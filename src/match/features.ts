import type { Weights } from '../library/weights.js'

/** The signals of one item in one document, in the order in which `clause-library/weights.json` weighs them. */
export const FEATURES = [
  'best',
  'second',
  'strong',
  'strong-passages',
  'supporting',
  'heading',
  'heading-and-cue',
  'likeness',
  'like-under-heading',
  'negative',
  'density',
  'labelled',
] as const
export type FeatureName = (typeof FEATURES)[number]

/** Used where a library brings no learned weights: cues decide, the others help. */
const PLAIN = { features: [3.2, 0.4, 1.2, 0.4, 0.4, 0.8, 0.6, 1, 0.5, -0.4, 0, 0.5], bias: -3.6 }

/** The weights of a library: its own where they fit the features, else the plain ones. */
export function weightsFor(weights: Weights): Weights {
  const fits = [weights.contract, weights.sla].every((group) => group.features.length === FEATURES.length)
  return fits ? weights : { contract: PLAIN, sla: PLAIN, items: {}, threshold: 0.5 }
}

/** The probability that the item is regulated, and each signal's share in it (log odds). */
export function probability(
  features: readonly number[],
  item: { id: string; group: 'contract' | 'sla' },
  weights: Weights,
): { p: number; shares: Record<string, number> } {
  const group = weights[item.group]
  const shares: Record<string, number> = { bias: group.bias + (weights.items[item.id] ?? 0) }
  let z = shares.bias!
  FEATURES.forEach((name, i) => {
    const share = group.features[i]! * features[i]!
    shares[name] = share
    z += share
  })
  return { p: 1 / (1 + Math.exp(-z)), shares }
}
