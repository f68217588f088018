import { diffArrays } from 'diff'
import { wordDiff } from '../compare/word-diff.js'
import type { DiffOp } from '../model/comparison.js'
import type { Block } from '../model/document.js'
import type { Language } from '../model/text.js'
import type { ReportedText } from './reported.js'

/** A paragraph, list item or table row of either version, or of both with the words that changed between them. */
export interface RedlinePart {
  old: Block | null
  new: Block | null
  /** equal + delete give the old words, equal + insert the new ones, exactly. */
  ops: DiffOp[]
}

/** Paragraphs with less in common than this are one taken out and another put in. */
const LEAST_LIKENESS = 0.4
/** Pairs of paragraphs compared inside one changed stretch; above it they are paired in order. */
const MOST_PAIRS = 40_000

/** The two versions as one text, paragraph by paragraph in reading order, with what was taken out and put in. */
export function redline(old: ReportedText, next: ReportedText, language: Language): RedlinePart[] {
  const before = old.blocks.map((b) => old.text.slice(b.start, b.end))
  const after = next.blocks.map((b) => next.text.slice(b.start, b.end))
  const parts: RedlinePart[] = []
  let i = 0
  let j = 0
  const hunks = diffArrays(before, after, { timeout: 5_000 }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ]
  for (let h = 0; h < hunks.length; h++) {
    const hunk = hunks[h]!
    const size = hunk.value.length
    if (!hunk.added && !hunk.removed) {
      for (let k = 0; k < size; k++, i++, j++) {
        parts.push({ old: old.blocks[i]!, new: next.blocks[j]!, ops: op('equal', before[i]!) })
      }
      continue
    }
    const following = hunks[h + 1]
    const both = following && hunk.removed !== following.removed && (following.added || following.removed)
    const removed = hunk.removed ? size : both ? following.value.length : 0
    const added = hunk.added ? size : both ? following.value.length : 0
    if (both) h++
    for (const [x, y] of paired(before.slice(i, i + removed), after.slice(j, j + added))) {
      const from = x === null ? null : i + x
      const to = y === null ? null : j + y
      parts.push({
        old: from === null ? null : old.blocks[from]!,
        new: to === null ? null : next.blocks[to]!,
        ops:
          from === null
            ? op('insert', after[to!]!)
            : to === null
              ? op('delete', before[from]!)
              : wordDiff(before[from]!, after[to]!, language),
      })
    }
    i += removed
    j += added
  }
  return parts
}

function op(kind: DiffOp['op'], text: string): DiffOp[] {
  return text ? [{ op: kind, text }] : []
}

/** Pairs paragraphs of a changed stretch in order, so that the likeness of all pairs together is greatest. */
function paired(a: readonly string[], b: readonly string[]): [number | null, number | null][] {
  if (!a.length || !b.length || a.length * b.length > MOST_PAIRS) {
    return [...a.map((_, k): [number, null] => [k, null]), ...b.map((_, k): [null, number] => [null, k])]
  }
  const grams = [a.map(bigrams), b.map(bigrams)] as const
  const best = Array.from({ length: a.length + 1 }, () => new Float64Array(b.length + 1))
  const like = (x: number, y: number): number => {
    const s = likeness(grams[0][x]!, grams[1][y]!)
    return s >= LEAST_LIKENESS ? s : 0
  }
  const known = Array.from({ length: a.length }, (_, x) => Float64Array.from(b, (_t, y) => like(x, y)))
  for (let x = a.length - 1; x >= 0; x--) {
    for (let y = b.length - 1; y >= 0; y--) {
      const s = known[x]![y]!
      best[x]![y] = Math.max(best[x + 1]![y]!, best[x]![y + 1]!, s ? s + best[x + 1]![y + 1]! : 0)
    }
  }
  const out: [number | null, number | null][] = []
  let x = 0
  let y = 0
  while (x < a.length && y < b.length) {
    const s = known[x]![y]!
    if (s && best[x]![y] === s + best[x + 1]![y + 1]!) out.push([x++, y++])
    else if (best[x + 1]![y]! >= best[x]![y + 1]!) out.push([x++, null])
    else out.push([null, y++])
  }
  while (x < a.length) out.push([x++, null])
  while (y < b.length) out.push([null, y++])
  return out
}

function bigrams(text: string): Map<string, number> {
  const grams = new Map<string, number>()
  const t = text.replace(/\s+/g, '')
  for (let k = 0; k + 1 < t.length; k++) {
    const g = t.slice(k, k + 2)
    grams.set(g, (grams.get(g) ?? 0) + 1)
  }
  return grams
}

/** Dice coefficient over pairs of letters, 0 to 1. */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let common = 0
  let total = 0
  for (const [g, n] of a) {
    common += Math.min(n, b.get(g) ?? 0)
    total += n
  }
  for (const n of b.values()) total += n
  return total ? (2 * common) / total : 0
}
