import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { expect, it } from 'vitest'

/** The folders of `src`, in the order in which data flows through them; a folder imports only from those before it. */
const ORDER = [
  'model',
  'messages',
  'ingest',
  'structure',
  'frames',
  'library',
  'match',
  'assess',
  'packs',
  'compare',
  'report',
  'store',
  'batch',
  'watch',
  'server',
  'cli',
]
/** The pipeline itself stands between `compare` and `report`: it may use the stages, and what runs it may use it. */
const PIPELINE_RANK = ORDER.indexOf('compare') + 0.5

const src = new URL('../src/', import.meta.url).pathname

function* sources(dir: string): Generator<string> {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) yield* sources(path)
    else if (/\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)) yield path
  }
}

function rank(path: string): number {
  const parts = relative(src, path).split(sep)
  return parts.length === 1 ? PIPELINE_RANK : ORDER.indexOf(parts[0]!)
}

it('lets data flow one way through the folders', () => {
  const wrong: string[] = []
  for (const file of sources(src)) {
    const own = rank(file)
    if (['index.ts', 'build.ts'].includes(relative(src, file))) continue
    if (own < 0) wrong.push(`${relative(src, file)} stands in a folder that the house does not know`)
    for (const m of readFileSync(file, 'utf8').matchAll(/from '(\.{1,2}\/[^']+)'/g)) {
      const target = join(file, '..', m[1]!)
      const theirs = rank(target)
      if (theirs > own) wrong.push(`${relative(src, file)} imports ${relative(src, target)}`)
    }
  }
  expect(wrong).toEqual([])
})
