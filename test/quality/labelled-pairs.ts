import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Change } from '../../src/model/comparison.js'
import { plain, within } from './overlap.js'

const LabelledChange = z.object({
  what: z.string().default(''),
  old_quote: z.string().nullish(),
  new_quote: z.string().nullish(),
  effect: z.enum(['hurts', 'helps', 'mixed', 'neutral']),
  severity: z.enum(['high', 'medium', 'low', 'none']),
})
export type LabelledChange = z.infer<typeof LabelledChange>

/** Two versions of a document with the changes of substance that careful readers found. */
export const LabelledPair = z.object({
  id: z.string(),
  old: z.string(),
  new: z.string(),
  language: z.enum(['ja', 'en']),
  changes: z.array(LabelledChange),
})
export type LabelledPair = z.infer<typeof LabelledPair>

/** The labels of a folder that holds `gold/pairs/ID.json`, and the pairs that those name. */
export function pairsOf(folder: string): LabelledPair[] {
  const gold = join(folder, 'gold', 'pairs')
  if (!existsSync(gold)) throw new Error(`${folder} holds no open labels (gold/pairs is missing)`)
  return readdirSync(gold)
    .filter((f) => f.endsWith('.json'))
    .sort()
    .map((f) => LabelledPair.parse(JSON.parse(readFileSync(join(gold, f), 'utf8'))))
}

/** A told passage longer than this speaks of too much to be the answer to one label. */
const LONGEST_TOLD = 2000

function side(quote: string | null | undefined, told: readonly string[]): number {
  let best = 0
  for (const t of told) {
    if (!quote || plain(t).length < 8 || t.length > LONGEST_TOLD) continue
    const a = within(quote, t)
    const b = within(t, quote)
    if (a >= 0.6 || (b >= 0.6 && plain(t).length >= 12)) best = Math.max(best, 0.01 + (2 * a * b) / (a + b || 1))
  }
  return best
}

/** How well a told change fits a label: 0 when it does not touch it, else by how tightly its text covers the quote. */
export function fitness(told: Change, label: LabelledChange): number {
  const text = (op: string): string =>
    told.diff
      .filter((d) => d.op === op)
      .map((d) => d.text)
      .join('')
  return Math.max(
    side(label.old_quote, [told.old?.quote ?? '', text('delete')]),
    side(label.new_quote, [told.new?.quote ?? '', text('insert')]),
  )
}
