import type { Language } from '../model/text.js'

/** A heading found at the start of a text: UTF-16 offsets in that text, brackets not counted in; where the body starts. */
export interface HeadingWords {
  start: number
  end: number
  /** Offset of the first word after the heading; the text's length when nothing follows. */
  body: number
}

const BRACKETED =
  /^[ \t\u3000]*(?:（([^（）]{1,40}(?:（[^（）]{1,20}）[^（）]{0,20})?)）|\(([^()]{1,60})\)|【([^【】]{1,40})】|［([^［］]{1,40})］|〔([^〔〕]{1,40})〕|\[([^[\]]{1,60})\]|＜([^＜＞]{1,40})＞)[ \t\u3000:：]*/u

/** Words that stay small in a title. */
const SMALL =
  'of|and|the|to|for|in|on|or|by|with|a|an|at|from|as|per|vs|under|between|upon|your|our|its|their|not|no|is|are|via'
const WORD = '[A-Z0-9“"\'’(&][\\w’\'“”"()&/,\\-]*'
const RUN_IN = new RegExp(
  `^(${WORD}(?:[ \\u00a0](?:${WORD}|(?:${SMALL})(?:,)?|/|–|—|-|&)){0,9})(?:\\.|:| [–—-](?= ))["”’]?(?=[ \\u00a0]+["“(\\[‘]?[A-Z0-9]|[ \\u00a0]*$)`,
)
/** "Nature and purpose of processing: The Processor …" */
const BEFORE_COLON = /^([A-Z][\w’'/()-]*(?:,?[ \u00a0][\w’'/()-]+){1,8}):(?=[ \u00a0]+[A-Z])/
/** "3. Limitation of liability. Neither party …" */
const SENTENCE_CASE = /^([A-Z][\w’'/-]*(?: [\w’'/-]+){0,5})\.(?=[ \u00a0]+[A-Z])/
const NO_TITLE =
  /^(?:Yes|No|Note|However|Thus|Therefore|Please|Otherwise|Also|And|But|Or|If|The|This|We|You|It|They|He|She|In|Attn|Attention|By|Name|Title|Date|Email|E-mail|Tel|Telephone|Phone|Fax|Facsimile|Address|Effective Date|Last [Uu]pdated|Inc|Ltd|Co|Corp|Mr|Ms|Dr|U\.S|NOTE|Example)$/

/**
 * Reads the heading that a numbered text starts with: in brackets, in the words before a full stop ("Term. This
 * Agreement …"), or the whole of a short text.
 *
 * @param text the words after the number
 * @param numbered false for text without a number, which needs clearer signs of a title
 * @param whole true where the block is a heading by its mark-up, so that all of it is the heading
 */
export function readHeading(text: string, language: Language, whole: boolean, numbered = true): HeadingWords | null {
  if (text.trim() === '') return null
  const bracket = BRACKETED.exec(text)
  if (bracket) {
    const inner = bracket.slice(1).find((g) => g !== undefined)!
    const rest = text.slice(bracket[0].length).trim()
    // "(a) the fee" is a letter, and 「（以下「本規約」といいます。）」 is no heading.
    if (
      !/^(?:[a-z]{1,4}|[0-9０-９]{1,3}|[ivx]+)$/i.test(inner) &&
      !/[。]|^以下|^注|という|といいます/u.test(inner) &&
      (language === 'ja' || rest === '' || /^[A-Z\u3040-\u9fff"“]/.test(rest))
    ) {
      const start = bracket[0].indexOf(inner)
      return {
        start,
        end: start + inner.length,
        body: whole && rest.length < 20 && !/[。.]$/.test(rest) ? text.length : bracket[0].length,
      }
    }
  }
  if (whole) return trimmed(text)
  return language === 'ja' ? readJapanese(text) : readEnglish(text, numbered)
}

/** The whole text as a heading, without the colon or full stop at its end. */
function trimmed(text: string): HeadingWords {
  const start = /^\s*/u.exec(text)![0].length
  const end = text.trimEnd().replace(/[\s:：.。]+$/u, '').length
  return { start, end: Math.max(start, end), body: text.length }
}

function readJapanese(text: string): HeadingWords | null {
  const words = text.trim()
  if (words.length <= 40 && isJapaneseTitle(words)) return trimmed(text)
  // 「第３条　適用範囲　本規約は、…」: a noun, a wide space, and the sentence.
  const split = /^([ \t\u3000]*)([^\s\u3000。、，,「」：:]{2,20})[ \t\u3000：:]+(?=\S{6})/u.exec(text)
  if (split && /[。]/u.test(text) && isJapaneseTitle(split[2]!) && /[\u4e00-\u9fff\u30a0-\u30ff]/u.test(split[2]!)) {
    return { start: split[1]!.length, end: split[1]!.length + split[2]!.length, body: split[0].length }
  }
  return null
}

/** A title is a noun phrase: no sentence end, no comma, no verb at its end. */
export function isJapaneseTitle(words: string): boolean {
  if (words.length > 40 || /[。．！]$|[、，;；]|[:：]$/u.test(words)) return false
  return (
    !/(?:する|した|します|ました|である|です|ます|ない|ません|こと|とき|場合|もの|行為|おそれ|者|いう|および|又は|または|及び|、)$/u.test(
      words,
    ) || /^(?:定義|利用者|契約者|会員|禁止行為|当事者|第三者|未成年者|責任者|管理者)$/u.test(words)
  )
}

function readEnglish(text: string, numbered: boolean): HeadingWords | null {
  const words = text.trim()
  if (words.length <= 100 && isEnglishTitle(words)) return trimmed(text)
  const lead = text.length - text.trimStart().length
  const run =
    RUN_IN.exec(words.slice(0, 140)) ??
    BEFORE_COLON.exec(words.slice(0, 140)) ??
    (numbered ? SENTENCE_CASE.exec(words.slice(0, 100)) : null)
  if (!run || NO_TITLE.test(run[1]!)) return null
  const title = run[1]!
  // "Customer shall pay." is a sentence: titles have no verb, and small words inside only.
  if (/\b(?:shall|will|may|must|can|is|are|was|were|has|have|agrees?|means?|includes?)\b/.test(title)) return null
  const after = /^["”’]?\s*/.exec(words.slice(run[0].length))![0].length
  const body = lead + run[0].length + after
  return { start: lead, end: lead + title.length, body: Math.min(body, text.length) }
}

/** A title in English: few words, capitals at their start or throughout, no sentence. */
export function isEnglishTitle(words: string): boolean {
  const plain = words.replace(/[.:]$/, '').trim()
  if (plain.length < 2 || plain.length > 100 || /[;,]$|[.?!]\s/.test(plain)) return false
  const tokens = plain.split(/\s+/)
  if (tokens.length > 12 || !/[A-Za-z]{2}/.test(plain)) return false
  if (/^[^a-z]*$/.test(plain)) return true
  if (/\b(?:shall|will|may|must|agrees?|means?)\b/.test(plain)) return false
  const small = new RegExp(`^(?:${SMALL})$`)
  const capitals = tokens.filter((t) => /^["“'(]?[A-Z0-9]/.test(t)).length
  const smalls = tokens.filter((t) => small.test(t.replace(/,$/, ''))).length
  if (!/^["“'(]?[A-Z0-9]/.test(plain)) return false
  // "Limitation of liability" has small letters after its first word; a full stop would make it a sentence.
  return capitals + smalls >= tokens.length - 1 || (!words.endsWith('.') && tokens.length <= 6)
}
