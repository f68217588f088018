import { DOMParser, type Element, XMLSerializer, type Document as XmlDocument } from '@xmldom/xmldom'
import { strFromU8, strToU8, zipSync } from 'fflate'
import { openWordPackage } from '../../ingest/docx/package.js'
import type { Agreement } from '../../model/agreement.js'
import type { Proposal } from '../../packs/proposal.js'
import { withoutControls } from '../docx.js'
import { ReportError } from '../report-error.js'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const STRICT_W = 'http://purl.oclc.org/ooxml/wordprocessingml/main'

export interface RedlineAuthor {
  name: string
  /** Stamp of the changes; fixed by the caller, so that the same call gives the same bytes. */
  date: Date
}

/**
 * Writes proposals into the provider's own Word file as tracked changes: an adverse paragraph is marked as deleted and
 * the proposed wording inserted behind it; what is left open is added to its article, what is missing at the end. Accepting all gives the proposed
 * text, rejecting all gives the file as it came.
 *
 * @param original the Word file as it came
 * @param agreement what was read from it, whose blocks tell where an item stands
 * @throws ReportError `no-word-file` for anything but a Word file
 */
export function proposedRedline(
  original: Uint8Array,
  agreement: Agreement,
  proposals: readonly Proposal[],
  author: RedlineAuthor,
): Uint8Array {
  if (agreement.document.format !== 'docx') throw new ReportError('no-word-file', agreement.document.name)
  const pack = openWordPackage(original, agreement.document.name)
  const xml = new DOMParser().parseFromString(strFromU8(pack.bytes(pack.main)!), 'text/xml')
  const editor = new TrackedEditor(xml, author)
  for (const proposal of proposals) {
    const wording = proposal.wording[agreement.language]
    const [only, ...more] = proposal.evidence
    const end = only ? editor.paragraphOf(agreement, endOfArticle(agreement, only)) : null
    // Only where one passage carries the whole point is it taken out; elsewhere the proposal stands behind the article.
    const replaced =
      only && more.length === 0 && proposal.position === 'adverse' ? editor.paragraphOf(agreement, only.start) : null
    if (replaced) editor.replace(replaced, wording)
    else if (end) editor.insertAfter(end, wording)
    else editor.append(`${proposal.name[agreement.language]}${agreement.language === 'ja' ? '：' : ': '}${wording}`)
  }
  editor.closeBody()
  const main = strToU8(new XMLSerializer().serializeToString(xml))
  const entries = Object.fromEntries(
    pack.parts.map((name) => [name, name === pack.main ? main : (pack.bytes(name) ?? new Uint8Array())]),
  )
  return zipSync(entries, { mtime: '1980-01-01T00:00:00' })
}

/** Where the last paragraph of the passage's article begins, so that a proposal does not part a lead-in from its list. */
function endOfArticle(agreement: Agreement, evidence: Proposal['evidence'][number]): number {
  const article = agreement.articles.find((a) => a.id === evidence.article)
  if (!article) return evidence.start
  return (
    agreement.document.blocks.findLast((b) => b.start >= article.start && b.start < article.end && !b.row)?.start ??
    evidence.start
  )
}

class TrackedEditor {
  private readonly xml: XmlDocument
  private readonly author: RedlineAuthor
  private readonly namespace: string
  private readonly paragraphs: Element[]
  private nextId: number
  /** Where the last proposal behind each paragraph stands, so that several keep their order. */
  private readonly tails = new Map<Element, Element>()
  /** Paragraphs that were put in. */
  private readonly fresh = new Set<Element>()

  constructor(xml: XmlDocument, author: RedlineAuthor) {
    this.xml = xml
    this.author = author
    this.namespace = xml.getElementsByTagNameNS(STRICT_W, 'body').length > 0 ? STRICT_W : W
    this.paragraphs = Array.from(xml.getElementsByTagNameNS(this.namespace, 'p'))
    const ids = Array.from(xml.getElementsByTagNameNS(this.namespace, '*')).map((e) =>
      Number(e.getAttributeNS(this.namespace, 'id')),
    )
    this.nextId = Math.max(0, ...ids.filter(Number.isFinite)) + 1
  }

  /**
   * The paragraph that an offset of the read text stands in. The reader sets automatic numbers before a paragraph's own
   * words, so the words alone are compared; of several paragraphs alike the one of the same rank is taken.
   */
  paragraphOf(agreement: Agreement, offset: number): Element | null {
    const { blocks, text } = agreement.document
    const own = (b: (typeof blocks)[number]): string => {
      const whole = text.slice(b.start, b.end)
      return squeeze(b.label && whole.startsWith(b.label) ? whole.slice(b.label.length) : whole)
    }
    const block = blocks.find((b) => offset >= b.start && offset < b.end)
    if (!block || block.row) return null
    const wanted = own(block)
    const rank = blocks.filter((b) => b.start < block.start && !b.row && own(b) === wanted).length
    return this.paragraphs.filter((p) => squeeze(wordsOf(p, this.namespace)) === wanted)[rank] ?? null
  }

  replace(paragraph: Element, wording: string): void {
    if (!this.tails.has(paragraph) && this.isPlain(paragraph)) this.markDeleted(paragraph)
    this.insertAfter(paragraph, wording)
  }

  insertAfter(paragraph: Element, wording: string): void {
    const fresh = this.insertedParagraph(wording)
    const tail = this.tails.get(paragraph) ?? paragraph
    tail.parentNode!.insertBefore(fresh, tail.nextSibling)
    this.tails.set(paragraph, fresh)
  }

  append(wording: string): void {
    const body = this.xml.getElementsByTagNameNS(this.namespace, 'body')[0]!
    const section = Array.from(body.childNodes).findLast((n) => (n as Element).localName === 'sectPr') ?? null
    body.insertBefore(this.insertedParagraph(wording), section)
  }

  /**
   * A body cannot end without a paragraph, so the end of the last one can never be rejected. As Word does it when
   * somebody writes on at the end, the end before the new words is the inserted one, and the last takes its form.
   */
  closeBody(): void {
    const body = this.xml.getElementsByTagNameNS(this.namespace, 'body')[0]!
    const parts = elements(body).filter((e) => e.localName !== 'sectPr')
    const before = parts.findLastIndex((e) => !this.fresh.has(e))
    const [held, last] = [parts[before], parts.at(-1)]
    if (!held || !last || held === last || held.localName !== 'p') return
    const form = elements(held).find((e) => e.localName === 'pPr')
    if (form && (form.getElementsByTagNameNS(this.namespace, 'sectPr').length > 0 || this.endIsMarked(form))) return
    for (const own of elements(last).filter((e) => e.localName === 'pPr')) last.removeChild(own)
    if (form) last.insertBefore(form.cloneNode(true), last.firstChild)
    this.markEnd(held, 'ins')
  }

  private endIsMarked(form: Element): boolean {
    const run = elements(form).find((e) => e.localName === 'rPr')
    return run !== undefined && elements(run).some((e) => e.localName === 'ins' || e.localName === 'del')
  }

  /** Paragraphs of nothing but runs and marks of places; a field or somebody's own tracked change is left as it stands. */
  private isPlain(paragraph: Element): boolean {
    const plain = new Set(['pPr', 'r', 'bookmarkStart', 'bookmarkEnd', 'proofErr', 'lastRenderedPageBreak'])
    const inRun = new Set(['rPr', 't', 'tab', 'br', 'noBreakHyphen', 'softHyphen', 'cr', 'lastRenderedPageBreak'])
    return elements(paragraph).every(
      (e) => plain.has(e.localName!) && (e.localName !== 'r' || elements(e).every((c) => inRun.has(c.localName!))),
    )
  }

  private markDeleted(paragraph: Element): void {
    for (const run of elements(paragraph).filter((e) => e.localName === 'r')) {
      for (const t of elements(run).filter((e) => e.localName === 't')) {
        const deleted = this.element('delText')
        deleted.setAttribute('xml:space', 'preserve')
        deleted.appendChild(this.xml.createTextNode(t.textContent ?? ''))
        run.replaceChild(deleted, t)
      }
      const mark = this.change('del')
      paragraph.replaceChild(mark, run)
      mark.appendChild(run)
    }
    this.markEnd(paragraph, 'del')
  }

  private insertedParagraph(wording: string): Element {
    const paragraph = this.element('p')
    const run = this.element('r')
    const text = this.element('t')
    text.setAttribute('xml:space', 'preserve')
    text.appendChild(this.xml.createTextNode(withoutControls(wording)))
    run.appendChild(text)
    const mark = this.change('ins')
    mark.appendChild(run)
    paragraph.appendChild(mark)
    this.markEnd(paragraph, 'ins')
    this.fresh.add(paragraph)
    return paragraph
  }

  /** Marks the paragraph's own end as inserted or deleted, so that it goes with its words. */
  private markEnd(paragraph: Element, kind: 'ins' | 'del'): void {
    let properties = elements(paragraph).find((e) => e.localName === 'pPr')
    if (!properties) {
      properties = this.element('pPr')
      paragraph.insertBefore(properties, paragraph.firstChild)
    }
    let run = elements(properties).find((e) => e.localName === 'rPr')
    if (!run) {
      run = this.element('rPr')
      // The schema wants rPr behind all but sectPr and pPrChange.
      const behind = elements(properties).find((e) => e.localName === 'sectPr' || e.localName === 'pPrChange') ?? null
      properties.insertBefore(run, behind)
    }
    run.insertBefore(this.change(kind), run.firstChild)
  }

  private change(kind: 'ins' | 'del'): Element {
    const mark = this.element(kind)
    const set = (name: string, value: string): void => mark.setAttributeNS(this.namespace, `w:${name}`, value)
    set('id', String(this.nextId++))
    set('author', withoutControls(this.author.name))
    set('date', `${this.author.date.toISOString().slice(0, 19)}Z`)
    return mark
  }

  private element(name: string): Element {
    return this.xml.createElementNS(this.namespace, `w:${name}`)
  }
}

function elements(parent: Element): Element[] {
  return Array.from(parent.childNodes).filter((n): n is Element => n.nodeType === 1)
}

function wordsOf(paragraph: Element, namespace: string): string {
  return Array.from(paragraph.getElementsByTagNameNS(namespace, 't'))
    .map((t) => t.textContent ?? '')
    .join('')
}

function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u00ad\u2010\u2011]+/g, '')
}
