import { describe, expect, test } from 'vitest'
import { MAX_XML_DEPTH } from './limits.js'
import { childOf, descendantsOf, elementsOf, parseXml, textOf } from './xml.js'

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
  ])('refuses %s', (_, xml, expected) => {
    expect(code(xml)).toBe(expected)
  })

  test('holds the depth', () => {
    const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth)
    expect(code(nested(MAX_XML_DEPTH))).toBe('none')
    expect(code(nested(MAX_XML_DEPTH + 1))).toBe('too-deep')
    expect(code(nested(100_000))).toBe('too-deep')
  })
})
