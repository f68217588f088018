import { z } from 'zod'
import { Finding } from './analysis.js'
import { Span, Text } from './text.js'

/** A place in the document that an explanation points to. */
export const ExplainedPlace = Span.extend({
  article: z.string(),
  /** Number and heading of the article as written; null where the text has none. */
  number: z.string().nullable(),
  heading: z.string().nullable(),
  page: z.number().int().positive().nullable(),
  /** The passage, verbatim. */
  quote: z.string(),
})
export type ExplainedPlace = z.infer<typeof ExplainedPlace>

/** A cue of the item that was found in a passage. */
export const ExplainedCue = z.object({
  name: z.string(),
  /** Its class in the item's file: `strong`, `supporting`, `negative` … */
  class: z.string(),
  /** The expression that held, as the item's author wrote it. */
  expression: z.string(),
  /** The words that it found, verbatim; from the first to the last of them. */
  words: z.string(),
})
export type ExplainedCue = z.infer<typeof ExplainedCue>

/** An expression of the item that nearly held in a passage: what was there, and what kept it from holding. */
export const NearCue = z.object({
  name: z.string(),
  class: z.string(),
  expression: z.string(),
  found: z.array(z.string()),
  missing: z.array(z.string()),
  /** Words that must not stand there and do. */
  barred: z.array(z.string()),
  /** True where all words are there, but too far apart or in another order. */
  apart: z.boolean(),
})
export type NearCue = z.infer<typeof NearCue>

/** A passage that was considered for the item. */
export const ExplainedPassage = ExplainedPlace.extend({
  /** Sum of the shares; 0 for a denied passage. */
  score: z.number(),
  /** Whether the score suffices for the passage to speak of the item by itself. */
  speaks: z.boolean(),
  /** What each kind of signal adds to the score. */
  shares: z.object({
    strong: z.number(),
    supporting: z.number(),
    negative: z.number(),
    likeness: z.number(),
    heading: z.number(),
  }),
  /** Why the passage counts for nothing, whatever its shares. */
  denied: z.enum(['row', 'words', 'customer-alone']).nullable(),
  under_heading: z.boolean(),
  /** The general sentence of the library that the passage is most alike to, and how alike, from 0 to 1. */
  likeness: z.object({ value: z.number(), exemplar: z.string() }).nullable(),
  cues: z.array(ExplainedCue),
  /** Of a passage that does not speak of the item: the expressions that nearly held. */
  nearly: z.array(NearCue),
  /** Points that are missing for the passage to speak of the item; 0 where it does. */
  short_of: z.number(),
})
export type ExplainedPassage = z.infer<typeof ExplainedPassage>

/** What a signal of the whole document adds to the certainty that the item is regulated. */
export const ExplainedShare = z.object({
  /** `bias`, `item`, or a feature's name. */
  signal: z.string(),
  /** What was seen; null for what is added whatever the document. */
  seen: z.number().nullable(),
  weight: z.number(),
  /** Log odds. */
  share: z.number(),
})
export type ExplainedShare = z.infer<typeof ExplainedShare>

/** A part of a line's condition: a cue, a relation of cues, a value, a property of the document. */
export const ExplainedPart = z.object({ condition: z.string(), holds: z.boolean(), at: z.array(ExplainedPlace) })
export type ExplainedPart = z.infer<typeof ExplainedPart>

/** A line of the item's file that was tried. */
export const ExplainedLine = z.object({
  id: z.string(),
  gives: z.string(),
  when: z.string(),
  holds: z.boolean(),
  why: Text,
  parts: z.array(ExplainedPart),
})
export type ExplainedLine = z.infer<typeof ExplainedLine>

/** Where a value comes from. */
export const ExplainedValue = z.object({
  name: z.string(),
  value: z.string(),
  /** `read` out of a passage, `chosen` or `collected` by conditions. */
  by: z.enum(['read', 'chosen', 'collected']),
  /** The extractor that read it, or the conditions that held. */
  rule: z.string(),
  quote: z.string(),
  at: ExplainedPlace.nullable(),
})
export type ExplainedValue = z.infer<typeof ExplainedValue>

/** How an analysis came to say what it says of one item. The JSON of `yakkan explain --format json`. */
export const Explanation = z.object({
  schema: z.literal('yakkan/explanation@1'),
  document: z.object({ name: z.string(), sha256: z.string() }),
  finding: Finding,
  certainty: z.object({
    shares: z.array(ExplainedShare),
    /** Sum of the shares. */
    log_odds: z.number(),
    /** The sum as a probability, as learned from labelled documents. */
    probability: z.number(),
    /** From this probability on the item counts as regulated. */
    threshold: z.number(),
    /** The best passage's score, which knows of no learning. */
    best_score: z.number(),
    /** The score from which a passage by itself speaks of an item. */
    speaks_from: z.number(),
  }),
  /** How many passages had any sign of the item; the best of them follow. */
  considered: z.number().int().nonnegative(),
  passages: z.array(ExplainedPassage),
  /** Lines that make the item partly regulated, in the order in which they were tried. */
  partial: z.array(ExplainedLine),
  /** Lines of position or commitment in the order in which they were tried; the last one decided, if it holds. */
  lines: z.array(ExplainedLine),
  /** Lines that were not reached. */
  not_tried: z.array(z.object({ id: z.string(), gives: z.string(), when: z.string() })),
  /** SLA items that no line decided: the general rule that each of the clearest passages falls under. */
  general: z.array(ExplainedPlace.extend({ rule: z.string() })),
  values: z.array(ExplainedValue),
  /** Values that the item knows and that were not read. */
  values_without: z.array(z.string()),
  library: z.string(),
})
export type Explanation = z.infer<typeof Explanation>
