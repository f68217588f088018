import type { XmlElement } from '../xml.js'
import type { Label } from './list-counter.js'
import { PREFIXES } from './package.js'

const NAMESPACES = new Map<string, string>()
for (const [uri, prefix] of PREFIXES) if (prefix !== '' && !NAMESPACES.has(prefix)) NAMESPACES.set(prefix, uri)

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/**
 * The main part written out again with its automatic numbers as words, for readers of Word files that know lists but
 * not their numbers.
 */
export function withNumbersWritten(main: XmlElement, labels: ReadonlyMap<XmlElement, Label>): string {
  const declared = [...NAMESPACES].map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>${write(main, labels, declared)}`
}

function write(element: XmlElement, labels: ReadonlyMap<XmlElement, Label>, more = ''): string {
  const foreign = /^\{(.*)\}(.*)$/.exec(element.name)
  const name = foreign ? `foreign:${foreign[2]}` : element.name
  const declared = foreign ? ` xmlns:foreign="${escaped(foreign[1]!)}"` : ''
  const attributes = Object.entries(element.attributes)
    .filter(([key]) => !key.startsWith('{'))
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('')
  const label = labels.get(element)
  let words = label ? numberRun(label) : ''
  let inner = ''
  for (const child of element.children) {
    if (typeof child === 'string') inner += escaped(child)
    else if (label && child.name === 'w:pPr') {
      inner += write(child, labels) + words
      words = ''
    } else inner += write(child, labels)
  }
  return `<${name}${more}${declared}${attributes}>${words}${inner}</${name}>`
}

const numberRun = (label: Label): string =>
  `<w:r><w:t xml:space="preserve">${escaped(label.text)}${label.spaced ? ' ' : ''}</w:t></w:r>`
