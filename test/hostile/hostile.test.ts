import { afterAll, describe, expect, test } from 'vitest'
import { closeParsers } from '../../src/ingest/isolate.js'
import { attacks } from './attacks.js'
import { FORMATS, mutants } from './mutate.js'
import { type Outcome, readHostile } from './read-hostile.js'

/** A small part of what `npm run test:hostile` reads. */
const FEW = 40

afterAll(closeParsers)

describe('hostile files', () => {
  test.each(attacks)('$name: $expect', async ({ name, make, expect: expected }) => {
    const outcome = await readHostile(name, make())
    expect(outcome.fault).toBeUndefined()
    expect(outcome.result).toBe(expected)
  })

  test.each(FORMATS)('damaged %s: each is read or refused with a reason', { timeout: 120_000 }, async (format) => {
    const faults: Outcome[] = []
    for (const { name, bytes } of mutants(format, FEW)) {
      const outcome = await readHostile(name, bytes)
      if (outcome.result === 'fault') faults.push(outcome)
    }
    expect(faults).toEqual([])
  })

  test('the same seed makes the same files', () => {
    for (const format of FORMATS) {
      const digest = () => [...mutants(format, 5, 7)].map((m) => Buffer.from(m.bytes).toString('base64'))
      expect(digest()).toEqual(digest())
    }
  })
})
