import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Finding } from '../../src/model/analysis.js'

/** A contract with the clauses that lawyers marked in it. */
export interface MarkedContract {
  file: string
  /** Category → the marked passages, as the data writes them; a category without any is left out. */
  marked: Map<string, string>
}

/** How a category of the data is told by our findings. Where an item is wider than the category, its values narrow it. */
export const CUAD_CATEGORIES: readonly { category: string; item: string; told: (f: Finding) => boolean }[] = [
  { category: 'Governing Law', item: 'C16', told: found },
  { category: 'Anti-Assignment', item: 'C07', told: found },
  { category: 'Audit Rights', item: 'C18', told: found },
  // The item also holds exclusions of all liability and indemnities, which the category leaves out.
  {
    category: 'Cap on Liability',
    item: 'C11',
    told: (f) => found(f) && has(f, 'cap', 'excluded_losses', 'claim_period'),
  },
  // The item also holds how a contract comes about and how long it first runs.
  {
    category: 'Renewal Term',
    item: 'C01',
    told: (f) => found(f) && f.values.some((v) => v.name === 'auto_renewal' && v.value === 'yes'),
  },
]

function found(f: Finding): boolean {
  return f.status !== 'absent'
}

function has(f: Finding, ...names: string[]): boolean {
  return f.values.some((v) => names.includes(v.name))
}

/** The marked contracts of a folder that holds `cuad/labels.csv` and the texts beside it. */
export function readCuad(folder: string): MarkedContract[] {
  const rows = z
    .array(z.record(z.string(), z.string()))
    .parse(parse(readFileSync(join(folder, 'cuad', 'labels.csv')), { columns: true }))
  return rows.map((row) => ({
    file: join(folder, 'cuad', row.file!),
    marked: new Map(Object.entries(row).filter(([name, spans]) => !/-Answer$|^file$/.test(name) && spans !== '[]')),
  }))
}
