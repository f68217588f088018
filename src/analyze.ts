import { assess } from './assess/assess.js'
import { type ReadOptions, readDocument } from './ingest/read.js'
import type { Library } from './library/library.js'
import { match } from './match/match.js'
import type { Agreement } from './model/agreement.js'
import type { Analysis } from './model/analysis.js'
import type { Document } from './model/document.js'
import { structure } from './structure/structure.js'

export interface AnalyzeOptions extends ReadOptions {
  /** The clause library to judge by, from `loadLibrary()`. */
  library: Library
}

/** An analysis with the document it speaks of, whose text every quote is a span of. */
export interface Analyzed {
  agreement: Agreement
  analysis: Analysis
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
export function analyzeDocument(document: Document, options: Pick<AnalyzeOptions, 'library'>): Analyzed {
  const agreement = structure(document)
  const matches = match(agreement, options.library)
  const items = assess(agreement, matches, options.library)
  return {
    agreement,
    analysis: {
      schema: 'yakkan/analysis@1',
      document: {
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
      },
      items,
      packs: [],
      warnings: document.warnings.map((w) => (w.place ? `${w.place}: ${w.text.en}` : w.text.en)),
      notices: document.warnings,
      library: options.library.version,
    },
  }
}
