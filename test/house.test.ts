import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyzeDocument } from '../src/analyze.js'
import { readHouseFile } from '../src/cli/house-file.js'
import { compareAnalyzed } from '../src/compare.js'
import { houseJudging, judgingOn } from '../src/house.js'
import { readDocument } from '../src/ingest/read.js'
import { loadLibrary } from '../src/library/library.js'
import { YakkanError } from '../src/model/failure.js'

const library = loadLibrary()
const TODAY = '2026-11-25'

const OWN_ITEM = `
id: X01
slug: carbon
group: contract
names: { ja: 二酸化炭素の排出, en: Carbon footprint }
regulates: { ja: 排出量の開示, en: Disclosure of emissions }
ask:
  absent: { ja: 排出量を教えてください。, en: What is your carbon footprint? }
cues:
  strong:
    carbon:
      ja: ['二酸化炭素 > 排出']
      en: ['carbon footprint*']
exemplars:
  ja: [二酸化炭素の排出を実質ゼロにする。]
  en: [The carbon footprint is offset.]
tests:
  match:
    ja: [当社は二酸化炭素の排出を実質ゼロにします。, 二酸化炭素の排出は毎年減らす。, 二酸化炭素排出を相殺する。]
    en: [We offset our carbon footprint., The carbon footprint is halved by 2030., Carbon footprints are offset.]
  no_match:
    ja: [二酸化炭素消火設備があります。, 換気を行います。, 電気は夜に使います。]
    en: [The pencils hold carbon., The print is small., Trees are green.]
`
const OWN_PACK = `
id: own
name: { ja: 自社要件, en: Our requirements }
source: { ja: 社内規程, en: In-house rules }
checked: '2026-01-01'
requirements:
  - id: carbon
    level: must
    name: { ja: 排出, en: Carbon footprint }
    wants: { ja: 排出量が開示されること。, en: The footprint is disclosed. }
    source: '1'
    checks: [{ item: X01, stated: true }]
    ask: { ja: 排出量を教えてください。, en: What is your carbon footprint? }
`

const TERMS = `# Cloud Services Agreement

This agreement is made between the provider and the customer.

## 1. Changes

The provider may amend this agreement on 30 days' prior notice by email.

## 2. Service

The provider offsets its carbon footprint. The provider guarantees a monthly uptime of 99.95%.

## 3. Law

This agreement is governed by the laws of Germany.
`

async function analysed(rules: string) {
  const document = await readDocument(new TextEncoder().encode(TERMS), 'terms.md', { isolated: false })
  return analyzeDocument(document, judgingOn(houseJudging(library, rules), TODAY))
}

/** The file's text with its folders written out, as the command hands it on. */
async function fromFolder(rules: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'house-'))
  mkdirSync(join(folder, 'items'))
  mkdirSync(join(folder, 'packs'))
  writeFileSync(join(folder, 'items', 'x01.yaml'), OWN_ITEM)
  writeFileSync(join(folder, 'packs', 'own.yaml'), OWN_PACK)
  writeFileSync(join(folder, 'house.yaml'), rules)
  return readHouseFile(join(folder, 'house.yaml'))
}

describe('house rules', () => {
  it('judge by the house’s own items, packs, thresholds, country and need', async () => {
    const rules = await fromFolder(`name: Aoba
home: { country: Germany }
own_items: items
own_packs: packs
packs: [own]
thresholds:
  - { item: C13, value: notice, adverse_below: 60 days }
need: { availability_percent: 99.99, recovery_within: 4 hours }
`)
    const { analysis } = await analysed(rules)
    const item = (id: string) => analysis.items.find((i) => i.id === id)!
    expect(item('X01')).toMatchObject({ status: 'present', name: { en: 'Carbon footprint' } })
    expect(item('C13')).toMatchObject({ position: 'adverse', rule: 'house-notice-adverse' })
    expect(item('C16').position).toBe('favourable')
    expect(analysis.packs.map((p) => [p.id, p.results.map((r) => r.result)])).toEqual([['own', ['met']]])
    expect(analysis.fit!.map((f) => [f.need, f.result])).toEqual([
      ['availability_percent', 'not met'],
      ['recovery_within', 'not stated'],
    ])
    expect(analysis.fit![0]!.evidence[0]!.quote).toContain('99.95%')
    expect(analysis.house?.name).toBe('Aoba')
  })

  it.each([
    ['own_items: items', 'house-folder', 'house-rules.yaml:2:12'],
    ['packs: [nowhere]', 'unknown-pack', 'house-rules.yaml:2:9'],
    ['thresholds:\n  - { item: C13, value: nothing, adverse_below: 3 days }', 'house-never', 'house-rules.yaml:3:25'],
    ['positions:\n  - { item: C13, position: adverse, when: no-such-cue, reason: x }', 'house-never', ':3:43'],
    ['silence:\n  - { rule: no-such-rule, reason: x, by: y, until: 2099-01-01 }', 'house-never', ':3:13'],
    ['severities:\n  - { item: C99, severity: high, reason: x, by: y }', 'house-never', ':3:13'],
    ['need: { availability: 99 }', 'bad-house', ':2:7'],
    ['own_packs:\n  - { id: own }', 'bad-house', ':3:5'],
    ['home: Japan', 'bad-house', ':2:7'],
  ])('%s is refused with its line and column', (line, code, place) => {
    let failure: unknown
    try {
      houseJudging(library, `name: Aoba\n${line}\n`)
    } catch (error) {
      failure = error
    }
    expect(failure).toBeInstanceOf(YakkanError)
    expect(failure).toMatchObject({ code })
    expect((failure as YakkanError).place).toContain(place)
  })

  it('names the lines of the person’s own file though folders stand before them', async () => {
    const rules = await fromFolder(
      'name: Aoba\nown_packs: packs\nown_items: items\nsilence:\n  - { rule: nothing, reason: x, by: y, until: 2099-01-01 }\n',
    )
    expect(() => houseJudging(library, rules, 'house.yaml')).toThrowError(/house\.yaml:5:13/)
  })

  it('refuses an own pack that asks what no item tells, or whose phrase could run away', () => {
    const pack = (checks: string, phrases = '') =>
      `name: Aoba\nown_packs:\n  - ${OWN_PACK.trim().replaceAll('\n', '\n    ').replace('{ item: X01, stated: true }', checks)}\n${phrases}`
    expect(() => houseJudging(library, pack('{ item: C13, value: colour, stated: true }'))).toThrowError(/C13 colour/)
    expect(() =>
      houseJudging(library, pack('{ says: p, stated: true }', "    phrases: { p: { en: ['(a+)+b'] } }\n")),
    ).toThrowError(/\(a\+\)\+b/)
  })

  it('tell what a silence did not do', async () => {
    const rules = `name: Aoba
silence:
  - { item: C13, quote: no such words, reason: settled, by: Sato, until: 2099-01-01 }
  - { item: C16, reason: settled, by: Sato, until: 2020-01-01 }
  - { rule: notice-shortened, reason: known, by: Sato, until: 2099-01-01 }
  - { rule: court-moves-abroad, reason: known, by: Sato, until: 2020-01-01 }
`
    const judged = await analysed(rules)
    expect(judged.analysis.notices.map((n) => n.code).sort()).toEqual(['silence-expired', 'silence-unused'])
    const comparison = compareAnalyzed(judged, judged, judgingOn(houseJudging(library, rules), TODAY))
    expect(comparison.notices.map((n) => n.code)).toEqual(['silence-unused', 'silence-expired'])
    expect(comparison.house?.name).toBe('Aoba')
  })
})
