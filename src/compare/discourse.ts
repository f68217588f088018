import type { Language } from '../model/text.js'
import { fold } from '../structure/fold.js'
import type { Judged } from './judged.js'
import type { Unit } from './unit.js'

/** A sentence that goes on about what the one before it said. */
const GOES_ON: Record<Language, RegExp> = {
  ja: /^\W*(?:この|その|これ|それ|なお|また|ただし|但し|かかる|当該|前[項号文]|上記|以上)/,
  en: /^\W*(?:this|these|such|that|those|it|they|however|in (?:such|this|that|these)|if (?:so|this)|the foregoing|otherwise|accordingly|therefore|thereafter|following such|and|or|but|for example|upon)\b/,
}
/** A joined change stays short enough to be read, and quoted, as one. */
const LONGEST = 900
const LONGEST_LIST = 1200

/**
 * Joins what was added (or removed) in one stretch of one paragraph and pulls the same way: one change for one change
 * of meaning. A notice that the provider promises for something adverse and new goes with it, and is no gift by itself.
 */
export function joinDiscourse(
  changes: readonly Judged[],
  language: Language,
  rejudge: (parts: readonly Judged[]) => Judged,
): Judged[] {
  const out: Judged[] = []
  let run: Judged[] = []
  const flush = (): void => {
    if (run.length > 0) out.push(run.length === 1 ? run[0]! : rejudge(run))
    run = []
  }
  for (const next of changes) {
    if (run.length > 0 && !belongs(run, next, language)) flush()
    run.push(next)
  }
  flush()
  return out
}

function belongs(run: readonly Judged[], next: Judged, language: Language): boolean {
  const last = run.at(-1)!
  const a = last.new ?? last.old
  const b = next.new ?? next.old
  if (last.quiet || next.quiet || !a || !b || !last.judgement || !next.judgement) return false
  if ((last.old === null) !== (next.old === null) || (last.new === null) !== (next.new === null)) return false
  if (last.old !== null && last.new !== null) return false
  const from = a.units.at(-1)!
  const to = b.units[0]!
  const length = run.reduce((n, c) => n + (c.new ?? c.old)!.text.length, 0) + b.text.length
  // Items that come into one list and pull the same way are one change of what it lists.
  if (isItemBeside(from, to))
    return (
      length <= LONGEST_LIST && last.judgement.effect === next.judgement.effect && next.judgement.effect !== 'neutral'
    )
  if (to.passage.block !== from.passage.block || to.index !== from.index + 1) return false
  if (length > LONGEST) return false
  const effects = new Set(run.map((c) => c.judgement!.effect))
  const { effect } = next.judgement
  // What explained a clause goes with it: “This does not give us any ownership.”
  if (b.units.length > 0 && next.new === null && effect !== 'neutral' && GOES_ON[language].test(fold(b.text).text))
    return !effects.has('neutral')
  if (effect === 'neutral') return false
  if (effects.has(effect)) return true
  // “We may discontinue the channel at any time. We will give you as much notice as we can.”
  const harm = effects.has('hurts') && last.new !== null
  const softens = b.frames.every((f) => f.acts.slice(0, 2).some((c) => c === 'give-notice' || c === 'ask-consent'))
  return (
    harm && effect === 'helps' && softens && (GOES_ON[language].test(fold(b.text).text) || shares(a.frames, b.frames))
  )
}

const isItemBeside = (a: Unit, b: Unit): boolean =>
  a.passage.kind === 'item' &&
  b.passage.kind === 'item' &&
  a.passage.leadIn !== null &&
  a.passage.leadIn === b.passage.leadIn &&
  b.index === a.index + 1

function shares(a: readonly { concepts: readonly string[] }[], b: readonly { concepts: readonly string[] }[]): boolean {
  const own = new Set(
    a.flatMap((f) => f.concepts).filter((c) => c !== 'service' && c !== 'data' && c !== 'give-notice'),
  )
  return b.some((f) => f.concepts.some((c) => own.has(c)))
}
