import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assess } from '../../src/assess/assess.js'
import { Library, loadLibrary } from '../../src/library/library.js'
import type { Weights } from '../../src/library/weights.js'
import { probability, weightsFor } from '../../src/match/features.js'
import { type Matches, match } from '../../src/match/match.js'
import type { Agreement } from '../../src/model/agreement.js'
import { structure } from '../../src/structure/structure.js'
import { type Labelled, labelsOf, readCached } from './labelled.js'
import { overlaps, valueTokens } from './overlap.js'
import { type Example, trainWeights } from './train-weights.js'

/*
 * Scores the library against labelled documents, in one process.
 *   npm run quality -- FOLDER [--misses] [--item C01,C02] [--loo] [--fresh]
 *   npm run train   -- FOLDER…      learns clause-library/weights.json
 * --loo weighs each document by weights learned from the others: what to expect of documents that nobody has seen.
 */

const args = process.argv.slice(2)
const folders = args.filter((a, i) => !a.startsWith('--') && args[i - 1] !== '--item' && args[i - 1] !== '--library')
const flag = (name: string): boolean => args.includes(`--${name}`)
const option = (name: string): string | undefined => args[args.indexOf(`--${name}`) + 1]
const onlyItems = flag('item') ? new Set(option('item')!.split(',')) : null
if (folders.length === 0) {
  console.error('Name a folder with docs/ and gold/docs/.')
  process.exit(2)
}

interface Read {
  label: Labelled
  agreement: Agreement
  matches: Matches
}

const library = loadLibrary(flag('library') ? option('library') : undefined)
const read: Read[] = []
for (const folder of folders) {
  for (const label of labelsOf(folder)) {
    const agreement = structure(await readCached(join(folder, label.file), flag('fresh')))
    read.push({ label, agreement, matches: match(agreement, library) })
  }
}
const examples: Example[] = read.flatMap(({ label, matches }) =>
  matches.items.flatMap((m) => {
    const { id, group } = library.items[m.item]!
    const gold = label.items[id]
    return gold ? [{ document: label.id, item: id, group, features: m.features, found: gold.status !== 'absent' }] : []
  }),
)

if (flag('train')) {
  const weights = trainWeights(examples)
  const at = fileURLToPath(new URL('../../clause-library/weights.json', import.meta.url))
  writeFileSync(at, `${JSON.stringify(weights, null, 2)}\n`)
  console.log(`learned from ${examples.length} labels of ${read.length} documents: ${at}`)
  process.exit(0)
}

class Tally {
  tp = 0
  fp = 0
  fn = 0
  add(want: boolean, have: boolean): void {
    if (want && have) this.tp++
    else if (have) this.fp++
    else if (want) this.fn++
  }
  get p(): number {
    return this.tp / (this.tp + this.fp)
  }
  get r(): number {
    return this.tp / (this.tp + this.fn)
  }
  get f1(): number {
    return (2 * this.tp) / (2 * this.tp + this.fp + this.fn)
  }
}
const percent = (x: number): string => (Number.isNaN(x) ? '    –' : (100 * x).toFixed(1).padStart(5))

const all = new Tally()
const groups: Record<string, Tally> = {}
const byItem: Record<
  string,
  { found: Tally; right: [number, number]; position: [number, number]; values: [number, number] }
> = {}
const adverse = new Tally()
const count = { evidence: [0, 0], position: [0, 0], commitment: [0, 0], values: [0, 0] } as Record<
  string,
  [number, number]
>
const bins = Array.from({ length: 10 }, () => ({ n: 0, right: 0, told: 0 }))
const misses: string[] = []
const tick = (pair: [number, number], ok: boolean): void => {
  pair[1]++
  if (ok) pair[0]++
}

for (const { label, agreement, matches } of read) {
  const weights: Weights = flag('loo')
    ? trainWeights(examples.filter((e) => e.document !== label.id))
    : weightsFor(library.compiled.weights)
  for (const m of matches.items) {
    const { p, shares } = probability(m.features, library.items[m.item]!, weights)
    m.probability = p
    m.shares = shares
  }
  const findings = assess(agreement, matches, new Library({ ...library.compiled, weights }))
  for (const f of findings) {
    const gold = label.items[f.id]
    if (!gold || (onlyItems && !onlyItems.has(f.id))) continue
    const want = gold.status !== 'absent'
    const have = f.status !== 'absent'
    byItem[f.id] ??= { found: new Tally(), right: [0, 0], position: [0, 0], values: [0, 0] }
    const mine = byItem[f.id]!
    groups[f.id[0]!] ??= new Tally()
    groups[label.language] ??= new Tally()
    for (const t of [all, mine.found, groups[f.id[0]!]!, groups[label.language]!]) t.add(want, have)
    const bin = bins[Math.min(9, Math.floor(f.confidence * 10))]!
    bin.n++
    bin.told += f.confidence
    if (want === have) bin.right++
    const where = `${label.id} ${f.id}`
    if (have && !want)
      misses.push(`${where} FOUND, gold absent (${f.confidence}): “${f.evidence[0]?.quote.slice(0, 140) ?? ''}”`)
    if (want && !have)
      misses.push(
        `${where} MISSED ${gold.status} (${f.confidence}): “${gold.quotes.map((q) => q.slice(0, 160)).join('” “')}”`,
      )
    if (!(want && have)) continue
    if (gold.quotes.length > 0) {
      const ok = f.evidence.some((e) => gold.quotes.some((q) => overlaps(q, e.quote)))
      tick(count.evidence!, ok)
      tick(mine.right, ok)
      if (!ok)
        misses.push(
          `${where} EVIDENCE: “${f.evidence.map((e) => e.quote.slice(0, 100)).join('” “')}” gold “${gold.quotes.map((q) => q.slice(0, 160)).join('” “')}”`,
        )
    }
    if (f.id.startsWith('C') && gold.position && gold.position !== 'unclear') {
      const ok = f.position === gold.position
      tick(count.position!, ok)
      tick(mine.position, ok)
      adverse.add(gold.position === 'adverse', f.position === 'adverse')
      if (!ok)
        misses.push(
          `${where} POSITION ${f.position} by ${f.rule}, gold ${gold.position}: mine “${f.evidence.map((e) => e.quote.slice(0, 160)).join('” “')}” gold “${gold.quotes.map((q) => q.slice(0, 300)).join('” “')}”`,
        )
    }
    if (f.id.startsWith('S') && gold.commitment && gold.commitment !== 'none') {
      const ok = f.commitment === gold.commitment
      tick(count.commitment!, ok)
      tick(mine.position, ok)
      if (!ok)
        misses.push(
          `${where} COMMITMENT ${f.commitment} by ${f.rule}, gold ${gold.commitment}: “${gold.quotes.map((q) => q.slice(0, 160)).join('” “')}”`,
        )
    }
    for (const [name, value] of Object.entries(gold.values ?? {})) {
      const got = f.values.filter((v) => v.name === name).map((v) => v.value)
      const ok = got.some((v) => valueTokens(v) === valueTokens(value))
      tick(count.values!, ok)
      tick(mine.values, ok)
      if (!ok)
        misses.push(
          `${where} VALUE ${name}: gold ${value}, got ${JSON.stringify(got)} in “${gold.quotes.map((q) => q.slice(0, 120)).join('” “')}”`,
        )
    }
  }
}

const share = ([a, b]: [number, number]): string => `${percent(a / b)} of ${String(b).padStart(3)}`
for (const [id, t] of Object.entries(byItem).sort()) {
  console.log(
    `${id}  P ${percent(t.found.p)}  R ${percent(t.found.r)}  F1 ${percent(t.found.f1)}  n ${String(t.found.tp + t.found.fn).padStart(2)}   evidence ${share(t.right)}   position ${share(t.position)}   values ${share(t.values)}`,
  )
}
console.log(
  `found/absent  P ${percent(all.p)}  R ${percent(all.r)}  F1 ${percent(all.f1)}   ${Object.entries(groups)
    .map(([k, t]) => `${k} ${percent(t.f1)}`)
    .join('  ')}`,
)
console.log(
  `evidence ${share(count.evidence!)}   position ${share(count.position!)}   adverse F1 ${percent(adverse.f1)} (P ${percent(adverse.p)} R ${percent(adverse.r)})   commitment ${share(count.commitment!)}   values ${share(count.values!)}`,
)
let ece = 0
const total = bins.reduce((n, b) => n + b.n, 0)
console.log('confidence  told   right      n')
bins.forEach((b, i) => {
  if (b.n === 0) return
  ece += (b.n / total) * Math.abs(b.told / b.n - b.right / b.n)
  console.log(
    `  ${(i / 10).toFixed(1)}–${((i + 1) / 10).toFixed(1)}  ${percent(b.told / b.n)}  ${percent(b.right / b.n)}  ${String(b.n).padStart(5)}`,
  )
})
console.log(`expected calibration error ${ece.toFixed(3)}`)
if (flag('misses')) console.log(misses.join('\n'))
