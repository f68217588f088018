import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changesBetween } from '../src/compare/compare-agreements.js'
import { wordDiff } from '../src/compare/word-diff.js'
import type { Agreement, Passage } from '../src/model/agreement.js'
import type { Language } from '../src/model/text.js'

/** How many random pairs are tried; `npm run test:random` tries ten thousand. */
const RUNS = Number(process.env.COMPARE_RANDOM_RUNS ?? 150)

const JA = [
  '当社は、',
  '契約者は、',
  '本サービスを',
  '30日前までに',
  '三十日以内に',
  '通知します。',
  '停止することができます。',
  '責任を負いません。',
  '𠮷野家',
  'か\u3099',
  '（以下「本契約」といいます。）',
  '第3条',
  '\n',
  '１００％',
]
const EN = [
  'We ',
  'Customer ',
  'may ',
  'shall not ',
  'within 30 days ',
  'without notice ',
  'USD 1,000 ',
  'unless required by law, ',
  'e\u0301',
  '👩‍👩‍👧 ',
  '1.2 ',
  '\n',
  'terminate. ',
  '"Service" ',
]

const text = (pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...pieces) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
      ),
      { maxLength: 24 },
    )
    .map((a) => a.join(''))

const pair: fc.Arbitrary<[Language, string, string]> = fc.oneof(
  fc.tuple(fc.constant<Language>('ja'), text(JA), text(JA)),
  fc.tuple(fc.constant<Language>('en'), text(EN), text(EN)),
)

function agreement(language: Language, source: string): Agreement {
  const passages: Passage[] = []
  for (const m of source.matchAll(/[^\n.。]+[.。]?/gu)) {
    if (m[0].trim() === '') continue
    passages.push({
      index: passages.length,
      kind: 'sentence',
      article: 'a1',
      page: null,
      leadIn: null,
      head: null,
      depth: 0,
      block: 0,
      start: m.index,
      end: m.index + m[0].length,
    })
  }
  return {
    document: {
      name: 'x',
      sha256: '0',
      format: 'text',
      status: 'ok',
      title: '',
      text: source,
      blocks: [],
      pages: [],
      ocr: false,
      revisions: [],
      asides: [],
      warnings: [],
    },
    language,
    kind: 'terms',
    title: '',
    parties: { provider: ['当社', 'Provider'], customer: ['契約者', 'Customer'] },
    articles: [
      {
        id: 'a1',
        number: null,
        heading: null,
        page: null,
        level: 1,
        parent: null,
        role: 'article',
        start: 0,
        end: source.length,
      },
    ],
    passages,
    definitions: [],
    references: [],
  }
}

describe('random pairs', () => {
  it('rebuild both sides from the ops, to the letter', () => {
    fc.assert(
      fc.property(pair, ([language, a, b]) => {
        const ops = wordDiff(a, b, language)
        expect(
          ops
            .filter((o) => o.op !== 'insert')
            .map((o) => o.text)
            .join(''),
        ).toBe(a)
        expect(
          ops
            .filter((o) => o.op !== 'delete')
            .map((o) => o.text)
            .join(''),
        ).toBe(b)
      }),
      { numRuns: RUNS },
    )
  })

  it('compare without a fault, with quotes that are spans and ops that rebuild them', () => {
    fc.assert(
      fc.property(pair, ([language, a, b]) => {
        for (const { change } of changesBetween(agreement(language, a), agreement(language, b)).changes) {
          if (change.old) expect(a.slice(change.old.start, change.old.end)).toBe(change.old.quote)
          if (change.new) expect(b.slice(change.new.start, change.new.end)).toBe(change.new.quote)
          expect(
            change.diff
              .filter((o) => o.op !== 'insert')
              .map((o) => o.text)
              .join(''),
          ).toBe(change.old?.quote ?? '')
          expect(
            change.diff
              .filter((o) => o.op !== 'delete')
              .map((o) => o.text)
              .join(''),
          ).toBe(change.new?.quote ?? '')
          expect(change.reasons.length).toBeGreaterThan(0)
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('tell no change between a text and itself', () => {
    fc.assert(
      fc.property(pair, ([language, a]) => {
        expect(changesBetween(agreement(language, a), agreement(language, a)).changes).toEqual([])
      }),
      { numRuns: RUNS },
    )
  })
})
