import { descendantsOf, type XmlElement } from '../xml.js'
import { ListCounter } from './list-counter.js'
import { readListDefinitions } from './list-definitions.js'
import { openNotes } from './notes.js'
import { relatedPart, type WordPackage } from './package.js'
import type { StoryContext } from './story.js'
import { readStyles } from './styles.js'

/** Opens what the stories of a file are read with: its styles, lists, notes and moves. */
export function contextOf(
  word: WordPackage,
  body: XmlElement,
  settings: XmlElement | null,
  view: StoryContext['view'],
): StoryContext {
  const styles = readStyles(relatedPart(word, 'styles'))
  const lists = readListDefinitions(relatedPart(word, 'numbering'), styles)
  const ends = (name: string): Set<string> => {
    const names = new Set<string>()
    if (!word.mentions(word.main, 'RangeStart')) return names
    for (const range of descendantsOf(body, name)) names.add(range.attributes['w:name'] ?? '')
    return names
  }
  const targets = ends('w:moveToRangeStart')
  return {
    styles,
    lists,
    counter: new ListCounter(lists),
    notes: openNotes(word, settings),
    view,
    moves: new Set([...ends('w:moveFromRangeStart')].filter((n) => targets.has(n))),
    unread: new Map(),
    pictures: 0,
    brokenFields: false,
    references: [],
    numbered: new Map(),
    labels: new Map(),
    sections: [],
    fieldless: word.mentions(word.main, 'fldChar') ? null : body,
  }
}
