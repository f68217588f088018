import { describe, expect, it } from 'vitest'
import { readDocument } from '../ingest/read.js'
import { structure } from '../structure/structure.js'
import { sharedWords } from './shared-words.js'

const read = async (text: string) =>
  structure(await readDocument(new TextEncoder().encode(text), 'terms.md', { isolated: false }))

const ENGLISH = [
  'Aoba keeps the records of the customer for thirty days after the end of the agreement.',
  'The customer pays the fee of each month by the last day of the month that follows.',
]
const JAPANESE = [
  '当社は契約終了後三十日間、契約者の記録を保管します。',
  '契約者は翌月末日までに月額料金を支払います。',
]

describe('the words that two agreements share', () => {
  it.each([
    ['all of them, in another order', ENGLISH, [...ENGLISH].reverse(), 1, 1],
    ['all of the shorter one', ENGLISH, [ENGLISH[0]!], 1, 1],
    [
      'about half',
      ENGLISH,
      [ENGLISH[0]!, 'Our shop in the harbour sells tea, paper and lamps of all sizes to visitors.'],
      0.4,
      0.65,
    ],
    ['none', ENGLISH, ['Our shop in the harbour sells tea, paper and lamps of all sizes to visitors.'], 0, 0],
    ['all of them, in Japanese', JAPANESE, [...JAPANESE].reverse(), 1, 1],
    ['none, in Japanese', JAPANESE, ['港の店では、お茶と紙とランプを旅の方にお分けしています。'], 0, 0],
  ])('are %s', async (_what, one, other, least, most) => {
    const share = sharedWords(await read(one.join('\n\n')), await read(other.join('\n\n')))
    expect(share).toBeGreaterThanOrEqual(least)
    expect(share).toBeLessThanOrEqual(most)
  })
})
