import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BatchError } from './batch-error.js'
import { Journal } from './journal.js'
import { failedRow, type Row } from './row.js'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yakkan-journal-'))
  path = join(folder, 'state', 'journal.ndjson')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const done = (name: string, sha256: string): Row => ({
  ...failedRow(name, sha256, new BatchError('stuck', name, { seconds: 1 })),
  status: 'done',
  title: '利用規約',
  error: null,
})
const using = <T>(act: (journal: Journal) => T): T => {
  const journal = new Journal(path)
  try {
    return act(journal)
  } finally {
    journal.close()
  }
}

describe('the journal of an output folder', () => {
  it('remembers what was done, over any number of runs', () => {
    using((j) => {
      j.begin()
      j.record('k1', done('a.md', 's1'))
      j.record('k2', done('b.md', 's2'))
      j.end('digest')
    })
    using((j) => {
      expect([j.run, j.finished]).toEqual([1, 'digest'])
      expect(j.row('b.md')).toEqual(done('b.md', 's2'))
      expect(j.row('c.md')).toBeNull()
      j.begin()
      j.record('k3', done('a.md', 's3'))
    })
    using((j) => {
      expect([j.run, j.finished]).toEqual([2, null])
      expect(j.entries.get('a.md')).toMatchObject({ run: 2, key: 'k3', judged: 's3' })
      expect(j.row('a.md')!.sha256).toBe('s3')
      // A run that was broken off goes on as the same run.
      j.begin()
      expect(j.run).toBe(2)
    })
  })

  it('loses no more than the line that a kill tore, wherever it was torn', () => {
    using((j) => {
      j.begin()
      for (let k = 0; k < 3; k++) j.record(`k${k}`, done(`${k}.md`, `s${k}`))
    })
    const whole = readFileSync(path)
    const last = whole.lastIndexOf(10, whole.length - 2) + 1
    for (const cut of [last, last + 1, Math.floor((last + whole.length) / 2), whole.length - 1]) {
      rmSync(path)
      appendFileSync(path, whole)
      truncateSync(path, cut)
      using((j) => {
        expect([...j.entries.keys()]).toEqual(['0.md', '1.md'])
        j.record('again', done('2.md', 's2'))
      })
      using((j) => expect(j.row('2.md')).toEqual(done('2.md', 's2')))
    }
  })

  it('keeps the last version that could be judged in sight of the next', () => {
    using((j) => {
      j.begin()
      j.record('k1', done('a.md', 's1'))
      j.record('k2', failedRow('a.md', 's2', new BatchError('no-access', 'a.md')))
    })
    using((j) => expect(j.entries.get('a.md')).toMatchObject({ key: 'k2', judged: 's1', failed: 'no-access' }))
  })
})
