import { decodeText } from './encoding.js'
import { IngestError } from './ingest-error.js'
import { PDF_HEADER_WITHIN, SNIFF_BYTES } from './limits.js'
import { openZip } from './zip.js'

/** What a file turned out to be. Text formats carry their decoded text. */
export type Sniffed =
  | { format: 'pdf' }
  /** `inflated`: bytes that its parts hold. */
  | { format: 'docx'; inflated: number }
  | { format: 'html' | 'markdown' | 'text'; text: string; encoding: string; broken: number }

/**
 * Tells what a file is by its content, never by its name.
 *
 * @throws IngestError `old-office`, `encrypted`, `unsupported`, `not-text` when it is nothing that can be read
 */
export async function sniff(bytes: Uint8Array, name: string): Promise<Sniffed> {
  const head = Buffer.from(bytes.subarray(0, SNIFF_BYTES)).toString('latin1')
  if (head.slice(0, PDF_HEADER_WITHIN + 5).includes('%PDF-')) return { format: 'pdf' }
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return sniffZip(bytes, name)
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) throw sniffOle(bytes, name)
  if (head.trimStart().startsWith('{\\rtf')) throw new IngestError('unsupported', name, { type: 'RTF' })
  const { fileTypeFromBuffer } = await import('file-type')
  const known = await fileTypeFromBuffer(bytes.subarray(0, SNIFF_BYTES)).catch(() => undefined)
  if (known && known.ext !== 'xml') throw new IngestError('unsupported', name, { type: known.ext })

  const decoded = decodeText(bytes)
  const { text } = decoded
  if (looksBinary(text)) throw new IngestError('not-text', name)
  if (/^\s*mime-version:/im.test(text.slice(0, 2_000)) && /multipart\/related/i.test(text.slice(0, 4_000)))
    throw new IngestError('unsupported', name, { type: 'MHTML' })
  const format = textFormat(text)
  if (format === 'xml') throw new IngestError('unsupported', name, { type: 'XML' })
  return { format, ...decoded }
}

/** Reads the container's directory alone; nothing is inflated for this. */
function sniffZip(bytes: Uint8Array, name: string): Sniffed {
  const { names, inflated } = openZip(bytes, name, 'DOCX')
  const holds = (part: RegExp): boolean => names.some((n) => part.test(n))
  if (holds(/^xl\/workbook\./)) throw new IngestError('unsupported', name, { type: 'XLSX' })
  if (holds(/^ppt\/presentation\./)) throw new IngestError('unsupported', name, { type: 'PPTX' })
  // Where the main part lies is for the package's relationships to say; that it is an Office package is enough here.
  if (holds(/^\[Content_Types\]\.xml$/i) || holds(/^word\//)) return { format: 'docx', inflated }
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, SNIFF_BYTES)).toString('latin1')
  if (all.includes('mimetypeapplication/vnd.oasis'))
    throw new IngestError('unsupported', name, { type: 'OpenDocument' })
  if (all.includes('mimetypeapplication/epub')) throw new IngestError('unsupported', name, { type: 'EPUB' })
  throw new IngestError('unsupported', name, { type: 'ZIP' })
}

/** A compound file is an old Word document, another old Office file, or a wrapped, encrypted new one. */
function sniffOle(bytes: Uint8Array, name: string): IngestError {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const holds = (stream: string): boolean => all.includes(Buffer.from(stream, 'utf16le'))
  if (holds('EncryptedPackage')) return new IngestError('encrypted', name)
  if (holds('Workbook') && !holds('WordDocument')) return new IngestError('unsupported', name, { type: 'XLS' })
  if (holds('PowerPoint Document')) return new IngestError('unsupported', name, { type: 'PPT' })
  if (holds('__substg1.0_')) return new IngestError('unsupported', name, { type: 'MSG' })
  return new IngestError('old-office', name)
}

function looksBinary(text: string): boolean {
  const sample = text.slice(0, 20_000)
  // C0 and C1 controls other than white space; U+FFFD where bytes made no sense.
  const odd = sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f-\u009f\ufffd]/g)?.length ?? 0
  return odd > Math.max(2, sample.length * 0.01)
}

/** Characters of a text that are looked at to tell Markdown, HTML and plain text apart. */
const TEXT_SAMPLE = 200_000

/** Tags that only a page has; an author of Markdown may write `<br>` or a link by hand. */
const PAGE_TAG =
  /<\/?(?:html|head|body|div|p|span|ul|ol|li|table|tbody|tr|td|th|h[1-6]|section|article|main|nav|header|footer|dl|dt|dd)\b[^>]*>/gi

function textFormat(text: string): 'html' | 'markdown' | 'text' | 'xml' {
  const start = text
    .slice(0, 20_000)
    .replace(/^\ufeff/, '')
    .replace(/^(?:\s+|<!--[\s\S]*?-->|<\?xml[^>]*\?>)+/, '')
  if (/^<(?:!doctype\s+html|html|head|body|meta|title)\b/i.test(start)) return 'html'
  const marks = markdownMarks(text)
  const sample = text.slice(0, TEXT_SAMPLE)
  const tags = sample.match(PAGE_TAG)?.length ?? 0
  const lines = sample.split('\n').filter((l) => l.trim() !== '').length
  if (tags >= 2 && marks < 2 && (/^<[a-z]/i.test(start) || tags > lines / 3)) return 'html'
  if (text.trimStart().startsWith('<?xml')) return 'xml'
  return marks > 0 ? 'markdown' : 'text'
}

/**
 * Counts what a person writes on purpose for Markdown only. Bullets and underlined titles are not counted: typed
 * contracts have them too, and are read alike either way.
 */
function markdownMarks(text: string): number {
  const sample = text.slice(0, TEXT_SAMPLE)
  const count = (pattern: RegExp): number => sample.match(pattern)?.length ?? 0
  const headings = count(/^ {0,3}#{1,6}[ \t]+\S/gm)
  const links = count(/\]\((?:https?:\/\/|\/|#|mailto:|\.{1,2}\/)[^)\s]{0,500}\)/g)
  const bold = count(/(?:^|[^*[\]])\*\*(?![\s*\]])[^*\n[\]]{1,300}\*\*(?!\*)/gm)
  const tables = count(/^\s*\|?\s*:?-{3,}:?\s*\|[\s|:-]*$/gm)
  const escaped = count(/^\s{0,3}\d{1,3}\\[.)]/gm)
  const frontMatter = /^---\r?\n[\w-]+:/.test(sample) ? 1 : 0
  const only = headings + links + tables + frontMatter + escaped
  // One pair of asterisks can be a footnote mark; two are emphasis.
  return headings * 2 + links + tables * 2 + escaped + frontMatter + (only > 0 || bold > 1 ? bold : 0)
}
