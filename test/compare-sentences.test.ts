import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { changesBetween } from '../src/compare/compare-agreements.js'
import { readDocument } from '../src/ingest/read.js'
import type { Agreement } from '../src/model/agreement.js'
import type { Effect } from '../src/model/comparison.js'
import { structure } from '../src/structure/structure.js'

const folder = new URL('../fixtures/changes/', import.meta.url)
const text = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
const Pair = z.strictObject({
  in: z.enum(['ja-terms', 'ja-contract', 'en-terms', 'en-contract']),
  heading: z.string(),
  old: z.string().optional(),
  new: z.string().optional(),
  effect: z.enum(['hurts', 'helps', 'neutral']),
})
type Pair = z.infer<typeof Pair>

const MIRROR = { hurts: 'helps', helps: 'hurts', neutral: 'neutral' } as const

async function read(pair: Pair, passage: string | undefined): Promise<Agreement> {
  const source = text(`${pair.in}.md`)
    .replace('{heading}', () => pair.heading)
    .replace('{passage}', () => passage ?? '')
  return structure(await readDocument(new TextEncoder().encode(source), `${pair.in}.md`))
}

/** What the changes of substance come to together; a passage of several sentences may give several. */
function told(old: Agreement, now: Agreement): Effect[] {
  const effects = changesBetween(old, now)
    .changes.map((c) => c.change)
    .filter((c) => !c.quiet && c.effect !== 'neutral')
    .map((c) => c.effect)
  return effects.length === 0 ? ['neutral'] : [...new Set(effects)]
}

describe.each(['ja', 'en'])('%s', (language) => {
  const pairs = z.array(Pair).parse(parse(text(`${language}.yaml`)))

  it.each(pairs)('$heading: $old → $new $effect', async (pair) => {
    const [old, now] = [await read(pair, pair.old), await read(pair, pair.new)]
    expect(told(old, now)).toEqual([pair.effect])
    expect(told(now, old)).toEqual([MIRROR[pair.effect]])
  })
})
