import { SaxesParser } from 'saxes'
import { IngestError } from './ingest-error.js'
import { MAX_XML_DEPTH, MAX_XML_ELEMENTS } from './limits.js'

/** An element with its namespace written as a known short prefix: `w:p`, whatever prefix the file uses. */
export interface XmlElement {
  readonly name: string
  /** Attributes; those with a namespace under their short prefix (`w:val`), others under their bare name (`Target`). */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (XmlElement | string)[]
}

const FED_AT_ONCE = 64 * 1024

/** Bytes of an XML file to a string: UTF-8, or UTF-16 when they begin with its byte order mark. */
function decodeXml(bytes: Uint8Array): string {
  const mark = bytes.length > 1 ? (bytes[0]! << 8) | bytes[1]! : 0
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

/**
 * Parses XML strictly into a tree. A document type declaration is refused, so that no entity can be defined or fetched.
 *
 * @param prefixes namespace URI → short prefix; an element of another namespace gets the name `{uri}local`
 * @param place file and part, for messages
 * @throws IngestError `damaged` when it is not well formed or declares a document type, `too-deep` past the limits
 */
export function parseXml(bytes: Uint8Array, prefixes: ReadonlyMap<string, string>, place: string): XmlElement {
  const parser = new SaxesParser({ position: false })
  const root: { children: (XmlElement | string)[] } = { children: [] }
  const stack: { children: (XmlElement | string)[] }[] = [root]
  const scopes: ReadonlyMap<string, string>[] = [new Map([['xml', 'xml:']])]
  let elements = 0
  let names = new Map<string, string>()

  const short = (uri: string): string => {
    const prefix = prefixes.get(uri)
    return prefix === undefined ? `{${uri}}` : prefix === '' ? '' : `${prefix}:`
  }
  const named = (qualified: string): string => {
    let name = names.get(qualified)
    if (name === undefined) {
      const colon = qualified.indexOf(':')
      const prefix = colon < 0 ? '' : qualified.slice(0, colon)
      name = (scopes.at(-1)!.get(prefix) ?? '') + qualified.slice(colon + 1)
      names.set(qualified, name)
    }
    return name
  }

  parser.on('error', (error) => {
    throw new IngestError('damaged', place, { format: 'XML' }, { cause: error })
  })
  parser.on('doctype', () => {
    throw new IngestError('damaged', place, { format: 'XML, DOCTYPE' })
  })
  parser.on('opentag', (tag) => {
    if (++elements > MAX_XML_ELEMENTS) throw new IngestError('too-deep', place, { limit: MAX_XML_ELEMENTS })
    if (stack.length > MAX_XML_DEPTH) throw new IngestError('too-deep', place, { limit: MAX_XML_DEPTH })
    const raw = tag.attributes as Record<string, string>
    let scope = scopes.at(-1)!
    for (const key in raw) {
      if (key !== 'xmlns' && !key.startsWith('xmlns:')) continue
      if (scope === scopes.at(-1)) scope = new Map(scope)
      ;(scope as Map<string, string>).set(key.slice(6), short(raw[key]!))
    }
    if (scope !== scopes.at(-1)) names = new Map()
    scopes.push(scope)
    const attributes: Record<string, string> = {}
    for (const key in raw) {
      if (key === 'xmlns' || key.startsWith('xmlns:')) continue
      attributes[key.includes(':') ? named(key) : key] = raw[key]!
    }
    const element = { name: named(tag.name), attributes, children: [] as (XmlElement | string)[] }
    stack.at(-1)!.children.push(element)
    stack.push(element)
  })
  parser.on('closetag', () => {
    stack.pop()
    const scope = scopes.pop()
    if (scope !== scopes.at(-1)) names = new Map()
  })
  const text = (value: string): void => {
    const { children } = stack.at(-1)!
    if (stack.length < 2) return
    // Text comes in pieces where the input is fed in pieces.
    const last = children.length - 1
    if (typeof children[last] === 'string') children[last] += value
    else children.push(value)
  }
  parser.on('text', text)
  parser.on('cdata', text)

  const source = decodeXml(bytes)
  try {
    for (let at = 0; at < source.length; at += FED_AT_ONCE) parser.write(source.slice(at, at + FED_AT_ONCE))
    parser.close()
  } catch (error) {
    throw error instanceof IngestError ? error : new IngestError('damaged', place, { format: 'XML' }, { cause: error })
  }
  const top = root.children.find((c): c is XmlElement => typeof c !== 'string')
  if (!top) throw new IngestError('damaged', place, { format: 'XML' })
  return top
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
export function* descendantsOf(element: XmlElement, name: string): Generator<XmlElement> {
  for (const child of element.children) {
    if (typeof child === 'string') continue
    if (child.name === name) yield child
    yield* descendantsOf(child, name)
  }
}

/** The text directly inside an element. */
export function textOf(element: XmlElement): string {
  let out = ''
  for (const child of element.children) if (typeof child === 'string') out += child
  return out
}
