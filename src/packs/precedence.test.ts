import { expect, it } from 'vitest'
import { analyzeDocument } from '../analyze.js'
import { readDocument } from '../ingest/read.js'
import { loadLibrary } from '../library/library.js'
import { judgePacks } from './judge.js'
import { parsePack } from './pack.js'
import { precedence } from './precedence.js'

const library = loadLibrary()
const pack = parsePack(
  `
id: own
name: { ja: 自社, en: own }
source: { ja: 社内, en: in-house }
checked: '2026-01-01'
requirements:
  - { id: uptime, level: must, name: { ja: 稼働率, en: Uptime }, wants: { ja: あ, en: a }, source: '1', checks: [{ item: S01, value: uptime_percent, at_least: 99.9 }], ask: { ja: あ, en: a } }
`,
  'own.yaml',
)

const document = async (name: string, text: string) =>
  analyzeDocument(await readDocument(new TextEncoder().encode(text), name, { isolated: false }), { library, packs: [] })

const ENGLISH = {
  terms: (more: string) => `# Terms of Service

## 1. The service
Akebi Inc. ("we") provides the Akebi Vault service to the business that signs up ("Customer", "you"). You agree to these Terms of Service.

## 2. Availability
We guarantee that the service is available 99.5% of each month; otherwise we credit part of the monthly fee.

## 3. Order of the documents
${more}
`,
  sla: `# Service Level Agreement

## 1. Uptime
This Service Level Agreement covers the Akebi Vault service. We guarantee a monthly uptime of 99.95%. If uptime is lower, you receive a service credit of 10% of the monthly fee.

## 2. Support
Our support desk answers on weekdays from 9:00 to 18:00.
`,
}
const JAPANESE = {
  terms: (more: string) => `# あけび倉庫 利用規約

## 第1条（適用）
本規約は、あけび株式会社（以下「当社」といいます）が提供する「あけび倉庫」の利用について、契約者との間に適用されます。

## 第2条（稼働率）
当社は、本サービスの月間稼働率を99.5%以上とすることを保証し、これを下回ったときは利用料金の一部を減額します。

## 第3条（文書の関係）
${more}
`,
  sla: `# サービスレベル合意書（SLA）

## 第1条（月間稼働率）
当社は、本サービスの月間稼働率99.95%以上を保証します。これを下回ったときは、月額料金の10%を減額します。

## 第2条（問合せ窓口）
問合せ窓口は、平日9時から18時まで受け付けます。
`,
}

it.each([
  [
    'English',
    ENGLISH,
    'If there is a conflict between these documents, the Service Level Agreement prevails over these Terms.',
    'sla',
  ],
  [
    'English',
    ENGLISH,
    'In the event of an inconsistency, these Terms of Service shall prevail over the Service Level Agreement.',
    'terms',
  ],
  ['English', ENGLISH, 'The Service Level Agreement is published on our website.', null],
  ['Japanese', JAPANESE, '本規約とSLAの定めが異なるときは、SLAが優先して適用されるものとします。', 'sla'],
  ['Japanese', JAPANESE, '本規約とSLAの内容に相違がある場合、本規約を優先するものとします。', 'terms'],
  ['Japanese', JAPANESE, 'サービスレベル合意書は、当社のウェブサイトに掲載します。', null],
] as const)('judges by the document that prevails, in %s (%#)', async (_language, words, clause, first) => {
  const documents = [await document('terms.md', words.terms(clause)), await document('sla.md', words.sla)]
  expect(documents.map((d) => d.agreement.kind)).toEqual(['terms', 'sla'])
  expect(precedence(documents)?.[0]?.agreement.kind ?? null).toBe(first)
  const { packs, contradictions } = judgePacks([pack], documents, { country: 'Japan' })
  const result = first === 'sla' ? 'met' : first === 'terms' ? 'not met' : 'needs a person'
  expect(packs[0]!.results[0]!.result).toBe(result)
  expect(contradictions).toMatchObject([{ requirement: 'uptime' }])
  expect(contradictions[0]!.prevails !== null).toBe(first !== null)
})
