import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MAX_NAME_BYTES } from './limits.js'
import { placesIn } from './places.js'

const { result } = placesIn('/out')

describe('where results stand', () => {
  it('is beside the folders of the documents', () => {
    expect(result('a/規約.pdf')).toBe('/out/results/a/規約.pdf.json')
    expect(result('all.zip!/in/b.md')).toBe('/out/results/all.zip!/in/b.md.json')
  })

  it.each(['../../etc/passwd', 'a/../../b', 'a/./b', '..', 'a\u0000b', 'x:y|z', '..\\..\\w.md'])(
    'is inside of the folder for “%s”',
    (path) => {
      expect(resolve(result(path)).startsWith('/out/results/')).toBe(true)
      expect(result(path)).not.toMatch(/[\u0000-\u001f<>:"\\|?*]/)
    },
  )

  it('is never the same for two documents', () => {
    const long = '長'.repeat(200)
    const paths = [
      'a?b.md',
      'a*b.md',
      'a_b.md',
      `${long}1.md`,
      `${long}2.md`,
      'c.pdf',
      'c.pdf.json/d.pdf',
      'c.pdf_json/d.pdf',
    ]
    const places = paths.map(result)
    expect(new Set(places).size).toBe(paths.length)
    for (const place of places) {
      for (const part of place.split('/')) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(MAX_NAME_BYTES + 5)
    }
  })

  it('is no folder where another document has its file', () => {
    expect(result('c.pdf.json/d.pdf').startsWith(`${result('c.pdf')}/`)).toBe(false)
  })
})
