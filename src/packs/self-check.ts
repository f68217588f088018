import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { Text } from '../model/text.js'
import { PackError } from './pack-error.js'

const Question = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  ask: Text,
  /** What to do when the answer is no. */
  advice: Text,
})

/** A questionnaire that an organisation answers about itself. */
export const SelfCheck = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: Text,
  source: Text,
  sections: z
    .array(
      z
        .strictObject({
          id: z.string().regex(/^[a-z0-9-]+$/),
          name: Text,
          about: Text,
          /** How many answers of yes are enough. */
          enough: z.number().int().positive(),
          reached: Text,
          short: Text,
          questions: z.array(Question).min(1),
        })
        .refine((s) => s.enough <= s.questions.length, 'more answers are wanted than there are questions'),
    )
    .min(1),
  /** The stages of use that the advice speaks of. */
  stages: z.array(z.strictObject({ id: z.string(), name: Text, means: Text, next: Text })).min(1),
})
export type SelfCheck = z.infer<typeof SelfCheck>

/** Answers by question id; a question without an answer is open. */
export const SelfCheckAnswers = z.record(z.string(), z.enum(['yes', 'no']))
export type SelfCheckAnswers = z.infer<typeof SelfCheckAnswers>

export interface SectionScore {
  section: string
  yes: number
  no: number
  open: number
  of: number
  /** Null while answers are missing that could decide it. */
  reached: boolean | null
  verdict: Text | null
  /** For every answer of no: what to do. */
  advice: { question: string; ask: Text; advice: Text }[]
}

export interface SelfCheckScore {
  sections: SectionScore[]
  /** The stage that the answers speak for; null while they do not decide it. */
  stage: SelfCheck['stages'][number] | null
}

const FILE = new URL('../../clause-library/self-checks/cloud-readiness.yaml', import.meta.url)

let loaded: SelfCheck | null = null

/**
 * The questionnaire that yakkan carries; read once.
 *
 * @throws PackError `malformed` when the file breaks the format
 */
export function loadSelfCheck(): SelfCheck {
  loaded ??= readSelfCheck()
  return loaded
}

function readSelfCheck(): SelfCheck {
  const read = SelfCheck.safeParse(parse(readFileSync(FILE, 'utf8')))
  if (read.success) return read.data
  const issue = read.error.issues[0]!
  throw new PackError('malformed', 'cloud-readiness.yaml', { detail: `${issue.path.join('.')}: ${issue.message}` })
}

/**
 * Scores the answers. The first section tells stage 1 from what lies before or beyond it, the second whether stage 2
 * can begin; sections that are not decided yet leave the stage open.
 */
export function scoreSelfCheck(check: SelfCheck, answers: SelfCheckAnswers): SelfCheckScore {
  const sections = check.sections.map((section): SectionScore => {
    const said = (value: 'yes' | 'no'): number => section.questions.filter((q) => answers[q.id] === value).length
    const yes = said('yes')
    const no = said('no')
    const open = section.questions.length - yes - no
    const reached = yes >= section.enough ? true : yes + open < section.enough ? false : null
    return {
      section: section.id,
      yes,
      no,
      open,
      of: section.questions.length,
      reached,
      verdict: reached === null ? null : reached ? section.reached : section.short,
      advice: section.questions
        .filter((q) => answers[q.id] === 'no')
        .map((q) => ({ question: q.id, ask: q.ask, advice: q.advice })),
    }
  })
  return { sections, stage: stageOf(check, sections, answers) }
}

function stageOf(
  check: SelfCheck,
  sections: readonly SectionScore[],
  answers: SelfCheckAnswers,
): SelfCheck['stages'][number] | null {
  const [before, move] = sections
  if (!before || before.reached === null) return null
  const id = !before.reached ? (answers.experience === 'no' ? '0' : null) : move?.reached ? '2' : '1'
  return check.stages.find((s) => s.id === id) ?? null
}
