import { childOf, elementsOf, textOf, type XmlElement } from '../xml.js'
import { checkBox, numberReference, shownByInstruction } from './fields.js'
import type { Apart, Piece, Tracking } from './flow.js'
import { formulaText } from './formula.js'
import { numberOf, settingOf, toggleOf } from './properties.js'
import { count, readFlows, type Story, showsTracked, trackingOf } from './story.js'
import type { ParagraphStyle } from './styles.js'
import { symbolCharacter } from './symbols.js'

/** Where the text of a paragraph's runs goes, and what holds for it. */
interface Reading {
  story: Story
  shown: boolean
  tracking: Tracking | null
  paragraphStyle: ParagraphStyle
  pieces: Piece[]
  /** The paragraph has a ground of its own. */
  shaded: boolean
  /** Names of the bookmarks that begin in the paragraph. */
  bookmarks: string[]
}

/** Size of letters that no one reads, in half points. */
const LARGEST_UNSEEN = 4

/**
 * Reads the runs of a paragraph into `reading.pieces`.
 *
 * @returns the notes and text boxes it names, in their order
 */
export function readInline(paragraph: XmlElement, reading: Reading): Apart[] {
  const after: Apart[] = []
  readChildren(paragraph, reading, after)
  return after
}

function readChildren(container: XmlElement, reading: Reading, after: Apart[]): void {
  const { story } = reading
  for (const element of elementsOf(container)) {
    switch (element.name) {
      case 'w:r':
        readRun(element, reading, after)
        break
      case 'w:ins':
      case 'w:del':
      case 'w:moveFrom':
      case 'w:moveTo': {
        const shows = showsTracked(element.name, story.context.view)
        // Text that one person inserted and another deleted is told as the deletion.
        const tracking = trackingOf(element, story)
        readChildren(element, { ...reading, shown: reading.shown && shows, tracking }, after)
        break
      }
      case 'w:moveFromRangeStart':
      case 'w:moveToRangeStart':
        story.moveRanges.set(element.attributes['w:id'] ?? '', element.attributes['w:name'] ?? '')
        break
      case 'w:moveFromRangeEnd':
      case 'w:moveToRangeEnd':
        story.moveRanges.delete(element.attributes['w:id'] ?? '')
        break
      case 'm:oMath':
      case 'm:oMathPara':
        put(formulaText(element), reading, false)
        break
      case 'w:bookmarkStart':
        reading.bookmarks.push(element.attributes['w:name'] ?? '')
        break
      case 'w:fldSimple': {
        const field = { begin: element, instruction: element.attributes['w:instr'] ?? '', result: true, shown: '' }
        story.fields.push(field)
        readChildren(element, reading, after)
        story.fields.splice(story.fields.indexOf(field), 1)
        const reference = numberReference(field)
        if (reference) story.context.references.push(reference)
        break
      }
      case 'w:subDoc':
        count(story.context.unread, 'subDocument')
        break
      case 'w:p':
      case 'w:tbl':
        break
      default:
        if (!element.name.endsWith('Pr')) readChildren(element, reading, after)
    }
  }
}

function put(text: string, reading: Reading, hidden: boolean): void {
  const { story, shown, tracking, pieces } = reading
  if (text === '' || story.fields.some((f) => !f.result)) return
  if (shown) for (const field of story.fields) field.shown += text
  const last = pieces.at(-1)
  if (last && last.hidden === hidden && last.shown === shown && sameTracking(last.tracking, tracking)) last.text += text
  else pieces.push({ text, hidden, shown, tracking })
}

const sameTracking = (a: Tracking | null, b: Tracking | null): boolean =>
  a === b || (a !== null && b !== null && a.kind === b.kind && a.author === b.author && a.date === b.date)

function readRun(run: XmlElement, reading: Reading, after: Apart[]): void {
  const { story, paragraphStyle } = reading
  const { context } = story
  const now = childOf(run, 'w:rPr')
  const before = context.view === 'original' ? childOf(childOf(now, 'w:rPrChange'), 'w:rPr') : undefined
  const properties = before ?? now
  const style = context.styles.character(settingOf(properties, 'w:rStyle'))
  // A toggle set by both the paragraph's and the character's style cancels itself out (17.7.3).
  const vanished = toggleOf(properties, 'w:vanish') ?? style.hidden !== paragraphStyle.run.hidden
  const hidden = vanished || isUnseen(properties, reading)
  const capitals = toggleOf(properties, 'w:caps') ?? style.capitals !== paragraphStyle.run.capitals
  const write = (text: string): void => put(capitals ? text.toUpperCase() : text, reading, hidden)
  for (const element of elementsOf(run)) readRunChild(element, run, reading, after, hidden, write)
}

/** White letters on the bare page, and letters too small to be seen. */
function isUnseen(properties: XmlElement | undefined, { story, shaded }: Reading): boolean {
  const size = numberOf(properties, 'w:sz')
  if (size !== undefined && size <= LARGEST_UNSEEN) return true
  const white = /^f{6}$/i.test(settingOf(properties, 'w:color') ?? '')
  return white && story.barePage && !shaded && !childOf(properties, 'w:shd') && !childOf(properties, 'w:highlight')
}

function readRunChild(
  element: XmlElement,
  run: XmlElement,
  reading: Reading,
  after: Apart[],
  hidden: boolean,
  write: (text: string) => void,
): void {
  const { story, shown } = reading
  const { context } = story
  switch (element.name) {
    case 'w:t':
    case 'w:delText':
      write(wordsOf(element))
      break
    case 'w:tab':
    case 'w:ptab':
      write(' ')
      break
    case 'w:br':
    case 'w:cr':
      write('\n')
      break
    case 'w:noBreakHyphen':
      write('-')
      break
    case 'w:sym': {
      const code = Number.parseInt(element.attributes['w:char'] ?? '', 16)
      const font = element.attributes['w:font'] ?? ''
      if (code > 0 && code <= 0xffff) write(symbolCharacter(code, font) ?? plainSymbol(code))
      break
    }
    case 'w:fldChar':
      readFieldMark(element, story, write)
      break
    case 'w:instrText': {
      const field = story.fields.at(-1)
      if (field && !field.result) field.instruction += textOf(element)
      break
    }
    case 'w:ruby': {
      // The reading stands above the word and is no part of it.
      const base = childOf(element, 'w:rubyBase')
      if (base) readChildren(base, reading, after)
      break
    }
    case 'w:footnoteReference':
    case 'w:endnoteReference': {
      if (!shown) break
      const note = context.notes.read(element, story.context)
      if (note) after.push(note)
      break
    }
    case 'w:drawing':
    case 'w:pict':
    case 'w:object':
      if (shown && !hidden) readDrawing(element, reading, after)
      break
    case 'm:oMath':
      write(formulaText(element))
      break
    default:
      // Extensions may wrap ordinary content; marks of notes, comments and page breaks hold no text.
      if (element.name.startsWith('{')) {
        for (const child of elementsOf(element)) readRunChild(child, run, reading, after, hidden, write)
      }
  }
}

/** The text of a `w:t`. Word drops white space at its ends unless it says to keep it, and shows no line feeds. */
function wordsOf(element: XmlElement): string {
  const text = textOf(element)
    .replace(/[\t\r\n]/g, ' ')
    .replace(/\u00ad/g, '')
  return element.attributes['xml:space'] === 'preserve' ? text : text.replace(/^ +| +$/g, '')
}

/** A sign of a font that is not known: itself when it is an ordinary character, else a mark that something stands there. */
const plainSymbol = (code: number): string => (code >= 0xe000 && code <= 0xf8ff ? '□' : String.fromCharCode(code))

function readFieldMark(mark: XmlElement, story: Story, write: (text: string) => void): void {
  if (story.unended.has(mark)) return
  const type = mark.attributes['w:fldCharType']
  if (type === 'begin') story.fields.push({ begin: mark, instruction: '', result: false, shown: '' })
  else if (type === 'separate') {
    const field = story.fields.at(-1)
    if (field) field.result = true
  } else if (type === 'end') {
    const field = story.fields.pop()
    const reference = field?.result ? numberReference(field) : null
    if (reference) story.context.references.push(reference)
    if (!field || field.result) return
    // Word counts these anew whenever it shows the page; the file does not hold the number.
    if (/^\s*(LISTNUM|AUTONUM\w*)\b/i.test(field.instruction)) count(story.context.unread, 'number-field')
    write(/^\s*FORMCHECKBOX\b/i.test(field.instruction) ? checkBox(field.begin) : shownByInstruction(field.instruction))
  }
}

/** Text boxes become blocks of their own; pictures, charts and embedded files are counted. */
function readDrawing(drawing: XmlElement, reading: Reading, after: Apart[]): void {
  const { story } = reading
  const { context } = story
  const walk = (element: XmlElement): void => {
    for (const child of elementsOf(element)) {
      switch (child.name) {
        case 'w:txbxContent': {
          const inner: Story = { ...story, fields: [], barePage: false }
          const flows = readFlows(child, inner, reading.shown)
          if (flows.length > 0) after.push({ part: 'textbox', label: null, flows })
          break
        }
        case 'v:textpath': {
          const text = child.attributes.string ?? ''
          if (text.trim() !== '') after.push({ part: 'textbox', label: null, flows: [wordArt(text)] })
          break
        }
        case 'a:blip':
        case 'v:imagedata':
          context.pictures++
          break
        case 'o:OLEObject':
          count(context.unread, 'embedded')
          break
        case '{http://schemas.openxmlformats.org/drawingml/2006/chart}chart':
        case '{http://purl.oclc.org/ooxml/drawingml/chart}chart':
          count(context.unread, 'chart')
          break
        case '{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds':
        case '{http://purl.oclc.org/ooxml/drawingml/diagram}relIds':
          count(context.unread, 'diagram')
          break
        default:
          walk(child)
      }
    }
  }
  walk(drawing)
}

function wordArt(text: string): Apart['flows'][number] {
  return {
    type: 'paragraph',
    label: null,
    listLevel: null,
    outline: null,
    title: false,
    contents: false,
    pieces: [{ text, hidden: false, shown: true, tracking: null }],
    after: [],
  }
}
