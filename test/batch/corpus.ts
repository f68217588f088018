/**
 * Folders of agreements for runs over many files: the fixtures' agreements with other parties, other values, fewer or
 * more articles, in all formats. The same seed gives the same bytes. By hand:
 * `node --import tsx test/batch/corpus.ts FOLDER COUNT [SEED]`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import iconv from 'iconv-lite'
import { agreementEn } from '../../fixtures/formats/agreement-en.js'
import { agreementJa } from '../../fixtures/formats/agreement-ja.js'
import type { AgreementPart } from '../../fixtures/formats/agreement-part.js'
import { asHtml, asMarkdown, asText, asWord } from '../../fixtures/formats/render.js'
import { linesOfText, textPdf } from '../../fixtures/pdf/raw-pdf.js'
import { type Random, randomOf } from '../hostile/random.js'

const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url))
const PROVIDERS_JA = [
  '株式会社山吹情報',
  '株式会社あさぎり計算',
  '北斗クラウド株式会社',
  '合同会社つむぎ通信',
  '株式会社磯辺データ',
]
const PROVIDERS_EN = [
  'Tidewise Software Limited',
  'Copper Beech Hosting Ltd',
  'Northlane Systems Inc.',
  'Pinfold Data GmbH',
]

/** How often each kind of file comes, in a thousand. */
const SHARES = {
  pdf: 440,
  docx: 270,
  html: 140,
  md: 60,
  txt: 50,
  sjis: 26,
  /** Scans, whose characters must be recognised. */
  scan: 2,
  /** Files that cannot be read. */
  broken: 12,
} as const
type Kind = keyof typeof SHARES

/**
 * Writes `count` files under `folder`, a subfolder for each provider.
 *
 * @param scans whether scans are among them; recognising one takes seconds
 * @returns their paths, relative to the folder
 */
export function makeCorpus(folder: string, count: number, seed = 1, { scans = true } = {}): string[] {
  const paths: string[] = []
  for (let k = 0; k < count; k++) {
    // By number, so that a smaller corpus is the beginning of a larger one.
    const random = randomOf(seed * 1_000_003 + k)
    let kind = kindOf(random.below(1000))
    if (kind === 'scan' && !scans) kind = 'pdf'
    const { name, bytes } = make(kind, random, k)
    const path = `provider-${String(k % 97).padStart(2, '0')}/${name}`
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
    paths.push(path)
  }
  return paths.sort()
}

function kindOf(at: number): Kind {
  let left = at
  for (const [kind, share] of Object.entries(SHARES)) {
    if (left < share) return kind as Kind
    left -= share
  }
  return 'pdf'
}

function make(kind: Kind, random: Random, k: number): { name: string; bytes: Uint8Array } {
  const language = random.below(10) < 6 ? 'ja' : 'en'
  const stem = language === 'ja' ? `利用契約-${k}` : `agreement-${k}`
  const parts = varied(language, random)
  switch (kind) {
    case 'pdf':
      return { name: `${stem}.pdf`, bytes: language === 'ja' ? japanesePdf(parts) : englishPdf(parts) }
    case 'docx':
      return { name: `${stem}.docx`, bytes: asWord(parts, language) }
    case 'html':
      return { name: `${stem}.html`, bytes: Buffer.from(asHtml(parts, language)) }
    case 'md':
      return { name: `${stem}.md`, bytes: Buffer.from(asMarkdown(parts, language)) }
    case 'txt':
      return { name: `${stem}.txt`, bytes: Buffer.from(asText(parts, language)) }
    case 'sjis':
      return { name: `規約-${k}.txt`, bytes: iconv.encode(asText(varied('ja', random), 'ja'), 'Shift_JIS') }
    case 'scan':
      return { name: `scan-${k}.pdf`, bytes: signed(readFileSync(join(FIXTURES, 'pdf/hosting-scan.pdf')), k) }
    case 'broken':
      return broken(random, k)
  }
}

function broken(random: Random, k: number): { name: string; bytes: Uint8Array } {
  switch (random.below(4)) {
    case 0:
      return { name: `locked-${k}.pdf`, bytes: signed(readFileSync(join(FIXTURES, 'pdf/encrypted-user.pdf')), k) }
    case 1:
      return { name: `empty-${k}.txt`, bytes: new Uint8Array(0) }
    case 2: {
      const whole = asWord(varied('en', random), 'en')
      return { name: `torn-${k}.docx`, bytes: whole.subarray(0, Math.floor(whole.length * 0.6)) }
    }
    default:
      // The first bytes of Word's format before 2007.
      return { name: `old-${k}.doc`, bytes: Buffer.from(`d0cf11e0a1b11ae1${'00'.repeat(600)}`, 'hex') }
  }
}

/** The same PDF with other bytes: what stands after its end says nothing. */
function signed(bytes: Uint8Array, k: number): Uint8Array {
  return Buffer.concat([bytes, Buffer.from(`\n% ${k}\n`)])
}

/** An agreement of its own: other parties and values, some articles left out, now and then a second round of them. */
function varied(language: 'ja' | 'en', random: Random): AgreementPart[] {
  const source = language === 'ja' ? agreementJa : agreementEn
  const provider = language === 'ja' ? random.pick(PROVIDERS_JA) : random.pick(PROVIDERS_EN)
  const rounds = random.below(5) === 0 ? 2 : 1
  const out: AgreementPart[] = []
  for (let round = 0; round < rounds; round++) {
    let keep = true
    for (const part of source) {
      if (part.kind === 'title') keep = round === 0
      else if (part.kind === 'article') keep = random.below(10) > 0
      else if (part.kind === 'annex') keep = round === 0
      if (keep) out.push(withOtherValues(part, language, provider, random))
    }
  }
  return out
}

function withOtherValues(part: AgreementPart, language: 'ja' | 'en', provider: string, random: Random): AgreementPart {
  const change = (text: string): string =>
    language === 'ja'
      ? text
          .replaceAll('株式会社山吹情報', provider)
          .replace(/(?<![0-9.第])(\d{1,2})(日|か月|時間|分|営業日)(?!曜)/g, (whole, n: string, unit: string) =>
            random.below(3) === 0 ? `${Number(n) + random.below(Number(n) + 2)}${unit}` : whole,
          )
          .replace('99.9%', () => random.pick(['99.9%', '99.5%', '99.95%', '99.99%']))
          .replace('東京地方裁判所', () => random.pick(['東京地方裁判所', '大阪地方裁判所', '福岡地方裁判所']))
      : text
          .replaceAll('Tidewise Software Limited', provider)
          .replace(/\b(ten|thirty|sixty|ninety)\b/g, (whole) =>
            random.below(3) === 0 ? random.pick(['seven', 'fourteen', 'thirty', 'sixty', 'ninety']) : whole,
          )
          .replace(/\b(\d{1,2})%/g, (whole, n: string) => (random.below(2) ? `${Number(n) + random.below(4)}%` : whole))
  switch (part.kind) {
    case 'article':
      return part
    case 'table':
      return { ...part, rows: part.rows.map((r) => r.map(change)) }
    default:
      return { ...part, text: change(part.text) }
  }
}

const LINES_PER_PAGE = 44

/** Lines of at most `width` characters, as a printed page breaks them. */
function lines(text: string, width: number, between: RegExp): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const out: string[] = []
    let line = ''
    for (const word of paragraph.split(between)) {
      if (line && line.length + word.length > width) {
        out.push(line.trimEnd())
        line = ''
      }
      line += word
    }
    return [...out, line.trimEnd()]
  })
}

function pages(all: readonly string[]): string[][] {
  const out: string[][] = []
  for (let i = 0; i < all.length; i += LINES_PER_PAGE) out.push(all.slice(i, i + LINES_PER_PAGE))
  return out
}

function englishPdf(parts: readonly AgreementPart[]): Uint8Array {
  const text = asText(parts, 'en').replace(/[“”]/g, '"').replace(/’/g, "'")
  return textPdf(pages(lines(text, 84, /(?<= )/)).map((page) => ({ content: linesOfText(page) })))
}

/** Japanese in a font that is not embedded, as programs of offices write it; its characters come from a CMap. */
function japanesePdf(parts: readonly AgreementPart[]): Uint8Array {
  const sheets = pages(lines(asText(parts, 'ja'), 40, /(?=.)/u))
  const hex = (line: string): string => Buffer.from(line, 'utf16le').swap16().toString('hex')
  const font = 4 + 2 * sheets.length
  return textPdf(
    sheets.map((page) => ({
      content: `BT /F2 11 Tf 16 TL 72 760 Td ${page.map((l) => `<${hex(l)}> Tj T*`).join(' ')} ET`,
    })),
    `/F2 ${font} 0 R`,
    [
      `<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UTF16-H /DescendantFonts [${font + 1} 0 R] >>`,
      `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> /FontDescriptor ${font + 2} 0 R >>`,
      '<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 860 /Descent -140 /CapHeight 700 /StemV 80 >>',
    ],
  )
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  const [folder, count, seed] = argv.slice(2)
  if (!folder || !count) throw new Error('call: corpus.ts FOLDER COUNT [SEED]')
  console.log(`${makeCorpus(folder, Number(count), Number(seed ?? 1)).length} files in ${folder}`)
}
