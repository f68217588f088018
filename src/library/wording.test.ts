import { describe, expect, it } from 'vitest'
import { CUSTOMER, PROVIDER } from './term.js'
import { wordingOf } from './wording.js'

const P = PROVIDER
const C = CUSTOMER

describe('a wording has one sign for each side', () => {
  const plain = { provider: [], customer: [] }
  const named = { provider: ['Acme Cloud Inc.', '乙', 'ABCクラウド'], customer: ['tenant', '甲', '(Buyer)'] }
  it.each([
    [
      'We tell you what our staff, Provider and the vendor owe each customer.',
      plain,
      `${P} tell ${C} what ${P} staff, ${P} and ${P} owe ${C}.`,
    ],
    ['USERS, Members, any licensee and Yourself; Yours, yourselves', plain, `${C}, ${C}, ${C} and ${C}; ${C}, ${C}`],
    // Within a word, and without its article or capital, a name is a word like others.
    ['Bus users meet a provider; reuse, Ours2, 1we', plain, 'bus users meet a provider; reuse, ours2, 1we'],
    [
      '当社、弊社、当方は契約者・利用者・お客様・お客さま・会員・加入者に',
      plain,
      `${P}、${P}、${P}は${C}・${C}・${C}・${C}・${C}・${C}に`,
    ],
    ['個人事業者と本サービス提供者、ユーザーとユーザとユーザーズ', plain, `個人事業者と${P}、${C}と${C}と${C}ズ`],
    ["ACME CLOUD INC. bills the Tenant's (Buyer) and THE TENANT", named, null],
    ['乙は甲にxABCクラウドを', named, `${P}は${C}にx${P}を`],
    ['a tenant’s data, subtenant', named, `a ${C} data, subtenant`],
  ])('%s', (text, parties, expected) => {
    const { text: wording, origin } = wordingOf(parties)(text)
    if (expected !== null) expect(wording).toBe(expected)
    else expect(wording.split('').filter((c) => c === P || c === C).length).toBeGreaterThanOrEqual(3)
    expect(origin.length).toBe(wording.length + 1)
    expect([...origin].every((at, k) => k === 0 || at >= origin[k - 1]!)).toBe(true)
  })
})
