const KANJI_DIGITS: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  壱: 1,
  二: 2,
  弐: 2,
  三: 3,
  参: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const KANJI_UNITS: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 千: 1000 }
const KANJI_MYRIADS: Record<string, number> = { 万: 10_000, 億: 100_000_000 }

const ONES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const TEENS = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
]
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const WORDS = new Map<string, number>([
  ...ONES.map((w, i) => [w, i] as const),
  ...TEENS.map((w, i) => [w, i + 10] as const),
  ...TENS.map((w, i) => [w, (i + 2) * 10] as const),
])

const ONE_WORD = ONES.slice(1).join('|')
const UNDER_HUNDRED = `(?:${TENS.join('|')})(?:[- ](?:${ONE_WORD}))?|${TEENS.join('|')}|${ONE_WORD}`

/** Source of a pattern for an English number in words, one to 999,999, in a folded text: `ninety`, `one hundred and twenty`, `five thousand`. */
export const ENGLISH_WORDS = `(?:(?:${UNDER_HUNDRED}) thousand|(?:a |one |two |three |four |five |six |seven |eight |nine )hundred(?: (?:and )?(?:${UNDER_HUNDRED}))?|${UNDER_HUNDRED})`

/** Source of a pattern for digits with group marks and decimals: `10,000`, `99.95`. */
export const DIGITS = '\\d+(?:,\\d{3})*(?:\\.\\d+)?'

const K = '[〇零一壱二弐三参四五六七八九十拾百千]'
/** Source of a pattern for a number as Japanese text writes it: `30`, `三十`, `九九・九`, `10万`, `5千`. */
export const JAPANESE_NUMBER = `(?:${DIGITS}|${K}+(?:・[〇零一二三四五六七八九]+)?)(?:[千万億]+(?:${DIGITS}|${K}+)?)*`

/** Source of a pattern for a number as English text writes it: `30`, `thirty`, `thirty (30)`, `30 (thirty)`. */
export const ENGLISH_NUMBER = `(?:${ENGLISH_WORDS} ?\\( ?(?:${DIGITS}) ?\\)|(?:${DIGITS})(?: ?\\( ?${ENGLISH_WORDS} ?\\))?|${ENGLISH_WORDS})`

/**
 * The number that a stretch of folded text says, in digits, kanji or English words.
 * Where words and digits stand together the digits count.
 *
 * @returns null when the text holds no number
 */
export function readNumber(text: string): number | null {
  const t = text.trim()
  if (/[〇零一壱二弐三参四五六七八九十拾百千万億]/.test(t)) return readJapanese(t)
  const digits = /\d+(?:,\d{3})*(?:\.\d+)?/.exec(t)
  if (digits) return Number(digits[0].replaceAll(',', ''))
  return readWords(t)
}

function readWords(text: string): number | null {
  let total = 0
  let current = 0
  let seen = false
  for (const word of text.split(/[- ]+/)) {
    const n = WORDS.get(word)
    if (n !== undefined) current += n
    else if (word === 'a') current += 1
    else if (word === 'hundred') current *= 100
    else if (word === 'thousand') {
      total += current * 1000
      current = 0
    } else if (word !== 'and') return null
    if (word !== 'and') seen = true
  }
  return seen ? total + current : null
}

function readJapanese(text: string): number | null {
  let total = 0
  let section = 0
  let pending: number | null = null
  let i = 0
  while (i < text.length) {
    const digits = /^\d+(?:,\d{3})*(?:\.\d+)?/.exec(text.slice(i))
    if (digits) {
      pending = Number(digits[0].replaceAll(',', ''))
      i += digits[0].length
      continue
    }
    const c = text[i]!
    if (c in KANJI_DIGITS) {
      // Digits side by side are places (二〇二六, 九九), a digit before 十 or 百 multiplies it.
      pending = (pending ?? 0) * 10 + KANJI_DIGITS[c]!
    } else if (c in KANJI_UNITS) {
      section += (pending ?? 1) * KANJI_UNITS[c]!
      pending = null
    } else if (c in KANJI_MYRIADS) {
      total += (section + (pending ?? (section ? 0 : 1))) * KANJI_MYRIADS[c]!
      section = 0
      pending = null
    } else if (c === '・') {
      const decimals = [...text.slice(i + 1)].map((d) => KANJI_DIGITS[d] ?? 0).join('')
      return Number(`${total + section + (pending ?? 0)}.${decimals}`)
    } else return null
    i++
  }
  return total + section + (pending ?? 0)
}

/** A number without group marks and without a tail of zeros: `10000`, `99.95`, `0.3`. */
export function plainNumber(n: number): string {
  return String(Number(n.toFixed(6)))
}
