import type { Document, Format } from '../model/document.js'
import { IngestError } from './ingest-error.js'
import type { ReadOptions } from './read-options.js'

/** A file with what it turned out to be; text formats bring their decoded text. */
export interface ParseTask {
  format: Format
  bytes: Uint8Array
  name: string
  text: string | null
}

/**
 * Takes a file apart, on the thread that calls. Readers are loaded when first needed: a command that reads Markdown
 * does not wait for the PDF reader.
 *
 * @throws IngestError always that: anything else that a reader trips over means that the file is damaged
 */
export async function parse(task: ParseTask, options: ReadOptions): Promise<Document> {
  const { format, bytes, name, text } = task
  try {
    switch (format) {
      case 'pdf':
        return await (await import('./pdf/read-pdf.js')).readPdf(bytes, name, options)
      case 'docx':
        return await (await import('./docx/read-docx.js')).readDocx(bytes, name, options)
      case 'html':
        return (await import('./html/read-html.js')).readHtml(text ?? '', bytes, name)
      case 'markdown':
        return (await import('./markdown/read-markdown.js')).readMarkdown(text ?? '', bytes, name)
      case 'text':
        return (await import('./text/read-text.js')).readText(text ?? '', bytes, name)
    }
  } catch (error) {
    if (error instanceof IngestError) throw error
    throw new IngestError('damaged', name, { format: format.toUpperCase() }, { cause: error })
  }
}
