import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Expected } from '../../../fixtures/word/fixture.js'
import type { Block, Document } from '../../model/document.js'
import { readDocx } from './read-docx.js'

const folder = new URL('../../../fixtures/word/', import.meta.url)
const names = readdirSync(folder)
  .filter((f) => f.endsWith('.docx'))
  .map((f) => f.slice(0, -5))

/** A block in the short form of the expected files. */
function shown(block: Block, text: string): string {
  const marks = [
    block.kind === 'heading' ? `{h${block.level}}` : '',
    block.row ? (block.row.head ? '{head}' : '{row}') : '',
    block.part === 'footnote' || block.part === 'textbox' ? `{${block.part}}` : '',
    block.part === 'navigation' ? '{contents}' : '',
    block.hidden ? '{hidden}' : '',
  ]
  const words = text.slice(block.start, block.end)
  const label = block.label === null ? '' : `${block.label}|`
  expect(words.startsWith(block.label ?? '')).toBe(true)
  return marks.join('') + label + words.slice(block.label?.length ?? 0)
}
const shownLines = (document: Document): string[] => document.blocks.map((b) => shown(b, document.text))

describe.each(names)('fixtures/word/%s', (name) => {
  const bytes = readFileSync(new URL(`${name}.docx`, folder))
  const expected = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Expected

  test('reads as a person sees it', async () => {
    const document = await readDocx(bytes, `${name}.docx`)
    expect(shownLines(document)).toEqual(expected.lines)
    expect(document.warnings.map((w) => w.code)).toEqual(expected.warnings ?? [])
    expect(document.revisions.map((r) => `${r.kind}|${r.author}|${r.text}`)).toEqual(expected.revisions ?? [])
    expect(document.asides.map((a) => `${a.kind}|${a.author ?? ''}|${a.text}`)).toEqual(expected.asides ?? [])
    if (expected.title !== undefined) expect(document.title).toBe(expected.title)
    expect(document.text).toBe(document.blocks.map((b) => document.text.slice(b.start, b.end)).join('\n'))
  })

  if (expected.original) {
    test('reads as it was before the tracked changes', async () => {
      const document = await readDocx(bytes, `${name}.docx`, { tracked: 'original' })
      expect(shownLines(document)).toEqual(expected.original)
    })
  }
})
