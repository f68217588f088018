import { IngestError } from './ingest-error.js'
import { MAX_XML_DEPTH, MAX_XML_ELEMENTS } from './limits.js'

/** An element with its namespace written as a known short prefix: `w:p`, whatever prefix the file uses. */
export interface XmlElement {
  readonly name: string
  /** Attributes; those with a namespace under their short prefix (`w:val`), others under their bare name (`Target`). */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (XmlElement | string)[]
}

/** An opening tag as read. Word writes the same few thousands of times over, so they are kept and used again. */
interface Tag {
  qualified: string
  name: string
  attributes: Readonly<Record<string, string>>
  empty: boolean
  /** Declares namespaces, and so is not to be used again elsewhere. */
  scope: Map<string, string> | null
}

interface Open {
  qualified: string
  children: (XmlElement | string)[]
  outer: Scope
}

/** Prefix of the file → short prefix with its colon, and the tags read under these. */
interface Scope {
  prefixes: ReadonlyMap<string, string>
  tags: Map<string, Tag>
}

const MOST_KEPT_TAGS = 5_000
const LONGEST_KEPT_TAG = 200
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/
const NAME = /[A-Za-z_:\u0080-\ufffd][\w:.\-\u0080-\ufffd]*/y
const ATTRIBUTE = /\s+([A-Za-z_:\u0080-\ufffd][\w:.\-\u0080-\ufffd]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const TAG_END = /\s*(\/?)$/y
const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

/** The children of an element that has none; most elements of Word's are properties. */
const NONE: (XmlElement | string)[] = []

/** Not well formed. */
class Malformed extends Error {}

/** Bytes of an XML file to a string: UTF-8, or UTF-16 when they begin with its byte order mark. */
function decodeXml(bytes: Uint8Array): string {
  const mark = bytes.length > 1 ? (bytes[0]! << 8) | bytes[1]! : 0
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

/**
 * Parses XML into a tree. A document type declaration is refused, so that no entity can be defined or fetched.
 *
 * @param prefixes namespace URI → short prefix; an element of another namespace gets the name `{uri}local`
 * @param place file and part, for messages
 * @throws IngestError `damaged` when it is not well formed or declares a document type, `too-deep` past the limits
 */
export function parseXml(bytes: Uint8Array, prefixes: ReadonlyMap<string, string>, place: string): XmlElement {
  try {
    return parse(decodeXml(bytes), prefixes, place)
  } catch (error) {
    throw error instanceof Malformed ? new IngestError('damaged', place, { format: 'XML' }, { cause: error }) : error
  }
}

function parse(source: string, known: ReadonlyMap<string, string>, place: string): XmlElement {
  if (FORBIDDEN.test(source)) throw new Malformed('a character that XML does not allow')
  const short = (uri: string): string => {
    const prefix = known.get(uri)
    return prefix === undefined ? `{${uri}}` : prefix === '' ? '' : `${prefix}:`
  }
  let scope: Scope = { prefixes: new Map([['xml', 'xml:']]), tags: new Map() }
  let top: Open = { qualified: '', children: [], outer: scope }
  const root = top
  const stack: Open[] = []
  let elements = 0

  const addText = (text: string): void => {
    if (stack.length === 0) {
      if (text.trim() !== '') throw new Malformed('text outside of the outermost element')
      return
    }
    const last = top.children.length - 1
    // CDATA and comments part a text that is one.
    if (typeof top.children[last] === 'string') top.children[last] += text
    else top.children.push(text)
  }
  const find = (what: string, from: number): number => {
    const at = source.indexOf(what, from)
    if (at < 0) throw new Malformed(`no ${what}`)
    return at
  }

  let at = 0
  while (at < source.length) {
    const open = source.indexOf('<', at)
    const text = source.slice(at, open < 0 ? source.length : open)
    if (text !== '') addText(text.includes('&') ? withoutEntities(text) : text)
    if (open < 0) break
    const next = source.charCodeAt(open + 1)
    if (next === 0x2f) {
      const close = find('>', open)
      if (stack.length === 0 || source.slice(open + 2, close).trimEnd() !== top.qualified) {
        throw new Malformed('an end that does not belong to the open element')
      }
      scope = top.outer
      top = stack.pop()!
      at = close + 1
    } else if (next === 0x21) {
      if (source.startsWith('<!--', open)) at = find('-->', open + 4) + 3
      else if (source.startsWith('<![CDATA[', open)) {
        at = find(']]>', open + 9) + 3
        addText(source.slice(open + 9, at - 3))
      } else throw new Malformed('a document type declaration')
    } else if (next === 0x3f) at = find('?>', open) + 2
    else {
      if (++elements > MAX_XML_ELEMENTS) throw new IngestError('too-deep', place, { limit: MAX_XML_ELEMENTS })
      if (stack.length === 0 && root.children.length > 0) throw new Malformed('a second outermost element')
      let close = find('>', open)
      let words = source.slice(open + 1, close)
      let tag = scope.tags.get(words) ?? readTag(words, scope, short)
      if (!tag) {
        // A value holds the sign that ends a tag.
        close = endOfTag(source, open)
        words = source.slice(open + 1, close)
        tag = readTag(words, scope, short)
        if (!tag) throw new Malformed('a value without an end')
      }
      const children: (XmlElement | string)[] = tag.empty ? NONE : []
      top.children.push({ name: tag.name, attributes: tag.attributes, children })
      at = close + 1
      if (tag.empty) continue
      if (stack.length >= MAX_XML_DEPTH) throw new IngestError('too-deep', place, { limit: MAX_XML_DEPTH })
      stack.push(top)
      top = { qualified: tag.qualified, children, outer: scope }
      if (tag.scope) scope = { prefixes: tag.scope, tags: new Map() }
    }
  }
  if (stack.length > 0) throw new Malformed('an element without an end')
  const [outermost] = root.children
  if (outermost === undefined || typeof outermost === 'string') throw new Malformed('no element')
  return outermost
}

/** Where the > stands that ends a tag, those in quoted values passed over. */
function endOfTag(source: string, open: number): number {
  const signs = /["'>]/g
  signs.lastIndex = open
  for (;;) {
    const sign = signs.exec(source)
    if (!sign) throw new Malformed('a tag without an end')
    if (sign[0] === '>') return sign.index
    const end = source.indexOf(sign[0], signs.lastIndex)
    if (end < 0) throw new Malformed('a value without an end')
    signs.lastIndex = end + 1
  }
}

/** Reads what stands between < and >; null when it ends inside of a quoted value. */
function readTag(words: string, scope: Scope, short: (uri: string) => string): Tag | null {
  NAME.lastIndex = 0
  const qualified = NAME.exec(words)?.[0]
  if (qualified === undefined) throw new Malformed('a tag without a name')
  const raw: [string, string][] = []
  let declared: Map<string, string> | null = null
  let at = qualified.length
  for (;;) {
    ATTRIBUTE.lastIndex = at
    const found = ATTRIBUTE.exec(words)
    if (!found) break
    at = ATTRIBUTE.lastIndex
    const key = found[1]!
    const quoted = found[2] ?? found[3]!
    const value = quoted.includes('&') ? withoutEntities(quoted) : quoted
    if (key === 'xmlns' || key.startsWith('xmlns:')) {
      declared ??= new Map(scope.prefixes)
      declared.set(key.slice(6), short(value))
    } else raw.push([key, value])
  }
  TAG_END.lastIndex = at
  const end = TAG_END.exec(words)
  if (!end) {
    if (/=\s*("[^"<]*|'[^'<]*)$/.test(words)) return null
    throw new Malformed('attributes that are none')
  }
  const prefixes = declared ?? scope.prefixes
  const named = (name: string): string => {
    const colon = name.indexOf(':')
    return colon < 0 ? name : (prefixes.get(name.slice(0, colon)) ?? '{}') + name.slice(colon + 1)
  }
  const attributes: Record<string, string> = {}
  for (const [key, value] of raw) {
    const name = named(key)
    if (Object.hasOwn(attributes, name)) throw new Malformed('an attribute twice')
    attributes[name] = value
  }
  const name = qualified.includes(':') ? named(qualified) : (prefixes.get('') ?? '') + qualified
  const tag: Tag = { qualified, name, attributes, empty: end[1] === '/', scope: declared }
  if (!declared && words.length <= LONGEST_KEPT_TAG && scope.tags.size < MOST_KEPT_TAGS) scope.tags.set(words, tag)
  return tag
}

function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{1,8}));|&/g, (whole, decimal, hexadecimal, name) => {
    const code = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : -1
    const c = code > 0x10ffff ? undefined : code >= 0 ? String.fromCodePoint(code) : ENTITIES.get(name)
    if (c === undefined || FORBIDDEN.test(c)) throw new Malformed(`an unknown entity ${whole}`)
    return c
  })
}

/** The child elements, text left out. */
export function elementsOf(element: XmlElement | undefined): XmlElement[] {
  return element ? element.children.filter((c): c is XmlElement => typeof c !== 'string') : []
}

/** The first child element of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (!element) return undefined
  for (const child of element.children) if (typeof child !== 'string' && child.name === name) return child
  return undefined
}

/** All elements of that name below an element, in document order. */
export function descendantsOf(element: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = []
  const collect = (parent: XmlElement): void => {
    for (const child of parent.children) {
      if (typeof child === 'string') continue
      if (child.name === name) found.push(child)
      if (child.children.length > 0) collect(child)
    }
  }
  collect(element)
  return found
}

/** The text directly inside an element. */
export function textOf(element: XmlElement): string {
  let out = ''
  for (const child of element.children) if (typeof child === 'string') out += child
  return out
}
