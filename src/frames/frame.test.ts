import { describe, expect, it } from 'vitest'
import type { Parties } from '../model/agreement.js'
import { direction, readFrame, readFrames } from './frame.js'

const JA: Parties = { provider: ['当社'], customer: ['契約者', 'お客様'] }
const EN: Parties = { provider: ['Nimbus Works', 'Provider'], customer: ['Customer'] }
const AB: Parties = { provider: ['乙'], customer: ['甲'] }

describe('who must and who may, in Japanese', () => {
  it.each([
    ['当社は、契約者に対し、障害の発生を速やかに通知しなければなりません。', 'provider', 'must'],
    ['当社は、契約者が本規約に違反した場合、事前の通知なく利用を停止することができます。', 'provider', 'may'],
    ['契約者は、本サービスを複製してはならない。', 'customer', 'must-not'],
    ['契約者は、本サービスを第三者に利用させてはならないものとします。', 'customer', 'must-not'],
    ['契約者は、いつでも利用契約を解約することができるものとします。', 'customer', 'may'],
    ['契約者は、自己の責任においてデータのバックアップを行うものとします。', 'customer', 'must'],
    ['当社は、本サービスの停止により契約者に生じた損害について一切責任を負いません。', 'provider', 'need-not'],
    ['当社は、本サービスの正確性を保証するものではありません。', 'provider', 'need-not'],
    ['当社は、稼働率を維持するよう努めます。', 'provider', 'aims'],
    ['当社は、お客様のデータを広告の目的で利用しません。', 'provider', 'will-not'],
    ['変更後に本サービスを利用した契約者は、変更に同意したものとみなします。', 'customer', 'deemed'],
    ['契約者が当社の定める方法により申し込んだ場合、当社は遅滞なく承諾の可否を通知します。', 'provider', 'will'],
    ['支払われた料金は返金しません。', 'provider', 'need-not'],
    ['パスワードは定期的に変更してください。', 'customer', 'must'],
    ['お客様は当社に対し、投稿された内容を無償で利用する権利を許諾するものとします。', 'provider', 'may'],
    ['契約者は、料金の返還を請求することができません。', 'customer', 'must-not'],
  ])('%s', (text, actor, modality) => {
    const f = readFrame(text, JA, 'ja')
    expect([f.actor, f.modality]).toEqual([actor, modality])
  })

  it('follows the names that the contract gives to its sides', () => {
    expect(readFrame('乙は、甲の書面による承諾なく再委託してはならない。', AB, 'ja')).toMatchObject({
      actor: 'provider',
      modality: 'must-not',
    })
  })

  it('takes the ban of a list from its lead-in', () => {
    const f = readFrame(
      '(3) 本サービスの性能を計測し公表する行為',
      JA,
      'ja',
      '契約者は、次の各号に定める行為をしてはなりません。',
    )
    expect(f).toMatchObject({ actor: 'customer', modality: 'must-not' })
    expect(direction(f)).toBe(-1)
  })

  it('parts two clauses of one sentence', () => {
    const frames = readFrames(
      '当社は、停止の7日前までに通知するものとし、契約者は、停止中もデータを取得することができます。',
      JA,
      'ja',
    )
    expect(frames.map((f) => [f.actor, f.modality])).toEqual([
      ['provider', 'must'],
      ['customer', 'may'],
    ])
  })
})

describe('who must and who may, in English', () => {
  it.each([
    ['We may suspend your account at any time without notice.', 'provider', 'may'],
    ['The Provider shall notify Customer of each incident within 24 hours.', 'provider', 'must'],
    ['You must not resell the Service.', 'customer', 'must-not'],
    ['Customer may export its data for thirty days after the end of the term.', 'customer', 'may'],
    ['You agree to indemnify us against all claims.', 'customer', 'must'],
    ['We reserve the right to change our prices.', 'provider', 'may'],
    ['Customer is entitled to a pro-rated refund.', 'customer', 'may'],
    ['Customer is responsible for all activity under its accounts.', 'customer', 'must'],
    ['We are not liable for any loss of data.', 'provider', 'need-not'],
    ['In no event shall the Provider be liable for indirect damages.', 'provider', 'need-not'],
    ['We do not warrant that the Service will be error-free.', 'provider', 'need-not'],
    ['Nimbus Works will use commercially reasonable efforts to keep the Service available.', 'provider', 'aims'],
    ['If you fail to pay, we may terminate this agreement.', 'provider', 'may'],
    ['Your access may be suspended by us.', 'provider', 'may'],
    ['Accounts may be deleted after six months of inactivity.', 'provider', 'may'],
    ['You grant us a worldwide licence to use your content.', 'provider', 'may'],
    ['Use of the trial for commercial purposes is prohibited.', 'customer', 'must-not'],
    ['You may use the Service only for your internal purposes.', 'customer', 'may'],
    ['Neither party may assign this agreement.', 'both', 'must-not'],
  ])('%s', (text, actor, modality) => {
    const f = readFrame(text, EN, 'en')
    expect([f.actor, f.modality]).toEqual([actor, modality])
  })

  it('names conditions, exceptions, discretion and safeguards', () => {
    const f = readFrame(
      'If payment is late, we may, in our sole discretion, suspend the account upon ten days prior notice, unless prohibited by law.',
      EN,
      'en',
    )
    expect(f.conditions.length).toBeGreaterThan(0)
    expect(f.exceptions[0]?.text).toMatch(/^unless prohibited/)
    expect(f.discretion).toContain('sole-discretion')
    expect(f.safeguards).toEqual(expect.arrayContaining(['prior-notice', 'law-limit']))
  })

  it('gives every clause as a span of the sentence', () => {
    const text = 'We may change the Service, and you may cancel at any time.'
    for (const f of readFrames(text, EN, 'en')) expect(text.slice(f.start, f.end)).toBe(f.text)
  })
})
