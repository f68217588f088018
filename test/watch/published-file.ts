import * as d from 'docx'
import { parseHTML } from 'linkedom'
import { type OutlineBlock, run } from '../../src/report/outline.js'
import { pdf } from '../../src/report/pdf.js'
import type { Answer } from './terms-site.js'

/** Headings and paragraphs of a page's main part, in their order. */
function paragraphs(html: string): { text: string; heading: boolean }[] {
  const { document } = parseHTML(html)
  return [...document.querySelectorAll('main h1, main h2, main p')].map((node) => ({
    text: node.textContent ?? '',
    heading: node.tagName !== 'P',
  }))
}

/** The terms of a page as the Word file that another provider would publish. */
export async function asDocx(html: string): Promise<Answer> {
  const children = paragraphs(html).map(
    ({ text, heading }) => new d.Paragraph({ text, ...(heading ? { heading: d.HeadingLevel.HEADING_1 } : {}) }),
  )
  const body = await d.Packer.toBuffer(new d.Document({ sections: [{ children }] }))
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  return { body, headers: { 'content-type': type } }
}

/** The terms of a page as a PDF, as servers often send it: under a type that says nothing. */
export async function asPdf(html: string): Promise<Answer> {
  const blocks = paragraphs(html).map(
    ({ text, heading }): OutlineBlock =>
      heading ? { kind: 'heading', level: 2, runs: [run(text)] } : { kind: 'paragraph', runs: [run(text)] },
  )
  const body = await pdf({ title: 'terms', blocks }, new Date('2026-01-05T00:00:00Z'))
  return { body, headers: { 'content-type': 'application/octet-stream' } }
}
