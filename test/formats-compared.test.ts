import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compare } from '../src/compare.js'
import { loadLibrary } from '../src/library/library.js'

const folder = new URL('../fixtures/formats/', import.meta.url)
const input = (name: string) => ({ bytes: readFileSync(new URL(name, folder)), name })
/** Two documents are read and analysed whole. */
const SECONDS = 120

describe('one text in two formats', () => {
  const library = loadLibrary()

  it.each([
    ['ja-chromium.pdf', 'ja-word.docx'],
    ['en-chromium.pdf', 'en-word.docx'],
    ['en-libreoffice.pdf', 'en-word.docx'],
    ['ja-plain.txt', 'ja-libreoffice.pdf'],
    ['en-marked.md', 'en-page.html'],
  ])(
    '%s against %s: no change of substance',
    async (old, now) => {
      const { comparison } = await compare(input(old), input(now), { library, isolated: false })
      expect(comparison.outcome).toBe('compared')
      expect(comparison.changes.filter((c) => !c.quiet).map((c) => [c.kind, c.old?.quote, c.new?.quote])).toEqual([])
      const { hurts, helps, mixed, unclear } = comparison.summary
      expect({ hurts, helps, mixed, unclear }).toEqual({ hurts: 0, helps: 0, mixed: 0, unclear: 0 })
    },
    SECONDS * 1000,
  )
})
