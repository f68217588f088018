import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSource } from './read-source.js'
import { type WalkOptions, walk } from './walk.js'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'yakkan-walk-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const put = (files: Record<string, string | Uint8Array>): void => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
}
const paths = (options?: WalkOptions): string[] => walk(root, options).sources.map((s) => s.path)
const text = (words: string): Uint8Array => Buffer.from(words)

describe('walking a folder', () => {
  it('takes what yakkan reads, in one order, and counts the rest', () => {
    put({
      'b.pdf': '',
      'a/規約.DOCX': '',
      'a/x.exe': '',
      '.hidden.md': '',
      '.git/c.md': '',
      'photo.png': '',
      'a.md': '',
    })
    const found = walk(root)
    expect(found.sources.map((s) => s.path)).toEqual(['a.md', 'a/規約.DOCX', 'b.pdf'])
    expect(found.skipped).toBe(2)
  })

  it.each<[string, WalkOptions, string[]]>([
    ['a pattern to include', { include: ['*.md'] }, ['a.md', 'old/c.md', 'sub/b.md']],
    ['a folder to include', { include: ['sub/'] }, ['sub/b.md', 'sub/b.txt']],
    ['a pattern to exclude', { exclude: ['old/', '*.txt'] }, ['a.md', 'sub/b.md']],
    ['an exception', { exclude: ['*.md', '!a.md'] }, ['a.md', 'sub/b.txt']],
    ['another ending', { include: ['*.rtf'] }, ['d.rtf']],
  ])('knows %s', (_, options, expected) => {
    put({ 'a.md': '', 'sub/b.md': '', 'sub/b.txt': '', 'old/c.md': '', 'd.rtf': '' })
    expect(paths(options)).toEqual(expected)
  })

  it('obeys an ignore file in any folder, below it', () => {
    put({ '.yakkanignore': 'draft-*\n', 'draft-1.md': '', 'a.md': '', 'sub/draft-2.md': '' })
    put({ 'sub/.yakkanignore': '/private/\n!draft-2.md\n', 'sub/private/b.md': '', 'private/c.md': '' })
    expect(paths()).toEqual(['a.md', 'private/c.md'])
  })

  it('does not walk into the folder of results, nor along links to folders', () => {
    put({ 'a.md': '', 'out/results/b.md': '' })
    symlinkSync(root, join(root, 'again'))
    symlinkSync(join(root, 'a.md'), join(root, 'link.md'))
    expect(paths({ except: join(root, 'out') })).toEqual(['a.md', 'link.md'])
  })

  it('says when there is no folder', () => {
    expect(() => walk(join(root, 'none'))).toThrow(expect.objectContaining({ code: 'no-folder' }))
    put({ 'a.md': '' })
    expect(() => walk(join(root, 'a.md'))).toThrow(expect.objectContaining({ code: 'no-folder' }))
  })
})

describe('archives', () => {
  it('are looked into on request only', () => {
    put({ 'all.zip': zipSync({ 'in/a.md': text('one'), 'in/b.exe': text('two'), 'c.txt': text('three') }), 'd.md': '' })
    expect(paths()).toEqual(['d.md'])
    const found = walk(root, { zip: true })
    expect(found.sources.map((s) => s.path)).toEqual(['all.zip!/c.txt', 'all.zip!/in/a.md', 'd.md'])
    expect(Buffer.from(readSource(found.sources[1]!)).toString()).toBe('one')
  })

  it('offer no entry whose name leads out of them', () => {
    const names = [
      '../up.md',
      'a/../../up.md',
      'C:/x.md',
      'a\\..\\..\\w.md',
      './.hidden/h.md',
      '__MACOSX/a.md',
      'fine.md',
    ]
    put({ 'a.zip': zipSync(Object.fromEntries(names.map((n) => [n, text(n)]))) })
    expect(paths({ zip: true })).toEqual(['a.zip!/fine.md'])
  })

  it('that are damaged, or inflate too far, are told and stop nothing', () => {
    put({
      'bomb.zip': zipSync({ 'zeros.txt': new Uint8Array(20 * 1024 * 1024) }),
      'torn.zip': zipSync({ 'a.md': text('one') }).subarray(0, 40),
      'good.zip': zipSync({ 'a.md': text('one') }),
    })
    const found = walk(root, { zip: true })
    expect(found.sources.map((s) => s.path)).toEqual(['good.zip!/a.md'])
    expect(found.broken.map((b) => [b.path, (b.error as { code: string }).code])).toEqual([
      ['bomb.zip', 'inflates-too-far'],
      ['torn.zip', 'damaged'],
    ])
  })
})
