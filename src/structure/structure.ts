import type { Agreement, Article, Passage } from '../model/agreement.js'
import type { Document } from '../model/document.js'
import type { Language } from '../model/text.js'
import { readParties } from './parties.js'
import { splitSentences } from './sentences.js'

const NUMBER =
  /^(第\s*[0-9０-９一二三四五六七八九十百〇]+\s*条(?:\s*の\s*[0-9０-９一二三四五六七八九十]+)*|(?:section|article)\s+[0-9ivxlc]+(?:\.[0-9]+)*|\d{1,2}(?:\.\d{1,2}){0,3}\.?(?=\s))/iu

/** Reads the structure of a document. */
export function structure(document: Document): Agreement {
  const { text, blocks } = document
  const language = languageOf(text)
  const articles: Article[] = []
  const passages: Passage[] = []
  const open = (start: number, number: string | null, heading: string | null, level: number, page: number | null) => {
    const last = articles.at(-1)
    if (last) last.end = start
    articles.push({
      id: `a${number === null && heading === null ? 0 : articles.length + (articles[0]?.id === 'a0' ? 0 : 1)}`,
      number,
      heading,
      page,
      level,
      parent: null,
      role: heading === null && number === null ? 'preamble' : 'article',
      start,
      end: text.length,
    })
  }
  blocks.forEach((block, index) => {
    const words = text.slice(block.start, block.end)
    const number = NUMBER.exec(words)?.[0] ?? null
    const isHeading = block.kind === 'heading'
    if (block.part === 'body' && (isHeading || (number !== null && words.length < 80 && !/[。.]$/.test(words)))) {
      open(block.start, number, words.slice(number?.length ?? 0).trim() || null, 1, block.page)
    }
    if (articles.length === 0) open(block.start, null, null, 1, block.page)
    const push = (start: number, end: number): void => {
      passages.push({
        index: passages.length,
        kind: isHeading ? 'heading' : block.kind === 'row' ? 'row' : block.kind === 'item' ? 'item' : 'sentence',
        article: articles.at(-1)!.id,
        page: block.page,
        leadIn: null,
        head: null,
        depth: block.kind === 'item' ? block.level : 0,
        block: index,
        start,
        end,
      })
    }
    if (block.kind === 'row') push(block.start, block.end)
    else for (const span of splitSentences(words, block.start)) push(span.start, span.end)
  })
  const title = blocks.find((b) => b.part === 'body')
  return {
    document,
    language,
    kind: 'terms',
    title: document.title || (title ? text.slice(title.start, title.end).slice(0, 200) : document.name),
    parties: readParties(text, language),
    articles,
    passages,
    definitions: [],
    references: [],
  }
}

function languageOf(text: string): Language {
  const sample = text.slice(0, 50_000)
  const japanese = sample.match(/[\u3041-\u30ff\u4e00-\u9fff]/gu)?.length ?? 0
  const latin = sample.match(/[a-z]/giu)?.length ?? 0
  return japanese * 2 >= latin ? 'ja' : 'en'
}
