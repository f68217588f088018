import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../ingest/read.js'
import type { Language } from '../model/text.js'
import { redline } from './redline.js'
import { redlineDocx } from './redline-docx.js'

const read = (text: string, name: string) => readDocument(new TextEncoder().encode(text), name, { isolated: false })
const date = new Date('2026-04-01T00:00:00Z')
// White space at the edges of lines is layout, in Word as in text files.
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((l) => l.replace(/[^\S\t]+/g, ' ').trim())
    .filter(Boolean)

async function roundTrip(before: string, after: string, language: Language, name = 'a.md') {
  const [old, next] = [await read(before, name), await read(after, name)]
  const bytes = await redlineDocx('redline', old, next, { language, author: '山田 花子', date })
  const accepted = await readDocument(bytes, 'redline.docx', { tracked: 'accepted', isolated: false })
  const original = await readDocument(bytes, 'redline.docx', { tracked: 'original', isolated: false })
  return { old, next, bytes, accepted, original }
}

const OLD = `# 利用規約

## 第1条（通知）

当社は、変更の30日前までに契約者へ個別に通知します。

## 第2条（料金）

- 月額料金は10,000円とします。
- 支払期限は翌月末日とします。

| 項目 | 水準 |
|---|---|
| 稼働率 | 99.9％ |
| 復旧時間 | 4時間 |
| 窓口 | 平日9時から18時 |

この規約は日本法に準拠します。
`
const NEW = `# 利用規約

## 第1条（通知）

当社は、変更の7日前までに当社のウェブサイトに掲示します。

## 第2条（料金）

- 月額料金は12,000円とします。
- 支払期限は翌月末日とします。
- 支払われた料金は返金しません。

| 項目 | 水準 |
|---|---|
| 稼働率 | 99.5％ |
| 窓口 | 平日9時から18時 |

## 第3条（譲渡）

契約者は、契約上の地位を譲渡してはなりません。
`

describe('a redline in Word', () => {
  it('gives the new text when all is accepted and the old one when all is rejected', async () => {
    const { old, next, accepted, original } = await roundTrip(OLD, NEW, 'ja')
    expect(lines(accepted.text)).toEqual(lines(next.text))
    expect(lines(original.text)).toEqual(lines(old.text))
    expect(accepted.revisions.some((r) => r.kind === 'insertion' && r.author === '山田 花子')).toBe(true)
    expect(accepted.revisions.some((r) => r.kind === 'deletion' && r.date.startsWith('2026-04-01'))).toBe(true)
  })

  it('does so in English, with a heading that goes and a table that comes', async () => {
    const { old, next, accepted, original } = await roundTrip(
      '# Terms\n\nYou may cancel within 30 days.\n\n## Refunds\n\nWe refund the unused part.\n',
      '# Terms\n\nYou may cancel within 14 days.\n\n| Plan | Fee |\n|---|---|\n| One | 5 |\n',
      'en',
    )
    expect(lines(accepted.text)).toEqual(lines(next.text))
    expect(lines(original.text)).toEqual(lines(old.text))
  })

  it('gives the same bytes for the same date', async () => {
    const a = await roundTrip(OLD, NEW, 'ja')
    const b = await roundTrip(OLD, NEW, 'ja')
    expect(Buffer.from(a.bytes).equals(Buffer.from(b.bytes))).toBe(true)
  })
})

describe('a redline', () => {
  it('rebuilds both sides from its ops, whatever the texts', async () => {
    const sentence = fc.constantFrom(
      '通知は30日前とする。',
      '通知は７日前とする。',
      'We may change fees.',
      'Fees are fixed.',
      '別に定める。',
    )
    const text = fc.array(sentence, { minLength: 1, maxLength: 8 }).map((s) => s.join('\n\n'))
    await fc.assert(
      fc.asyncProperty(text, text, async (before, after) => {
        const [old, next] = [await read(before, 'a.md'), await read(after, 'b.md')]
        const parts = redline(old, next, 'ja')
        for (const p of parts) {
          const side = (gone: string): string =>
            p.ops
              .filter((o) => o.op !== gone)
              .map((o) => o.text)
              .join('')
          if (p.old) expect(side('insert')).toBe(old.text.slice(p.old.start, p.old.end))
          if (p.new) expect(side('delete')).toBe(next.text.slice(p.new.start, p.new.end))
        }
        expect(parts.flatMap((p) => (p.old ? [p.old] : []))).toEqual(old.blocks)
        expect(parts.flatMap((p) => (p.new ? [p.new] : []))).toEqual(next.blocks)
      }),
      { numRuns: 60 },
    )
  })
})
