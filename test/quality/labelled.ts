import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { readDocument } from '../../src/ingest/read.js'
import { Document } from '../../src/model/document.js'

const Label = z.object({
  status: z.enum(['present', 'partial', 'absent']),
  quotes: z.array(z.string()).default([]),
  position: z.string().nullish(),
  commitment: z.string().nullish(),
  values: z.record(z.string(), z.coerce.string()).nullish(),
})
export type Label = z.infer<typeof Label>

/** A document with the labels that careful readers gave it. */
export const Labelled = z.object({
  id: z.string(),
  file: z.string(),
  language: z.enum(['ja', 'en']),
  items: z.record(z.string(), Label),
})
export type Labelled = z.infer<typeof Labelled>

/** The labels of a folder that holds `gold/docs/ID.json` and `docs/ID.EXT`. */
export function labelsOf(folder: string): Labelled[] {
  const gold = join(folder, 'gold', 'docs')
  if (!existsSync(gold)) throw new Error(`${folder} holds no open labels (gold/docs is missing)`)
  return readdirSync(gold)
    .filter((f) => f.endsWith('.json'))
    .sort()
    .map((f) => Labelled.parse(JSON.parse(readFileSync(join(gold, f), 'utf8'))))
}

/** Reads a document, or takes it from the last reading of the same bytes; `fresh` reads anew. */
export async function readCached(path: string, fresh: boolean): Promise<Document> {
  const bytes = readFileSync(path)
  const cache = join(tmpdir(), 'yakkan-quality')
  const at = join(cache, `${createHash('sha256').update(bytes).digest('hex').slice(0, 24)}.json`)
  if (!fresh && existsSync(at)) return Document.parse(JSON.parse(readFileSync(at, 'utf8')))
  const document = await readDocument(bytes, path.split('/').at(-1)!, {})
  mkdirSync(cache, { recursive: true })
  writeFileSync(at, JSON.stringify(document))
  return document
}
