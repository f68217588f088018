import { childOf, elementsOf, type XmlElement } from '../xml.js'
import { type NumberReference, type OpenField, unendedFields } from './fields.js'
import type { CellFlow, Flow, ParagraphFlow, Piece, RowFlow, TableFlow, Tracking } from './flow.js'
import { readInline } from './inline.js'
import type { Label, ListCounter } from './list-counter.js'
import type { ListDefinitions } from './list-definitions.js'
import type { Notes } from './notes.js'
import { numberOf, settingOf, toggleOf } from './properties.js'
import type { Styles } from './styles.js'

/** What is known of the file while its stories (body, notes, headers, comments) are read. */
export interface StoryContext {
  styles: Styles
  lists: ListDefinitions
  counter: ListCounter
  notes: Notes
  /** Which side of the tracked changes is read. */
  view: 'accepted' | 'original'
  /** Names of the moves of which both ends stand in the file. */
  moves: ReadonlySet<string>
  /** What the story holds and is not read: kind → how often. */
  unread: Map<string, number>
  pictures: number
  /** A field without an end was met. */
  brokenFields: boolean
  /** Cross-references to the numbers of paragraphs, and the automatic numbers of the paragraphs that have bookmarks. */
  references: NumberReference[]
  numbered: Map<string, string>
  /** The automatic numbers of the paragraphs, by their elements. */
  labels: Map<XmlElement, Label>
  /** The properties of the sections, in order. */
  sections: XmlElement[]
  /** A story known to hold no fields, which need not be looked for; null when there is none. */
  fieldless: XmlElement | null
}

/** The state of reading one story. Fields may run over paragraphs. */
export interface Story {
  context: StoryContext
  fields: OpenField[]
  unended: ReadonlySet<XmlElement>
  /** Ranges of moved text that are open, by their w:id. */
  moveRanges: Map<string, string>
  /** Whether it stands on the bare page: white text is not to be seen there, but may be on the ground of a cell or a shape. */
  barePage: boolean
}

/** Reads one story: the body, a note, a header, a comment. */
export function readStory(container: XmlElement, context: StoryContext): Flow[] {
  const unended = container === context.fieldless ? new Set<XmlElement>() : unendedFields(container)
  if (unended.size > 0) context.brokenFields = true
  return readFlows(container, { context, fields: [], unended, moveRanges: new Map(), barePage: true }, true)
}

/** The paragraphs and tables directly or through content controls inside a container. */
export function readFlows(container: XmlElement, story: Story, shown: boolean): Flow[] {
  const flows: Flow[] = []
  const carried: Carried = { paragraph: null }
  walk(container, story, shown, flows, carried)
  // A paragraph whose mark is taken out at the end of a cell or of the text has nothing to run on into.
  if (carried.paragraph) finish(carried.paragraph, null, story, flows, shown)
  return flows
}

interface Carried {
  paragraph: ParagraphFlow | null
}

function walk(container: XmlElement, story: Story, shown: boolean, flows: Flow[], carried: Carried): void {
  for (const element of elementsOf(container)) {
    switch (element.name) {
      case 'w:p':
        readParagraph(element, story, shown, flows, carried)
        break
      case 'w:tbl':
        if (carried.paragraph) {
          finish(carried.paragraph, null, story, flows, shown)
          carried.paragraph = null
        }
        flows.push(readTable(element, story, shown))
        break
      case 'w:sectPr':
        story.context.sections.push(element)
        break
      case 'w:altChunk':
        count(story.context.unread, 'altChunk')
        break
      case 'w:moveFromRangeStart':
      case 'w:moveToRangeStart':
        story.moveRanges.set(element.attributes['w:id'] ?? '', element.attributes['w:name'] ?? '')
        break
      case 'w:moveFromRangeEnd':
      case 'w:moveToRangeEnd':
        story.moveRanges.delete(element.attributes['w:id'] ?? '')
        break
      default:
        // Content controls, custom XML and tracked containers hold paragraphs of their own.
        if (!element.name.endsWith('Pr')) walk(element, story, shown, flows, carried)
    }
  }
}

/** Counts one more of a kind. */
export function count(tally: Map<string, number>, kind: string): void {
  tally.set(kind, (tally.get(kind) ?? 0) + 1)
}

/** The tracked change that an element such as `w:ins` or `w:del` stands for. */
export function trackingOf(element: XmlElement, story: Story): Tracking {
  const { name, attributes } = element
  // The two ends of a move share a name; one without the other is a plain deletion or insertion.
  const moved = [...story.moveRanges.values()].some((range) => story.context.moves.has(range))
  const out = name === 'w:del' || name === 'w:moveFrom'
  const kind = name.startsWith('w:move') && moved ? 'move' : out ? 'deletion' : 'insertion'
  return { kind, author: attributes['w:author'] ?? '', date: attributes['w:date'] ?? '' }
}

/** Whether the chosen view shows text inside `w:ins`, `w:del`, `w:moveFrom` or `w:moveTo`. */
export function showsTracked(name: string, view: StoryContext['view']): boolean {
  const out = name === 'w:del' || name === 'w:moveFrom'
  return view === 'accepted' ? !out : out
}

const TRACKED_MARKS = ['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo']

function readParagraph(element: XmlElement, story: Story, shown: boolean, flows: Flow[], carried: Carried): void {
  const { context } = story
  const properties = propertiesOf(element, context.view)
  const style = context.styles.paragraph(settingOf(properties, 'w:pStyle'))
  const mark = childOf(childOf(element, 'w:pPr'), 'w:rPr')
  const section = childOf(properties, 'w:sectPr')
  if (section) context.sections.push(section)
  const pieces: Piece[] = []
  const bookmarks: string[] = []
  const contentsBefore = inContents(story)
  const after = readInline(element, {
    story,
    shown,
    tracking: null,
    paragraphStyle: style,
    pieces,
    bookmarks,
    shaded: childOf(properties, 'w:shd') !== undefined,
  })
  const paragraph: ParagraphFlow = {
    type: 'paragraph',
    label: null,
    listLevel: null,
    outline: outlineOf(properties) ?? style.outline,
    title: style.title,
    contents: style.contents || contentsBefore || inContents(story),
    pieces,
    after,
  }
  if (carried.paragraph) {
    paragraph.pieces.unshift(...carried.paragraph.pieces)
    paragraph.after.unshift(...carried.paragraph.after)
    carried.paragraph = null
  }
  const markGone = TRACKED_MARKS.some((name) => childOf(mark, name) && !showsTracked(name, context.view))
  const markHidden = toggleOf(mark, 'w:vanish') ?? style.run.hidden
  const showsText = paragraph.pieces.some((p) => p.shown && !p.hidden && p.text.trim() !== '')
  // A hidden paragraph mark joins its text with the next paragraph: a heading that runs in.
  const runsOn =
    markGone || (markHidden && showsText) || settingOf(childOf(properties, 'w:framePr'), 'w:dropCap') === 'drop'
  if (runsOn) carried.paragraph = paragraph
  else finish(paragraph, { properties, style, hidden: markHidden }, story, flows, shown)
  if (paragraph.label) {
    context.labels.set(element, paragraph.label)
    for (const name of bookmarks) context.numbered.set(name, paragraph.label.text)
  }
}

interface Placed {
  properties: XmlElement | undefined
  style: ReturnType<Styles['paragraph']>
  hidden: boolean
}

/** Numbers a paragraph and adds it. Only paragraphs that a person sees are counted. */
function finish(paragraph: ParagraphFlow, placed: Placed | null, story: Story, flows: Flow[], shown: boolean): void {
  const { context } = story
  if (placed && shown && !placed.hidden) {
    const place = context.lists.place(placed.properties, placed.style)
    if (place) {
      paragraph.listLevel = place.level
      paragraph.label = context.counter.next(place.numId, place.level)
    }
  }
  flows.push(paragraph)
}

/** A paragraph's properties in the chosen view: as they are, or as they were before a tracked change of format. */
function propertiesOf(element: XmlElement, view: StoryContext['view']): XmlElement | undefined {
  const now = childOf(element, 'w:pPr')
  if (view === 'accepted') return now
  const before = childOf(childOf(now, 'w:pPrChange'), 'w:pPr')
  if (before) return before
  // A number that was added to the paragraph as a tracked change was not there originally.
  const list = childOf(now, 'w:numPr')
  if (!now || !childOf(list, 'w:ins')) return now
  return { ...now, children: now.children.filter((c) => c !== list) }
}

function outlineOf(properties: XmlElement | undefined): number | null | undefined {
  const level = numberOf(properties, 'w:outlineLvl')
  return level === undefined ? undefined : level >= 0 && level < 9 ? level : null
}

const inContents = (story: Story): boolean => story.fields.some((f) => f.result && /^\s*TOC\b/i.test(f.instruction))

function readTable(element: XmlElement, story: Story, shown: boolean): TableFlow {
  const rows: RowFlow[] = []
  const walkRows = (container: XmlElement): void => {
    for (const child of elementsOf(container)) {
      if (child.name === 'w:tr') rows.push(readRow(child, story, shown))
      else if (!child.name.endsWith('Pr')) walkRows(child)
    }
  }
  walkRows(element)
  return { type: 'table', rows }
}

function readRow(row: XmlElement, story: Story, shown: boolean): RowFlow {
  const { view } = story.context
  const properties = childOf(row, 'w:trPr')
  const removed = ['w:ins', 'w:del'].some((name) => childOf(properties, name) && !showsTracked(name, view))
  const cells: CellFlow[] = []
  const walkCells = (container: XmlElement): void => {
    for (const child of elementsOf(container)) {
      if (child.name === 'w:tc') cells.push(readCell(child, story, shown && !removed))
      else if (!child.name.endsWith('Pr')) walkCells(child)
    }
  }
  walkCells(row)
  return {
    before: Math.min(Math.max(numberOf(properties, 'w:gridBefore') ?? 0, 0), 63),
    cells,
    head: toggleOf(properties, 'w:tblHeader') ?? false,
    removed,
  }
}

function readCell(cell: XmlElement, story: Story, shown: boolean): CellFlow {
  const { view } = story.context
  const properties = childOf(cell, 'w:tcPr')
  const removed =
    (childOf(properties, 'w:cellIns') && view === 'original') ||
    (childOf(properties, 'w:cellDel') && view === 'accepted')
  const fill = childOf(properties, 'w:shd')?.attributes['w:fill']
  const shaded = fill !== undefined && !/^(auto|ffffff)$/i.test(fill)
  return {
    span: Math.min(Math.max(numberOf(properties, 'w:gridSpan') ?? 1, 1), 63),
    flows: readFlows(cell, { ...story, barePage: false }, shown && !removed),
    marked: shaded || isBold(cell),
  }
}

/** Whether every run with words is set bold. */
function isBold(cell: XmlElement): boolean {
  let any = false
  for (const paragraph of elementsOf(cell)) {
    if (paragraph.name !== 'w:p') continue
    for (const run of elementsOf(paragraph)) {
      if (run.name !== 'w:r' || !childOf(run, 'w:t')) continue
      if (!toggleOf(childOf(run, 'w:rPr'), 'w:b')) return false
      any = true
    }
  }
  return any
}
