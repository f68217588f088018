/**
 * Comparing two versions, warm in one process: `npm run bench:compare` after `npm run build`. Similar versions of varied
 * text of our own against jsdiff's diffWords over the whole texts and `git diff --no-index --word-diff` (a process of its
 * own, startup counted), then longer ones, unrelated ones, and how time grows with size. “compared” is what follows once
 * both versions have been judged, as in a watch or a batch; “from text” counts reading and judging both as well.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { diffWords } from 'diff'
import { randomOf } from '../hostile/random.js'
import { peer } from './peer.js'
import { rounds, told } from './rounds.js'
import { nextVersion, stretched, variedText } from './varied-text.js'

const KB = 1024
const dist = new URL('../../dist/', import.meta.url)
const built = <T>(path: string): Promise<T> => import(new URL(path, dist).href)
const { analyzeDocument } = await built<typeof import('../../src/analyze.js')>('analyze.js')
const { compareAnalyzed } = await built<typeof import('../../src/compare.js')>('compare.js')
const { readDocument } = await built<typeof import('../../src/ingest/read.js')>('ingest/read.js')
const { loadLibrary } = await built<typeof import('../../src/library/library.js')>('library/library.js')
const library = loadLibrary()

const judged = async (text: string) =>
  analyzeDocument(await readDocument(Buffer.from(text), 'terms.txt', { isolated: false }), { library })

/** The same sentences' words put together by chance: another document with the same vocabulary. */
function unrelated(text: string, language: 'ja' | 'en'): string {
  const random = randomOf(text.length)
  const words = text.split('\n').flatMap((line) => line.split(language === 'ja' ? /(?<=[、。はをに])/ : ' '))
  const out: string[] = []
  while (words.length > 0) {
    const at = random.below(words.length)
    out.push(words[at]!, out.length % 23 === 22 ? '\n' : language === 'ja' ? '' : ' ')
    words[at] = words.at(-1)!
    words.pop()
  }
  return out.join('')
}

const folder = mkdtempSync(join(tmpdir(), 'yakkan-bench-'))
try {
  for (const language of ['ja', 'en'] as const) {
    const text = await variedText(language, 100 * KB)
    const later = nextVersion(text)
    const [old, now] = [await judged(text), await judged(later)]
    const [a, b] = [join(folder, 'old.txt'), join(folder, 'new.txt')]
    writeFileSync(a, text)
    writeFileSync(b, later)
    const similar = await rounds(
      {
        ours: () => compareAnalyzed(old, now),
        whole: async () => compareAnalyzed(await judged(text), await judged(later)),
        words: () => diffWords(text, later),
        git: peer('git', ['diff', '--no-index', '--word-diff', a, b], [0, 1]),
      },
      7,
      4,
    )
    const { ours, whole, words, git } = similar
    console.log(`${language}, 100 KB, similar: compared in ${told(ours!, words, 'diffWords')}`)
    console.log(`${language}, 100 KB, similar, from text: ${told(whole!, words, 'diffWords')}`)
    if (git !== null) console.log(`${language}, git diff --no-index --word-diff, shown beside: ${git.toFixed(0)} ms`)

    const other = await judged(unrelated(text, language))
    const { apart } = await rounds({ apart: () => compareAnalyzed(old, other) }, 3, 1)
    console.log(`${language}, 100 KB, unrelated: ${apart!.toFixed(0)} ms`)

    for (const size of [10, 30, 100, 300, 1000]) {
      const long = size <= 100 ? await variedText(language, size * KB) : stretched(text, size * KB)
      const [one, two] = [await judged(long), await judged(nextVersion(long))]
      const { time } = await rounds({ time: () => compareAnalyzed(one, two) }, size > 100 ? 3 : 5, size > 100 ? 1 : 3)
      console.log(
        `${language}, ${String(size).padStart(4)} KB, similar: ${time!.toFixed(0).padStart(6)} ms, ${((time! / size) * 100).toFixed(0)} ms per 100 KB`,
      )
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
