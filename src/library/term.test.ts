import { describe, expect, it } from 'vitest'
import type { Language } from '../model/text.js'
import { loadLibrary } from './library.js'
import { compileTerm } from './term.js'
import { usualWording } from './wording.js'

const none = (): never => {
  throw new Error('no concept is meant')
}

describe('the heads of a term', () => {
  it.each<[string, string[] | null]>([
    ['(terminat*|cancel*) access', ['te', 'ca']],
    ['(the |any )?backup*', ['th', 'an', 'ba']],
    ['(the |a )*log*', ['th', 'a ', 'lo']],
    ['x*cept', ['x']],
    ['#日前~通知', null],
    ['データ~復元', ['デー']],
  ])('of %s', (source, heads) => {
    const term = compileTerm(source, none)
    expect(term.heads && [...term.heads].sort()).toEqual(heads && [...heads].sort())
  })

  it('start every match that a term of the library has in the sentences of its items', () => {
    const library = loadLibrary()
    for (const language of ['ja', 'en'] as Language[]) {
      const sentences = library.items.flatMap((i) => i.exemplars[language]).map((s) => usualWording(s).text)
      let matches = 0
      for (const { pattern, heads } of library.compiled.books[language].terms) {
        if (!heads) continue
        const seek = new RegExp(pattern, 'g')
        const found = sentences.flatMap((sentence) => [...sentence.matchAll(seek)].map((m) => m[0]))
        expect(found.filter((words) => !heads.some((head) => words.startsWith(head)))).toEqual([])
        matches += found.length
      }
      expect(matches).toBeGreaterThan(100)
    }
  })
})
