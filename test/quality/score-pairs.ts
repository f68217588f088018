import { join } from 'node:path'
import { comparisonOf, type Version } from '../../src/compare/comparison.js'
import type { Analysis } from '../../src/model/analysis.js'
import type { Change, Effect, Severity } from '../../src/model/comparison.js'
import { structure } from '../../src/structure/structure.js'
import { readCached } from './labelled.js'
import { fitness, type LabelledChange, pairsOf } from './labelled-pairs.js'

/*
 * Scores the judging of changes against labelled pairs, in one process and without analysing the documents.
 *   npm run quality:pairs -- FOLDER… [--misses] [--grounds] [--only ID,ID] [--lang ja|en]
 */

const args = process.argv.slice(2)
const option = (name: string): string | undefined => {
  const i = args.indexOf(`--${name}`)
  return i < 0 ? undefined : args[i + 1]
}
const flag = (name: string): boolean => args.includes(`--${name}`)
const only = option('only')?.split(',')
const language = option('lang')
const folders = args.filter((a, i) => !a.startsWith('--') && args[i - 1] !== '--only' && args[i - 1] !== '--lang')
if (folders.length === 0) {
  console.error('Name a folder with pairs/ and gold/pairs/.')
  process.exit(2)
}

const bad = (e: Effect): boolean => e === 'hurts' || e === 'mixed'
const loud = (s: Severity | undefined): boolean => s === 'high' || s === 'medium'
/** A text that was moved out of sight may be told as unclear; a mixed verdict is half of a clear one. */
function credit(want: Effect, got: Effect): number {
  if (want === got) return 1
  if (want === 'mixed') return got === 'hurts' || got === 'unclear' ? 1 : 0
  return (want === 'hurts' || want === 'helps') && got === 'mixed' ? 0.5 : 0
}
const percent = (a: number, b: number): string => (b === 0 ? '–' : ((100 * a) / b).toFixed(1))

const n: Record<string, number> = {}
const count = (name: string, by = 1): void => {
  n[name] = (n[name] ?? 0) + by
}
const misses: string[] = []
const reasons = (c: Change | undefined): string =>
  flag('grounds') && c ? `  [${c.reasons.map((r) => r.rule).join(' ')}]` : ''

async function version(path: string): Promise<Version> {
  return {
    agreement: structure(await readCached(path, flag('fresh'))),
    analysis: { items: [], packs: [], library: '' } as unknown as Analysis,
  }
}

function scoreLabel(pair: string, want: LabelledChange, changes: readonly Change[]): void {
  const best = changes
    .map((c) => [fitness(c, want), c] as const)
    .filter(([x]) => x > 0)
    .sort(([x], [y]) => y - x)[0]?.[1]
  const got = best ? credit(want.effect, best.effect) : 0
  count('changes')
  if (best) count('found')
  if (best?.effect === want.effect) count('exact')
  if (best?.effect !== want.effect)
    misses.push(
      `${pair} ${want.effect}/${want.severity} told as ${best ? `${best.effect}/${best.severity}` : 'nothing'}: ${want.what}${reasons(best)}\n    - ${want.old_quote ?? ''}\n    + ${want.new_quote ?? ''}`,
    )
  else if (bad(want.effect) && loud(want.severity) && !loud(best.severity))
    misses.push(`${pair} ${want.effect}/${want.severity} is only ${best.severity}: ${want.what}${reasons(best)}`)
  if (bad(want.effect)) {
    count('hurts')
    count('hurtsHit', got)
    const told = got > 0 && loud(best?.severity) ? got : 0
    if (want.severity === 'high') {
      count('high')
      count('highHit', told)
    }
    if (loud(want.severity)) {
      count('alarm')
      count('alarmHit', told)
    }
  }
  if (want.effect === 'helps') {
    count('helps')
    count('helpsHit', got)
  }
  if (want.effect === 'neutral') {
    count('neutral')
    if (best?.effect === 'neutral') count('neutralHit')
  }
}

for (const folder of folders) {
  for (const pair of pairsOf(folder)) {
    if ((only && !only.some((o) => pair.id.startsWith(o))) || (language && pair.language !== language)) continue
    const [old, now] = [await version(join(folder, pair.old)), await version(join(folder, pair.new))]
    const { changes } = comparisonOf(old, now)
    for (const want of pair.changes) scoreLabel(pair.id, want, changes)
    let alarms = 0
    for (const c of changes.filter((x) => bad(x.effect) && x.severity !== 'none')) {
      const ok = pair.changes.some((w) => bad(w.effect) && fitness(c, w) > 0)
      count('told')
      if (ok) count('toldOk')
      if (loud(c.severity)) {
        alarms++
        count('alarms')
        if (ok) count('alarmsOk')
      }
      if (!ok)
        misses.push(
          `${pair.id} false ${c.effect}/${c.severity}${reasons(c)}\n    - ${(c.old?.quote ?? '').slice(0, 300)}\n    + ${(c.new?.quote ?? '').slice(0, 300)}`,
        )
    }
    count('pairs')
    if (!pair.changes.some((w) => bad(w.effect))) {
      count('quiet')
      if (alarms > 0) count('quietAlarms')
    }
  }
}

if (flag('misses')) console.log(misses.join('\n'))
const p = (a: string, b: string): string => percent(n[a] ?? 0, n[b] ?? 0)
console.log(
  `pairs ${n.pairs ?? 0}; changes found ${p('found', 'changes')} of ${n.changes ?? 0}, effect exact ${p('exact', 'changes')}
hurts: recall ${p('hurtsHit', 'hurts')} of ${n.hurts ?? 0}, precision ${p('toldOk', 'told')} of ${n.told ?? 0}
alarms: recall ${p('alarmHit', 'alarm')} of ${n.alarm ?? 0}, precision ${p('alarmsOk', 'alarms')} of ${n.alarms ?? 0}; high recall ${p('highHit', 'high')} of ${n.high ?? 0}
helps recall ${p('helpsHit', 'helps')} of ${n.helps ?? 0}; neutral kept ${p('neutralHit', 'neutral')} of ${n.neutral ?? 0}; quiet pairs with an alarm ${n.quietAlarms ?? 0} of ${n.quiet ?? 0}`,
)
