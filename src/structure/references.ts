import { figure, roman } from '../ingest/text/label.js'
import type { Article, CrossReference, Passage } from '../model/agreement.js'
import type { Outline } from './outline.js'

const K = '[0-9０-９一二三四五六七八九十百〇]'
const JA = new RegExp(
  `第[ \\u3000]?(${K}{1,5})[ \\u3000]?条(?:の(${K}{1,3}))?(?:[ \\u3000]?第?${K}{1,3}項)?(?:[ \\u3000]?第?${K}{1,3}号)?|(前|次)条|(別紙|別表)[ \\u3000]?(?:第)?(${K}{1,3})`,
  'gu',
)
const EN =
  /\b(Sections?|Articles?|Clauses?|Paragraphs?|§{1,2}|Exhibit|Annex|Appendix|Schedule|sections?|clauses?|paragraphs?)\s*((?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-Z])(?![\w]))((?:\([a-zA-Z0-9]{1,4}\))*)((?:,?\s*(?:and|or|through|to|,)\s*\d{1,3}(?:\.\d{1,3})*(?:\([a-z0-9]{1,4}\))*)*)/g
/** 「民法第90条」, "Article 28 of the GDPR": the article of another text. */
const OF_A_LAW_JA = /(?:法|法律|令|規則|条例|憲法|約款|協定|基本契約|ガイドライン)(?:[（(][^（）()]{1,40}[）)])?$/u
const OF_A_LAW_EN =
  /^(?:\s*\([^()]{1,6}\))*,?\s*of\s+(?:the\s+)?(?:(?:[A-Z][\w.]*\s+){0,6}(?:Act|Code|Regulation|Directive|GDPR|CCPA|Law|Rules|Clauses|SCCs|Statute|U\.S\.C)|EU\b|UK\b|Regulation|GDPR)/

/** Where the document points to its own articles, with the article meant. References to laws and other documents are left out. */
export function readReferences(
  text: string,
  articles: readonly Article[],
  passages: readonly Passage[],
  outline: Outline,
): CrossReference[] {
  const byPath = new Map<string, string>()
  const main: Article[] = []
  for (const a of articles) {
    const known = outline.paths.get(a.id)
    if (!known || known.path.length === 0) continue
    const key = `${known.kind === 'annex' ? 'annex' : ''}${known.path.join('.')}`
    // Annexes count from one again; the main part comes first and keeps its numbers.
    if (!byPath.has(key)) byPath.set(key, a.id)
    if (known.kind === 'jo') main.push(a)
  }
  const out: CrossReference[] = []
  const headings = new Set([...passages.filter((p) => p.kind === 'heading'), ...articles].map((p) => p.start))
  for (const passage of passages) {
    const words = text.slice(passage.start, passage.end)
    const add = (target: string | undefined, at: number, length: number): void => {
      if (target === undefined) return
      // An article's own number is not a reference to it.
      if (at <= 1 && headings.has(passage.start)) return
      out.push({ target, start: passage.start + at, end: passage.start + at + length })
    }
    if (words.includes('条') || words.includes('別')) {
      for (const m of words.matchAll(JA)) {
        if (m[3]) {
          const here = main.findIndex((a) => a.start <= passage.start && passage.start < a.end)
          add(here < 0 ? undefined : main[here + (m[3] === '前' ? -1 : 1)]?.id, m.index, m[0].length)
        } else if (m[4]) add(byPath.get(`annex${figure(m[5]!)}`), m.index, m[0].length)
        else if (!OF_A_LAW_JA.test(words.slice(Math.max(0, m.index - 50), m.index))) {
          const path = [m[1]!, m[2]].filter((n) => n !== undefined).map(figure)
          add(byPath.get(path.join('.')), m.index, m[0].length)
        }
      }
    }
    if (!/[A-Za-z§]/.test(words)) continue
    for (const m of words.matchAll(EN)) {
      if (OF_A_LAW_EN.test(words.slice(m.index + m[0].length, m.index + m[0].length + 90))) continue
      const annex = /^(?:Exhibit|Annex|Appendix|Schedule)/.test(m[1]!)
      const own = m[2]!.length + (m.index + m[0].indexOf(m[2]!))
      add(resolve(byPath, m[2]!, annex), m.index, own - m.index + m[3]!.length)
      if (!annex && m[4]) {
        const base = m.index + m[0].length - m[4].length
        for (const n of m[4].matchAll(/\d{1,3}(?:\.\d{1,3})*/g))
          add(resolve(byPath, n[0], false), base + n.index, n[0].length)
      }
    }
  }
  return out
}

/** The article of a number, or the nearest one above it that exists: 4.2.1 → 4.2 where the text has no 4.2.1. */
function resolve(byPath: ReadonlyMap<string, string>, written: string, annex: boolean): string | undefined {
  if (annex) {
    const letter = /^[A-Z]$/.test(written)
      ? written.charCodeAt(0) - 64
      : /^\d/.test(written)
        ? Number(written)
        : roman(written)
    return byPath.get(`annex${letter}`)
  }
  const path = /^\d/.test(written)
    ? written.split('.').map(Number)
    : /^[A-Z]$/.test(written) && roman(written) === null
      ? [written.charCodeAt(0) - 64]
      : [roman(written) ?? 0]
  for (let n = path.length; n > 0; n--) {
    const found = byPath.get(path.slice(0, n).join('.'))
    if (found) return found
  }
  return undefined
}
