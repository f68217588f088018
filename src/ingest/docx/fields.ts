import { descendantsOf, type XmlElement } from '../xml.js'

/** A field being read: its instruction, and whether its shown result has begun. */
export interface OpenField {
  begin: XmlElement
  instruction: string
  result: boolean
  /** What its result has shown so far. */
  shown: string
}

/** A cross-reference to the number of a paragraph, by the name of its bookmark. */
export interface NumberReference {
  bookmark: string
  shown: string
}

/** The paragraph number that a field `REF bookmark \\r` points to; null for every other field. */
export function numberReference(field: OpenField): NumberReference | null {
  const match = /^\s*REF\s+(\S+)\s.*\\[rnw]\b/i.exec(field.instruction)
  return match ? { bookmark: match[1]!, shown: field.shown.trim() } : null
}

/**
 * Field beginnings that never end, in a damaged part. Their text is read as ordinary text, since what follows
 * would else count as their instruction and be lost.
 */
export function unendedFields(part: XmlElement): Set<XmlElement> {
  const open: XmlElement[] = []
  for (const mark of descendantsOf(part, 'w:fldChar')) {
    const type = mark.attributes['w:fldCharType']
    if (type === 'begin') open.push(mark)
    else if (type === 'end') open.pop()
  }
  return new Set(open)
}

/**
 * What a field shows whose result is not kept in the file: the phonetic guide and the enclosed characters that older
 * versions of Word make with EQ. `EQ \o\ad(\s\up 9(じゅん),準)` shows 準 with its reading above, of which the reading is left out.
 */
export function shownByInstruction(instruction: string): string {
  const enclosed = /^\s*EQ\s.*?\\o\\ac\(\s*([^,]*?)\s*,\s*([^)]*?)\s*\)/i.exec(instruction)
  if (enclosed) return enclose(enclosed[1]!, enclosed[2]!)
  const guide = /^\s*EQ\s.*?\\o(?:\\a[a-z])?\(\s*\\s\\[a-z]+\s*-?[\d.]+\([^)]*\)\s*,(.*)\)\s*$/i.exec(instruction)
  if (guide) return guide[1]!.trim()
  return ''
}

function enclose(frame: string, inner: string): string {
  const number = Number(inner)
  if (/^[○◯〇]$/.test(frame) && Number.isInteger(number) && number >= 1 && number <= 20) {
    return String.fromCodePoint(0x2460 + number - 1)
  }
  if (/^[○◯〇]$/.test(frame) && inner === '印') return '㊞'
  return inner === '' ? frame : inner
}

/** The box of a legacy form's check box, as it stands: ☑ or ☐. */
export function checkBox(begin: XmlElement): string {
  for (const box of descendantsOf(begin, 'w:checkBox')) {
    let state: XmlElement | undefined
    for (const name of ['w:checked', 'w:default']) {
      for (const found of descendantsOf(box, name)) state ??= found
    }
    const value = state?.attributes['w:val']
    return state && value !== '0' && value !== 'false' && value !== 'off' ? '☑' : '☐'
  }
  return ''
}
