import { childOf, elementsOf, textOf, type XmlElement } from '../xml.js'

/** A formula on one line, as one would type it: (A − B)/A × 100. SLAs define their rates so. */
export function formulaText(element: XmlElement): string {
  const part = (name: string): string => {
    const child = childOf(element, name)
    return child ? elementsOf(child).map(formulaText).join('') : ''
  }
  const grouped = (text: string): string => (/^[\p{L}\p{N}.%]*$/u.test(text) ? text : `(${text})`)
  switch (element.name) {
    case 'm:t':
      return textOf(element)
    case 'm:f':
      return `${grouped(part('m:num'))}/${grouped(part('m:den'))}`
    case 'm:sSup':
      return `${part('m:e')}^${grouped(part('m:sup'))}`
    case 'm:sSub':
      return `${part('m:e')}_${grouped(part('m:sub'))}`
    case 'm:rad':
      return `${part('m:deg')}√${grouped(part('m:e'))}`
    case 'm:nary': {
      const sign = childOf(childOf(element, 'm:naryPr'), 'm:chr')?.attributes['m:val'] ?? '∫'
      return `${sign}${grouped(part('m:e'))}`
    }
    case 'm:d': {
      const properties = childOf(element, 'm:dPr')
      const begin = childOf(properties, 'm:begChr')?.attributes['m:val'] ?? '('
      const end = childOf(properties, 'm:endChr')?.attributes['m:val'] ?? ')'
      return begin + elementsOf(element).map(formulaText).join('') + end
    }
    default:
      if (element.name === 'w:t') return textOf(element)
      return element.name.endsWith('Pr') ? '' : elementsOf(element).map(formulaText).join('')
  }
}
