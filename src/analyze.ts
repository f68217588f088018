import { assess } from './assess/assess.js'
import { explain } from './assess/explain.js'
import { silenceFindings } from './assess/silence.js'
import { type ReadOptions, readDocument } from './ingest/read.js'
import type { House } from './library/house-rules.js'
import type { Library } from './library/library.js'
import { match } from './match/match.js'
import type { Agreement } from './model/agreement.js'
import type { Analysis } from './model/analysis.js'
import type { Document } from './model/document.js'
import type { Explanation } from './model/explanation.js'
import { homeOf } from './packs/answer.js'
import { type BusinessNeed, businessFit } from './packs/business-fit.js'
import { judgePacks } from './packs/judge.js'
import { defaultPacks, type Pack } from './packs/pack.js'
import { structure } from './structure/structure.js'

export interface AnalyzeOptions extends ReadOptions {
  /** The clause library to judge by, from `loadLibrary()`, or `houseJudging()` where the house has its own rules. */
  library: Library
  /** Requirement packs to answer; without them the default one. */
  packs?: readonly Pack[]
  /** The house's own rules, whose silences are applied and whose version is told. */
  house?: House
  /** ISO 8601 day by which silences expire; needed with `house`. */
  today?: string
  /** Items to explain, by id, or all. */
  explain?: 'all' | readonly string[]
  /** What the organisation needs of the service, to be set against what the document states. */
  need?: BusinessNeed
}

/** An analysis with the document it speaks of, whose text every quote is a span of. */
export interface Analyzed {
  agreement: Agreement
  analysis: Analysis
  /** How the items came to be judged as they are; for those that were asked for. */
  explanations?: Explanation[]
}

/**
 * Reads a contract or terms and tells, for every item of the checklist, whether it is regulated, where, how it stands
 * for the customer, and what to ask. Same bytes and same library give the same analysis.
 *
 * @param bytes the file as it came
 * @param name the file's name; shown, and never used as a path
 * @throws IngestError when the file cannot be read
 */
export async function analyze(bytes: Uint8Array, name: string, options: AnalyzeOptions): Promise<Analyzed> {
  return analyzeDocument(await readDocument(bytes, name, options), options)
}

/** The same for a document that has been read already. */
export function analyzeDocument(document: Document, options: Omit<AnalyzeOptions, keyof ReadOptions>): Analyzed {
  const { library, house } = options
  const agreement = structure(document)
  const matches = match(agreement, library)
  const judged = assess(agreement, matches, library)
  const { findings, notices } = house
    ? silenceFindings(judged, house, options.today ?? '')
    : { findings: judged, notices: [] }
  const told = [...document.warnings, ...notices]
  const analysis: Analysis = {
    schema: 'yakkan/analysis@1',
    document: describe(agreement),
    items: findings,
    packs: [],
    warnings: told.map((w) => (w.place ? `${w.place}: ${w.text.en}` : w.text.en)),
    notices: told,
    library: library.version,
    ...(house ? { house: { name: house.rules.name, version: house.version } } : {}),
  }
  const judgedOne = [{ agreement, analysis }]
  analysis.packs = judgePacks(options.packs ?? defaultPacks(), judgedOne, homeOf(house)).packs
  if (options.need) analysis.fit = businessFit(options.need, judgedOne)
  if (!options.explain) return { agreement, analysis }
  const explained = options.explain === 'all' ? findings : findings.filter((f) => options.explain!.includes(f.id))
  return { agreement, analysis, explanations: explained.map((f) => explain(agreement, matches, library, f)) }
}

function describe(agreement: Agreement): Analysis['document'] {
  const { document } = agreement
  return {
    name: document.name,
    sha256: document.sha256,
    format: document.format,
    language: agreement.language,
    pages: document.pages.length || null,
    title: agreement.title,
    ocr: document.ocr,
    kind: agreement.kind,
    parties: agreement.parties,
    articles: agreement.articles.map(({ id, number, heading, page, start, end }) => ({
      id,
      number,
      heading,
      page,
      start,
      end,
    })),
  }
}
