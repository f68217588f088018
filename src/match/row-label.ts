import type { Hit } from '../library/scan.js'
import type { Unit } from './unit.js'

/** Characters up to which a cell is a label rather than a description. */
const LONGEST_LABEL = { ja: 28, en: 56 } as const

/** Cells that hold a formula or a figure answer rather than name. */
const ANSWER = /[=%]/

/** Cells that only count or mark rows: 「No.3」, "4.2", 「A-1」. */
const NUMBERING = /^(?:no\.? ?)?[a-z]?[-.]?[0-9]{0,3}(?:[-.][0-9]{1,3}){0,3}[.)]?$/

/**
 * The cells of a row that say what it is about, as stretches of the unit's wording: the first one with words, and the second
 * where a third one follows (「性能 | オンライン応答時間 | 3秒以内」). None for a row that answers nothing.
 */
export function labelCells(unit: Unit): { start: number; end: number }[] {
  const { passage, wording, own, language } = unit
  if (passage.kind !== 'row') return []
  const cells: { start: number; end: number }[] = []
  let at = own
  for (const cell of wording.slice(own).split('\t')) {
    if (cell.trim() !== '' && !NUMBERING.test(cell.trim())) cells.push({ start: at, end: at + cell.length })
    at += cell.length + 1
  }
  if (cells.length < 2) return []
  return cells
    .slice(0, cells.length > 2 ? 2 : 1)
    .filter((c) => c.end - c.start <= LONGEST_LABEL[language] && !ANSWER.test(wording.slice(c.start, c.end)))
}

/** True where what was found stands in one of the cells. */
export function inLabel(hit: Hit, cells: readonly { start: number; end: number }[]): boolean {
  return cells.some((c) => hit.start >= c.start && hit.end <= c.end)
}
