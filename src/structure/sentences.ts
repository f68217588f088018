import type { Span } from '../model/text.js'

/** Words that a full stop follows without ending the sentence. */
const ABBREVIATION =
  /(?:^|[\s("“'‘[])(?:Inc|Ltd|Co|Corp|LLC|L\.L\.C|Cos|Bros|No|Nos|Art|Arts|Sec|Secs|Para|Paras|Cl|Ch|Vol|Fig|Exh|App|pp?|vs?|e\.?g|i\.?e|cf|al|approx|Mr|Mrs|Ms|Dr|Prof|St|Ste|Ave|Blvd|Rd|Dept|Est|Tel|Ext|Attn|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.K|U\.S\.C|E\.U|D\.C|N\.Y|S\.A|B\.V|N\.V|GmbH|Pty|Pte|Cal|Civ|Gov|Bus|Prof|[A-Z]|[A-Z](?:\.[A-Z])+|a\.m|p\.m|Ph\.D|[ivx]{1,4}|[0-9]{1,3}(?:\.[0-9]{1,3})*)$/
/** Openers and closers between which a Japanese full stop ends nothing: 「…いう。」とは. */
const OPEN = '「『（(【〔［《〈'
const CLOSE = '」』）)】〕］》〉'

/**
 * Splits a block of text into sentences, in both languages: 。！？ outside of brackets; . ! ? before a capital, a
 * quotation mark or a bracket, save after abbreviations, initials and numbers; line feeds.
 *
 * @param text the block's words
 * @param base offset of `text` in the document; added to every span
 * @param from where to begin in `text`, after a number or heading
 */
export function splitSentences(text: string, base: number, from = 0): Span[] {
  const ends: number[] = []
  let depth = 0
  let opened = -1
  for (let i = from; i < text.length; i++) {
    const c = text[i]!
    const code = c.charCodeAt(0)
    if (code === 0x0a) {
      ends.push(i + 1)
      depth = 0
    } else if (code === 0x2e || code === 0x21 || code === 0x3f) {
      const end = latinEnd(text, i, depth)
      if (end > 0) ends.push(end)
    } else if (code >= 0x3001 || code === 0x28 || code === 0x29) {
      if (OPEN.includes(c)) {
        if (depth++ === 0) opened = i
      } else if (CLOSE.includes(c)) depth = Math.max(0, depth - 1)
      else if (c === '。' || c === '！' || c === '？') {
        // A bracket that is never closed must not swallow the rest: after 400 characters it counts as none.
        if (depth > 0 && i - opened < 400 && closes(text, i)) continue
        depth = 0
        let end = i + 1
        while (end < text.length && /[。！？」』）)”"’]/u.test(text[end]!)) end++
        ends.push(end)
        i = end - 1
      }
    }
  }
  const spans: Span[] = []
  let start = from
  for (const end of [...ends, text.length]) {
    const span = trimSpan(text, start, end)
    if (span) spans.push({ start: base + span.start, end: base + span.end })
    start = end
  }
  return spans
}

function closes(text: string, at: number): boolean {
  for (let i = at + 1; i < text.length && i < at + 400; i++) if (CLOSE.includes(text[i]!)) return true
  return false
}

/** Where a sentence ends that has its full stop at `at`; 0 when it does not end there. */
function latinEnd(text: string, at: number, depth: number): number {
  let end = at + 1
  while (end < text.length && /[.!?"”’')\]]/.test(text[end]!)) end++
  if (end >= text.length) return end
  if (!/\s/.test(text[end]!)) {
    // A Japanese text that uses the full-width stop of another keyboard: 「…します.当社は」.
    return text[at] === '.' && /[\u3040-\u9fff]/u.test(text[at - 1] ?? '') && /[\u3040-\u9fff]/u.test(text[end]!)
      ? end
      : 0
  }
  let next = end
  while (next < text.length && /[\s"“‘'([*]/.test(text[next]!)) next++
  if (next >= text.length) return end
  const follows = text[next]!
  if (!/[A-Z0-9\u00c0-\u00de\u3041-\u9fff§•]/u.test(follows)) return 0
  // "(See Section 2. It applies.)" stays one.
  if (depth > 0 && !text.slice(at, end).includes(')')) return 0
  if (text[at] === '.') {
    const before = text.slice(Math.max(0, at - 12), at)
    if (ABBREVIATION.test(before) && !/(?:^|\s)(?:[a-z]{2,}|etc)$/.test(before)) {
      // "… by Acme Inc. The Service is …": a company's form ends a sentence when an article or pronoun follows.
      const word =
        /^(?:The|This|These|If|We|You|It|Any|All|In|For|Each|No|Such|Our|Your|By|As|Upon|Except|Customer|Provider)\b/.test(
          text.slice(next, next + 12),
        )
      if (!(word && /(?:Inc|Ltd|LLC|Corp|Co|U\.S|U\.K|GmbH|B\.V|S\.A|a\.m|p\.m|Pty|[0-9])$/.test(before))) return 0
    }
  }
  return end
}

function trimSpan(text: string, from: number, to: number): Span | null {
  let start = from
  let end = to
  while (start < end && /\s/u.test(text[start]!)) start++
  while (end > start && /\s/u.test(text[end - 1]!)) end--
  return end > start ? { start, end } : null
}

/** A sentence shorter than this is quoted whole, lists inside it and all. */
const LONG_SENTENCE = 300
const INLINE_LABEL = /(?<=[\s;:,，、：；])[(（](?:[a-z]|[ivx]{1,4}|[0-9]{1,2}|[A-Z])[)）](?=\s)/g

/**
 * Takes a long sentence apart that holds a list: "X shall: (a) …; (b) …; and (c) …". The first span leads the list in.
 * Gives one span when it holds no list of two or more items in order.
 */
export function splitInlineList(text: string, span: Span): Span[] {
  if (span.end - span.start < LONG_SENTENCE) return [span]
  const sentence = text.slice(span.start, span.end)
  const labels = [...sentence.matchAll(INLINE_LABEL)]
  if (labels.length < 2) return [span]
  const starts: number[] = []
  let expected = ''
  for (const m of labels) {
    const letter = m[0].slice(1, -1)
    if (starts.length === 0) {
      if (!/^(?:a|i|1|A)$/.test(letter)) continue
    } else if (letter !== expected) continue
    // The items of a list are parted by semicolons or commas; a mere mention "under (a) above" is not.
    if (
      starts.length > 0 &&
      !/(?:[;,]|\b(?:and|or|and\/or))\s*$/.test(sentence.slice(Math.max(0, m.index - 12), m.index))
    )
      continue
    starts.push(m.index)
    expected = following(letter)
  }
  if (starts.length < 2 || !isLeadIn(sentence.slice(0, starts[0]), sentence.slice(starts[0]))) return [span]
  const spans: Span[] = []
  for (const [n, from] of [0, ...starts].entries()) {
    const part = trimSpan(sentence, from, n < starts.length ? starts[n]! : sentence.length)
    if (part) spans.push({ start: span.start + part.start, end: span.start + part.end })
  }
  return spans
}

/**
 * Whether words lead a list in that ends the sentence. "If Customer (a) …; or (b) …, then Provider may …" has its main
 * clause after the list and stays whole.
 */
function isLeadIn(lead: string, list: string): boolean {
  const words = lead.trim()
  if (/[:：]$/u.test(words)) return !/^(?:If|When|Where|Unless|In the event)\b/.test(words) || !/,? then /.test(list)
  if (!/;/.test(list) || words.length < 25) return false
  return !/^(?:If|When|Where|Unless|Whenever|To the extent|In the event|Except|Provided)\b/.test(words)
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii', 'xiii', 'xiv', 'xv']

function following(letter: string): string {
  if (/^[0-9]+$/.test(letter)) return String(Number(letter) + 1)
  const at = ROMAN.indexOf(letter)
  if (at >= 0) return ROMAN[at + 1] ?? ''
  return String.fromCharCode(letter.charCodeAt(0) + 1)
}
