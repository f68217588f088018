import { expect, it } from 'vitest'
import { valueWords } from '../src/frames/values/value-words.js'
import { loadLibrary } from '../src/library/library.js'

/** Names that Japanese readers know as they are: ISO 27001, TLS 1.3, CSV; and figures. */
const SAME_EVERYWHERE = /^([A-Z]{2}|[A-Z]\w*RAMP|\d+$)/

it('has a Japanese word for each word that an item tells', () => {
  const told = loadLibrary().items.flatMap((item) =>
    item.values.flatMap((v) =>
      'choose' in v ? v.choose.map((c) => c.value) : 'collect' in v ? v.collect.map((c) => c.value) : [],
    ),
  )
  expect(told.length).toBeGreaterThan(80)
  const english = told.filter((word) => !SAME_EVERYWHERE.test(word) && valueWords(word).ja === word)
  expect([...new Set(english)].sort()).toEqual([])
})
