import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { changesBetween } from '../src/compare/compare-agreements.js'
import { readDocument } from '../src/ingest/read.js'
import type { Agreement } from '../src/model/agreement.js'
import type { Change, Effect } from '../src/model/comparison.js'
import { structure } from '../src/structure/structure.js'

interface Expected {
  why: string
  /** The kind of the quiet changes, where all are quiet. */
  quiet?: string
  changes: Array<{ effect: Effect; old: string | null; new: string | null; rule?: string; severity?: string }>
}

const folder = new URL('../fixtures/pairs/', import.meta.url)
const ids = readdirSync(folder).sort()

async function read(id: string, side: 'old' | 'new'): Promise<Agreement> {
  const name = `${side}.md`
  return structure(await readDocument(readFileSync(new URL(`${id}/${name}`, folder)), name))
}

const substance = (changes: readonly Change[]): Change[] => changes.filter((c) => !c.quiet)
const MIRROR: Record<Effect, Effect> = {
  hurts: 'helps',
  helps: 'hurts',
  mixed: 'mixed',
  neutral: 'neutral',
  unclear: 'unclear',
}
const plain = (s: string): string => s.replace(/[\s.。:：;、,・-]/g, '')

describe.each(ids)('pair %s', (id) => {
  const expected = JSON.parse(readFileSync(new URL(`${id}/expected.json`, folder), 'utf8')) as Expected

  it('tells what changed and whom it hurts', async () => {
    const found = substance(changesBetween(await read(id, 'old'), await read(id, 'new')).changes.map((c) => c.change))
    const told = found.filter((c) => c.effect !== 'neutral')
    expect(told.map((c) => c.effect).sort()).toEqual(expected.changes.map((c) => c.effect).sort())
    for (const want of expected.changes) {
      const got = told.find(
        (c) =>
          c.effect === want.effect &&
          (want.new === null ||
            plain(c.new?.quote ?? '').includes(plain(want.new)) ||
            plain(want.new).includes(plain(c.new?.quote ?? '—'))) &&
          (want.old === null ||
            plain(c.old?.quote ?? '').includes(plain(want.old)) ||
            plain(want.old).includes(plain(c.old?.quote ?? '—'))),
      )
      expect(got, `${want.effect}: ${want.old} → ${want.new}`).toBeDefined()
      if (want.rule) expect(got!.reasons.map((r) => r.rule)).toContain(want.rule)
      if (want.severity) expect(got!.severity).toBe(want.severity)
      for (const r of got!.reasons) expect(r.text.ja && r.text.en).toBeTruthy()
    }
  })

  if (expected.quiet) {
    it(`stays quiet: ${expected.quiet}`, async () => {
      const all = changesBetween(await read(id, 'old'), await read(id, 'new')).changes.map((c) => c.change)
      expect(substance(all)).toEqual([])
      expect(all.map((c) => c.quiet)).toContain(expected.quiet)
    })
  }

  it('mirrors its effects when the versions change places', async () => {
    const [old, now] = [await read(id, 'old'), await read(id, 'new')]
    const effects = (changes: readonly Change[]): Effect[] =>
      substance(changes)
        .map((c) => c.effect)
        .sort()
    const there = changesBetween(old, now).changes.map((c) => c.change)
    const back = changesBetween(now, old).changes.map((c) => c.change)
    expect(effects(back)).toEqual(
      effects(there)
        .map((e) => MIRROR[e])
        .sort(),
    )
  })

  it('finds no change between a version and itself', async () => {
    const now = await read(id, 'new')
    expect(changesBetween(now, now).changes).toEqual([])
  })
})
