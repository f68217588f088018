import { IngestError } from '../ingest-error.js'
import { elementsOf, parseXml, type XmlElement } from '../xml.js'
import { openZip, type ZipArchive } from '../zip.js'
import { withoutAlternates } from './alternates.js'

const TRANSITIONAL = 'http://schemas.openxmlformats.org'
const STRICT = 'http://purl.oclc.org/ooxml'

/** Namespaces, those of the Strict variant under the same prefixes as the transitional ones. */
export const PREFIXES: ReadonlyMap<string, string> = new Map([
  [`${TRANSITIONAL}/wordprocessingml/2006/main`, 'w'],
  [`${STRICT}/wordprocessingml/main`, 'w'],
  [`${TRANSITIONAL}/officeDocument/2006/relationships`, 'r'],
  [`${STRICT}/officeDocument/relationships`, 'r'],
  [`${TRANSITIONAL}/officeDocument/2006/math`, 'm'],
  [`${STRICT}/officeDocument/math`, 'm'],
  [`${TRANSITIONAL}/drawingml/2006/main`, 'a'],
  [`${STRICT}/drawingml/main`, 'a'],
  [`${TRANSITIONAL}/markup-compatibility/2006`, 'mc'],
  ['http://schemas.microsoft.com/office/word/2010/wordprocessingShape', 'wps'],
  ['http://schemas.microsoft.com/office/word/2010/wordml', 'w14'],
  ['http://schemas.microsoft.com/office/word/2012/wordml', 'w15'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['urn:schemas-microsoft-com:office:office', 'o'],
  [`${TRANSITIONAL}/package/2006/relationships`, ''],
  [`${TRANSITIONAL}/package/2006/content-types`, ''],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
])

/** What a part points to. `kind` is the last word of the relationship's type: `styles`, `header`, `image` … */
export interface Relationship {
  id: string
  kind: string
  /** Name of the part in the package; for an external target its address, which is never followed. */
  target: string
  external: boolean
}

/** An opened Word package: its parts by name, parsed when asked for. */
export interface WordPackage {
  readonly place: string
  /** The main part, which is found by its relationship; Word does not always call it word/document.xml. */
  readonly main: string
  readonly parts: readonly string[]
  /**
   * A part as a tree, or null when the package has none of that name.
   *
   * @throws IngestError `damaged` or `too-deep`
   */
  part(name: string): XmlElement | null
  relationships(part: string): readonly Relationship[]
  /** Whether a word stands anywhere in the markup of a part; quicker than looking through its tree. */
  mentions(part: string, markup: string): boolean
  /** The bytes of a part as they are, or null. */
  bytes(name: string): Uint8Array | null
}

const OLE_HEADER = [0xd0, 0xcf, 0x11, 0xe0]
const ZIP_HEADER = [0x50, 0x4b]
const startsWith = (bytes: Uint8Array, head: readonly number[]): boolean => head.every((b, k) => bytes[k] === b)

/**
 * Opens a Word file.
 *
 * @throws IngestError `old-office` for a .doc or a file encrypted by Office, `unsupported` for a ZIP that is no Word
 *   file, and what {@link openZip} throws
 */
export function openWordPackage(bytes: Uint8Array, place: string): WordPackage {
  if (startsWith(bytes, OLE_HEADER)) throw new IngestError('old-office', place)
  if (!startsWith(bytes, ZIP_HEADER)) throw new IngestError('damaged', place, { format: 'DOCX' })
  const zip = openZip(bytes, place, 'DOCX')
  const relationships = relationshipReader(zip, place)
  const main = relationships('').find((r) => r.kind === 'officeDocument' && !r.external)?.target
  if (main === undefined || !zip.has(main)) {
    throw zip.has('[Content_Types].xml')
      ? new IngestError('damaged', place, { format: 'DOCX' })
      : new IngestError('unsupported', place, { type: 'ZIP' })
  }
  const trees = new Map<string, XmlElement>()
  const mentions = (part: string, markup: string): boolean => {
    const content = zip.bytes(part)
    // In UTF-16 the markup would not be found as it is; such a part is taken to hold it.
    return (
      content !== null &&
      (content[0]! >= 0xfe || Buffer.from(content.buffer, content.byteOffset, content.length).includes(markup))
    )
  }
  return {
    place,
    main,
    mentions,
    parts: zip.names,
    relationships,
    bytes: zip.bytes,
    part: (name) => {
      let tree = trees.get(name)
      if (!tree) {
        const content = zip.bytes(name)
        if (!content) return null
        tree = parseXml(content, PREFIXES, `${place}, ${name}`)
        if (mentions(name, 'AlternateContent')) tree = withoutAlternates(tree)
        trees.set(name, tree)
      }
      return tree
    },
  }
}

function relationshipReader(zip: ZipArchive, place: string): (part: string) => readonly Relationship[] {
  const known = new Map<string, Relationship[]>()
  return (part) => {
    let list = known.get(part)
    if (!list) {
      list = []
      const slash = part.lastIndexOf('/')
      const folder = part.slice(0, slash + 1)
      const name = `${folder}_rels/${part.slice(slash + 1)}.rels`
      const content = zip.bytes(name)
      const tree = content && parseXml(content, PREFIXES, `${place}, ${name}`)
      for (const { name: element, attributes } of tree ? elementsOf(tree) : []) {
        if (element !== 'Relationship') continue
        const external = attributes.TargetMode === 'External'
        const target = attributes.Target ?? ''
        list.push({
          id: attributes.Id ?? '',
          kind: (attributes.Type ?? '').split('/').at(-1)!,
          target: external ? target : resolvePart(folder, target),
          external,
        })
      }
      known.set(part, list)
    }
    return list
  }
}

/** A part's name from a target written relative to a folder of the package, or from the package's root. */
function resolvePart(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter(Boolean)
  for (const step of target.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

/** The first relationship of a kind that stays inside the package and has its part. */
export function relatedPart(word: WordPackage, kind: string): XmlElement | null {
  const link = word.relationships(word.main).find((r) => r.kind === kind && !r.external)
  return link ? word.part(link.target) : null
}
