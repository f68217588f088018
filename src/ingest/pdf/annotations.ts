import type { Aside } from '../../model/document.js'
import type { PdfPage } from './open-pdf.js'
import { plainCharacters } from './plain-characters.js'

/** The parts of pdf.js' annotations that are read. */
interface Annotation {
  subtype?: string
  fieldName?: string
  alternativeText?: string
  fieldValue?: unknown
  buttonValue?: unknown
  checkBox?: boolean
  radioButton?: boolean
  pushButton?: boolean
  hidden?: boolean
  contentsObj?: { str?: string }
  titleObj?: { str?: string }
}

/**
 * Form fields with their values and notes that somebody put on a page. They are no part of the printed words; links
 * are left out, since their words stand in the text. Those that print are asked for: to show the others, pdf.js would
 * read the whole text of the page once more for the words below each link.
 */
export async function readAnnotations(page: PdfPage): Promise<Aside[]> {
  const asides: Aside[] = []
  for (const annotation of (await page.getAnnotations({ intent: 'print' })) as Annotation[]) {
    if (annotation.subtype === 'Widget') {
      if (annotation.pushButton) continue
      const name = clean(annotation.alternativeText || annotation.fieldName)
      asides.push({
        kind: 'form-field',
        page: page.pageNumber,
        author: null,
        text: `${name}: ${shownValue(annotation)}`.trim(),
      })
    } else if (annotation.subtype !== 'Link' && annotation.subtype !== 'Popup') {
      const text = clean(annotation.contentsObj?.str)
      if (text === '') continue
      asides.push({ kind: 'annotation', page: page.pageNumber, author: clean(annotation.titleObj?.str) || null, text })
    }
  }
  return asides
}

function shownValue(field: Annotation): string {
  const { fieldValue: value } = field
  if (field.checkBox || field.radioButton) return value && value !== 'Off' ? '☑' : '☐'
  return Array.isArray(value)
    ? value.map((v) => clean(String(v))).join(', ')
    : clean(value === null || value === undefined ? '' : String(value))
}

function clean(text: string | undefined): string {
  return plainCharacters(text ?? '')
    .text.replace(/\s+/g, ' ')
    .trim()
}
