import { childOf, elementsOf, type XmlElement } from '../xml.js'
import type { Apart } from './flow.js'
import { formatNumber } from './number-format.js'
import { relatedPart, type WordPackage } from './package.js'
import { numberOf, settingOf } from './properties.js'
import { readStory, type StoryContext } from './story.js'

/** Footnotes and endnotes, read where the text names them and numbered in that order. */
export interface Notes {
  /** The note that a reference names; null when it is missing or has been read already. */
  read(reference: XmlElement, context: StoryContext): Apart | null
}

const LONGEST_NESTING = 3

/** Opens the notes of a file. */
export function openNotes(word: WordPackage, settings: XmlElement | null): Notes {
  const kinds = new Map(
    (['footnote', 'endnote'] as const).map((kind) => {
      const part = relatedPart(word, `${kind}s`)
      const byId = new Map<string, XmlElement>()
      for (const note of part ? elementsOf(part) : []) {
        const type = note.attributes['w:type'] ?? 'normal'
        if (note.name === `w:${kind}` && type === 'normal') byId.set(note.attributes['w:id'] ?? '', note)
      }
      const properties = childOf(settings ?? undefined, `w:${kind}Pr`)
      const format = settingOf(properties, 'w:numFmt') ?? (kind === 'footnote' ? 'decimal' : 'lowerRoman')
      return [kind, { byId, format, next: numberOf(properties, 'w:numStart') ?? 1 }]
    }),
  )
  let depth = 0
  return {
    read: (reference, context) => {
      const kind = kinds.get(reference.name === 'w:footnoteReference' ? 'footnote' : 'endnote')!
      const id = reference.attributes['w:id'] ?? ''
      const note = kind.byId.get(id)
      if (!note || depth >= LONGEST_NESTING) return null
      kind.byId.delete(id)
      // Where the writer set a mark of their own, it stands in the text and in the note as typed.
      const own = reference.attributes['w:customMarkFollows']
      const label = own === undefined || own === '0' || own === 'false' ? formatNumber(kind.next++, kind.format) : null
      depth++
      try {
        return { part: 'footnote', label, flows: readStory(note, context) }
      } finally {
        depth--
      }
    },
  }
}
