import { romanNumber } from '../roman-number.js'

/**
 * The number formats of WordprocessingML (ST_NumberFormat, ECMA-376 part 1, 17.18.59) that turn up in Japanese and
 * English contracts, with those of the neighbouring scripts. Formats of other scripts are told as unknown.
 */
type Formatter = (n: number) => string

const chars = (s: string): string[] => [...s]

/** A fixed sequence; past its end Word goes on with plain digits. */
const listed =
  (sequence: string): Formatter =>
  (n) =>
    chars(sequence)[n - 1] ?? String(n)

/** A sequence that begins again from its first letter once used up, as Word does for kana. */
const cycled =
  (sequence: string): Formatter =>
  (n) => {
    const all = chars(sequence)
    return n < 1 ? String(n) : all[(n - 1) % all.length]!
  }

/** a … z, aa, bb … zz, aaa: Word doubles the letter, it does not count on with ab. */
const lettered =
  (first: string): Formatter =>
  (n) =>
    n < 1 ? String(n) : String.fromCharCode(first.charCodeAt(0) + ((n - 1) % 26)).repeat(Math.ceil(n / 26))

const digitsAs =
  (digits: string): Formatter =>
  (n) =>
    String(n).replace(/\d/g, (d) => chars(digits)[Number(d)]!)

/** Word's counters end here. */
const MOST_ROMAN = 32_767
const roman = (n: number): string => romanNumber(n, MOST_ROMAN)

interface CountingWords {
  digits: string
  units: readonly [string, string, string]
  myriad: string
  /** Whether a bare unit carries a one: 壱拾 and 一百 against 十 and 百. */
  oneBefore: (unit: number, value: number) => boolean
  /** Said between parts when a place is empty: 一百零一. */
  gap: string
}

/** 十, 二十一, 百五: numbers as they are read aloud. */
const counted =
  ({ digits, units, myriad, oneBefore, gap }: CountingWords): Formatter =>
  (n) => {
    const digit = chars(digits)
    if (n <= 0 || n >= 100_000_000) return n === 0 ? digit[0]! : String(n)
    const upToMyriad = (value: number): string => {
      let out = ''
      let empty = false
      for (let place = 3; place >= 0; place--) {
        const d = Math.floor(value / 10 ** place) % 10
        if (d === 0) {
          empty = out !== ''
          continue
        }
        if (empty) out += gap
        empty = false
        out += place > 0 && d === 1 && !oneBefore(place, n) ? '' : digit[d]
        if (place > 0) out += units[place - 1]
      }
      return out
    }
    const high = Math.floor(n / 10_000)
    const low = n % 10_000
    return (
      (high > 0 ? upToMyriad(high) + myriad : '') + (high > 0 && low > 0 && low < 1000 ? gap : '') + upToMyriad(low)
    )
  }

const japanese = counted({
  digits: '〇一二三四五六七八九',
  units: ['十', '百', '千'],
  myriad: '万',
  oneBefore: () => false,
  gap: '',
})
const chinese = counted({
  digits: '○一二三四五六七八九',
  units: ['十', '百', '千'],
  myriad: '万',
  oneBefore: (place, value) => place > 1 || value >= 100,
  gap: '零',
})

const AIUEO = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン'
const AIUEO_HALF = 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ'
const IROHA = 'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン'
const IROHA_HALF = 'ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ'
const STEMS = '甲乙丙丁戊己庚辛壬癸'
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥'

const circled = (n: number): string =>
  n === 0 ? '⓪' : n < 1 || n > 20 ? String(n) : String.fromCodePoint(0x2460 + n - 1)

function ordinal(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13
  return `${n}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`
}

const BELOW_TWENTY =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

function cardinal(n: number): string {
  if (n < 0 || n >= 1_000_000) return String(n)
  if (n < 20) return BELOW_TWENTY[n]!
  if (n < 100) return TENS[Math.floor(n / 10)]! + (n % 10 ? `-${BELOW_TWENTY[n % 10]}` : '')
  const [size, unit] = n < 1000 ? [100, 'hundred'] : [1000, 'thousand']
  return `${cardinal(Math.floor(n / size))} ${unit}${n % size ? ` ${cardinal(n % size)}` : ''}`
}
const capitalised = (s: string): string => s.charAt(0).toUpperCase() + s.slice(1)

const IRREGULAR_ORDINALS: Record<string, string> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
}
const ordinalWords = (n: number): string =>
  cardinal(n).replace(/[a-z]+$/, (last) => IRREGULAR_ORDINALS[last] ?? `${last.replace(/y$/, 'ie')}th`)

const FORMATS: Readonly<Record<string, Formatter>> = {
  decimal: String,
  decimalHalfWidth: String,
  decimalZero: (n) => String(n).padStart(2, '0'),
  decimalFullWidth: digitsAs('０１２３４５６７８９'),
  decimalFullWidth2: digitsAs('０１２３４５６７８９'),
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedFullstop: (n) => (n >= 1 && n <= 20 ? String.fromCodePoint(0x2488 + n - 1) : String(n)),
  decimalEnclosedParen: (n) => (n >= 1 && n <= 20 ? String.fromCodePoint(0x2474 + n - 1) : String(n)),
  numberInDash: (n) => `- ${n} -`,
  hex: (n) => n.toString(16).toUpperCase(),
  upperRoman: roman,
  lowerRoman: (n) => roman(n).toLowerCase(),
  upperLetter: lettered('A'),
  lowerLetter: lettered('a'),
  ordinal,
  cardinalText: (n) => capitalised(cardinal(n)),
  ordinalText: (n) => capitalised(ordinalWords(n)),
  chicago: (n) => (n < 1 ? String(n) : chars('*†‡§')[(n - 1) % 4]!.repeat(Math.ceil(n / 4))),
  aiueo: cycled(AIUEO_HALF),
  aiueoFullWidth: cycled(AIUEO),
  iroha: cycled(IROHA_HALF),
  irohaFullWidth: cycled(IROHA),
  ideographDigital: digitsAs('〇一二三四五六七八九'),
  japaneseDigitalTenThousand: digitsAs('〇一二三四五六七八九'),
  japaneseCounting: japanese,
  japaneseLegal: counted({
    digits: '〇壱弐参四伍六七八九',
    units: ['拾', '百', '阡'],
    myriad: '萬',
    oneBefore: () => true,
    gap: '',
  }),
  ideographTraditional: listed(STEMS),
  ideographZodiac: listed(BRANCHES),
  ideographZodiacTraditional: (n) =>
    n >= 1 && n <= 60 ? chars(STEMS)[(n - 1) % 10]! + chars(BRANCHES)[(n - 1) % 12]! : String(n),
  ideographEnclosedCircle: (n) => (n >= 1 && n <= 10 ? String.fromCodePoint(0x3280 + n - 1) : String(n)),
  chineseCounting: (n) => (n < 100 ? chinese(n) : digitsAs('○一二三四五六七八九')(n)),
  chineseCountingThousand: chinese,
  taiwaneseCounting: (n) => (n < 100 ? chinese(n) : digitsAs('○一二三四五六七八九')(n)),
  taiwaneseCountingThousand: chinese,
  taiwaneseDigital: digitsAs('○一二三四五六七八九'),
  chineseLegalSimplified: counted({
    digits: '零壹贰叁肆伍陆柒捌玖',
    units: ['拾', '佰', '仟'],
    myriad: '萬',
    oneBefore: () => true,
    gap: '零',
  }),
  koreanDigital: digitsAs('영일이삼사오육칠팔구'),
  koreanDigital2: digitsAs('零一二三四五六七八九'),
  ganada: cycled('가나다라마바사아자차카타파하'),
  chosung: cycled('ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ'),
  none: () => '',
}

/** True when numbers of that format can be written as Word shows them. */
export function knowsFormat(format: string): boolean {
  return Object.hasOwn(FORMATS, format) || format === 'custom' || format === 'bullet'
}

/**
 * A list number as Word shows it. An unknown format gives plain digits.
 *
 * @param custom for the format `custom`: its sample, `01, 02, 03, ...` or `001, 002, 003, ...`
 */
export function formatNumber(n: number, format: string, custom = ''): string {
  if (format === 'custom') {
    const sample = /^0*1(?=,)/.exec(custom)
    return String(n).padStart(sample ? sample[0].length : 1, '0')
  }
  return Object.hasOwn(FORMATS, format) ? FORMATS[format]!(n) : String(n)
}
