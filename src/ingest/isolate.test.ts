import { afterAll, describe, expect, it } from 'vitest'
import { closeParsers, parseApart } from './isolate.js'
import type { ParseTask } from './parse.js'
import { readDocument } from './read.js'

const page = (html: string): ParseTask => ({ format: 'html', bytes: Buffer.from(html), name: 'page.html', text: html })

afterAll(closeParsers)

describe('parseApart', () => {
  it('gives what the reader gives', async () => {
    const document = await parseApart(page('<h1>Terms</h1><p>We may stop the service.</p>'), {})
    expect(document.text).toBe('Terms\nWe may stop the service.')
  })

  it('carries a reader’s refusal across with its parameters', async () => {
    const refused = parseApart(page('<i>'.repeat(500_001)), {})
    await expect(refused).rejects.toMatchObject({ code: 'too-deep', place: 'page.html', params: { limit: 500_000 } })
    await expect(parseApart(page('<p>still alive'), {})).resolves.toMatchObject({ text: 'still alive' })
  })

  it('ends a parser that takes too long, and goes on with a fresh one', async () => {
    const slow = page('<div>'.repeat(40_000) + '</p>'.repeat(40_000))
    await expect(parseApart(slow, {}, { parseMs: 20, ocrPageMs: 20 })).rejects.toMatchObject({ code: 'too-slow' })
    await expect(parseApart(page('<p>next'), {})).resolves.toMatchObject({ text: 'next' })
  })

  it('stops when asked to', async () => {
    const stop = new AbortController()
    const slow = page('<div>'.repeat(40_000) + '</p>'.repeat(40_000))
    const reading = parseApart(slow, { signal: stop.signal })
    stop.abort()
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('reads more files at once than it has threads', async () => {
    const texts = await Promise.all(Array.from({ length: 12 }, (_, i) => parseApart(page(`<p>page ${i}`), {})))
    expect(texts.map((d) => d.text)).toEqual(Array.from({ length: 12 }, (_, i) => `page ${i}`))
  })

  it('takes a damaged file for damaged, whatever the library throws', async () => {
    const bytes = Buffer.from('PK\x03\x04 no archive')
    await expect(parseApart({ format: 'docx', bytes, name: 'a.docx', text: null }, {})).rejects.toMatchObject({
      code: 'damaged',
    })
  })
})

describe('readDocument', () => {
  it.each([
    ['an empty file', '', 'empty'],
    ['nothing but white space', ' \n\u3000\n', 'empty'],
    ['a page without words', '<!doctype html><html><body><img src="x.png"></body></html>', 'no-text'],
    ['a file over the limit', 'x'.repeat(25 * 1024 * 1024 + 1), 'too-large'],
  ])('refuses %s', async (_what, text, code) =>
    expect(readDocument(Buffer.from(text), 'a.txt')).rejects.toMatchObject({ code }),
  )

  it('lets a file of exactly the largest size in, and refuses its text for its length', async () => {
    const line = 'The Provider keeps a copy of the data.\n'
    const bytes = Buffer.alloc(25 * 1024 * 1024, line.repeat(1024))
    const reading = readDocument(bytes, 'large.txt')
    await expect(reading).rejects.toMatchObject({ code: 'too-large', params: { limit: '10000000 characters' } })
  })

  it('does not look at the name', async () => {
    const document = await readDocument(Buffer.from('<!doctype html><p>本規約</p>'), 'terms.pdf')
    expect(document).toMatchObject({ format: 'html', name: 'terms.pdf', text: '本規約' })
  })

  it('warns of characters that could not be decoded', async () => {
    const bytes = Buffer.concat([
      Buffer.from('第１条（目的）　この規約は、サービスの利用条件を定めます。'),
      Buffer.from([0xe3]),
    ])
    const document = await readDocument(bytes, 'a.txt')
    expect(document.warnings.map((w) => w.code)).toEqual(['broken-characters'])
  })
})
