import { expect, it } from 'vitest'
import { catalogue } from './index.js'

it('has the same keys and the same parameters in both languages', () => {
  const ja = catalogue('ja')
  const en = catalogue('en')
  expect([...ja.keys()].sort()).toEqual([...en.keys()].sort())
  const parameters = (s: string): string[] => [...s.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!).sort()
  for (const [key, sentence] of ja) {
    expect([...new Set(parameters(sentence))], key).toEqual([...new Set(parameters(en.get(key)!))])
    expect(sentence.trim(), key).not.toBe('')
  }
})
