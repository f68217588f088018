/**
 * DOCX → articles with their numbers, against pandoc's DOCX → plain text, which has no automatic numbers:
 * `npm run build && npx tsx test/bench/docx.bench.ts`. Process against process with both startups counted, then warm
 * inside one process. Prints ratios of the medians; the goal is a third of pandoc's time.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { abstractList, level, list, paragraph, row, run, style, table, wordFile } from '../../fixtures/word/parts.js'

const ROUNDS = 9
const GOAL = 1 / 3
const dist = new URL('../../dist/', import.meta.url)
if (!existsSync(new URL('ingest/docx/read-docx.js', dist))) throw new Error('run `npm run build` first')
const { readDocx } = (await import(
  new URL('ingest/docx/read-docx.js', dist).href
)) as typeof import('../../src/ingest/docx/read-docx.js')
const { structure } = (await import(
  new URL('structure/structure.js', dist).href
)) as typeof import('../../src/structure/structure.js')

/** A framework contract of 150 articles with paragraphs, items, tracked words and a service level table each. */
function longContract(): Uint8Array {
  const articles = Array.from({ length: 150 }, (_, k) =>
    [
      paragraph(`（業務${k + 1}の条件）`, { style: 'Article' }),
      ...[
        '甲は、次の各号に従って乙に業務を委託する。',
        '乙は、善良な管理者の注意をもって業務を行う。',
        '乙は、業務の状況を毎月十日までに甲に報告する。',
      ].map((text) =>
        paragraph(
          [...text]
            .map((c, n) => (n % 6 === 0 ? run(c, '<w:rFonts w:hint="eastAsia"/><w:sz w:val="21"/>') : run(c)))
            .join(''),
          { list: [1, 1] },
        ),
      ),
      paragraph('業務の範囲は別紙に定める。', { list: [1, 2] }),
      paragraph('別紙にない業務は、協議して定める。', { list: [1, 2] }),
      table(
        3,
        row(['項目', '水準', '測定']),
        row(['稼働率', '99.9%以上', '月次']),
        row(['復旧時間', '4時間以内', '都度']),
      ),
    ].join(''),
  )
  return wordFile({
    styles: [style('Article', { name: 'heading 1', paragraph: '<w:numPr><w:numId w:val="1"/></w:numPr>' })],
    lists: [
      abstractList(0, [
        level(0, 'decimal', '第%1条', { style: 'Article' }),
        level(1, 'decimal', '%2.'),
        level(2, 'decimal', '(%3)'),
      ]),
      list(1, 0),
    ],
    body: articles.join(''),
  })
}

const folder = mkdtempSync(join(tmpdir(), 'yakkan-bench-'))
const file = join(folder, 'contract.docx')
const script = join(folder, 'articles.mjs')
const bytes = longContract()
writeFileSync(file, bytes)
writeFileSync(
  script,
  `import { readFileSync } from 'node:fs'
import { readDocx } from ${JSON.stringify(new URL('ingest/docx/read-docx.js', dist).href)}
import { structure } from ${JSON.stringify(new URL('structure/structure.js', dist).href)}
const { articles } = structure(await readDocx(readFileSync(process.argv[2]), 'contract.docx'))
console.log(articles.map((a) => [a.number, a.heading].join(' ')).join('\\n'))
`,
)

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!
const timed = async (act: () => unknown): Promise<number> => {
  const start = performance.now()
  await act()
  return performance.now() - start
}

try {
  const ours: number[] = []
  const pandocs: number[] = []
  // Turn by turn, so that whatever else the machine does falls on both alike.
  for (let k = 0; k <= ROUNDS; k++) {
    const one = await timed(() => execFileSync(process.execPath, [script, file]))
    const other = await timed(() => execFileSync('pandoc', ['-f', 'docx', '-t', 'plain', file]))
    if (k > 0) {
      ours.push(one)
      pandocs.push(other)
    }
  }
  const warm: number[] = []
  for (let k = 0; k < ROUNDS * 2; k++) {
    const time = await timed(async () => structure(await readDocx(bytes, 'contract.docx')))
    if (k >= ROUNDS) warm.push(time)
  }
  const pandoc = median(pandocs)
  const show = (name: string, time: number): void =>
    console.log(
      `${name}: ${time.toFixed(0)} ms, ${(time / pandoc).toFixed(2)} of pandoc${time / pandoc <= GOAL ? '' : ' (above the goal)'}`,
    )
  console.log(`${(bytes.length / 1024).toFixed(0)} KiB; pandoc: ${pandoc.toFixed(0)} ms`)
  show('process, startup counted', median(ours))
  show('warm, in process', median(warm))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
