import { describe, expect, it } from 'vitest'
import { readDocument } from '../ingest/read.js'
import { loadLibrary } from '../library/library.js'
import { structure } from '../structure/structure.js'
import { labelCells } from './row-label.js'
import { readUnits } from './unit.js'

const library = loadLibrary()

async function labels(markdown: string): Promise<string[][]> {
  const document = await readDocument(new TextEncoder().encode(markdown), 'sheet.md', {})
  return readUnits(structure(document), library)
    .filter((u) => u.passage.kind === 'row')
    .map((u) => labelCells(u).map((c) => u.wording.slice(c.start, c.end).trim()))
}

describe('labels of rows', () => {
  it('are the first cell of two, and the first two of more', async () => {
    const table = '| 項目 | 内容 |\n|---|---|\n| バックアップ世代数 | 7世代 |\n'
    expect(await labels(table)).toEqual([['バックアップ世代数']])
    const wide = '| 区分 | 項目 | 設定値 |\n|---|---|---|\n| 性能 | 画面応答 | 3秒以内 |\n'
    expect(await labels(wide)).toEqual([['性能', '画面応答']])
  })

  it('leave out numbers of rows, empty cells of a merged label, and descriptions', async () => {
    const rows = [
      '| No | Topic | Answer |',
      '|---|---|---|',
      '| 12 | Backups | Daily |',
      '|  | Restore test | Yearly |',
      '| 3-1 | The provider tells the customer of each and every fault of the system by letter | Yes |',
    ]
    expect(await labels(`${rows.join('\n')}\n`)).toEqual([['backups'], ['restore test'], []])
  })

  it('are missing where a row answers nothing', async () => {
    expect(await labels('| Topic | Answer |\n|---|---|\n| Backups |  |\n')).toEqual([[]])
  })
})
