import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Analyzed, analyze } from '../src/analyze.js'
import { assess } from '../src/assess/assess.js'
import { readDocument } from '../src/ingest/read.js'
import { type Library, loadLibrary } from '../src/library/library.js'
import { match } from '../src/match/match.js'
import { Explanation } from '../src/model/explanation.js'
import { explanationTerminal } from '../src/report/explanation-terminal.js'
import { analysisReport } from '../src/report/index.js'
import { structure } from '../src/structure/structure.js'

const folder = new URL('../fixtures/documents/', import.meta.url)
const FILES = [
  'workflow-terms.ja.html',
  'consumer-terms.en.html',
  'hosting-agreement.en.txt',
  'mail-hosting.ja.sjis.txt',
]
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

let library: Library
const explained = new Map<string, Required<Analyzed>>()

beforeAll(async () => {
  library = loadLibrary()
  for (const file of FILES) {
    const judged = await analyze(readFileSync(new URL(file, folder)), file, { library, explain: 'all' })
    explained.set(file, judged as Required<Analyzed>)
  }
}, 240_000)

describe.each(FILES)('how the items of %s came to be judged', (file) => {
  it('is told for every item, in a fixed shape, of the very findings of the analysis', () => {
    const { analysis, explanations } = explained.get(file)!
    expect(explanations.map((e) => Explanation.parse(e).finding)).toEqual(analysis.items)
  })

  it('adds up: shares to scores, log odds to the confidence', () => {
    for (const { certainty, passages, finding } of explained.get(file)!.explanations) {
      const sum = certainty.shares.reduce((s, x) => s + x.share, 0)
      expect(certainty.log_odds).toBeCloseTo(sum, 9)
      expect(certainty.probability).toBeCloseTo(1 / (1 + Math.exp(-sum)), 9)
      const sure = finding.status === 'absent' ? 1 - certainty.probability : certainty.probability
      expect(finding.confidence).toBeCloseTo(sure, 3)
      expect(finding.status !== 'absent').toBe(certainty.probability >= certainty.threshold)
      for (const p of passages) {
        const shares = Object.values(p.shares).reduce((s, x) => s + x, 0)
        expect(p.score).toBeCloseTo(p.denied ? 0 : shares, 9)
      }
    }
  })

  it('quotes verbatim, and finds every cue in the passage', () => {
    const { agreement, explanations } = explained.get(file)!
    const { text } = agreement.document
    for (const { passages, general, values } of explanations) {
      for (const p of [...passages, ...general]) expect(text.slice(p.start, p.end)).toBe(p.quote)
      for (const p of passages) {
        for (const cue of p.cues) for (const words of cue.words.split(' … ')) expect(text).toContain(words)
      }
      for (const v of values) expect(text).toContain(v.quote)
    }
  })

  it('ends at the line that the finding names', () => {
    for (const { finding, lines, partial, general } of explained.get(file)!.explanations) {
      const deciding = [...partial, ...lines].filter((l) => l.holds).map((l) => l.id)
      if (finding.status === 'absent') expect(lines).toEqual([])
      else if (deciding.length > 0) expect(deciding).toContain(finding.rule)
      else if (finding.commitment !== null && finding.rule !== 'heading-only') {
        expect(general.map((g) => g.rule)).toContain(finding.rule)
      }
      expect(lines.slice(0, -1).some((l) => l.holds)).toBe(false)
    }
  })

  it('has a source for each value', () => {
    for (const { finding, values } of explained.get(file)!.explanations) {
      expect(values.map(({ name, value, quote }) => ({ name, value, quote }))).toEqual(
        finding.values.map(({ name, value, quote }) => ({ name, value, quote })),
      )
      for (const v of values) if (v.by === 'read') expect(v.at).not.toBeNull()
    }
  })

  it('can be said in both languages', () => {
    for (const e of explained.get(file)!.explanations) {
      for (const language of ['ja', 'en'] as const) {
        const said = explanationTerminal(e, { language })
        expect(said).toContain(e.finding.why[language])
        for (const p of e.passages) expect(said).toContain(p.score.toFixed(2))
      }
    }
  })
})

describe('why an item was not found', () => {
  it('is told by the words that a passage lacks', async () => {
    const text = 'We keep copies.\nThe office is closed on Sundays. We may send you messages.\n'
    const { explanations } = await analyze(bytes(text), 'notes.txt', { library, explain: ['C05'] })
    const [e] = explanations!
    expect(e!.finding.status).toBe('absent')
    const near = e!.passages.flatMap((p) => p.nearly)
    for (const cue of near) expect(cue.missing.length + cue.barred.length > 0 || cue.apart).toBe(true)
    for (const p of e!.passages) {
      expect(p.speaks).toBe(false)
      expect(p.short_of).toBeCloseTo(e!.certainty.speaks_from - p.score, 9)
    }
  })

  it('names the one who is bound where a duty is the customer’s alone', async () => {
    const text =
      '第1条（端末）\n利用者は、自己の端末にウイルス対策ソフトウェアを導入し、定期的にウイルススキャンを実施するものとします。\n'
    const { explanations } = await analyze(bytes(text), 'duty.txt', { library, explain: ['S18'] })
    const denied = explanations![0]!.passages.filter((p) => p.denied !== null)
    expect(denied.map((p) => p.denied)).toEqual(['customer-alone'])
    expect(denied[0]!.score).toBe(0)
    expect(Object.values(denied[0]!.shares).some((s) => s > 0)).toBe(true)
  })
})

describe('a position that the text leaves open', () => {
  const headings = {
    ja: (name: string): string =>
      `第1条（目的）\n本規約は利用条件を定めます。\n第2条（${name}）\n第3条（附則）\n本規約は4月1日から施行します。\n`,
    en: (name: string): string =>
      `1. Purpose\nThese terms set out the conditions of use.\n2. ${name}\n3. Final\nThese terms apply from 1 April.\n`,
  }

  it('has both readings in its reason, in both languages, in every line of the library', () => {
    const open = library.items.flatMap((i) => i.positions.filter((p) => p.position === 'unclear'))
    expect(open.length).toBeGreaterThan(3)
    for (const { why } of open) expectBothReadings(why)
  })

  it('has both readings where there is but a heading, whatever the item', async () => {
    let bare = 0
    for (const [index, item] of library.items.entries()) {
      for (const language of ['ja', 'en'] as const) {
        const document = await readDocument(bytes(headings[language](item.names[language])), 'bare.txt', {})
        const agreement = structure(document)
        const matches = match(agreement, library)
        const seen = matches.items[index]!
        const worded = seen.passages.some((p) => p.strong > 0 || p.supporting > 0)
        if (item.group !== 'contract' || seen.headings.size === 0 || worded) continue
        // A heading by itself seldom suffices; here it is to.
        seen.probability = 1
        const finding = assess(agreement, matches, library)[index]!
        expect(finding).toMatchObject({ status: 'partial', position: 'unclear', rule: 'heading-only' })
        expectBothReadings(finding.why)
        bare++
      }
    }
    expect(bare).toBeGreaterThan(15)
  })

  it('has both readings in every analysis of the fixtures', () => {
    for (const { analysis } of explained.values()) {
      for (const f of analysis.items) if (f.position === 'unclear') expectBothReadings(f.why)
    }
  })

  function expectBothReadings(why: { ja: string; en: string }): void {
    const named = (sentence: string, words: RegExp[]): number => words.filter((w) => w.test(sentence)).length
    expect(named(why.en, [/favourable|better/, /neutral/, /adverse/]), why.en).toBeGreaterThan(1)
    expect(named(why.ja, [/有利/, /中立/, /不利/]), why.ja).toBeGreaterThan(1)
  }
})

describe('the HTML report', () => {
  it('has each explanation behind a summary, without a script, and the words of the document inert', async () => {
    const text = '1. Changes\nWe may change these terms at any time without notice <script>alert(1)</script>.\n'
    const { analysis, agreement, explanations } = await analyze(bytes(text), 'x.txt', { library, explain: 'all' })
    const report = await analysisReport({ analysis, document: agreement.document, explanations }, 'html', {
      language: 'en',
    })
    const page = new TextDecoder().decode(report)
    expect(page.match(/<details class="explained"><summary>/g)).toHaveLength(library.items.length)
    expect(page).not.toMatch(/<script/i)
    const bare = await analysisReport({ analysis, document: agreement.document }, 'html', { language: 'en' })
    expect(new TextDecoder().decode(bare)).not.toContain('<details class="explained">')
  })
})
