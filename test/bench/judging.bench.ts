/**
 * Judging and comparing, warm in one process: `npm run bench:judging` after `npm run build`. Prints milliseconds per 100 KB of text, the
 * ratio to one `grep -F` over the letters of all cues, and comparing against jsdiff's diffWords over the whole texts.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { diffWords } from 'diff'

const ROUNDS = 7
const SIZE = 100 * 1024
const dist = new URL('../../dist/', import.meta.url)
const built = <T>(path: string): Promise<T> => import(new URL(path, dist).href)
const { analyzeDocument } = await built<typeof import('../../src/analyze.js')>('analyze.js')
const { compareAnalyzed } = await built<typeof import('../../src/compare.js')>('compare.js')
const { readDocument } = await built<typeof import('../../src/ingest/read.js')>('ingest/read.js')
const { loadLibrary } = await built<typeof import('../../src/library/library.js')>('library/library.js')
const library = loadLibrary()

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!
const timed = (act: () => unknown): number => {
  const start = performance.now()
  act()
  return performance.now() - start
}
/** One of our own agreements again and again, up to 100 KB. */
function longText(name: string): string {
  const source = readFileSync(new URL(`../../fixtures/formats/${name}`, import.meta.url), 'utf8')
  return source.repeat(Math.ceil(SIZE / Buffer.byteLength(source)))
}
const read = (text: string, name: string) => readDocument(Buffer.from(text), name, { isolated: false })

const folder = mkdtempSync(join(tmpdir(), 'yakkan-bench-'))
try {
  for (const [language, name] of [
    ['ja', 'ja-plain.txt'],
    ['en', 'en-plain.txt'],
  ] as const) {
    const text = longText(name)
    const hundreds = Buffer.byteLength(text) / SIZE
    const document = await read(text, name)
    const later = await read(text.replace(/30|三十/, '60'), name)
    const [words, file] = [join(folder, 'words'), join(folder, 'text')]
    writeFileSync(words, [...new Set(library.compiled.books[language].terms.flatMap((t) => t.literals))].join('\n'))
    writeFileSync(file, text.toLowerCase())
    const [judging, grep, comparing, plain]: number[][] = [[], [], [], []]
    // Turn by turn, so that whatever else the machine does falls on all alike; the first rounds warm up.
    for (let k = 0; k < ROUNDS * 2; k++) {
      const one = timed(() => analyzeDocument(document, { library }))
      const two = timed(() => execFileSync('grep', ['-F', '-o', '-f', words, file], { maxBuffer: 2 ** 28 }))
      const [old, now] = [analyzeDocument(document, { library }), analyzeDocument(later, { library })]
      const three = timed(() => compareAnalyzed(old, now))
      const four = timed(() => diffWords(document.text, later.text))
      if (k < ROUNDS) continue
      judging!.push(one)
      grep!.push(two)
      comparing!.push(three)
      plain!.push(four)
    }
    const [a, b, c, d] = [median(judging!), median(grep!), median(comparing!), median(plain!)]
    console.log(
      `${language}: judged in ${(a / hundreds).toFixed(0)} ms per 100 KB = ${(a / b).toFixed(1)} × grep -F (${b.toFixed(0)} ms); compared in ${c.toFixed(0)} ms = ${(c / d).toFixed(1)} × diffWords (${d.toFixed(0)} ms)`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
