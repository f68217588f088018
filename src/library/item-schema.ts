import { z } from 'zod'
import { EXTRACTOR_NAMES, type ExtractorName } from '../frames/values/extract.js'
import { Position } from '../model/analysis.js'
import { Text } from '../model/text.js'

/*
 * The format of a file of `clause-library/contract` and `clause-library/sla`. `clause-library/README.md` explains it to
 * those who write items; `clause-library/schema.json` is made from it.
 */

const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'a name is lower-case words joined by hyphens')
const valueName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a value name is lower-case words joined by underscores')
const terms = z.array(z.string().min(1))

/** Words and expressions of one language each. An item that speaks one language only leaves the other out. */
export const ByLanguage = z.strictObject({ ja: terms.default([]), en: terms.default([]) })
export type ByLanguage = z.infer<typeof ByLanguage>

const Concepts = z.record(name, ByLanguage)

/** `clause-library/lexicon.yaml`: words that many items share. */
export const Lexicon = z.strictObject({ concepts: Concepts })
export type Lexicon = z.infer<typeof Lexicon>

/**
 * How much a cue says. `denied`: the passage says that the matter is not provided, or somebody else's, and counts for nothing.
 * `label` names the item in the first cells of a table's row, which answers it (`heading` does so too there).
 * `signal` says nothing of whether the item is regulated; positions, values and status use it.
 */
export const CueClass = z.enum(['heading', 'label', 'strong', 'supporting', 'negative', 'denied', 'signal'])
export type CueClass = z.infer<typeof CueClass>

const Cues = z.record(name, ByLanguage)

/** Which extractor reads a value. They stand in `src/frames/values`. */
export const ValueKind = z.enum(EXTRACTOR_NAMES as [ExtractorName, ...ExtractorName[]])

export const ValueRule = z.union([
  /** Reads a value out of the sentence. */
  z.strictObject({
    name: valueName,
    /** One extractor, or several of which the first that reads anything wins. */
    kind: z.union([ValueKind, z.array(ValueKind).min(1)]),
    /** Durations: a notice before an event, a limit after it, or the length of a state. Others and unknown ones are passed over. */
    relation: z.array(z.enum(['before', 'within', 'length', 'unknown'])).optional(),
    /** Only facts of these units: `users`, `generations`, `business days` … */
    unit: z.array(z.string()).optional(),
    /** Only sentences where this holds are read: a condition over the item's cues. Without it every passage of the item is. */
    in: z.string().optional(),
    /** Words that the value must stand near. */
    near: ByLanguage.optional(),
    /** Words next to which the value means something else. */
    not_near: ByLanguage.optional(),
    /** Furthest distance between value and `near`, in characters. */
    within: z.number().int().positive().default(60),
    /** Bounds of what can be meant: an availability is at least 90, a credit at most 100. Durations in days. */
    min: z.number().optional(),
    max: z.number().optional(),
    /** Where the item's passages hold none, the whole document is read: a currency means the same wherever it stands. */
    anywhere: z.boolean().default(false),
    /** Which of several is told; `all` tells them as one list. */
    pick: z.enum(['first', 'nearest', 'largest', 'smallest', 'all']).default('first'),
  }),
  /** Tells a word by what the text says: the first line that holds wins. */
  z.strictObject({
    name: valueName,
    choose: z.array(z.strictObject({ value: z.string(), when: z.string() })).min(1),
    /** The cues count wherever they stand in the document. */
    anywhere: z.boolean().default(false),
  }),
  /** Collects every word whose line holds, joined by commas: kinds of log, names of certificates. */
  z.strictObject({
    name: valueName,
    collect: z.array(z.strictObject({ value: z.string(), when: z.string() })).min(1),
  }),
])
export type ValueRule = z.infer<typeof ValueRule>

/** True where both sentences name two positions between which the text leaves the reader. */
function namesTwoReadings(why: Text): boolean {
  const named = (sentence: string, words: readonly RegExp[]): number => words.filter((w) => w.test(sentence)).length
  return named(why.en, [/favourable|better/, /neutral/, /adverse/]) > 1 && named(why.ja, [/有利/, /中立/, /不利/]) > 1
}

const Sentence = z.union([
  z.string().min(1),
  z.strictObject({
    text: z.string().min(1),
    /** Other items that claim this sentence too, and rightly. */
    also: z.array(z.string()).default([]),
  }),
])
export type Sentence = z.infer<typeof Sentence>
const Sentences = z.strictObject({ ja: z.array(Sentence).default([]), en: z.array(Sentence).default([]) })

export const ItemFile = z.strictObject({
  id: z.string().regex(/^[A-Z]{1,3}[0-9]{2,3}$/, 'an id is a letter and a number: C01, S12'),
  slug: name,
  group: z.enum(['contract', 'sla']),
  names: Text,
  /** What the item regulates, in a sentence. */
  regulates: Text,
  /** What to ask the provider, by situation. `always` is asked where no other sentence fits and something is open. */
  ask: z.strictObject({
    absent: Text,
    partial: Text.optional(),
    adverse: Text.optional(),
    unclear: Text.optional(),
    /** SLA items: only a target, or a fact told without a duty. */
    target: Text.optional(),
    described: Text.optional(),
  }),
  /** Whether a sentence that binds the customer alone can make the item regulated: a limit on use can, a duty to guard one's own terminal cannot. */
  customer_duties: z.enum(['count', 'ignore']).default('count'),
  /** Groups of words of this item's own; `{name}` in a cue stands for any of them. */
  concepts: Concepts.default({}),
  cues: z.strictObject({
    heading: Cues.default({}),
    label: Cues.default({}),
    strong: Cues.default({}),
    supporting: Cues.default({}),
    negative: Cues.default({}),
    denied: Cues.default({}),
    signal: Cues.default({}),
  }),
  /** General sentences in our own words; a passage that is like one of them speaks of the item. */
  exemplars: z.strictObject({ ja: z.array(z.string()).default([]), en: z.array(z.string()).default([]) }),
  /** When the item counts as partly regulated although it was found. */
  partial: z.array(z.strictObject({ id: name, when: z.string(), why: Text })).default([]),
  values: z.array(ValueRule).default([]),
  /** Contract items: the first line that holds decides. */
  positions: z
    .array(
      z
        .strictObject({ id: name, position: Position, when: z.string(), why: Text, ask: Text.optional() })
        .refine((line) => line.position !== 'unclear' || namesTwoReadings(line.why), {
          path: ['why'],
          error: 'an unclear line says both readings: what would make it favourable or neutral, and what adverse',
        }),
    )
    .default([]),
  /** SLA items: the first line that holds decides, before the general rules of modality and remedy. */
  commitments: z
    .array(
      z.strictObject({
        id: name,
        commitment: z.enum(['guaranteed', 'target', 'described', 'none']),
        when: z.string(),
        why: Text,
      }),
    )
    .default([]),
  /** Which change of which value or cue hurts the customer; the reverse helps. */
  changes: z
    .array(
      z.strictObject({
        rule: name,
        value: valueName.optional(),
        cue: name.optional(),
        hurts: z.enum(['lower', 'higher', 'gone', 'appears', 'changed']),
        /** For words: from best to worst for the customer. Overrides `hurts`. */
        order: z.array(z.string()).optional(),
        severity: z.enum(['high', 'medium', 'low']).optional(),
        why: Text,
      }),
    )
    .default([]),
  tests: z.strictObject({
    match: Sentences,
    no_match: Sentences,
    /** Sentences in which a cue must be found, by the cue's name: for those that no sentence above exercises. */
    cues: z.record(name, ByLanguage).default({}),
    /** A small text with the position (or commitment) and values that must come out. */
    judged: z
      .array(
        z.strictObject({
          text: z.string(),
          language: z.enum(['ja', 'en']),
          status: z.enum(['present', 'partial', 'absent']).optional(),
          position: Position.optional(),
          commitment: z.enum(['guaranteed', 'target', 'described', 'none']).optional(),
          values: z.record(valueName, z.string()).optional(),
        }),
      )
      .default([]),
    /** Two versions of a sentence and what the change does to the customer. */
    change: z
      .array(
        z.strictObject({
          old: z.string(),
          new: z.string(),
          language: z.enum(['ja', 'en']),
          effect: z.enum(['hurts', 'helps', 'mixed', 'neutral', 'unclear']),
        }),
      )
      .default([]),
  }),
})
export type ItemFile = z.infer<typeof ItemFile>
