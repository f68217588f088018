import { afterAll, beforeAll, expect, it } from 'vitest'
import { Pool } from '../../src/batch/pool.js'

const WORKER = new URL('./poison-worker.mjs', import.meta.url).href
let pool: Pool
let impatient: Pool

beforeAll(() => {
  pool = new Pool(2, { worker: WORKER })
  impatient = new Pool(2, { silentMs: 3_000, worker: WORKER })
})
afterAll(() => Promise.all([pool.close(), impatient.close()]))

const reading = {
  tracked: 'accepted',
  ocr: 'auto',
  library: null,
  judgedBy: null,
  house: null,
  packs: null,
  today: '',
  page: null,
} as const
const give = (path: string, to: Pool) =>
  to.run(
    { kind: 'judge', path, from: new Uint8Array(), sha256: '', reading: { ...reading, packs: null }, before: null },
    path,
  )

it.each([
  ['dies', 'crashed'],
  ['throws', 'crashed'],
  ['hangs', 'stuck'],
  ['eats', 'crashed'],
  // Eating a thread's whole heap takes half a minute where the machine is busy.
])('a file that %s costs itself alone', { timeout: 240_000 }, async (path, code) => {
  const to = code === 'stuck' ? impatient : pool
  const poison = give(path, to).catch((error: unknown) => error)
  // The other thread goes on meanwhile, and the one that was lost is replaced.
  for (let k = 0; k < 4; k++) expect(await give(`file ${k}`, to)).toEqual({ kind: 'other-bytes' })
  expect(await poison).toMatchObject({ stage: 'batch', code, place: path })
  expect(await Promise.all([give('a', to), give('b', to), give('c', to)])).toHaveLength(3)
})
