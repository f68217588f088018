/**
 * Judging 100 KB of varied text of our own, warm in one process: `npm run bench:judging` after `npm run build`. Prints
 * milliseconds and the ratio to one `grep -F` over the letters of all cues. Counted is all that follows reading:
 * structure, cues, values, positions and the default pack.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { peer } from './peer.js'
import { rounds, told } from './rounds.js'
import { variedText } from './varied-text.js'

const ROUNDS = 11
const WARM_UP = 8
const SIZE = 100 * 1024
const dist = new URL('../../dist/', import.meta.url)
const built = <T>(path: string): Promise<T> => import(new URL(path, dist).href)
const { analyzeDocument } = await built<typeof import('../../src/analyze.js')>('analyze.js')
const { readDocument } = await built<typeof import('../../src/ingest/read.js')>('ingest/read.js')
const { loadLibrary } = await built<typeof import('../../src/library/library.js')>('library/library.js')
const library = loadLibrary()

const folder = mkdtempSync(join(tmpdir(), 'yakkan-bench-'))
try {
  for (const language of ['ja', 'en'] as const) {
    const text = await variedText(language, SIZE)
    const document = await readDocument(Buffer.from(text), `${language}.txt`, { isolated: false })
    const [words, file] = [join(folder, 'words'), join(folder, 'text')]
    writeFileSync(words, [...new Set(library.compiled.books[language].terms.flatMap((t) => t.literals))].join('\n'))
    writeFileSync(file, text.toLowerCase())
    const { judged, grep } = await rounds(
      {
        judged: () => analyzeDocument(document, { library }),
        grep: peer('grep', ['-F', '-o', '-f', words, file], [0, 1]),
      },
      ROUNDS,
      WARM_UP,
    )
    console.log(`${language}: 100 KB of varied text judged in ${told(judged!, grep, 'grep -F')}`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
