import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readCheckedYaml } from '../library/checked-yaml.js'
import { Text } from '../model/text.js'
import { PackError } from './pack-error.js'

/**
 * One test of a requirement: which item (or which phrase of the pack's own) answers it, and what the answer must be.
 * The vocabulary is closed, so that a pack is data and never code.
 */
export const Check = z
  .strictObject({
    /** An item of the checklist … */
    item: z
      .string()
      .regex(/^[A-Z]\d{2}$/)
      .optional(),
    /** … or one of its values; without it, `one_of` speaks of the item's position. */
    value: z.string().optional(),
    /** … or a phrase group of this pack, for facts that no item carries. */
    says: z.string().optional(),
    stated: z.literal(true).optional(),
    /** For a phrase that must not be said: 「…に同意したものとみなす」. Its silence is what is wanted, so no quote bears it out. */
    silent: z.literal(true).optional(),
    yes: z.literal(true).optional(),
    at_least: z.union([z.string(), z.number()]).transform(String).optional(),
    at_most: z.union([z.string(), z.number()]).transform(String).optional(),
    one_of: z
      .array(z.union([z.string(), z.number()]).transform(String))
      .min(1)
      .optional(),
    /** A country by its English name, or `home`: the organisation's own (house rules; Japan where none is set). */
    in_country: z.string().optional(),
  })
  .refine((c) => (c.item === undefined) !== (c.says === undefined), 'a check asks an item or a phrase, not both')
  .refine(
    (c) =>
      [c.stated, c.silent, c.yes, c.at_least, c.at_most, c.one_of, c.in_country].filter((t) => t !== undefined)
        .length === 1,
    'a check holds exactly one of stated, silent, yes, at_least, at_most, one_of, in_country',
  )
  .refine(
    (c) => (c.says === undefined ? c.silent === undefined : (c.stated ?? c.silent)),
    'a phrase can only be stated or silent',
  )
  .refine(
    (c) => c.value !== undefined || c.stated === true || c.silent === true || c.one_of !== undefined,
    'this test needs a value',
  )
export type Check = z.infer<typeof Check>

export const RiskClass = z.enum(['leak', 'loss', 'continuity', 'authorities'])
export type RiskClass = z.infer<typeof RiskClass>

const Samples = z.strictObject({ ja: z.array(z.string()).default([]), en: z.array(z.string()).default([]) })

export const Requirement = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  level: z.enum(['must', 'should']),
  name: Text,
  /** What the organisation wants, in one sentence. */
  wants: Text,
  /** Article, section or number in the source. */
  source: z.string(),
  risks: z.array(RiskClass).default([]),
  /** Whether every check must hold, or one of them is enough. */
  need: z.enum(['all', 'any']).default('all'),
  checks: z.array(Check).min(1),
  /** What to ask the provider when it is not met. */
  ask: Text,
  /** Sentences that each answer must be given for; run by the project's tests. */
  tests: z
    .strictObject({ met: Samples.optional(), not_met: Samples.optional(), not_stated: Samples.optional() })
    .default({}),
})
export type Requirement = z.infer<typeof Requirement>

/** Phrases for facts that no item carries: a passage that holds one of `ja` or `en` and none of `never` states the fact. */
const Phrase = z.strictObject({
  ja: z.array(z.string()).default([]),
  en: z.array(z.string()).default([]),
  never: z.array(z.string()).default([]),
  /** Passages that say the contrary: the requirement is then not met. */
  contrary: z.array(z.string()).default([]),
  /** Whose word it must be. By default a sentence that binds the customer alone states nothing, and a refusal the contrary. */
  by: z.enum(['provider', 'anyone']).default('provider'),
  /** True where the wanted words are a refusal themselves: no charge, no handling of personal data. */
  negative: z.boolean().default(false),
})
export type Phrase = z.infer<typeof Phrase>

export const Pack = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: Text,
  /** The document or law that the requirements come from, with its date. */
  source: Text,
  /** True for packs on a statute: reports add that this is no legal advice. */
  legal: z.boolean().default(false),
  /** Day on which the figures were last checked against the source, ISO 8601. */
  checked: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  /** Terms of the risks of a pack's own list, each with the requirements that answer it. */
  risk_list: z
    .array(z.strictObject({ id: z.string(), name: Text, answered_by: z.array(z.string()).min(1) }))
    .default([]),
  phrases: z.record(z.string(), Phrase).default({}),
  requirements: z.array(Requirement).min(1),
})
export type Pack = z.infer<typeof Pack>

/** The packs' folder of the library that yakkan carries. */
export const PACKS_FOLDER = new URL('../../clause-library/packs/', import.meta.url).pathname

/**
 * Reads one pack.
 *
 * @param source YAML text
 * @param file name for messages
 * @throws PackError `malformed`, with file, line and column; `unknown-phrase`, `unknown-requirement` for names it lacks
 */
export function parsePack(source: string, file: string): Pack {
  const read = readCheckedYaml(source, Pack)
  if ('fault' in read) {
    const { at, detail } = read.fault
    throw new PackError('malformed', at ? `${file}:${at.line}:${at.column}` : file, { detail })
  }
  checkNames(read.data, file)
  return read.data
}

/**
 * Phrases and requirements that a pack names must be its own.
 *
 * @throws PackError `unknown-phrase`, `unknown-requirement`
 */
export function checkNames(pack: Pack, file: string): void {
  const ids = new Set(pack.requirements.map((r) => r.id))
  for (const requirement of pack.requirements) {
    for (const check of requirement.checks) {
      if (check.says !== undefined && !(check.says in pack.phrases)) {
        throw new PackError('unknown-phrase', `${file} ${requirement.id}`, { phrase: check.says })
      }
    }
  }
  for (const risk of pack.risk_list) {
    for (const id of risk.answered_by) {
      if (!ids.has(id)) throw new PackError('unknown-requirement', `${file} ${risk.id}`, { requirement: id })
    }
  }
}

/**
 * Reads all packs of a folder, in the order of their ids.
 *
 * @param folder holds one YAML file a pack
 * @throws PackError for a pack that cannot be used
 */
export function loadPacks(folder: string): Pack[] {
  return readdirSync(folder)
    .filter((f) => f.endsWith('.yaml'))
    .sort()
    .map((f) => parsePack(readFileSync(join(folder, f), 'utf8'), f))
}

let shippedOnes: readonly Pack[] | null = null

/** The packs that yakkan carries. Read once, since pages and calls ask for them again and again. */
export function shippedPacks(): readonly Pack[] {
  shippedOnes ??= loadPacks(PACKS_FOLDER)
  return shippedOnes
}

let defaultOnes: Pack[] | null = null

/** The pack that every analysis is judged by unless others are asked for: the 38 items themselves. Read once. */
export function defaultPacks(): Pack[] {
  defaultOnes ??= [readDefault()]
  return defaultOnes
}

function readDefault(): Pack {
  const file = 'wg2-2014.yaml'
  const source = readFileSync(join(PACKS_FOLDER, file), 'utf8')
  // The build keeps the pack as read, with the very text it was read from.
  const made = new URL('./default.json', import.meta.url)
  if (existsSync(made)) {
    const kept = JSON.parse(readFileSync(made, 'utf8')) as { source: string; pack: Pack }
    if (kept.source === source) return kept.pack
  }
  return parsePack(source, file)
}

/**
 * The packs of the given ids, in that order.
 *
 * @param place where the ids are asked for, for messages
 * @throws PackError `unknown-pack`, naming those that exist
 */
export function pickPacks(packs: readonly Pack[], ids: readonly string[], place?: string): Pack[] {
  return ids.map((id) => {
    const pack = packs.find((p) => p.id === id)
    if (!pack)
      throw new PackError('unknown-pack', place ? `${place} ${id}` : id, { known: packs.map((p) => p.id).join(', ') })
    return pack
  })
}
