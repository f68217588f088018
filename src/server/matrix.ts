import type { Library } from '../library/library.js'
import { type DocumentSummary, overview } from '../store/overview.js'
import type { WorkspaceStore } from '../store/store.js'

/** One cell: what a provider's document says of an item. */
export interface Cell {
  document: string
  version: string
  status: string
  position: string | null
  commitment: string | null
}

/** One row of the matrix: a provider with all its documents, or a document without a provider. */
export interface MatrixRow {
  provider: string | null
  label: string
  documents: { id: string; name: string; version: string }[]
  /** By item; where several documents speak of it, the one that regulates it most plainly. */
  cells: Map<string, Cell>
  adverse: number
  present: number
}

const STATUS = ['present', 'partial', 'absent']

/** Providers × items over the newest version of every document that has been judged. */
export async function matrix(workspace: WorkspaceStore, library: Library): Promise<MatrixRow[]> {
  const rows = new Map<string, MatrixRow>()
  const summaries = (await overview(workspace.scope, { allFindings: true }))
    .filter((s) => s.judged !== null)
    .sort((a, b) => (a.document.created_at < b.document.created_at ? -1 : 1))
  const decisions = await workspace.decisions.ofNewest()
  for (const summary of summaries) {
    const key = summary.provider === null ? `document ${summary.document.id}` : `provider ${summary.provider}`
    const label = summary.provider ?? summary.version.title ?? summary.document.name
    const row: MatrixRow = rows.get(key) ?? {
      provider: summary.provider,
      label: label || summary.document.name,
      documents: [],
      cells: new Map(),
      adverse: 0,
      present: 0,
    }
    rows.set(key, row)
    row.documents.push({ id: summary.document.id, name: summary.document.name, version: summary.version.id })
    addCells(row, summary, decisions.get(summary.version.id))
  }
  for (const row of rows.values()) {
    const cells = library.items.flatMap((i) => row.cells.get(i.id) ?? [])
    row.adverse = cells.filter((c) => c.position === 'adverse').length
    row.present = cells.filter((c) => c.status !== 'absent').length
  }
  return [...rows.values()]
}

type Decided = Awaited<ReturnType<WorkspaceStore['decisions']['of']>>

function addCells(row: MatrixRow, summary: DocumentSummary, decided: Decided | undefined): void {
  for (const finding of summary.judged?.findings ?? []) {
    const holds = decided?.get(finding.item)?.holds
    const override = holds?.verdict === 'override' ? holds : null
    const cell: Cell = {
      document: summary.document.id,
      version: summary.version.id,
      status: override?.status ?? finding.status,
      position: override?.position ?? finding.position,
      commitment: override?.commitment ?? finding.commitment,
    }
    const there = row.cells.get(finding.item)
    if (!there || STATUS.indexOf(cell.status) < STATUS.indexOf(there.status)) row.cells.set(finding.item, cell)
  }
}
