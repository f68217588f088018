import { createHash } from 'node:crypto'
import { z } from 'zod'
import { say } from '../messages/index.js'
import { Position } from '../model/analysis.js'
import { Severity } from '../model/comparison.js'
import type { Text } from '../model/text.js'
import { placeInYaml, readCheckedYaml } from './checked-yaml.js'
import { ConditionSyntaxError, namesIn, parseCondition } from './condition.js'
import { ItemFile } from './item-schema.js'
import { type Library, Library as LibraryClass } from './library.js'
import { LibraryError } from './library-error.js'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written 2026-12-31')
const itemId = z.string().regex(/^[A-Z]{1,3}[0-9]{2,3}$/)

/** A house's own threshold for a value of an item: where it turns adverse, and from where it is favourable. */
const Threshold = z
  .strictObject({
    item: itemId,
    value: z.string(),
    adverse_below: z.union([z.string(), z.number()]).transform(String).optional(),
    adverse_above: z.union([z.string(), z.number()]).transform(String).optional(),
    favourable_from: z.union([z.string(), z.number()]).transform(String).optional(),
    favourable_up_to: z.union([z.string(), z.number()]).transform(String).optional(),
  })
  .refine(
    (t) => t.adverse_below ?? t.adverse_above ?? t.favourable_from ?? t.favourable_up_to,
    'a threshold says where the value turns adverse or favourable',
  )

/** A position line of the house's own, in the language of the items' conditions; it decides before the library's. */
const HousePosition = z.strictObject({
  item: itemId,
  position: Position,
  when: z.string(),
  reason: z.string().min(1),
})

/** A hand-set severity of a change rule. A milder one than the rule's own must say why, as any must. */
const HouseSeverity = z
  .strictObject({
    rule: z.string().optional(),
    item: itemId.optional(),
    severity: Severity,
    reason: z.string().min(1),
    by: z.string().min(1),
  })
  .refine((s) => (s.rule === undefined) !== (s.item === undefined), 'a severity is set for a rule or for an item')

/** A finding or change that the house has looked at and does not want to be told again. */
const Silence = z
  .strictObject({
    item: itemId.optional(),
    rule: z.string().optional(),
    /** Only findings whose quote holds these words. */
    quote: z.string().min(3).optional(),
    reason: z.string().min(1),
    by: z.string().min(1),
    until: day,
  })
  .refine((s) => (s.rule === undefined) !== (s.item === undefined), 'a silence names a rule or an item')
export type Silence = z.infer<typeof Silence>

/** What an organisation sets for itself: a YAML file that a workspace keeps. */
export const HouseRules = z.strictObject({
  name: z.string().min(1),
  /** The customer's own country, in English as values are written; its courts and laws count as one's own. */
  home: z
    .strictObject({
      country: z.string().min(1),
      /** Names that count as the home law or place too: states, provinces, `England and Wales`. */
      also: z.array(z.string()).default([]),
    })
    .default({ country: 'Japan', also: [] }),
  thresholds: z.array(Threshold).default([]),
  positions: z.array(HousePosition).default([]),
  severities: z.array(HouseSeverity).default([]),
  silence: z.array(Silence).default([]),
  /** Packs that every analysis is judged by, instead of the default one. */
  packs: z.array(z.string()).default([]),
  /** What the organisation needs of a service, set against what the documents state; the packs' stage reads it. */
  need: z.unknown().optional(),
  /** The house's own items and packs: written out here, or the name of a folder beside this file that holds them. */
  own_items: z.union([z.string().min(1), z.array(ItemFile)]).optional(),
  own_packs: z.union([z.string().min(1), z.array(z.unknown())]).optional(),
})
export type HouseRules = z.infer<typeof HouseRules>

/** House rules as read, with the hash that stands for this version of them in every report. */
export interface House {
  rules: HouseRules
  /** SHA-256 of the file's text, lower-case hex. */
  version: string
  /** Where a part of the rules stands, for messages: `house.yaml:12:5`. */
  place: (path: readonly (string | number)[]) => string
}

/** Which change rules there are, so that none is named that could never apply. */
export interface KnownRules {
  has(rule: string): boolean
}

/**
 * Reads house rules.
 *
 * @param source YAML text
 * @param file name for messages
 * @throws LibraryError with file, line and column for what breaks the format
 */
export function parseHouseRules(source: string, file: string): House {
  const read = readCheckedYaml(source, HouseRules, {})
  if ('fault' in read) {
    const { kind, at, detail } = read.fault
    const place = at ? `${file}:${at.line}:${at.column}` : file
    throw new LibraryError(kind === 'syntax' ? 'bad-yaml' : 'bad-house', place, { detail })
  }
  return {
    rules: read.data,
    version: createHash('sha256').update(source).digest('hex'),
    place: (path) => placeInYaml(source, file, path),
  }
}

/**
 * The library as a house uses it: its own position lines and thresholds stand before the library's, and its own country
 * stands where the library's lines name Japan, the default home.
 *
 * @param knownRules ids of the change rules, to refuse a severity or silence that could never apply
 * @throws LibraryError `house-never` for a rule that can never apply: an item, value, cue or change rule that does not exist
 */
export function withHouseRules(library: Library, house: House, knownRules: KnownRules): Library {
  const { rules } = house
  checkHouse(library, house, knownRules)
  const home = [rules.home.country, ...rules.home.also].join('/')
  const abroad = rules.home.country !== 'Japan'
  const items = library.items.map((item) => {
    const own = [
      ...rules.positions
        .filter((p) => p.item === item.id)
        .map((p, k) => ({ id: `house-${k + 1}`, position: p.position, when: p.when, why: reasonText(p.reason) })),
      ...rules.thresholds.filter((t) => t.item === item.id).flatMap((t) => thresholdLines(t)),
    ]
    const positions = abroad
      ? item.positions.map((p) => ({ ...p, when: p.when.replace(/\b(is|isnt) Japan\b/g, `$1 ${home}`) }))
      : item.positions
    return own.length > 0 || abroad ? { ...item, positions: [...own, ...positions] } : item
  })
  const version = createHash('sha256').update(`${library.version}\0${house.version}`).digest('hex')
  return new LibraryClass({ ...library.compiled, version, items }, library.folder)
}

function thresholdLines(t: z.infer<typeof Threshold>): { id: string; position: Position; when: string; why: Text }[] {
  const line = (position: Position, sign: string, limit: string | undefined) =>
    limit === undefined
      ? []
      : [
          {
            id: `house-${t.value.replaceAll('_', '-')}-${position}`,
            position,
            when: `$${t.value} ${sign} ${limit}`,
            why: say('house.threshold', { value: t.value, sign, limit }),
          },
        ]
  return [
    ...line('adverse', '<', t.adverse_below),
    ...line('adverse', '>', t.adverse_above),
    ...line('favourable', '>=', t.favourable_from),
    ...line('favourable', '<=', t.favourable_up_to),
  ]
}

const reasonText = (reason: string): Text => ({ ja: reason, en: reason })

function checkHouse(library: Library, { rules, place }: House, knownRules: KnownRules): void {
  const never = (what: string, path: readonly (string | number)[]): never => {
    throw new LibraryError('house-never', place(path), { what })
  }
  const itemOf = (id: string, path: readonly (string | number)[]) =>
    library.items.find((i) => i.id === id) ?? never(id, path)
  for (const [k, t] of rules.thresholds.entries()) {
    const at = ['thresholds', k, 'value']
    if (!itemOf(t.item, ['thresholds', k, 'item']).values.some((v) => v.name === t.value))
      never(`${t.item} ${t.value}`, at)
  }
  for (const [k, p] of rules.positions.entries()) {
    const item = itemOf(p.item, ['positions', k, 'item'])
    const at = ['positions', k, 'when']
    const cues = new Set(Object.values(item.cues).flatMap((c) => Object.keys(c)))
    const values = new Set(item.values.map((v) => v.name))
    try {
      const names = namesIn(parseCondition(p.when))
      const unknown = names.cues.find((c) => !cues.has(c)) ?? names.values.find((v) => !values.has(v))
      if (unknown) never(`${p.item} ${unknown}`, at)
    } catch (error) {
      if (!(error instanceof ConditionSyntaxError)) throw error
      throw new LibraryError('bad-condition', place(at), { detail: error.message }, { cause: error })
    }
  }
  for (const part of ['severities', 'silence'] as const) {
    for (const [k, s] of rules[part].entries()) {
      if (s.item) itemOf(s.item, [part, k, 'item'])
      if (s.rule && !knownRules.has(s.rule)) never(s.rule, [part, k, 'rule'])
    }
  }
}
