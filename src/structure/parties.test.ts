import { describe, expect, it } from 'vitest'
import { kindOf } from './kind.js'
import { languageOf } from './language.js'
import { readParties } from './parties.js'

describe('readParties', () => {
  it.each([
    [
      '株式会社みなも（以下「当社」といいます。）は、契約者に本サービスを提供します。契約者は、料金を支払います。',
      ['当社'],
      ['契約者'],
    ],
    [
      '運営者（以下「運営者」という。）は責任を負いません。利用者は、規約に同意します。利用者は運営者に通知します。',
      ['運営者'],
      ['利用者'],
    ],
    [
      '「登録企業」とは、本サービスの利用を申し込み、当社が承諾した法人をいいます。当社は登録企業に通知します。',
      ['当社'],
      ['登録企業'],
    ],
    [
      '委託者（以下「甲」という。）と受託者（以下「乙」という。）は、次のとおり契約する。甲は乙に業務を委託し、乙は甲にこれを納入する。',
      ['乙'],
      ['甲'],
    ],
    [
      '提供会社（以下「甲」という。サービス提供者）と利用者（以下「乙」という。）は契約する。甲は、乙に対し本サービスを提供する。乙は、甲に利用料を支払う。甲は再委託できる。',
      ['甲'],
      ['乙'],
    ],
    [
      '受託者は、委託者に対し業務を実施する。委託者は、受託者に委託料を支払う。利用者の問い合わせには受託者が応じる。委託者は、利用者に周知する。',
      ['受託者'],
      ['委託者'],
    ],
    [
      '当行は、会員にサービスを提供します。会員は、当行に届け出ます。会員が退会したとき、当行は契約を終えます。',
      ['当行'],
      ['会員'],
    ],
  ])('%s', (text, provider, customer) => {
    const found = readParties(text, 'ja')
    expect(found.provider).toEqual(expect.arrayContaining(provider))
    expect(found.customer).toEqual(expect.arrayContaining(customer))
    expect(found.provider.filter((n) => customer.includes(n))).toEqual([])
    expect(found.customer.filter((n) => provider.includes(n))).toEqual([])
  })

  it.each([
    [
      'we and you, with the company’s names',
      'These terms are between Brookfell, Inc. ("Brookfell", "we" or "us") and you. We provide the app. You may use our app. You must keep your password. We may change it. You can leave; you keep your data. Tell us first, and we will help you with our tools.',
      ['Brookfell', 'we', 'us', 'our'],
      ['you', 'your'],
    ],
    [
      'a name given to the reader',
      'As a customer of the studio, you are a "Maker" under these terms. 9 Reeds Studio, LLC ("9 Reeds Studio", "we" or "us") runs the shop. You may sell your work. You keep your designs. We may ask you to move our stand. We help you. We pay you monthly.',
      ['9 Reeds Studio', 'our', 'us', 'we'],
      ['Maker', 'you', 'your'],
    ],
    [
      'roles that tell the side',
      'This agreement is between Northwold Ltd ("Supplier") and the buyer ("Client"). Supplier shall host the platform. Client shall pay the fees.',
      ['Supplier'],
      ['Client'],
    ],
    [
      'a proper name beside a role',
      'This DPA is between Lanternfish GmbH (“Lanternfish”) and the business customer (“Customer”). Lanternfish will process Personal Data. Customer will give instructions.',
      ['Lanternfish'],
      ['Customer'],
    ],
    [
      'two proper names, told by who provides and who pays',
      'Agreement by and between Tarn Systems, Inc. ("TSI") and Harrow Bank Corp. ("HBC"). TSI shall provide the processing services. TSI will maintain the system. HBC shall pay the fees. HBC shall pay within 30 days for services provided to HBC.',
      ['TSI'],
      ['HBC'],
    ],
    [
      'a company that orders from a contractor',
      'This agreement is made between Pine Goods, Inc. ("Company") and Reed Logistics, LLC ("Contractor"). Contractor shall perform the services. Company shall pay Contractor monthly.',
      ['Contractor'],
      ['Company'],
    ],
    [
      'roles used as names without an introduction',
      'Vendor shall host the software. Subscriber may use it. Subscriber shall pay the fees. Vendor will keep backups. Subscriber and Vendor meet yearly. A report goes to Subscriber from Vendor. Vendor acts with care towards Subscriber.',
      ['Vendor'],
      ['Subscriber'],
    ],
    [
      'roles in capitals',
      'CUSTOMER SHALL PAY THE FEES. LICENSOR SHALL SUPPORT THE PRODUCT. CUSTOMER MAY COPY IT ONCE. LICENSOR MAY INSPECT COPIES. NOTICES GO TO CUSTOMER OR LICENSOR. LICENSOR ANSWERS TO CUSTOMER.',
      ['Licensor'],
      ['Customer'],
    ],
    [
      'a name that acts, beside we and you',
      'We run the app and you may use it. Brookfell will keep your data. You own your data and you can leave. Brookfell may change our app; we tell you first. If you agree, Brookfell will bill you. We and you keep our secrets. Brookfell provides our support.',
      ['we', 'our', 'Brookfell'],
      ['you', 'your'],
    ],
  ])('%s', (_what, text, provider, customer) => {
    const found = readParties(text, 'en')
    expect([...found.provider].sort()).toEqual([...provider].sort())
    expect([...found.customer].sort()).toEqual([...customer].sort())
  })
})

describe('kindOf', () => {
  it.each([
    ['利用規約', '', 'ja', 'terms'],
    ['サービスレベル合意書', '', 'ja', 'sla'],
    ['プライバシーポリシー', '', 'ja', 'privacy'],
    ['業務委託契約書', '', 'ja', 'contract'],
    ['Data Processing Addendum', '', 'en', 'dpa'],
    ['Terms of Service', '', 'en', 'terms'],
    ['Master Services Agreement', 'Provider shall host. Customer shall pay.', 'en', 'contract'],
    ['Membership Agreement', 'You may use it. You pay. You agree. Your data is yours. You can leave.', 'en', 'terms'],
    ['セキュリティチェックシート', '', 'ja', 'other'],
    ['個人情報取扱特記事項', '', 'ja', 'dpa'],
    ['別紙2', '別紙2\nサービスレベル定義書\n対象は次のとおりとする。', 'ja', 'sla'],
    ['第一章', '稼働率は月間99.9%とする。応答時間は3秒とする。稼働率の算定から計画停止を除く。', 'ja', 'sla'],
    ['Annex B', 'Annex B\nPrivacy notice\nThis tells how data is used.', 'en', 'privacy'],
    [
      'Draft 3',
      'Uptime is 99.9% a month. Service credits are given for downtime. Response time for severity 1 is one hour.',
      'en',
      'sla',
    ],
  ] as const)('%s', (title, text, language, kind) => expect(kindOf(title, text, language)).toBe(kind))
})

describe('languageOf', () => {
  it.each([
    ['本規約はAPI Gateway Premium Planに適用されます。', 'ja'],
    ['This applies to the 規約 of the service in general.', 'en'],
    ['', 'en'],
  ])('%s', (text, language) => expect(languageOf(text)).toBe(language))
})
