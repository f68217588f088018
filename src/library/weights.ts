import { z } from 'zod'

const GroupWeights = z.strictObject({
  /** One weight a feature, in the order of `FEATURES` in `src/match/features.ts`. */
  features: z.array(z.number()),
  bias: z.number(),
})

/**
 * What was learned from labelled documents: how the signals of a document add up to the probability that an item is
 * regulated. Contract clauses and service levels each have their own sums: a single clear sentence settles a service level,
 * which terms seldom mention by chance, sooner than a clause. Made by `npm run train`, kept in `clause-library/weights.json`;
 * never learned at run time.
 */
export const Weights = z.strictObject({
  contract: GroupWeights,
  sla: GroupWeights,
  /** What an item adds to the bias. An item that is not named adds nothing. */
  items: z.record(z.string(), z.number()),
  /** Probability from which an item counts as found. */
  threshold: z.number(),
})
export type Weights = z.infer<typeof Weights>

/** Stands in where a library brings no weights; `src/match/features.ts` then uses its own plain sum. */
export const NO_WEIGHTS: Weights = {
  contract: { features: [], bias: 0 },
  sla: { features: [], bias: 0 },
  items: {},
  threshold: 0.5,
}
