import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { analyze } from '../src/analyze.js'
import { closeParsers } from '../src/ingest/isolate.js'
import { loadLibrary } from '../src/library/library.js'

/** The same agreement in six formats must be the same agreement. */
const FORMATS = ['word.docx', 'page.html', 'marked.md', 'plain.txt', 'libreoffice.pdf', 'chromium.pdf']
const ARTICLES = { ja: 18, en: 16 }

const library = loadLibrary()
const folder = new URL('../fixtures/formats/', import.meta.url)
/** White space and marks of Markdown aside, and the tabs and bars that part the cells of a table. */
const words = (text: string): string => text.normalize('NFKC').replace(/[\s#|*]+/g, '')

async function read(language: 'ja' | 'en', format: string) {
  const name = `${language}-${format}`
  const { agreement, analysis } = await analyze(readFileSync(new URL(name, folder)), name, { library })
  const { text } = agreement.document
  return {
    title: analysis.document.title,
    kind: analysis.document.kind,
    language: analysis.document.language,
    parties: analysis.document.parties,
    articles: agreement.articles.map(({ number, heading, role, level, start, end }) => ({
      number,
      heading: heading === null ? null : words(heading),
      role,
      level,
      text: words(text.slice(start, end)),
    })),
    items: analysis.items.map(({ id, status, position, commitment, confidence, values, evidence }) => ({
      id,
      status,
      position,
      commitment,
      confidence: Math.round(confidence * 100),
      values: values.map((v) => ({ ...v, quote: words(v.quote) })),
      quotes: evidence.map((e) => words(e.quote)),
    })),
  }
}

afterAll(closeParsers)

describe.each(['ja', 'en'] as const)('one agreement in six formats (%s)', (language) => {
  const first = read(language, FORMATS[0]!)

  test('has its articles, an annex and findings', async () => {
    const { articles, items } = await first
    expect(articles.filter((a) => a.role === 'article')).toHaveLength(ARTICLES[language])
    expect(articles.at(-1)).toMatchObject({ role: 'annex' })
    expect(items.filter((i) => i.status !== 'absent').length).toBeGreaterThan(20)
  })

  test.each(FORMATS.slice(1))('%s says the same as the Word file', async (format) => {
    const { items, articles, ...rest } = await read(language, format)
    const expected = await first
    expect(rest).toEqual({ title: expected.title, kind: expected.kind, language, parties: expected.parties })
    expect(articles).toEqual(expected.articles)
    expect(items).toEqual(expected.items)
  })
})
