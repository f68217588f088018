import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { html } from 'hono/html'
import { loadLibrary } from '../library/library.js'
import { sayIn } from '../messages/index.js'
import type { Severity } from '../model/comparison.js'
import type { Language } from '../model/text.js'
import { csv } from '../report/csv.js'
import { page, visible } from '../report/html/page.js'
import { plainRows, type Sheet, type SheetCell, xlsx } from '../report/sheet.js'
import { wordsIn } from '../report/words.js'
import { BatchError, writeFailure } from './batch-error.js'
import { FILES_PER_CHECK, LEAST_PAIR_LIKENESS } from './limits.js'
import { placesIn } from './places.js'
import { Pool } from './pool.js'
import { printLikeness } from './prints.js'
import { type BatchEvent, type BatchOptions, each } from './run.js'
import { lockFolder } from './run-lock.js'
import type { PairResult } from './task.js'
import { type Source, walk } from './walk.js'
import { clearDrafts, writePieces, writeWhole } from './whole-file.js'

export interface PairsOptions extends Omit<BatchOptions, 'folder' | 'onEvent' | 'retryFailed'> {
  oldFolder: string
  newFolder: string
  onEvent?: ((event: BatchEvent) => void) | undefined
}

export interface PairsReport {
  pairs: number
  failed: number
  onlyOld: number
  onlyNew: number
  harm: Severity
  interrupted: boolean
}

interface Pair {
  old: Source
  new: Source
  /** 1 for the same path, else the likeness that paired them. */
  likeness: number
  result: PairResult | null
}

const RANK: Record<string, number> = { none: 0, low: 1, medium: 2, high: 3 }
const NO_DATE = new Date('2000-01-01T00:00:00Z')

/**
 * Compares two folders document by document: those of the same path first, then what is left by the likeness of its text,
 * since files are renamed and moved between two collections of the same terms.
 *
 * @throws BatchError as {@link runBatch} does
 */
export async function runPairs(options: PairsOptions): Promise<PairsReport> {
  const { out, language } = options
  const walks = [options.oldFolder, options.newFolder].map((f) => walk(f, { ...options, except: out }))
  if (walks.some((w) => !w.sources.length)) {
    throw new BatchError('no-files', walks[0]!.sources.length ? options.newFolder : options.oldFolder)
  }
  try {
    mkdirSync(out, { recursive: true })
  } catch (error) {
    throw writeFailure(error, out)
  }
  const unlock = lockFolder(placesIn(out).lock, out)
  const pool = new Pool(options.threads)
  try {
    clearDrafts(out)
    const { pairs, onlyOld, onlyNew } = await pairUp(walks[0]!.sources, walks[1]!.sources, pool, options)
    const library = loadLibrary(options.reading.library ?? undefined).version
    options.onEvent?.({ event: 'start', total: pairs.length, unchanged: 0, todo: pairs.length, skipped: 0, library })
    let done = 0
    await each(
      pairs,
      pool.threads,
      async (pair) => {
        pair.result = await compareOne(pair, pool, options)
        done++
        const { result } = pair
        options.onEvent?.({
          event: 'file',
          path: pair.new.path,
          status: result.error ? 'failed' : 'done',
          adverse: result.hurts + result.mixed,
          error: result.error?.code ?? null,
          done,
          todo: pairs.length,
        })
      },
      options.stop,
    )
    const interrupted = done < pairs.length
    const harm = pairs.reduce<Severity>((worst, p) => {
      const own = (p.result?.highest ?? 'none') as Severity
      return RANK[own]! > RANK[worst]! ? own : worst
    }, 'none')
    if (!interrupted) {
      options.onEvent?.({ event: 'writing' })
      await writePairs(out, pairs, onlyOld, onlyNew, language)
    }
    return {
      pairs: done,
      failed: pairs.filter((p) => p.result?.error).length,
      onlyOld: onlyOld.length,
      onlyNew: onlyNew.length,
      harm,
      interrupted,
    }
  } finally {
    await pool.close()
    unlock()
  }
}

async function pairUp(
  old: readonly Source[],
  next: readonly Source[],
  pool: Pool,
  options: PairsOptions,
): Promise<{ pairs: Pair[]; onlyOld: Source[]; onlyNew: Source[] }> {
  const byPath = new Map(old.map((s) => [s.path, s]))
  const pairs: Pair[] = []
  const rest: Source[] = []
  for (const source of next) {
    const same = byPath.get(source.path)
    if (same) {
      byPath.delete(source.path)
      pairs.push({ old: same, new: source, likeness: 1, result: null })
    } else rest.push(source)
  }
  const left = [...byPath.values()]
  const [before, after] = [await printsFor(left, pool, options), await printsFor(rest, pool, options)]
  const likely = left
    .flatMap((o, i) =>
      rest.map((n, j) => ({ o, n, likeness: before[i] && after[j] ? printLikeness(before[i], after[j]) : 0 })),
    )
    .filter((c) => c.likeness >= LEAST_PAIR_LIKENESS)
    // The most alike first; of equals the first by name, so that the pairing is the same every time.
    .sort((a, b) => b.likeness - a.likeness || (a.o.path < b.o.path ? -1 : 1) || (a.n.path < b.n.path ? -1 : 1))
  const taken = new Set<Source>()
  for (const { o, n, likeness } of likely) {
    if (taken.has(o) || taken.has(n)) continue
    taken.add(o).add(n)
    pairs.push({ old: o, new: n, likeness, result: null })
  }
  pairs.sort((a, b) => (a.new.path < b.new.path ? -1 : 1))
  return { pairs, onlyOld: left.filter((s) => !taken.has(s)), onlyNew: rest.filter((s) => !taken.has(s)) }
}

async function printsFor(sources: readonly Source[], pool: Pool, options: PairsOptions): Promise<(number[] | null)[]> {
  const prints = new Map<Source, number[] | null>()
  const chunks: Source[][] = []
  const size = Math.min(FILES_PER_CHECK, 8)
  for (let i = 0; i < sources.length; i += size) chunks.push(sources.slice(i, i + size))
  await each(chunks, pool.threads, async (chunk) => {
    const outcome = await pool
      .run({ kind: 'prints', sources: chunk, reading: options.reading }, chunk[0]!.path)
      // One file that brings a thread down leaves its neighbours unpaired by likeness, and nothing worse.
      .catch(() => ({ kind: 'prints' as const, prints: chunk.map(() => null) }))
    if (outcome.kind === 'prints') for (const [i, p] of outcome.prints.entries()) prints.set(chunk[i]!, p)
  })
  return sources.map((s) => prints.get(s) ?? null)
}

async function compareOne(pair: Pair, pool: Pool, options: PairsOptions): Promise<PairResult> {
  const places = placesIn(options.out)
  const result = places.result(pair.new.path)
  try {
    const outcome = await pool.run(
      {
        kind: 'compare',
        old: pair.old,
        new: pair.new,
        out: options.out,
        reading: options.reading,
        result,
        page: places.page(pair.new.path),
      },
      pair.new.path,
    )
    if (outcome.kind === 'stop') throw new BatchError(outcome.code, outcome.place)
    if (outcome.kind !== 'compared') throw new Error(`a thread answered “${outcome.kind}” to compare`)
    return outcome.pair
  } catch (error) {
    if (!(error instanceof BatchError) || (error.code !== 'crashed' && error.code !== 'stuck')) throw error
    const { stage, code, text, next } = error
    const line = {
      old_path: pair.old.path,
      new_path: pair.new.path,
      schema: 'yakkan/failure@1',
      error: { stage, code, text, next },
    }
    writeWhole(options.out, result, `${JSON.stringify(line)}\n`)
    return {
      hurts: 0,
      mixed: 0,
      unclear: 0,
      helps: 0,
      neutral: 0,
      highest: 'none',
      outcome: 'failed',
      worst: [],
      error: { stage, code, text, next },
    }
  }
}

async function writePairs(
  out: string,
  pairs: readonly Pair[],
  onlyOld: readonly Source[],
  onlyNew: readonly Source[],
  language: Language,
): Promise<void> {
  const places = placesIn(out)
  writePieces(
    out,
    places.results,
    (function* () {
      for (const p of pairs) yield readFileSync(places.result(p.new.path))
    })(),
  )
  const ranked = pairs.toSorted(
    (a, b) =>
      RANK[b.result!.highest]! - RANK[a.result!.highest]! ||
      b.result!.hurts + b.result!.mixed - a.result!.hurts - a.result!.mixed,
  )
  const sheet = pairsSheet(ranked, onlyOld, onlyNew, language)
  writeWhole(out, join(out, 'comparison.csv'), csv(plainRows(sheet)))
  writeWhole(out, join(out, 'comparison.xlsx'), await xlsx([sheet], NO_DATE))
  writeWhole(out, join(out, 'comparison.html'), await pairsHtml(ranked, onlyOld, onlyNew, language))
}

function pairsSheet(
  ranked: readonly Pair[],
  onlyOld: readonly Source[],
  onlyNew: readonly Source[],
  language: Language,
): Sheet {
  const w = wordsIn(language)
  const b = (key: string): string => sayIn(language, `batch.pairs.${key}`)
  const head = [
    w('old-file'),
    w('new-file'),
    b('paired'),
    w('severity.label'),
    w('effect.hurts'),
    w('effect.mixed'),
    w('effect.unclear'),
    w('effect.helps'),
    w('effect.neutral'),
    w('outcome.label'),
    w('why'),
  ]
  return {
    name: b('title'),
    widths: [40, 40, 16, 10, 8, 8, 8, 8, 8, 18, 80],
    frozen: { rows: 1, columns: 0 },
    rows: [
      head.map((value): SheetCell => ({ value, tone: 'head' })),
      ...ranked.map(({ old, new: next, likeness, result: r }): (SheetCell | string | number)[] => [
        old.path,
        next.path,
        likeness === 1 ? b('by-path') : `${b('by-likeness')} ${Math.round(likeness * 100)} %`,
        {
          value: w(`severity.${r!.highest}`),
          tone: r!.highest === 'high' ? 'adverse' : r!.highest === 'medium' ? 'caution' : undefined,
        },
        r!.hurts,
        r!.mixed,
        r!.unclear,
        r!.helps,
        r!.neutral,
        r!.error ? r!.error.code : w(`outcome.${r!.outcome}`),
        {
          value: r!.error
            ? `${r!.error.text[language]} ${r!.error.next[language]}`
            : r!.worst.map((t) => t[language]).join('\n'),
          wrap: true,
        },
      ]),
      ...onlyOld.map((s) => [s.path, '', b('only-old')]),
      ...onlyNew.map((s) => ['', s.path, b('only-new')]),
    ],
  }
}

function pairsHtml(
  ranked: readonly Pair[],
  onlyOld: readonly Source[],
  onlyNew: readonly Source[],
  language: Language,
): Promise<string> {
  const w = wordsIn(language)
  const b = (key: string, params: Record<string, string | number> = {}): string =>
    sayIn(language, `batch.pairs.${key}`, params)
  const list = (title: string, sources: readonly Source[]) =>
    sources.length ? html`<h2>${title}</h2><ul>${sources.map((s) => html`<li>${visible(s.path)}</li>`)}</ul>` : ''
  return page(
    language,
    b('title'),
    html`<header class="top wide"><h1>${b('title')}</h1>
<p class="about">${b('counts', { pairs: ranked.length, only_old: onlyOld.length, only_new: onlyNew.length })}</p></header>
<main class="wide"><table><thead><tr><th scope="col">${w('new-file')}</th><th scope="col">${w('severity.label')}</th><th scope="col">${w('effect.hurts')}</th><th scope="col">${w('effect.mixed')}</th><th scope="col">${w('effect.helps')}</th><th scope="col">${w('effect.neutral')}</th><th scope="col">${w('why')}</th></tr></thead>
<tbody>${ranked.map(
      ({
        old,
        new: next,
        likeness,
        result: r,
      }) => html`<tr><th scope="row">${visible(next.path)}${likeness < 1 ? html`<br><span class="soft">← ${visible(old.path)} (${b('by-likeness')})</span>` : ''}</th>
<td><span class="badge ${r!.highest}">${w(`severity.${r!.highest}`)}</span></td><td>${r!.hurts}</td><td>${r!.mixed}</td><td>${r!.helps}</td><td>${r!.neutral}</td><td>${
        r!.error
          ? html`<span class="badge partial">${r!.error.code}</span> ${r!.error.text[language]} ${r!.error.next[language]}`
          : r!.outcome === 'compared'
            ? r!.worst.map((t) => html`${t[language]}<br>`)
            : w(`outcome.${r!.outcome}`)
      }</td></tr>`,
    )}</tbody></table>${list(b('only-old'), onlyOld)}${list(b('only-new'), onlyNew)}</main><footer class="wide"><p>${w('note')}</p></footer>`,
  )
}
