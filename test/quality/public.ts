import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { assess } from '../../src/assess/assess.js'
import { readDocument } from '../../src/ingest/read.js'
import { loadLibrary } from '../../src/library/library.js'
import { type Matches, match } from '../../src/match/match.js'
import type { Agreement } from '../../src/model/agreement.js'
import type { Finding } from '../../src/model/analysis.js'
import { structure } from '../../src/structure/structure.js'
import { overlaps, within } from './overlap.js'
import { CLAUDETTE_ITEMS, readClaudette } from './public-claudette.js'
import { CUAD_CATEGORIES, readCuad } from './public-cuad.js'

/*
 * Scores the library against public labelled data (CLAUDETTE: online terms; CUAD: contracts).
 *   npm run quality:public -- FOLDER [--misses]
 * FOLDER holds claudette/sentences.tsv and cuad/labels.csv. --misses tells, for each miss, the labelled passage and what
 * the library saw in it.
 */

const args = process.argv.slice(2)
const folder = args.find((a) => !a.startsWith('--'))
const tellMisses = args.includes('--misses')
if (!folder) {
  console.error('Name a folder with claudette/ and cuad/.')
  process.exit(2)
}

const library = loadLibrary()
const misses: string[] = []
const percent = (n: number, of: number): string => (of === 0 ? '    –' : ((100 * n) / of).toFixed(1).padStart(5))

interface Judged {
  agreement: Agreement
  matches: Matches
  findings: Map<string, Finding>
}

async function judge(bytes: Uint8Array, name: string): Promise<Judged> {
  const agreement = structure(await readDocument(bytes, name, {}))
  const matches = match(agreement, library)
  const findings = new Map(assess(agreement, matches, library).map((f) => [f.id, f]))
  return { agreement, matches, findings }
}

/** What the library saw of an item in the passage that lies nearest to a labelled sentence. */
function seen({ agreement, matches }: Judged, id: string, sentence: string): string {
  const index = library.items.findIndex((i) => i.id === id)
  const { text } = agreement.document
  const near = agreement.passages
    .map((p) => ({ p, alike: within(text.slice(p.start, p.end), sentence) }))
    .filter(({ alike }) => alike > 0.5)
    .map(({ p }) => p.index)
  const passages = matches.items[index]!.passages.filter((p) => near.includes(p.unit)).sort((a, b) => b.score - a.score)
  const p = passages[0]
  if (!p) return `${id} 0`
  const { cues } = library.compiled.books[matches.units[p.unit]!.language]
  const names = [...new Set(p.hits.filter((h) => cues[h.cue]!.item === index).map((h) => cues[h.cue]!.name))]
  return `${id} ${p.denied ? 'denied' : p.score.toFixed(2)}${names.length > 0 ? ` (${names.join(', ')})` : ''}`
}

async function scoreClaudette(): Promise<void> {
  const rows = new Map(
    Object.keys(CLAUDETTE_ITEMS).map((category) => [
      category,
      { documents: 0, item: 0, quoted: 0, unfair: 0, adverse: 0, byItem: new Map<string, number>() },
    ]),
  )
  for (const terms of readClaudette(folder!)) {
    const judged = await judge(new TextEncoder().encode(terms.sentences.map((s) => s.text).join('\n')), terms.name)
    for (const [category, items] of Object.entries(CLAUDETTE_ITEMS)) {
      const tagged = terms.sentences.filter((s) => s.tags.some((t) => t.category === category))
      if (tagged.length === 0) continue
      const row = rows.get(category)!
      row.documents++
      const found = items.map((id) => judged.findings.get(id)!).filter((f) => f.status !== 'absent')
      if (found.length > 0) row.item++
      const quoting = found.filter((f) => f.evidence.some((e) => tagged.some((s) => overlaps(s.text, e.quote))))
      for (const f of quoting) row.byItem.set(f.id, (row.byItem.get(f.id) ?? 0) + 1)
      if (quoting.length > 0) row.quoted++
      else {
        misses.push(
          `CLAUDETTE ${category} ${terms.name} ${found.length > 0 ? 'QUOTES OTHERS' : 'NOT FOUND'} ${items.join('/')}`,
          ...found.flatMap((f) => f.evidence.map((e) => `    quoted ${f.id}: ${e.quote.slice(0, 160)}`)),
          ...tagged.slice(0, 6).map((s) => told(s.text, s.tags, items, judged)),
        )
      }
      const unfair = tagged.filter((s) => s.tags.some((t) => t.category === category && t.level > 1))
      if (unfair.length === 0) continue
      row.unfair++
      if (found.some((f) => f.position === 'adverse')) row.adverse++
      else {
        misses.push(
          `CLAUDETTE ${category} ${terms.name} NOT ADVERSE ${found.map((f) => `${f.id} ${f.position} by ${f.rule}`).join(', ')}`,
          ...unfair.slice(0, 6).map((s) => told(s.text, s.tags, items, judged)),
        )
      }
    }
  }
  const sum = { documents: 0, quoted: 0, unfair: 0, adverse: 0 }
  console.log('CLAUDETTE  items      documents  item found  with a tagged quote   unfair  adverse')
  for (const [category, row] of rows) {
    const { documents, quoted, unfair, adverse } = row
    sum.documents += documents
    sum.quoted += quoted
    sum.unfair += unfair
    sum.adverse += adverse
    const items = CLAUDETTE_ITEMS[category]!
    const each = items.length > 1 ? `  ${items.map((id) => `${id} ${row.byItem.get(id) ?? 0}`).join(', ')}` : ''
    console.log(
      `  ${category.padEnd(8)} ${items.join('/').padEnd(10)} ${String(documents).padStart(9)}  ${percent(row.item, documents).padStart(10)}  ${percent(quoted, documents).padStart(19)}   ${String(unfair).padStart(6)}  ${percent(adverse, unfair).padStart(7)}${each}`,
    )
  }
  console.log(
    `  all                 ${String(sum.documents).padStart(9)}              ${percent(sum.quoted, sum.documents).padStart(19)}   ${String(sum.unfair).padStart(6)}  ${percent(sum.adverse, sum.unfair).padStart(7)}`,
  )
}

function told(text: string, tags: readonly object[], items: readonly string[], judged: Judged): string {
  const marks = (tags as { category: string; level: number }[]).map((t) => `${t.category}${t.level}`).join(' ')
  return `    ${marks} [${items.map((id) => seen(judged, id, text)).join('; ')}] ${text.slice(0, 260)}`
}

async function scoreCuad(): Promise<void> {
  const rows = CUAD_CATEGORIES.map((c) => ({ ...c, tp: 0, fp: 0, fn: 0 }))
  for (const { file, marked } of readCuad(folder!)) {
    const judged = await judge(readFileSync(file), basename(file))
    for (const row of rows) {
      const finding = judged.findings.get(row.item)!
      const want = marked.get(row.category)
      const have = row.told(finding)
      if (want && have) row.tp++
      else if (have) {
        row.fp++
        misses.push(
          `CUAD ${row.category} ${basename(file)} FOUND, NOT MARKED (${finding.confidence})`,
          ...finding.values.map((v) => `    ${v.name}: ${v.value} in “${v.quote.slice(0, 160)}”`),
          ...finding.evidence.map((e) => `    quoted: ${e.quote.slice(0, 260)}`),
        )
      } else if (want) {
        row.fn++
        misses.push(
          `CUAD ${row.category} ${basename(file)} MISSED (${finding.status} ${finding.confidence}) [${seen(judged, row.item, want)}]`,
          `    marked: ${want.slice(0, 700)}`,
        )
      }
    }
  }
  console.log('CUAD                items   marked  found      P      R     F1')
  for (const { category, item, tp, fp, fn } of rows) {
    console.log(
      `  ${category.padEnd(17)} ${item}     ${String(tp + fn).padStart(6)} ${String(tp + fp).padStart(6)}  ${percent(tp, tp + fp)}  ${percent(tp, tp + fn)}  ${percent(2 * tp, 2 * tp + fp + fn)}`,
    )
  }
}

await scoreClaudette()
await scoreCuad()
if (tellMisses) console.log(misses.join('\n'))
