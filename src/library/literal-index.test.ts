import { expect, it } from 'vitest'
import { LiteralIndex } from './literal-index.js'

it('tells every place of every literal, shorter ones first, with all terms that have it', () => {
  const index = new LiteralIndex([['通知', '通知書'], ['書'], ['notice', 'no'], ['notice']])
  const seen: string[] = []
  const text = '通知書とnotices'
  index.seek(text, (owners, start, end) =>
    seen.push(`${text.slice(start, end)}@${start} ${owners.map((o) => o.term).join(',')}`),
  )
  expect(seen).toEqual(['通知@0 0', '通知書@0 0', '書@2 1', 'no@4 2', 'notice@4 2,3'])
})

it('ranks short literals before long ones, then by the order in which they were written', () => {
  const ranks = new Map<string, number>()
  new LiteralIndex([['利用規約', 'に', '利用', '利用規約等の変更']]).seek('に利用規約等の変更', (owners, start, end) =>
    ranks.set('に利用規約等の変更'.slice(start, end), owners[0]!.rank),
  )
  expect([...ranks].sort((a, b) => a[1] - b[1]).map(([literal]) => literal)).toEqual([
    'に',
    '利用規約',
    '利用',
    '利用規約等の変更',
  ])
})
