import { childOf, elementsOf, type XmlElement } from '../xml.js'
import { numberOf, settingOf, toggleOf } from './properties.js'

/** What a paragraph style says, with what it inherits from the styles it is based on. */
export interface ParagraphStyle {
  /** Outline level from 0 (a main heading); null for body text. */
  outline: number | null
  /** List of the style; 0 takes numbering away, null says nothing. */
  numId: number | null
  /** Level that the style itself names; the list's levels may name the style and then win. */
  listLevel: number | null
  /** Ids of the style and of those it is based on, nearest first. */
  chain: readonly string[]
  title: boolean
  /** An entry of a table of contents. */
  contents: boolean
  run: RunStyle
}

/** The properties of runs that change which text a person sees. */
export interface RunStyle {
  hidden: boolean
  capitals: boolean
}

export interface Styles {
  paragraph(id: string | undefined): ParagraphStyle
  character(id: string | undefined): RunStyle
  /** The list that a numbering style stands for; null when there is none. */
  numberingStyle(id: string): number | null
}

const BODY_TEXT_LEVEL = 9
const LONGEST_CHAIN = 64
const PLAIN: RunStyle = { hidden: false, capitals: false }

/** Reads `styles.xml`; null (a file without it) gives styles that say nothing. */
export function readStyles(part: XmlElement | null): Styles {
  const byId = new Map<string, XmlElement>()
  let defaultParagraph: string | undefined
  for (const style of part ? elementsOf(part) : []) {
    if (style.name !== 'w:style') continue
    const id = style.attributes['w:styleId']
    if (id === undefined) continue
    byId.set(id, style)
    const byDefault = style.attributes['w:default']
    if (style.attributes['w:type'] === 'paragraph' && (byDefault === '1' || byDefault === 'true'))
      defaultParagraph ??= id
  }
  const paragraphs = new Map<string, ParagraphStyle>()
  const characters = new Map<string, RunStyle>()

  const chainOf = (id: string): XmlElement[] => {
    const chain: XmlElement[] = []
    for (let next: string | undefined = id; next !== undefined && chain.length < LONGEST_CHAIN; ) {
      const style = byId.get(next)
      if (!style || chain.includes(style)) break
      chain.push(style)
      next = settingOf(style, 'w:basedOn')
    }
    return chain
  }
  const runOf = (chain: readonly XmlElement[]): RunStyle => {
    const nearest = (name: string): boolean => {
      for (const style of chain) {
        const value = toggleOf(childOf(style, 'w:rPr'), name)
        if (value !== undefined) return value
      }
      return false
    }
    return { hidden: nearest('w:vanish'), capitals: nearest('w:caps') }
  }

  return {
    paragraph: (id) => {
      const key = id !== undefined && byId.has(id) ? id : (defaultParagraph ?? '')
      let style = paragraphs.get(key)
      if (!style) {
        style = paragraphStyle(chainOf(key), runOf)
        paragraphs.set(key, style)
      }
      return style
    },
    character: (id) => {
      if (id === undefined) return PLAIN
      let style = characters.get(id)
      if (!style) {
        style = runOf(chainOf(id))
        characters.set(id, style)
      }
      return style
    },
    numberingStyle: (id) => {
      const style = byId.get(id)
      return numberOf(childOf(childOf(style, 'w:pPr'), 'w:numPr'), 'w:numId') ?? null
    },
  }
}

function paragraphStyle(chain: readonly XmlElement[], runOf: (c: readonly XmlElement[]) => RunStyle): ParagraphStyle {
  let outline: number | undefined
  let numId: number | undefined
  let listLevel: number | undefined
  let title = false
  let contents = false
  for (const style of chain) {
    const properties = childOf(style, 'w:pPr')
    const list = childOf(properties, 'w:numPr')
    const name = settingOf(style, 'w:name') ?? ''
    numId ??= numberOf(list, 'w:numId')
    listLevel ??= numberOf(list, 'w:ilvl')
    outline ??= numberOf(properties, 'w:outlineLvl') ?? headingLevel(name)
    title ||= /^(title|表題|タイトル)$/i.test(name)
    contents ||= /^(toc|目次)\s*[1-9]$/i.test(name)
  }
  return {
    outline: outline === undefined || outline >= BODY_TEXT_LEVEL || outline < 0 ? null : outline,
    numId: numId ?? null,
    listLevel: listLevel ?? null,
    chain: chain.map((s) => s.attributes['w:styleId']!),
    title,
    contents,
    run: runOf(chain),
  }
}

/** Outline level by the style's name, for files whose heading styles leave out `w:outlineLvl`. */
function headingLevel(name: string): number | undefined {
  const match = /^(?:heading|見出し)\s*([1-9１-９])$/i.exec(name.trim())
  return match ? Number(match[1]!.normalize('NFKC')) - 1 : undefined
}
