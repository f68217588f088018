import type { Definition, Passage } from '../model/agreement.js'
import type { Language } from '../model/text.js'

/** Meanings are quoted up to this many characters. */
const LONGEST_MEANING = 400

const JA_MEANS =
  /「([^「」]{1,40})」(?:とは|は)[、，,]?([^「」。][^。]{2,400}?)(?:を?(?:いう|いいます|意味する|意味します|指す|指します)|のことをいう|をいうもの)/gu
const JA_HEREAFTER = /[（(]\s*以下[、，,]?\s*(?:総称して|単に|併せて|あわせて)?[、，,]?\s*「([^「」]{1,40})」/gu
const EN_MEANS =
  /["“]([^"“”]{1,60}?)["”](?:\s*(?:or|and)\s*["“][^"“”]{1,60}["”])*\s+(?:shall\s+)?(?:means?|refers?\s+to|has the meaning|have the meaning|is defined|includes?)\b:?\s*([\s\S]{2,600})/g
const EN_HEREAFTER =
  /\(\s*(?:each,?\s+(?:an?|the)\s+|collectively,?\s+(?:the\s+)?|hereinafter,?\s*(?:referred to as\s*)?(?:the\s+)?|the\s+|this\s+|these\s+|an?\s+|as updated[^"“()]{0,60},\s*(?:an?|the)\s+)?["“]([^"“”]{1,60}?)[,.]?["”]/g

/** The terms that a document defines, each once, in the order of their definitions. */
export function readDefinitions(text: string, passages: readonly Passage[], language: Language): Definition[] {
  const out: Definition[] = []
  const seen = new Set<string>()
  const add = (term: string, meaning: string, start: number, end: number): void => {
    const name = term.trim()
    if (name === '' || seen.has(name)) return
    seen.add(name)
    out.push({ term: name, meaning: meaning.replace(/\s+/g, ' ').trim().slice(0, LONGEST_MEANING), start, end })
  }
  for (const passage of passages) {
    const words = text.slice(passage.start, passage.end)
    if (!/[「"“]/u.test(words)) continue
    if (language === 'ja') {
      for (const m of words.matchAll(JA_MEANS))
        add(m[1]!, m[2]!, passage.start + m.index, passage.start + m.index + m[0].length)
      for (const m of words.matchAll(JA_HEREAFTER)) {
        // What is named stands before the bracket, back to the last comma or particle that can begin it.
        const before = words.slice(0, m.index)
        const from = Math.max(before.lastIndexOf('、'), before.lastIndexOf('。'), before.lastIndexOf('，')) + 1
        const end = m.index + m[0].length
        add(m[1]!, before.slice(from), passage.start + from, passage.start + end)
      }
    }
    for (const m of words.matchAll(EN_MEANS)) {
      const meaning = /^[\s\S]*?[.;](?=\s|$)/.exec(m[2]!)?.[0] ?? m[2]!
      add(
        m[1]!,
        meaning,
        passage.start + m.index,
        passage.start + m.index + m[0].length - m[2]!.length + meaning.length,
      )
    }
    for (const m of words.matchAll(EN_HEREAFTER)) {
      const before = words.slice(0, m.index).trimEnd()
      const breaks = [', ', '. ', '; '].map((c) => before.lastIndexOf(c)).filter((n) => n >= 0)
      const from = Math.max(0, before.length - 160, ...breaks.map((n) => n + 2))
      add(m[1]!, before.slice(from), passage.start + from, passage.start + m.index + m[0].length)
    }
  }
  return out.sort((a, b) => a.start - b.start || a.end - b.end)
}
