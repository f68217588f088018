import type { ParagraphFlow, Tracking } from './flow.js'

/** A paragraph's words as they will stand in the text, one line for each of its lines. */
export interface Wording {
  text: string
  /** Stretches of hidden text, one after the other. */
  hidden: string
  revisions: readonly { tracking: Tracking; text: string; at: number }[]
}

/**
 * Puts a paragraph's pieces together: its label, a space where the list has one, its words. White space at the ends of
 * its lines is left out, empty lines too.
 */
export function wordingOf(paragraph: ParagraphFlow): Wording {
  let visible = ''
  let hidden = ''
  const revisions: { tracking: Tracking; text: string; at: number }[] = []
  for (const { text, hidden: isHidden, shown, tracking } of paragraph.pieces) {
    // A move is told once, at the end that is shown.
    if (tracking && text.trim() !== '' && (tracking.kind !== 'move' || shown)) {
      const last = revisions.at(-1)
      if (last && last.tracking === tracking) last.text += text
      else revisions.push({ tracking, text, at: visible.length })
    }
    if (!shown) continue
    if (isHidden) hidden += text
    else visible += text
  }
  const { label } = paragraph
  const head = label ? label.text + (label.spaced ? ' ' : '') : ''
  const kept: { from: number; to: number; at: number }[] = []
  let text = ''
  let lineStart = 0
  for (const line of visible.split('\n')) {
    const words = line.trim()
    const from = lineStart + (line.length - line.trimStart().length)
    lineStart += line.length + 1
    if (words === '') continue
    text += text === '' ? head : '\n'
    kept.push({ from, to: from + words.length, at: text.length })
    text += words
  }
  if (text === '') text = head.trim()
  const placeOf = (at: number): number => {
    let place = Math.min(head.length, text.length)
    for (const line of kept) {
      if (at < line.from) return line.at
      place = line.at + Math.min(at, line.to) - line.from
      if (at <= line.to) return place
    }
    return place
  }
  return {
    text,
    hidden: hidden.replace(/\s*\n\s*/g, ' ').trim(),
    revisions: revisions.map((r) => ({ tracking: r.tracking, text: r.text.trim(), at: placeOf(r.at) })),
  }
}

const SENTENCE_END = /[。．.！!？?：:；;」』）)】]$/u
const ITEM_START =
  /^(第\s*[0-9０-９〇一二三四五六七八九十百千]+\s*[条章節項編款]|[（(［[]?\s*[0-9０-９a-zA-Zァ-ンｦ-ﾝ〇一二三四五六七八九十]{1,4}\s*[)）.．、\]］:：]|[①-⑳㈠-㊉・●○■□◆◇※＊*•‣–—-]|(article|section|clause|schedule|annex|appendix|exhibit)\b)/iu
/** A line shorter than this is not the broken part of a sentence but a line of its own: a name, a heading, an address. */
const SHORT_LINE = 20

/** Whether a line break between two lines parts them as a paragraph would, or only breaks a sentence in two. */
export function partsLines(before: string, after: string): boolean {
  return before.length < SHORT_LINE || SENTENCE_END.test(before) || ITEM_START.test(after)
}
