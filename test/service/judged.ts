import type { Analysis, Finding } from '../../src/model/analysis.js'
import type { Change, Comparison } from '../../src/model/comparison.js'
import type { Document } from '../../src/model/document.js'
import { type AnalysisResult, analysisResult } from '../../src/store/analyses.js'

/** Hand-made stages' results for the store's own tests: the store keeps what it is given, whoever judged. */

const EMPTY = { ja: '', en: '' }

export function finding(id: string, quote: string | null, more: Partial<Finding> = {}, start = 0): Finding {
  return {
    id,
    slug: id.toLowerCase(),
    name: { ja: id, en: id },
    status: quote === null ? 'absent' : 'present',
    position: quote === null ? null : 'neutral',
    commitment: null,
    confidence: 0.9,
    evidence: quote === null ? [] : [{ article: null, page: null, start, end: start + quote.length, quote }],
    values: [],
    why: EMPTY,
    ask: null,
    rule: null,
    ...more,
  }
}

export function analysisOf(text: string, items: Finding[], library = 'lib-1'): Analysis {
  return {
    schema: 'yakkan/analysis@1',
    document: {
      name: 'terms.txt',
      sha256: '0',
      format: 'text',
      language: 'en',
      pages: null,
      title: text.split('\n')[0] ?? '',
      ocr: false,
      kind: 'terms',
      parties: { provider: [], customer: [] },
      articles: [],
    },
    items,
    packs: [],
    warnings: [],
    notices: [],
    library,
  }
}

export function documentOf(text: string): Document {
  return {
    name: 'terms.txt',
    sha256: '0',
    format: 'text',
    status: 'ok',
    title: text.split('\n')[0] ?? '',
    text,
    blocks: [],
    pages: [],
    ocr: false,
    revisions: [],
    asides: [],
    warnings: [],
  }
}

export function resultOf(text: string, items: Finding[], library = 'lib-1'): AnalysisResult {
  return analysisResult(analysisOf(text, items, library), JSON.stringify(documentOf(text)))
}

export function change(
  oldQuote: string | null,
  newQuote: string | null,
  more: Partial<Change> = {},
  start = 0,
): Change {
  const side = (quote: string) => ({
    article: null,
    number: null,
    heading: null,
    page: null,
    quote,
    start,
    end: start + quote.length,
  })
  return {
    kind: oldQuote === null ? 'added' : newQuote === null ? 'removed' : 'modified',
    old: oldQuote === null ? null : side(oldQuote),
    new: newQuote === null ? null : side(newQuote),
    diff: [],
    items: [],
    effect: 'hurts',
    severity: 'high',
    reasons: [],
    ask: null,
    ...more,
  }
}

export function comparisonOf(changes: Change[], library = 'lib-1'): Comparison {
  const count = (effect: string) => changes.filter((c) => c.effect === effect).length
  return {
    schema: 'yakkan/comparison@1',
    old: { name: 'old', sha256: '0' },
    new: { name: 'new', sha256: '1' },
    outcome: 'compared',
    outcome_why: null,
    changes,
    effective: { date: null, notice_days: null, old_clause_allows: 'unclear', why: EMPTY, options: [] },
    summary: {
      hurts: count('hurts'),
      helps: count('helps'),
      mixed: count('mixed'),
      neutral: count('neutral'),
      unclear: count('unclear'),
      highest: changes[0]?.severity ?? 'none',
    },
    warnings: [],
    notices: [],
    library,
  }
}
