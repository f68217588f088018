import { describe, expect, it } from 'vitest'
import { loadSelfCheck, type SelfCheckAnswers, scoreSelfCheck } from './self-check.js'

const check = loadSelfCheck()
const all = (section: number, value: 'yes' | 'no'): SelfCheckAnswers =>
  Object.fromEntries(check.sections[section]!.questions.map((q) => [q.id, value]))

describe('the self-check', () => {
  it('holds the eight preconditions, the nine questions on migration and the six stages', () => {
    expect(check.sections.map((s) => s.questions.length)).toEqual([8, 9])
    expect(check.stages.map((s) => s.id)).toEqual(['0', '1', '2', '3', '4', 'X'])
  })

  it('says nothing while answers are missing that could decide', () => {
    const score = scoreSelfCheck(check, { experience: 'yes' })
    expect(score.sections[0]).toMatchObject({ yes: 1, no: 0, open: 7, reached: null, verdict: null })
    expect(score.stage).toBeNull()
  })

  it('tells stage 1 from mostly yes, and gives advice for each no', () => {
    const score = scoreSelfCheck(check, { ...all(0, 'yes'), experience: 'yes', 'wants-advice': 'no' })
    expect(score.stage?.id).toBe('1')
    expect(score.sections[0]!.advice.map((a) => a.question)).toEqual(['wants-advice'])
  })

  it('lets stage 2 begin only when every question on migration is answered yes', () => {
    expect(scoreSelfCheck(check, { ...all(0, 'yes'), ...all(1, 'yes') }).stage?.id).toBe('2')
    const short = scoreSelfCheck(check, { ...all(0, 'yes'), ...all(1, 'yes'), 'own-backup': 'no' })
    expect(short.stage?.id).toBe('1')
    expect(short.sections[1]!.reached).toBe(false)
  })

  it('puts who never used a cloud at stage 0', () => {
    expect(scoreSelfCheck(check, all(0, 'no')).stage?.id).toBe('0')
  })
})
