import { sayIn } from '../messages/index.js'
import type { Language } from '../model/text.js'
import { markdown } from '../report/markdown.js'
import { type OutlineBlock, run, strong } from '../report/outline.js'
import { wordsIn } from '../report/words.js'
import { SUMMARY_ENTRIES } from './limits.js'
import { type ItemNames, itemHead, itemsOf } from './matrix-sheet.js'
import { harmRank, type Row } from './row.js'

interface Counted {
  total: number
  done: number
  failed: number
  changed: number
  /** Documents whose changes hurt, the most harmful first. */
  harmed: Row[]
  /** Documents with adverse items, the most adverse first. */
  adverse: Row[]
  /** Failures by code. */
  errors: Record<string, string[]>
  /** For each item, in how many documents it is missing or adverse. */
  items: Record<string, { missing: number; adverse: number }>
}

function counted(rows: readonly Row[]): Counted {
  const done = rows.filter((r) => r.status === 'done')
  const errors: Counted['errors'] = {}
  for (const r of rows) {
    if (!r.error) continue
    const paths = errors[r.error.code]
    if (paths) paths.push(r.path)
    else errors[r.error.code] = [r.path]
  }
  const items: Counted['items'] = {}
  for (const id of itemsOf(rows)) {
    items[id] = {
      missing: done.filter((r) => r.states[id] === 'absent').length,
      adverse: done.filter((r) => r.states[id] === 'adverse').length,
    }
  }
  return {
    total: rows.length,
    done: done.length,
    failed: rows.length - done.length,
    changed: rows.filter((r) => r.change).length,
    harmed: rows
      .filter((r) => r.change && r.change.hurts + r.change.mixed > 0)
      .toSorted(
        (a, b) => harmRank(b.change!.highest) - harmRank(a.change!.highest) || b.change!.hurts - a.change!.hurts,
      ),
    adverse: done.filter((r) => r.adverse > 0).toSorted((a, b) => b.high - a.high || b.adverse - a.adverse),
    errors,
    items,
  }
}

/** The summary for programs. Nothing in it depends on the clock, on the number of threads or on how often the run was stopped. */
export function summaryJson(rows: readonly Row[]) {
  const c = counted(rows)
  return {
    schema: 'yakkan/batch-summary@1',
    total: c.total,
    done: c.done,
    failed: c.failed,
    changed: c.changed,
    harmed: c.harmed.map((r) => ({ path: r.path, ...r.change })),
    adverse: c.adverse
      .slice(0, SUMMARY_ENTRIES)
      .map(({ path, adverse, high, missing }) => ({ path, adverse, high, missing })),
    errors: c.errors,
    items: c.items,
  }
}

/** The summary for people: harmful changes first, then the most adverse documents, then failures with what to do. */
export function summaryMarkdown(rows: readonly Row[], names: ItemNames, language: Language): string {
  const w = wordsIn(language)
  const b = (key: string, params: Record<string, string | number> = {}): string =>
    sayIn(language, `batch.summary.${key}`, params)
  const c = counted(rows)
  const { total, done, failed, changed } = c
  const blocks: OutlineBlock[] = [
    { kind: 'heading', level: 1, runs: [run(b('title'))] },
    { kind: 'paragraph', runs: [run(b('counts', { total, done, failed, changed }))] },
  ]
  const more = (all: number): void => {
    if (all > SUMMARY_ENTRIES)
      blocks.push({ kind: 'paragraph', runs: [run(w('more', { count: all - SUMMARY_ENTRIES }))] })
  }
  if (c.harmed.length) {
    blocks.push(
      { kind: 'heading', level: 2, runs: [run(b('harmed', { count: c.harmed.length }))] },
      {
        kind: 'list',
        items: c.harmed
          .slice(0, SUMMARY_ENTRIES)
          .map((r) => [
            strong(r.path),
            run(` – ${w(`effect.hurts`)} ${r.change!.hurts}, ${w('effect.mixed')} ${r.change!.mixed}`),
            run(` (${w(`severity.label`)}: ${w(`severity.${r.change!.highest}`)})`),
            run(r.change!.worst.length ? `: ${r.change!.worst.map((t) => t[language]).join(' / ')}` : ''),
          ]),
      },
    )
    more(c.harmed.length)
  }
  if (c.adverse.length) {
    blocks.push(
      { kind: 'heading', level: 2, runs: [run(b('adverse', { count: c.adverse.length }))] },
      {
        kind: 'table',
        head: [
          w('file'),
          sayIn(language, 'batch.matrix.adverse'),
          sayIn(language, 'batch.matrix.high'),
          sayIn(language, 'batch.matrix.missing'),
        ],
        widths: [0.55, 0.15, 0.15, 0.15],
        rows: c.adverse
          .slice(0, SUMMARY_ENTRIES)
          .map((r) => [[run(r.path)], [run(String(r.adverse))], [run(String(r.high))], [run(String(r.missing))]]),
      },
    )
    more(c.adverse.length)
  }
  const worst = Object.entries(c.items).filter(([, n]) => n.adverse + n.missing > 0)
  if (worst.length) {
    blocks.push(
      { kind: 'heading', level: 2, runs: [run(b('items'))] },
      {
        kind: 'table',
        head: [w('item'), sayIn(language, 'batch.matrix.adverse'), sayIn(language, 'batch.matrix.missing')],
        widths: [0.4, 0.3, 0.3],
        rows: worst.map(([id, n]) => [[run(itemHead(id, names))], [run(String(n.adverse))], [run(String(n.missing))]]),
      },
    )
  }
  const failures = rows.filter((r) => r.error)
  if (failures.length) {
    blocks.push(
      { kind: 'heading', level: 2, runs: [run(b('failures', { count: failures.length }))] },
      {
        kind: 'list',
        items: failures.map((r) => [
          strong(r.path),
          run(` – ${r.error!.text[language]} ${r.error!.next[language]} [${r.error!.code}]`),
        ]),
      },
    )
  }
  return markdown({ title: b('title'), blocks })
}
