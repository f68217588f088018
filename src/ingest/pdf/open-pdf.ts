import { createRequire } from 'node:module'
import path from 'node:path'
import { PDFParse } from 'pdf-parse'
import { IngestError } from '../ingest-error.js'
import { MAX_PDF_PAGES } from '../limits.js'

/** The parts of pdf.js that reading needs. */
export type PdfDocument = Awaited<ReturnType<PDFParse['load']>>
export type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>

/** An opened PDF. `close` must be called, else pages, fonts and the parser's thread data stay in memory. */
export interface OpenedPdf {
  readonly document: PdfDocument
  close(): Promise<void>
}

const fromParser = createRequire(createRequire(import.meta.url).resolve('pdf-parse'))
const assets = path.dirname(fromParser.resolve('pdfjs-dist/package.json'))

/**
 * Opens a PDF for reading text and drawing pages. Nothing of a viewer is loaded, scripts and XFA forms stay unread,
 * and nothing is fetched: character maps, standard fonts and image decoders come from the package.
 *
 * @param bytes the file; copied, since pdf.js takes the buffer it is given
 * @param name the file's name, for messages
 * @throws IngestError `encrypted`, `damaged`, `too-many-pages`
 */
export async function openPdf(bytes: Uint8Array, name: string): Promise<OpenedPdf> {
  const parser = new PDFParse({
    data: bytes.slice(),
    // Fonts that are not embedded (90ms-RKSJ, UniJIS) give empty text without the character maps.
    cMapUrl: `${path.join(assets, 'cmaps')}${path.sep}`,
    cMapPacked: true,
    standardFontDataUrl: `${path.join(assets, 'standard_fonts')}${path.sep}`,
    wasmUrl: `${path.join(assets, 'wasm')}${path.sep}`,
    useSystemFonts: false,
    useWorkerFetch: false,
    isEvalSupported: false,
    enableXfa: false,
    stopAtErrors: false,
  })
  let document: PdfDocument
  try {
    // The typings call `load` private; it is the one way from the parser to positions on the page.
    // biome-ignore lint/complexity/useLiteralKeys: the brackets are what lets a private member through
    document = await parser['load']()
  } catch (error) {
    await parser.destroy()
    const encrypted = error instanceof Error && error.name === 'PasswordException'
    throw new IngestError(encrypted ? 'encrypted' : 'damaged', name, { format: 'PDF' }, { cause: error })
  }
  if (document.numPages > MAX_PDF_PAGES) {
    const pages = document.numPages
    await parser.destroy()
    throw new IngestError('too-many-pages', name, { pages, limit: MAX_PDF_PAGES })
  }
  return { document, close: () => parser.destroy() }
}
