import { readdirSync, readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { MAX_XML_DEPTH } from './limits.js'
import { childOf, descendantsOf, elementsOf, parseXml, textOf, type XmlElement } from './xml.js'

const prefixes = new Map([
  ['urn:words', 'w'],
  ['urn:plain', ''],
])
const parse = (xml: string | Uint8Array) => parseXml(typeof xml === 'string' ? Buffer.from(xml) : xml, prefixes, 'x')
const code = (xml: string): string => {
  try {
    parse(xml)
    return 'none'
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

/** Names, attributes and texts in the order of the document, as another parser sees them. */
function bySaxes(xml: string): string[] {
  const seen: string[] = []
  const parser = new SaxesParser({ xmlns: true })
  const named = (uri: string, local: string): string => (uri === '' ? local : `{${uri}}${local}`)
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    seen.push(named(tag.uri, tag.local))
    for (const { prefix, uri, local, value } of Object.values(tag.attributes)) {
      if (prefix === 'xml') seen.push(`xml:${local}`, value)
      else if (prefix !== 'xmlns' && local !== 'xmlns') seen.push(named(uri, local), value)
    }
  })
  parser.on('text', (text) => {
    if (text !== '') seen.push(text)
  })
  parser.write(xml).close()
  return seen.filter((text) => text !== '\n')
}

describe('parsing XML', () => {
  test('names elements by their namespace, not by the prefix of the file', () => {
    const tree = parse('<q:p xmlns:q="urn:words" q:val="1" id="2"><b xmlns="urn:plain" x="y">t</b><q:r/></q:p>')
    expect(tree.name).toBe('w:p')
    expect(tree.attributes).toEqual({ 'w:val': '1', id: '2' })
    expect(elementsOf(tree).map((e) => e.name)).toEqual(['b', 'w:r'])
    expect(textOf(childOf(tree, 'b')!)).toBe('t')
  })

  test('a prefix bound anew inside holds there only', () => {
    const tree = parse('<q:p xmlns:q="urn:words"><q:p xmlns:q="urn:other"><q:x/></q:p><q:x/></q:p>')
    expect([...descendantsOf(tree, 'w:x')]).toHaveLength(1)
    expect([...descendantsOf(tree, '{urn:other}x')]).toHaveLength(1)
  })

  test('keeps text whole over pieces, with character references and CDATA', () => {
    const long = '契約'.repeat(70_000)
    expect(textOf(parse(`<a>${long}&amp;&#x7532;<![CDATA[<乙>]]></a>`))).toBe(`${long}&甲<乙>`)
  })

  test('reads UTF-16 by its mark', () => {
    const xml = '<?xml version="1.0" encoding="UTF-16"?><a>甲</a>'
    expect(textOf(parse(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')])))).toBe('甲')
  })

  test.each([
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY x "1"><!ENTITY y "&x;&x;">]><a>&y;</a>', 'damaged'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'damaged'],
    ['an unknown entity', '<a>&x;</a>', 'damaged'],
    ['an open element', '<a><b></a>', 'damaged'],
    ['nothing', '', 'damaged'],
    ['words', 'contract', 'damaged'],
    ['two outermost elements', '<a/><b/>', 'damaged'],
    ['words after the end', '<a/>x', 'damaged'],
    ['an attribute without quotes', '<a b=c/>', 'damaged'],
    ['an attribute twice', '<a b="1" b="2"/>', 'damaged'],
    ['a value without an end', '<a b="1/>', 'damaged'],
    ['attributes that touch', '<a b="1"c="2"/>', 'damaged'],
    ['a bare ampersand', '<a>a & b</a>', 'damaged'],
    ['a control character', '<a>\u0001</a>', 'damaged'],
    ['a reference to one', '<a>&#1;</a>', 'damaged'],
    ['a name that begins with a digit', '<1/>', 'damaged'],
  ])('refuses %s', (_, xml, expected) => {
    expect(code(xml)).toBe(expected)
  })

  test('values may hold > and either quote', () => {
    const tree = parse(`<a b="x > y" c='"' d="'&gt;'"><b e=">"/></a>`)
    expect(tree.attributes).toEqual({ b: 'x > y', c: '"', d: "'>'" })
    expect(elementsOf(tree)[0]!.attributes).toEqual({ e: '>' })
  })

  test('comments, instructions and white space in tags pass', () => {
    const tree = parse('<?xml version="1.0"?>\n<!-- a > b -->\n<a\n b = "1"\t>x<!-- y -->z<?w v?></a >\n')
    expect(tree.attributes).toEqual({ b: '1' })
    expect(textOf(tree)).toBe('xz')
  })

  test('agrees with saxes on every part of the Word fixtures', () => {
    const folder = new URL('../../fixtures/word/', import.meta.url)
    for (const file of readdirSync(folder).filter((f) => f.endsWith('.docx'))) {
      for (const [name, content] of Object.entries(unzipSync(readFileSync(new URL(file, folder))))) {
        if (!/\.(xml|rels)$/.test(name)) continue
        const seen: string[] = []
        const walk = (e: XmlElement): void => {
          seen.push(e.name, ...Object.entries(e.attributes).flat())
          for (const child of e.children) typeof child === 'string' ? seen.push(child) : walk(child)
        }
        walk(parseXml(content, new Map(), name))
        expect(seen, `${file} ${name}`).toEqual(bySaxes(Buffer.from(content).toString()))
      }
    }
  })

  test('holds the depth', () => {
    const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth)
    expect(code(nested(MAX_XML_DEPTH))).toBe('none')
    expect(code(nested(MAX_XML_DEPTH + 1))).toBe('too-deep')
    expect(code(nested(100_000))).toBe('too-deep')
  })
})
