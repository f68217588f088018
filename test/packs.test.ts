import { check } from 'recheck'
import { describe, expect, it } from 'vitest'
import { analyzeDocument } from '../src/analyze.js'
import { readDocument } from '../src/ingest/read.js'
import { loadLibrary } from '../src/library/library.js'
import type { PackAnswer } from '../src/model/analysis.js'
import { judgePacks } from '../src/packs/judge.js'
import { type Pack, parsePack, shippedPacks } from '../src/packs/pack.js'
import { cueParts } from '../src/packs/phrase.js'

const library = loadLibrary()
const packs = shippedPacks()
const HOME = { country: 'Japan' }

/** A small agreement around one sentence, so that parties and language are known. */
async function judged(sentence: string, language: 'ja' | 'en') {
  const text =
    language === 'ja'
      ? `# クラウドサービス利用規約\n\n本規約は、当社が提供するサービスの利用条件を、当社と契約者との間で定める。\n\n## 第1条\n\n${sentence}\n`
      : `# Cloud Services Agreement\n\nThis agreement is made between the provider and the customer.\n\n## 1. Terms\n\n${sentence}\n`
  const document = await readDocument(new TextEncoder().encode(text), 'sample.md', { isolated: false })
  return analyzeDocument(document, { library, packs: [] })
}

const ANSWERS: [keyof Pack['requirements'][number]['tests'], PackAnswer][] = [
  ['met', 'met'],
  ['not_met', 'not met'],
  ['not_stated', 'not stated'],
]

describe.each(packs.map((p) => [p.id, p] as const))('%s', (_id, pack) => {
  const samples = pack.requirements.flatMap((requirement) =>
    ANSWERS.flatMap(([kind, answer]) =>
      (['ja', 'en'] as const).flatMap((language) =>
        (requirement.tests[kind]?.[language] ?? []).map((s) => [requirement.id, answer, s, language] as const),
      ),
    ),
  )
  if (samples.length > 0) {
    it.each(samples)('%s is %s by “%s”', async (id, answer, sentence, language) => {
      const one = await judged(sentence, language)
      const result = judgePacks([pack], [one], HOME).packs[0]!.results.find((r) => r.requirement === id)!
      expect(
        result.result,
        `${result.why.en} ${JSON.stringify(one.analysis.items.filter((i) => i.status !== 'absent').map((i) => [i.id, i.position, i.values.map((v) => [v.name, v.value])]))}`,
      ).toBe(answer)
      for (const e of result.evidence) expect(one.agreement.document.text.slice(e.start, e.end)).toBe(e.quote)
    })
  }

  it('speaks of items and values that the library has', () => {
    for (const requirement of pack.requirements) {
      for (const c of requirement.checks) {
        if (c.item === undefined) continue
        const item = library.items.find((i) => i.id === c.item)
        expect(item, `${requirement.id} ${c.item}`).toBeDefined()
        if (c.value)
          expect(
            item!.values.map((v) => v.name),
            `${requirement.id} ${c.item}`,
          ).toContain(c.value)
      }
    }
  })

  it('exercises every phrase, and none of them can run away', async () => {
    for (const [name, phrase] of Object.entries(pack.phrases)) {
      const used = pack.requirements.some((r) => r.checks.some((c) => c.says === name))
      expect(used, name).toBe(true)
      for (const cue of [...phrase.ja, ...phrase.en, ...phrase.never, ...phrase.contrary]) {
        for (const pattern of cueParts(cue).patterns) {
          expect((await check(pattern, 'u', { timeout: 5000 })).status, pattern).toBe('safe')
        }
      }
    }
  })
})

describe('a pack of one’s own', () => {
  const minimal = (checks: string) => `
id: own
name: { ja: 自社, en: own }
source: { ja: 社内, en: in-house }
checked: '2026-01-01'
requirements:
  - id: r1
    level: must
    name: { ja: あ, en: a }
    wants: { ja: あ, en: a }
    source: '1'
    checks: [${checks}]
    ask: { ja: あ, en: a }
`
  it.each([
    ['{ item: C13, value: notice }', 'own.yaml:12:14'],
    ['{ item: C13, says: x, stated: true }', 'own.yaml:12:14'],
    ['{ says: nowhere, stated: true }', 'own.yaml r1'],
    ['{ item: C13, stated: true', 'own.yaml:'],
  ])('%s is refused with its place', (checks, place) => {
    let failure: unknown
    try {
      parsePack(minimal(checks), 'own.yaml')
    } catch (error) {
      failure = error
    }
    expect(failure).toMatchObject({ stage: 'packs' })
    expect((failure as { place: string }).place).toContain(place)
  })
})

describe('a must', () => {
  const pack = parsePack(
    `
id: own
name: { ja: 自社, en: own }
source: { ja: 社内, en: in-house }
checked: '2026-01-01'
requirements:
  - { id: uptime, level: must, name: { ja: 稼働率, en: Uptime }, wants: { ja: あ, en: a }, source: '1', checks: [{ item: S01, value: uptime_percent, at_least: 99.9 }], ask: { ja: あ, en: a } }
  - { id: wish, level: should, name: { ja: 稼働率, en: Uptime }, wants: { ja: あ, en: a }, source: '1', checks: [{ item: S01, value: uptime_percent, at_least: 99.9 }], ask: { ja: あ, en: a } }
`,
    'own.yaml',
  )
  it.each([
    ['当社は、月間稼働率99.95%以上を保証し、これを下回ったときは料金を減額します。', ['met', 'met']],
    ['当社は、月間稼働率99.95%以上を目標として努めます。', ['not met', 'met']],
    ['当社は、月間稼働率99.5%以上を保証し、これを下回ったときは料金を減額します。', ['not met', 'not met']],
    ['本規約は日本法に準拠します。', ['not stated', 'not stated']],
  ])('%s', async (sentence, answers) => {
    const results = judgePacks([pack], [await judged(sentence, 'ja')], HOME).packs[0]!.results
    expect(results.map((r) => r.result)).toEqual(answers)
  })

  it('asks a person where two documents contradict each other, unless one of them says which prevails', async () => {
    const high = await judged('当社は、月間稼働率99.95%以上を保証し、これを下回ったときは料金を減額します。', 'ja')
    const low = await judged('当社は、月間稼働率99.5%以上を保証し、これを下回ったときは料金を減額します。', 'ja')
    const outcome = judgePacks([pack], [high, low], HOME)
    expect(outcome.packs[0]!.results[0]!.result).toBe('needs a person')
    expect(outcome.contradictions[0]).toMatchObject({ requirement: 'uptime', seen: ['99.95', '99.5'], prevails: null })
  })
})
