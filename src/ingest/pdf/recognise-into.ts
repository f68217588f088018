import { say } from '../../messages/index.js'
import type { Warning } from '../../model/document.js'
import { MAX_OCR_PAGES } from '../limits.js'
import { PageImage } from '../ocr/page-image.js'
import { recognisePages } from '../ocr/recognise-pages.js'
import { layerOf } from '../ocr/recognised-runs.js'
import type { ReadOptions } from '../read-options.js'
import type { Legibility } from './legibility.js'
import type { OpenedPdf } from './open-pdf.js'
import { listOf, placeOf } from './page-lists.js'
import type { PageRuns } from './page-runs.js'

/** What became of the pages without a readable text layer. */
export interface Recognised {
  warnings: Warning[]
  /** How many pages were read by recognising their characters. */
  read: number
  /** Pages whose words are not in the text. */
  unread: number[]
}

/** A page read with less confidence than this, of 100, is told. */
const LOW_CONFIDENCE = 70
/** A page that holds a few words of text is taken for a scan when its image gives this many times as much. */
const MUCH_MORE = 3

/**
 * Recognises the characters of pages that need it and puts what it finds in their place; warns of pages that stay
 * unread and of unsure ones.
 *
 * @throws IngestError `cancelled`
 */
export async function recogniseInto(
  pages: PageRuns[],
  legibility: readonly Legibility[],
  pdf: OpenedPdf,
  name: string,
  options: ReadOptions,
): Promise<Recognised> {
  const mode = options.ocr ?? 'auto'
  const warnings: Warning[] = []
  const warn = (code: string, on: readonly number[]): void => {
    if (on.length > 0)
      warnings.push({ code, place: placeOf(on), text: say(`ingest.warning.${code}`, { pages: listOf(on) }) })
  }
  const numbers = (of: Legibility): number[] => pages.flatMap((p, i) => (legibility[i] === of ? [p.page] : []))
  const unmapped = numbers('unmapped')
  for (const page of unmapped) pages[page - 1]!.layers = []
  if (mode === 'off') {
    warn('no-text-on-pages', numbers('none'))
    warn('unmapped-fonts', unmapped)
    return { warnings, read: 0, unread: [...numbers('none'), ...unmapped].sort((a, b) => a - b) }
  }
  const wanted = pages.filter((_, i) => mode === 'force' || legibility[i] !== 'text').map((p) => p.page)
  const chosen = wanted.slice(0, MAX_OCR_PAGES)
  if (chosen.length === 0) return { warnings, read: 0, unread: [] }
  const total = chosen.length
  options.onProgress?.({ stage: 'ocr', done: 0, total })
  const found = await recognisePages(
    chosen.map((page) => ({ page, draw: async () => PageImage.draw(pdf.document, await pdf.document.getPage(page)) })),
    name,
    options.signal,
    (done) => options.onProgress?.({ stage: 'ocr', done, total }),
  )
  const read: number[] = []
  const unsure: number[] = []
  const unread = [...found.failed, ...wanted.slice(MAX_OCR_PAGES)]
  for (const page of chosen) {
    const result = found.pages.get(page)
    const runs = pages[page - 1]!
    const before = lettersOf(runs)
    const words = result ? result.recognition.text.replace(/\s/g, '').length : 0
    const instead =
      mode === 'force' ? words > 0 : legibility[page - 1] !== 'little' ? words > 0 : words > MUCH_MORE * before
    if (result && instead) {
      runs.layers = [layerOf(result)]
      read.push(page)
      if (result.recognition.confidence < LOW_CONFIDENCE) unsure.push(page)
    } else if (legibility[page - 1] === 'unmapped' && !found.failed.includes(page)) unread.push(page)
  }
  warn('recognised-pages', read)
  warn('unsure-pages', unsure)
  warn(
    'unmapped-fonts',
    unmapped.filter((p) => unread.includes(p)),
  )
  warn(
    'no-text-on-pages',
    unread.filter((p) => legibility[p - 1] !== 'text' && !unmapped.includes(p)).sort((a, b) => a - b),
  )
  return {
    warnings,
    read: read.length,
    unread: unread.filter((p) => legibility[p - 1] !== 'text' && legibility[p - 1] !== 'little').sort((a, b) => a - b),
  }
}

function lettersOf(runs: PageRuns): number {
  return runs.layers.reduce((sum, l) => sum + l.runs.reduce((n, r) => n + r.text.length, 0), 0)
}
