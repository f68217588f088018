import { readFileSync } from 'node:fs'
import type { Library } from '../library/library.js'
import type { Language } from '../model/text.js'
import { csv } from '../report/csv.js'
import { plainRows, xlsx } from '../report/sheet.js'
import { failureLine } from './failure-line.js'
import type { Journal } from './journal.js'
import { matrixHtml } from './matrix-html.js'
import { type ItemNames, matrixSheet } from './matrix-sheet.js'
import type { Places } from './places.js'
import type { Row } from './row.js'
import { summaryJson, summaryMarkdown } from './summary.js'
import { writePieces, writeWhole } from './whole-file.js'

/** Stands in files that must carry a date: the same results give the same bytes whenever they are written. */
const NO_DATE = new Date('2000-01-01T00:00:00Z')

/** Writes what a run as a whole gives: all results in one file, the changes, the matrix in three forms, the summary. */
export async function writeOutputs(
  places: Places,
  journal: Journal,
  paths: readonly string[],
  library: Library,
  language: Language,
): Promise<void> {
  const names: ItemNames = new Map(library.items.map((item) => [item.id, item.names[language]]))
  const rows = paths.flatMap((path) => {
    const row = journal.row(path)
    if (!row) return []
    // What an earlier run told as changed is not news in this one.
    return [journal.entries.get(path)?.run === journal.run ? row : { ...row, change: null }]
  })
  const { out } = places
  writePieces(
    out,
    places.results,
    lines(rows, (row) => places.result(row.path)),
  )
  writePieces(
    out,
    places.changes,
    lines(
      rows.filter((row) => row.change),
      (row) => places.change(row.path),
    ),
  )
  const sheet = matrixSheet(rows, names, language)
  writeWhole(out, places.matrix.csv, csv(plainRows(sheet)))
  writeWhole(out, places.matrix.xlsx, await xlsx([sheet], NO_DATE))
  writeWhole(out, places.matrix.html, await matrixHtml(rows, names, language))
  writeWhole(out, places.summary.md, summaryMarkdown(rows, names, language))
  writeWhole(out, places.summary.json, `${JSON.stringify(summaryJson(rows), null, 2)}\n`)
}

function* lines(rows: readonly Row[], file: (row: Row) => string): Generator<string | Uint8Array> {
  for (const row of rows) {
    try {
      yield readFileSync(file(row))
    } catch (error) {
      if (row.status !== 'failed') throw error
      yield failureLine(row)
    }
  }
}
