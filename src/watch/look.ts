import { decodeText } from '../ingest/encoding.js'
import { type ReadOptions, readDocument } from '../ingest/read.js'
import type { Document } from '../model/document.js'
import type { Snapshot } from '../store/watch-list.js'
import type { Source, Watched } from './declaration.js'
import type { Fetched, Validators } from './fetch-terms.js'
import type { Politeness } from './politeness.js'
import { selectPage } from './select-page.js'
import { WatchError } from './watch-error.js'

/** What a look brought: nothing new by the servers' own word, or the pages and the document read from them. */
export type Look =
  | { kind: 'unchanged' }
  | {
      kind: 'read'
      document: Document
      /** What the document was read from: the declared parts of all pages, or the file itself. */
      page: Uint8Array
      fileName: string
      /** The pages as they came. */
      snapshots: Snapshot[]
      validators: Record<string, Validators>
    }

const HTML_TYPES = new Set(['text/html', 'application/xhtml+xml', ''])

/**
 * Fetches the pages of a watched document, one after another, and reads them as one document.
 *
 * @param validators of the last look by address; only when every page answers “not modified” is nothing new
 * @throws WatchError or IngestError
 */
export async function lookAt(
  declared: Watched,
  validators: Readonly<Record<string, Validators>>,
  politeness: Politeness,
  options: ReadOptions = {},
): Promise<Look> {
  const single = declared.sources.length === 1
  const pages: { source: Source; fetched: Extract<Fetched, { kind: 'body' }> }[] = []
  for (const source of declared.sources) {
    // With several pages an answer “not modified” would leave a hole in the document, so only a single one is asked so.
    const fetched = source.needs_browser
      ? await politeness.render(source.address)
      : await politeness.fetch(source.address, single ? validators[source.address] : undefined, options.signal)
    if (fetched.kind === 'unchanged') return { kind: 'unchanged' }
    pages.push({ source, fetched })
  }
  const snapshots = pages.map(({ fetched }) => ({
    address: fetched.address,
    contentType: fetched.contentType,
    content: fetched.bytes,
  }))
  const made = await assemble(
    declared,
    pages.map(({ source }) => source),
    snapshots,
    options,
  )
  const seen = Object.fromEntries(pages.map(({ source, fetched }) => [source.address, fetched.validators]))
  return { kind: 'read', ...made, snapshots, validators: seen }
}

/**
 * Reads pages as one document by the declaration's selectors: after a fetch, and again from kept pages when the reader
 * or the selectors have become better.
 */
export async function assemble(
  declared: Watched,
  sources: readonly Source[],
  snapshots: readonly Snapshot[],
  options: ReadOptions = {},
): Promise<{ document: Document; page: Uint8Array; fileName: string }> {
  const isHtml = (s: Snapshot): boolean => HTML_TYPES.has(mediaType(s.contentType)) && !looksBinary(s.content)
  if (snapshots.length === 1 && !isHtml(snapshots[0]!)) {
    const fileName = fileNameOf(declared.name, snapshots[0]!)
    return {
      document: await readDocument(snapshots[0]!.content, fileName, options),
      page: snapshots[0]!.content,
      fileName,
    }
  }
  const other = snapshots.find((s) => !isHtml(s))
  if (other) throw new WatchError('mixed-formats', other.address)
  const parts: string[] = []
  for (const [k, snapshot] of snapshots.entries()) {
    parts.push(selectPage(decoded(snapshot), sources[k]!))
  }
  const page = new TextEncoder().encode(parts.length === 1 ? parts[0]! : joined(parts))
  const fileName = `${declared.name.replace(/[/\\]/g, ' ')}.html`
  return { document: await readDocument(page, fileName, options), page, fileName }
}

function mediaType(contentType: string): string {
  return contentType.split(';')[0]!.trim().toLowerCase()
}

/** Servers call PDFs and Word files by wrong names; their first bytes do not lie. */
function looksBinary(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 5)).toString('latin1')
  return head.startsWith('%PDF-') || head.startsWith('PK')
}

function decoded({ content, contentType }: Snapshot): string {
  const charset = /charset="?([\w-]+)/i.exec(contentType)?.[1]
  if (charset) {
    try {
      return new TextDecoder(charset).decode(content)
    } catch {
      // A name that no decoder knows says nothing; the page's own mark and its bytes then decide.
    }
  }
  return decodeText(content).text
}

function joined(pages: readonly string[]): string {
  const bodies = pages.map((p) => /<body[^>]*>([\s\S]*)<\/body>/i.exec(p)?.[1] ?? p)
  return `<!doctype html><html><body>${bodies.map((b) => `<section>${b}</section>`).join('\n')}</body></html>`
}

function fileNameOf(name: string, snapshot: Snapshot): string {
  const type = mediaType(snapshot.contentType)
  const head = Buffer.from(snapshot.content.subarray(0, 5)).toString('latin1')
  const extension = head.startsWith('%PDF')
    ? 'pdf'
    : head.startsWith('PK')
      ? 'docx'
      : type === 'text/markdown'
        ? 'md'
        : 'txt'
  return `${name.replace(/[/\\]/g, ' ')}.${extension}`
}
