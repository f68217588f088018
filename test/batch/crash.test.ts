import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { differences } from './agreements.js'
import { killAll, yakkan } from './command.js'
import { makeCorpus } from './corpus.js'
import { runKilled } from './killed.js'

/** Short by default; `npm run test:crash` is the long run. */
const FILES = Number(process.env.YAKKAN_CRASH_FILES ?? 40)
const KILLS = Number(process.env.YAKKAN_CRASH_KILLS ?? 4)
const SEED = Number(process.env.YAKKAN_CRASH_SEED ?? 1)

const scratch = mkdtempSync(join(tmpdir(), 'yakkan-crash-'))
afterAll(() => {
  killAll()
  rmSync(scratch, { recursive: true, force: true })
})

it(`a run over ${FILES} files, killed ${KILLS} times, ends as one that was left in peace`, {
  timeout: 300_000 + KILLS * 30_000 + FILES * 2_000,
}, async () => {
  const [folder, peace, war] = ['in', 'peace', 'war'].map((n) => join(scratch, n)) as [string, string, string]
  makeCorpus(folder, FILES, SEED, { scans: false })
  const calm = yakkan(['batch', folder, '--out', peace])
  // Some of the files cannot be read.
  expect([0, 3], calm.stderr()).toContain(await calm.ended)
  const { done } = await runKilled([folder, '--out', war], KILLS, SEED)
  expect(differences(peace, war)).toEqual([])
  // Each file once in the results, and none judged again that stood on disk.
  const paths = readFileSync(join(war, 'results.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((l) => JSON.parse(l).path)
  expect(new Set(paths).size).toBe(FILES)
  expect(paths).toHaveLength(FILES)
  expect(done).toBeGreaterThanOrEqual(FILES - KILLS * 8)
  expect(done).toBeLessThanOrEqual(FILES)
})
