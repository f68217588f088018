import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Analyzed, analyzeDocument } from '../src/analyze.js'
import { readDocument } from '../src/ingest/read.js'
import { loadLibrary } from '../src/library/library.js'
import { PackAnswer } from '../src/model/analysis.js'
import { judgePacks, type PackOutcome } from '../src/packs/judge.js'
import { shippedPacks } from '../src/packs/pack.js'
import { riskClasses } from '../src/packs/risk-classes.js'

/**
 * Four kinds of provider in both languages: one that keeps what the packs ask, one that breaks it, one whose documents are
 * silent, and one that only aims at it. Their documents are judged together, as a customer has them.
 */
const FOLDER = new URL('../fixtures/packs/', import.meta.url).pathname
const Expected = z.record(
  z.string(),
  z.record(
    z.string(),
    z.strictObject({
      rest: PackAnswer,
      met: z.array(z.string()).default([]),
      'not met': z.array(z.string()).default([]),
      'not stated': z.array(z.string()).default([]),
      'needs a person': z.array(z.string()).default([]),
    }),
  ),
)
const expected = Expected.parse(parse(readFileSync(join(FOLDER, 'expected.yaml'), 'utf8')))
const packs = shippedPacks()
const library = loadLibrary()

async function documentsOf(provider: string): Promise<Analyzed[]> {
  const folder = join(FOLDER, provider)
  return Promise.all(
    readdirSync(folder)
      .sort()
      .map(async (name) => {
        const document = await readDocument(readFileSync(join(folder, name)), name, { isolated: false })
        return analyzeDocument(document, { library, packs: [] })
      }),
  )
}

it('expects an answer of every provider for every pack', () => {
  for (const [provider, answers] of Object.entries(expected))
    expect(Object.keys(answers).sort(), provider).toEqual(packs.map((p) => p.id))
  expect(Object.keys(expected)).toHaveLength(8)
})

describe.each(Object.keys(expected))('the provider “%s”', (provider) => {
  let documents: Analyzed[]
  let outcome: PackOutcome
  beforeAll(async () => {
    documents = await documentsOf(provider)
    outcome = judgePacks(packs, documents, { country: 'Japan' })
  })

  it.each(packs.map((p) => p.id))('answers %s as expected', (id) => {
    const wanted = expected[provider]![id]!
    const results = outcome.packs.find((p) => p.id === id)!.results
    const named = PackAnswer.options.flatMap((answer) => wanted[answer])
    expect(named.filter((n) => !results.some((r) => r.requirement === n))).toEqual([])
    const answerOf = (requirement: string): PackAnswer =>
      PackAnswer.options.find((answer) => wanted[answer].includes(requirement)) ?? wanted.rest
    expect(Object.fromEntries(results.map((r) => [r.requirement, r.result]))).toEqual(
      Object.fromEntries(results.map((r) => [r.requirement, answerOf(r.requirement)])),
    )
  })

  it('rests every answer that speaks of the text on verbatim quotes', () => {
    for (const pack of outcome.packs) {
      for (const r of pack.results) {
        if (r.result === 'met' || r.result === 'not met') expect(r.evidence, r.requirement).not.toHaveLength(0)
        for (const e of r.evidence) {
          const document = documents.find((d) => d.analysis.document.name === e.document)!
          expect(document.agreement.document.text.slice(e.start, e.end)).toBe(e.quote)
        }
      }
    }
  })

  it('finds no contradiction between the documents', () => expect(outcome.contradictions).toEqual([]))
})

it('counts what is regulated against the customer among the open risks', async () => {
  const pack = packs.find((p) => p.id === 'nisc-2022')!
  const { results } = judgePacks([pack], await documentsOf('broken-en'), { country: 'Japan' }).packs[0]!
  const damages = results.find((r) => r.requirement === 'damages')!
  expect(damages).toMatchObject({ result: 'met', adverse: true })
  const bearing = pack.requirements.find((r) => r.id === 'damages')!.risks
  expect(bearing).not.toHaveLength(0)
  for (const sum of riskClasses(pack, results)) {
    if (bearing.includes(sum.risk)) expect(sum.requirements).toContain('damages')
  }
})
