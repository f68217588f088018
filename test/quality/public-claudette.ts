import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

/** A sentence of online terms with the tags that lawyers gave it. */
export interface TaggedSentence {
  text: string
  /** Category (`ltd`, `ch` …) and level: 1 clearly fair, 2 potentially unfair, 3 clearly unfair. */
  tags: { category: string; level: number }[]
}

/** One provider's terms, sentence by sentence. */
export interface TaggedTerms {
  name: string
  sentences: TaggedSentence[]
}

/** The checklist items of which one at least speaks of what a tag means. */
export const CLAUDETTE_ITEMS: Readonly<Record<string, readonly string[]>> = {
  ltd: ['C11', 'C12'],
  ch: ['C13'],
  j: ['C15'],
  law: ['C16'],
  a: ['C15'],
  ter: ['C06', 'C08'],
  cr: ['C06'],
  use: ['C01'],
  pinc: ['C04'],
}

const Row = z.object({ doc: z.string(), line: z.coerce.number(), tags: z.string(), sentence: z.string() })

/** The tagged terms of a folder that holds `claudette/sentences.tsv`. */
export function readClaudette(folder: string): TaggedTerms[] {
  const rows = z.array(Row).parse(
    parse(readFileSync(join(folder, 'claudette', 'sentences.tsv')), {
      delimiter: '\t',
      columns: true,
      quote: null,
      relax_column_count_more: true,
    }),
  )
  const byName = new Map<string, TaggedSentence[]>()
  for (const row of rows) {
    const tags = [...row.tags.matchAll(/([a-z]+)([123])/g)].map((m) => ({ category: m[1]!, level: Number(m[2]) }))
    const sentences = byName.get(row.doc) ?? []
    byName.set(row.doc, sentences)
    sentences.push({ text: row.sentence, tags })
  }
  return [...byName].map(([name, sentences]) => ({ name, sentences }))
}
