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
const PLAIN: Weights = {
  features: [3.2, 0.4, 1.2, 0.4, 0.4, 0.8, 0.6, 1, 0.5, -0.4, 0, 0.5],
  bias: -3.6,
  items: {},
  threshold: 0.5,
}

/** The weights to use: the library's own where they fit the features, else the plain ones. */
export function weightsFor(weights: Weights): Weights {
  return weights.features.length === FEATURES.length ? weights : PLAIN
}

/** The probability that the item is regulated, and each signal's share in it (log odds). */
export function probability(
  features: readonly number[],
  item: string,
  weights: Weights,
): { p: number; shares: Record<string, number> } {
  const shares: Record<string, number> = { bias: weights.bias + (weights.items[item] ?? 0) }
  let z = shares.bias!
  FEATURES.forEach((name, i) => {
    const share = weights.features[i]! * features[i]!
    shares[name] = share
    z += share
  })
  return { p: 1 / (1 + Math.exp(-z)), shares }
}
