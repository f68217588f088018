/**
 * DOCX → articles with their numbers, against pandoc's DOCX → plain text, which has no automatic numbers:
 * `npm run build && node --import tsx test/bench/docx.bench.ts`. Process against process with both startups counted
 * (`yakkan read FILE`, as a user calls it), then warm inside one process. Prints ratios of the medians; the goal is a
 * third of pandoc's time.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { abstractList, level, list, paragraph, row, run, style, table, wordFile } from '../../fixtures/word/parts.js'
import { randomOf } from '../hostile/random.js'
import { peer } from './peer.js'
import { rounds, told } from './rounds.js'

const ROUNDS = 7
const ARTICLES = [60, 600]
const GOAL = 1 / 3
const dist = new URL('../../dist/', import.meta.url)
if (!existsSync(new URL('ingest/docx/read-docx.js', dist))) throw new Error('run `npm run build` first')
const { readDocx } = (await import(
  new URL('ingest/docx/read-docx.js', dist).href
)) as typeof import('../../src/ingest/docx/read-docx.js')
const { structure } = (await import(
  new URL('structure/structure.js', dist).href
)) as typeof import('../../src/structure/structure.js')

/** Words of a contract, put together by chance, so that the file packs no better than a real one does. */
const WORDS =
  '甲は|乙は|本契約|業務|委託料|個別契約|成果物|検収|納入|秘密情報|個人情報|損害|賠償|責任|通知|書面|承諾|期間|解除|更新|支払|毎月|三十日|以内に|前項|各号|定める|従い|行う|ものとする|場合|除き|ただし|並びに|及び|又は|当該'.split(
    '|',
  )

/** A framework contract: articles with paragraphs in small runs, items and a table of service levels each. */
function contractOf(articleCount: number): Uint8Array {
  const random = randomOf(articleCount)
  const sentence = (length: number): string => `${Array.from({ length }, () => random.pick(WORDS)).join('')}。`
  const runs = (text: string): string =>
    text
      .match(/.{1,5}/gu)!
      .map((part, k) => run(part, k % 3 === 0 ? '<w:rFonts w:hint="eastAsia"/><w:sz w:val="21"/>' : ''))
      .join('')
  const articles = Array.from({ length: articleCount }, (_, k) =>
    [
      paragraph(`（業務${k + 1}の条件）`, { style: 'Article' }),
      ...Array.from({ length: 3 }, () => paragraph(runs(sentence(25)), { list: [1, 1] })),
      paragraph(sentence(12), { list: [1, 2] }),
      paragraph(sentence(12), { list: [1, 2] }),
      table(
        3,
        row(['項目', '水準', '測定']),
        row(['稼働率', `99.${k % 10}%以上`, '月次']),
        row(['復旧時間', `${k}時間以内`, '都度']),
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
const command = fileURLToPath(new URL('cli/main.js', dist))

try {
  for (const articleCount of ARTICLES) {
    const bytes = contractOf(articleCount)
    writeFileSync(file, bytes)
    const pandoc = peer('pandoc', ['-f', 'docx', '-t', 'plain', file])
    const whole = await rounds(
      {
        ours: () => execFileSync(process.execPath, [command, 'read', file]),
        node: () => execFileSync(process.execPath, ['-e', '0']),
        pandoc,
      },
      ROUNDS,
      1,
    )
    const { warm } = await rounds(
      { warm: async () => structure(await readDocx(bytes, 'contract.docx')) },
      ROUNDS,
      ROUNDS,
    )
    const show = (name: string, time: number): string =>
      `${name} ${told(time, whole.pandoc, 'pandoc')}${whole.pandoc === null || time / whole.pandoc <= GOAL ? '' : ', above the goal'}`
    console.log(`${articleCount} articles, ${(bytes.length / 1024).toFixed(0)} KiB:`)
    console.log(`  ${show('yakkan read, process with its start', whole.ours!)}`)
    console.log(`  ${show('of which node alone', whole.node!)}`)
    console.log(`  ${show('warm, in one process', warm!)}`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
