import { sayIn } from '../messages/index.js'
import type { Fit, PackResult } from '../model/analysis.js'
import type { PackChange, RequirementChange } from '../model/comparison.js'
import type { Language } from '../model/text.js'
import { type OutlineBlock, run, strong, type Tone } from './outline.js'
import { packAnswer, type Words } from './words.js'

/** What a requirement's change is to the customer, as tones of a report. */
export const CHANGE_TONE: Record<RequirementChange['effect'], Tone> = {
  lost: 'adverse',
  gained: 'favourable',
  other: 'muted',
}

/** A requirement's answer in words; what is regulated, but against the customer, is told apart. */
export function answerWords(w: Words, { result, adverse }: Pick<PackResult, 'result' | 'adverse'>): string {
  return adverse ? `${packAnswer(w, result)} (${w('position.adverse')})` : packAnswer(w, result)
}

/** 「適合 → 不適合」 */
export function changedAnswer(w: Words, { old, new: now }: RequirementChange): string {
  return old === now
    ? `${packAnswer(w, old)} → ${packAnswer(w, now)} (${w('position.adverse')})`
    : `${packAnswer(w, old)} → ${packAnswer(w, now)}`
}

/** How many requirements were and are met, in one line. */
export function metLine(w: Words, pack: PackChange): string {
  return w('pack-change.counts', { before: pack.met_before, after: pack.met_after, of: pack.of })
}

/** What becomes of the packs' answers, for the outline of a comparison: lost requirements first. */
export function packChangeBlocks(packs: readonly PackChange[], w: Words, language: Language): OutlineBlock[] {
  return packs.flatMap((pack): OutlineBlock[] => [
    { kind: 'heading', level: 2, runs: [run(`${w('packs')}: ${pack.name[language]}`)] },
    { kind: 'paragraph', runs: [strong(metLine(w, pack))] },
    ...(pack.changes.length > 0
      ? [
          {
            kind: 'table' as const,
            head: [w('pack-change.label'), w('requirement'), w('result'), w('why')],
            widths: [0.16, 0.28, 0.18, 0.38],
            rows: pack.changes.map((c) => [
              [strong(w(`pack-change.${c.effect}`), CHANGE_TONE[c.effect])],
              [run(`${c.name[language]} (${w(c.level)})`)],
              [run(changedAnswer(w, c), CHANGE_TONE[c.effect])],
              [run(c.new_why[language])],
            ]),
          },
        ]
      : []),
  ])
}

/** What is needed, by its name: 「稼働率」. */
export function needName(need: Fit['need'], language: Language): string {
  return sayIn(language, `packs.fit.${need}`)
}

/** What the organisation needs, set against what the document states. */
export function fitBlocks(fits: readonly Fit[], w: Words, language: Language): OutlineBlock[] {
  return [
    { kind: 'heading', level: 2, runs: [run(w('fit'))] },
    {
      kind: 'table',
      head: [w('need'), w('stated'), w('result'), w('why')],
      widths: [0.26, 0.18, 0.16, 0.4],
      rows: fits.map((f) => [
        [run(`${needName(f.need, language)} ${f.wanted}`)],
        [run(f.seen || '–')],
        [run(packAnswer(w, f.result), f.result === 'not met' ? 'adverse' : undefined)],
        [run(f.why[language])],
      ]),
    },
  ]
}
