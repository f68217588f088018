import { childOf, elementsOf, type XmlElement } from '../xml.js'
import { numberOf, settingOf, toggleOf } from './properties.js'
import type { ParagraphStyle, Styles } from './styles.js'
import { symbolText } from './symbols.js'

/** One level of an automatic list. */
export interface ListLevel {
  start: number
  format: string
  /** Sample of a `custom` format: `001, 002, 003, ...`. */
  custom: string
  /** What stands before the paragraph, with %1 … %9 for the numbers of the levels. */
  text: string
  suffix: 'tab' | 'space' | 'nothing'
  /** Every number of the label in digits, whatever the formats of their levels (第一章 but 1.1). */
  legal: boolean
  /** Begins anew after a paragraph of this level (1-based) or one above it; 0 never, null after any level above. */
  restart: number | null
  /** The paragraph style tied to the level. */
  style: string | null
  hidden: boolean
}

/** A list as paragraphs name it by `w:numId`. */
export interface List {
  /** Lists of the same family count on from each other. */
  family: string
  levels: readonly (ListLevel | undefined)[]
  /** Where a level begins anew when this list first uses it. */
  starts: readonly (number | undefined)[]
}

export interface ListDefinitions {
  list(numId: number): List | null
  /** The list level of a paragraph; null when it has no automatic number. */
  place(properties: XmlElement | undefined, style: ParagraphStyle): { numId: number; level: number } | null
}

const LEVELS = 9
const LONGEST_LINK = 8

/** Reads `numbering.xml`; null (a file without it) gives no lists. */
export function readListDefinitions(part: XmlElement | null, styles: Styles): ListDefinitions {
  const abstracts = new Map<string, XmlElement>()
  const numbers = new Map<number, XmlElement>()
  for (const element of part ? elementsOf(part) : []) {
    if (element.name === 'w:abstractNum') abstracts.set(element.attributes['w:abstractNumId'] ?? '', element)
    else if (element.name === 'w:num') numbers.set(Number(element.attributes['w:numId']), element)
  }
  const known = new Map<number, List | null>()

  /** The levels of an abstract list, through the numbering style that it may point to. */
  const levelsOf = (id: string, depth = 0): (ListLevel | undefined)[] => {
    const abstract = abstracts.get(id)
    const link = settingOf(abstract, 'w:numStyleLink')
    if (link !== undefined && depth < LONGEST_LINK) {
      const target = styles.numberingStyle(link)
      const linked = target === null ? undefined : settingOf(numbers.get(target), 'w:abstractNumId')
      if (linked !== undefined && linked !== id) return levelsOf(linked, depth + 1)
      for (const [other, element] of abstracts) {
        if (other !== id && settingOf(element, 'w:styleLink') === link) return levelsOf(other, depth + 1)
      }
    }
    const levels: (ListLevel | undefined)[] = []
    for (const element of elementsOf(abstract)) {
      if (element.name === 'w:lvl') setLevel(levels, element)
    }
    return levels
  }

  const list = (numId: number): List | null => {
    const cached = known.get(numId)
    if (cached !== undefined) return cached
    const number = numbers.get(numId)
    const family = settingOf(number, 'w:abstractNumId')
    let made: List | null = null
    if (number && family !== undefined && abstracts.has(family)) {
      const levels = levelsOf(family)
      const starts: (number | undefined)[] = []
      for (const override of elementsOf(number)) {
        if (override.name !== 'w:lvlOverride') continue
        const level = Number(override.attributes['w:ilvl'])
        if (!(level >= 0 && level < LEVELS)) continue
        const replaced = childOf(override, 'w:lvl')
        if (replaced) setLevel(levels, replaced, level)
        const start = numberOf(override, 'w:startOverride')
        if (start !== undefined) starts[level] = start
      }
      made = { family, levels, starts }
    }
    known.set(numId, made)
    return made
  }

  return {
    list,
    place: (properties, style) => {
      const own = childOf(properties, 'w:numPr')
      const ownList = numberOf(own, 'w:numId')
      const numId = ownList ?? style.numId
      if (numId === null || numId === undefined || numId === 0) return null
      const ownLevel = numberOf(own, 'w:ilvl')
      if (ownLevel !== undefined) return { numId, level: clampLevel(ownLevel) }
      // A list that a style brings is tied to it from the list's side: the level that names the style.
      if (ownList === undefined) {
        const levels = list(numId)?.levels ?? []
        for (const id of style.chain) {
          const tied = levels.findIndex((l) => l?.style === id)
          if (tied >= 0) return { numId, level: tied }
        }
      }
      return { numId, level: clampLevel(style.listLevel ?? 0) }
    },
  }
}

const clampLevel = (level: number): number => Math.min(Math.max(level, 0), LEVELS - 1)

function setLevel(
  levels: (ListLevel | undefined)[],
  element: XmlElement,
  at = Number(element.attributes['w:ilvl']),
): void {
  if (!(at >= 0 && at < LEVELS)) return
  const format = childOf(element, 'w:numFmt')
  const suffix = settingOf(element, 'w:suff')
  const fonts = childOf(childOf(element, 'w:rPr'), 'w:rFonts')?.attributes
  const kind = format?.attributes['w:val'] ?? 'decimal'
  const text = childOf(element, 'w:lvlText')
  const picture = childOf(element, 'w:lvlPicBulletId') !== undefined
  levels[at] = {
    start: numberOf(element, 'w:start') ?? 0,
    format: kind,
    custom: format?.attributes['w:format'] ?? '',
    text: picture
      ? '•'
      : kind === 'bullet'
        ? symbolText(text?.attributes['w:val'] ?? '', fonts?.['w:ascii'] ?? '')
        : (text?.attributes['w:val'] ?? ''),
    suffix: suffix === 'space' || suffix === 'nothing' ? suffix : 'tab',
    legal: toggleOf(element, 'w:isLgl') ?? false,
    restart: numberOf(element, 'w:lvlRestart') ?? null,
    style: settingOf(element, 'w:pStyle') ?? null,
    hidden: toggleOf(childOf(element, 'w:rPr'), 'w:vanish') ?? false,
  }
}
