import { describe, expect, it } from 'vitest'
import { pairUp } from './pair-up.js'
import { printsOf } from './prints.js'
import type { Source } from './walk.js'

const words = (seed: number): string =>
  Array.from({ length: 120 }, (_, k) => `第${k}条 甲は乙に${(seed * 7919 + k * 104_729) % 9973}円を支払う。`).join('')
const texts: Record<string, string | null> = {
  'old/a': words(1),
  'old/b': words(2),
  'old/c': words(3),
  'new/a': words(4),
  'new/b-renamed': `${words(2)}第121条 通知は電子メールで行う。`,
  'new/c-moved': words(3).replace(/(第\d0条 .*?)支払う/g, '$1支払うものとする'),
  'new/unread': null,
  'new/other': words(9),
}
const source = (folder: string, path: string): Source => ({ path, file: `${folder}/${path}`, entry: null })
const prints = async (sources: readonly Source[]) =>
  sources.map((s) => {
    const text = texts[s.file]
    return text == null ? null : printsOf(text)
  })

describe('pairing two folders', () => {
  it('goes by path first, then by likeness, and leaves alone what is alike to nothing', async () => {
    const old = ['a', 'b', 'c'].map((p) => source('old', p))
    const next = ['a', 'b-renamed', 'c-moved', 'other', 'unread'].map((p) => source('new', p))
    const { pairs, onlyOld, onlyNew } = await pairUp(old, next, prints)
    expect(pairs.map((p) => [p.old.path, p.new.path])).toEqual([
      ['a', 'a'],
      ['b', 'b-renamed'],
      ['c', 'c-moved'],
    ])
    expect(pairs[0]!.likeness).toBe(1)
    expect(pairs[1]!.likeness).toBeGreaterThan(0.8)
    expect(onlyOld).toEqual([])
    expect(onlyNew.map((s) => s.path)).toEqual(['other', 'unread'])
  })

  it('does not read texts when all paths are the same', async () => {
    const refuse = (): Promise<never> => Promise.reject(new Error('read'))
    const { pairs } = await pairUp([source('old', 'a')], [source('new', 'a')], refuse)
    expect(pairs).toHaveLength(1)
  })

  it('pairs a folder that was renamed as a whole without measuring each against each', async () => {
    const count = 1_500
    const old = Array.from({ length: count }, (_, k) => source('old', `q3/${k}`))
    const next = Array.from({ length: count }, (_, k) => source('new', `q4/${k}`))
    const sketch = async (sources: readonly Source[]) =>
      sources.map((s) => {
        const k = Number(s.path.slice(3))
        return Array.from(
          { length: 64 },
          (_, i) => k * 1000 + i * 10 + (s.file.startsWith('old') && i % 9 === 0 ? 1 : 0),
        )
      })
    const { pairs, onlyOld } = await pairUp(old, next, sketch)
    expect(onlyOld).toEqual([])
    expect(pairs.every((p) => p.old.path.slice(3) === p.new.path.slice(3))).toBe(true)
  })
})
