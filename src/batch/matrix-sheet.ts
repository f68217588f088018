import { sayIn } from '../messages/index.js'
import type { Language, Text } from '../model/text.js'
import type { CellTone, Sheet, SheetCell } from '../report/sheet.js'
import { type Words, wordsIn } from '../report/words.js'
import type { ItemState, Row } from './row.js'

const TONE: Partial<Record<ItemState, CellTone>> = {
  adverse: 'adverse',
  unclear: 'caution',
  partial: 'caution',
  favourable: 'favourable',
  guaranteed: 'favourable',
}

/** A state in the reader's words. */
export function stateWord(w: Words, state: ItemState): string {
  if (state === 'present' || state === 'partial' || state === 'absent') return w(`status.${state}`)
  if (state === 'guaranteed' || state === 'target' || state === 'described') return w(`commitment.${state}`)
  return w(`position.${state}`)
}

/** The items in the order of the checklist, as far as any document of the batch has them. */
export function itemsOf(rows: readonly Row[]): string[] {
  const ids = new Set<string>()
  for (const row of rows) for (const id of Object.keys(row.states)) ids.add(id)
  return [...ids]
}

/** What the items are called in the reader's language, by id. */
export type ItemNames = ReadonlyMap<string, string>

/** An item's id and name, as it stands at the head of a column. */
export function itemHead(id: string, names: ItemNames): string {
  const name = names.get(id)
  return name === undefined ? id : `${id} ${name}`
}

/** The packs that any document of the batch was judged by, in their order. */
export function packsOf(rows: readonly Row[]): { id: string; name: Text }[] {
  const packs = new Map<string, Text>()
  for (const row of rows) for (const { id, name } of row.packs) packs.set(id, name)
  return [...packs].map(([id, name]) => ({ id, name }))
}

/** How a document answers a pack, in few words. */
export function packCell(row: Row, id: string, language: Language): SheetCell | null {
  const pack = row.packs.find((p) => p.id === id)
  if (!pack) return null
  const { met, not_met, not_stated, needs_a_person } = pack
  const value = sayIn(language, 'batch.matrix.pack', { met, not_met, not_stated, needs_a_person })
  return { value, tone: not_met ? 'adverse' : not_stated || needs_a_person ? 'caution' : 'favourable' }
}

/** The matrix: one row a document, one column an item and one a pack. */
export function matrixSheet(rows: readonly Row[], names: ItemNames, language: Language): Sheet {
  const w = wordsIn(language)
  const b = (key: string): string => sayIn(language, `batch.matrix.${key}`)
  const items = itemsOf(rows)
  const packs = packsOf(rows)
  const head = [
    w('file'),
    b('state'),
    w('kind'),
    w('language'),
    w('pages'),
    b('adverse'),
    b('high'),
    b('missing'),
    b('hurts'),
    ...items.map((id) => itemHead(id, names)),
    ...packs.map((p) => p.name[language]),
    b('error'),
  ]
  return {
    name: b('title'),
    widths: [44, 9, 14, 9, 7, 8, 8, 8, 9, ...items.map(() => 14), ...packs.map(() => 40), 60],
    frozen: { rows: 1, columns: 1 },
    rows: [
      head.map((value): SheetCell => ({ value, tone: 'head', wrap: true })),
      ...rows.map((row): (SheetCell | string | number)[] => [
        row.path,
        { value: b(row.status), tone: row.status === 'failed' ? 'caution' : undefined },
        row.kind ? w(`kinds.${row.kind}`) : '',
        row.language ? w(`lang.${row.language}`) : '',
        row.pages ?? '',
        ...(row.status === 'failed' ? ['', '', ''] : [row.adverse, row.high, row.missing]),
        row.change ? row.change.hurts + row.change.mixed : '',
        ...items.map((id): SheetCell | string => {
          const state = row.states[id]
          return state ? { value: stateWord(w, state), tone: TONE[state] } : ''
        }),
        ...packs.map((p) => packCell(row, p.id, language) ?? ''),
        row.error ? `${row.error.text[language]} ${row.error.next[language]} [${row.error.code}]` : '',
      ]),
    ],
  }
}
