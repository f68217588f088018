import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { z } from 'zod'
import { CONCEPTS, type Concept } from '../frames/concepts.js'
import type { CueProblem } from '../library/cue.js'
import { Lexicon } from '../library/item-schema.js'
import { say } from '../messages/index.js'
import { YakkanError } from '../model/failure.js'
import type { Text } from '../model/text.js'
import { Statements } from './statements.js'

/** The change rules, or a house's own settings, could not be read. */
export class CompareError extends YakkanError {
  constructor(code: string, place: string, text: Text, next: Text, options?: ErrorOptions) {
    super('compare', code, place, text, next, options)
  }
}

/** Who acts and how, as far as it matters to the customer. */
export const Role = z.enum([
  'provider-may',
  'provider-need-not',
  'provider-must',
  'provider-not',
  'provider-does',
  'customer-must',
  'customer-must-not',
  'customer-may',
  'customer-does',
  'both',
  'other-may',
  'other-must',
  'other-not',
  'other',
])
export type Role = z.infer<typeof Role>

const Subject = z.strictObject({
  items: z.array(z.string()),
  stake: z.enum(['high', 'medium', 'low']),
  act: z.union([z.literal(-1), z.literal(0), z.literal(1)]),
  says: z.number().default(0),
  as: z.partialRecord(Role, z.number()).default({}),
})
export type Subject = z.infer<typeof Subject>

const SubjectsFile = z.strictObject({
  roles: z.record(Role, z.tuple([z.number(), z.number(), z.number()])),
  subjects: z.record(z.string(), Subject),
  discretion: z.record(z.string(), z.number()),
  safeguard: z.record(z.string(), z.number()),
})

const Words = z.strictObject({ ja: z.array(z.string().min(1)).min(1), en: z.array(z.string().min(1)).min(1) })
/** The names of what `clause-library/change-rules/statements.yaml` knows, with their cues and examples. */
const StatementFile = z.record(
  z.string().regex(/^[a-z][a-z0-9-]*$/),
  z.strictObject({
    bears: z.number().min(-2).max(2),
    stake: z.enum(['high', 'medium', 'low']),
    items: z.array(z.string()),
    name: z.strictObject({ ja: z.string(), en: z.string() }),
    ja: z.array(z.string().min(1)),
    en: z.array(z.string().min(1)),
    holds: Words,
    never: Words.partial().default({}),
  }),
)
export type StatementFile = z.infer<typeof StatementFile>

export interface ChangeRules {
  statements: Statements
  subjects: Readonly<Record<Concept, Subject>>
  /** What a clause of a role bears by whether its act costs the customer something (-1), gives him something (1), or neither. */
  roles: Readonly<Record<Role, readonly [number, number, number]>>
  discretion: Readonly<Record<string, number>>
  safeguard: Readonly<Record<string, number>>
}

const FOLDER = new URL('../../clause-library/change-rules/', import.meta.url)
let loaded: ChangeRules | null = null

/**
 * The rules by which changes are judged, from `clause-library/change-rules`; read once.
 *
 * @throws CompareError when a file is missing or does not fit, with file and place
 */
export function changeRules(): ChangeRules {
  loaded ??= readChangeRules(FOLDER)
  return loaded
}

export function readChangeRules(folder: URL): ChangeRules {
  const subjects = readYaml(folder, 'subjects.yaml', SubjectsFile)
  const missing = CONCEPTS.filter((c) => !subjects.subjects[c])
  const unknown = Object.keys(subjects.subjects).filter((s) => !(CONCEPTS as readonly string[]).includes(s))
  if (missing.length > 0 || unknown.length > 0) {
    const names = [...missing, ...unknown].join(', ')
    throw new CompareError(
      'unknown-subject',
      'clause-library/change-rules/subjects.yaml',
      say('compare.error.subjects', { names }),
      say('compare.error.mend'),
    )
  }
  const problems: CueProblem[] = []
  const file = readYaml(folder, 'statements.yaml', z.strictObject({ statements: StatementFile }))
  const statements = new Statements(file.statements, readYaml(folder, '../lexicon.yaml', Lexicon), problems)
  const problem = problems[0]
  if (problem)
    throw new CompareError(
      'bad-rules',
      `clause-library/change-rules/statements.yaml: ${problem.cue}`,
      say('compare.error.rules', { what: `${problem.message} (${problem.source})` }),
      say('compare.error.mend'),
    )
  return {
    statements,
    subjects: subjects.subjects as Record<Concept, Subject>,
    roles: subjects.roles,
    discretion: subjects.discretion,
    safeguard: subjects.safeguard,
  }
}

function readYaml<T>(folder: URL, name: string, schema: z.ZodType<T>): T {
  // Every command knows of these rules; only a comparison reads them.
  const { parse } = createRequire(import.meta.url)('yaml') as typeof import('yaml')
  const place = `clause-library/change-rules/${name}`
  try {
    return schema.parse(parse(readFileSync(new URL(name, folder), 'utf8')))
  } catch (cause) {
    const what =
      cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause instanceof Error ? cause.message : cause)
    throw new CompareError('bad-rules', place, say('compare.error.rules', { what }), say('compare.error.mend'), {
      cause,
    })
  }
}
