import { childOf, type XmlElement } from '../xml.js'

/** The `w:val` of a child: `<w:pStyle w:val="Heading1"/>`. */
export function settingOf(element: XmlElement | undefined, name: string): string | undefined {
  return childOf(element, name)?.attributes['w:val']
}

/** The same as a whole number; undefined where it is none. */
export function numberOf(element: XmlElement | undefined, name: string): number | undefined {
  const value = settingOf(element, name)
  return value !== undefined && /^-?\d{1,9}$/.test(value) ? Number(value) : undefined
}

/** An on/off property: undefined where it is not named, true for `<w:vanish/>`, false for `w:val="0"`. */
export function toggleOf(element: XmlElement | undefined, name: string): boolean | undefined {
  const child = childOf(element, name)
  if (!child) return undefined
  const value = child.attributes['w:val']
  return value !== '0' && value !== 'false' && value !== 'off'
}
