import { say } from '../../messages/index.js'
import type { Warning } from '../../model/document.js'
import { MAX_OCR_PAGES } from '../limits.js'
import { PageImage } from '../ocr/page-image.js'
import { recognisePages } from '../ocr/recognise-pages.js'
import { layerOf } from '../ocr/recognised-runs.js'
import type { ReadOptions } from '../read-options.js'
import type { Legibility } from './legibility.js'
import type { OpenedPdf } from './open-pdf.js'
import { placeOf } from './page-lists.js'
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
    if (on.length > 0) warnings.push({ code, place: placeOf(on), text: say(`ingest.warning.${code}`) })
  }
  const numbers = (of: Legibility): number[] => pages.flatMap((p, i) => (legibility[i] === of ? [p.page] : []))
  const unmapped = numbers('unmapped')
  for (const page of unmapped) pages[page - 1]!.layers = []
  if (mode === 'off') {
    warn('no-text-on-pages', numbers('none'))
    warn('unmapped-fonts', unmapped)
    return { warnings, read: 0, unread: [...numbers('none'), ...unmapped].sort((a, b) => a - b) }
  }
  const wanted = pages
    .filter((_, i) => mode === 'force' || (legibility[i] !== 'text' && legibility[i] !== 'blank'))
    .map((p) => p.page)
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
  // Pages that were not looked at; a page that was, and on which nothing was found, shows no words.
  const unseen = new Set([...found.failed, ...wanted.slice(MAX_OCR_PAGES)])
  for (const page of chosen) {
    const result = found.pages.get(page)
    const runs = pages[page - 1]!
    const words = result ? result.recognition.text.replace(/\s/g, '').length : 0
    const enough = legibility[page - 1] === 'little' && mode === 'auto' ? MUCH_MORE * lettersOf(runs) : 0
    if (result && words > enough) {
      runs.layers = [layerOf(result)]
      read.push(page)
      if (result.recognition.confidence < LOW_CONFIDENCE) unsure.push(page)
    } else if (legibility[page - 1] === 'unmapped') unseen.add(page)
  }
  const unread = [...unseen].filter((p) => lettersOf(pages[p - 1]!) === 0).sort((a, b) => a - b)
  warn('recognised-pages', read)
  warn('unsure-pages', unsure)
  const withoutMapping = unread.filter((p) => unmapped.includes(p))
  warn('unmapped-fonts', withoutMapping)
  warn(
    'no-text-on-pages',
    unread.filter((p) => !withoutMapping.includes(p)),
  )
  return { warnings, read: read.length, unread }
}

function lettersOf(runs: PageRuns): number {
  return runs.layers.reduce((sum, l) => sum + l.runs.reduce((n, r) => n + r.text.length, 0), 0)
}
