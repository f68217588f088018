import { romanNumber } from '../roman-number.js'
import type { Element } from './page.js'
import type { Styles } from './styles.js'

const KANA = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン'
const IROHA = 'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス'

/** A number in the style that CSS or `<ol type>` names; null for a style that shows none. */
export function counterText(n: number, style: string): string | null {
  switch (style) {
    case 'none':
    case 'disc':
    case 'circle':
    case 'square':
    case '-':
      return null
    case 'decimal-leading-zero':
      return String(n).padStart(2, '0')
    case 'a':
    case 'lower-alpha':
    case 'lower-latin':
      return letters(n)
    case 'A':
    case 'upper-alpha':
    case 'upper-latin':
      return letters(n).toUpperCase()
    case 'i':
    case 'lower-roman':
      return romanText(n).toLowerCase()
    case 'I':
    case 'upper-roman':
      return romanText(n)
    case 'cjk-ideographic':
    case 'cjk-decimal':
    case 'japanese-informal':
    case 'trad-chinese-informal':
    case 'simp-chinese-informal':
      return kanjiText(n)
    case 'katakana':
      return KANA[n - 1] ?? String(n)
    case 'katakana-iroha':
      return IROHA[n - 1] ?? String(n)
    default:
      return String(n)
  }
}

function letters(n: number): string {
  if (n < 1) return String(n)
  let out = ''
  for (let k = n; k > 0; k = Math.floor((k - 1) / 26)) out = String.fromCharCode(97 + ((k - 1) % 26)) + out
  return out
}

/** The largest number that CSS writes in Roman letters. */
const MOST_ROMAN = 3999
const romanText = (n: number): string => romanNumber(n, MOST_ROMAN)

function kanjiText(n: number): string {
  if (n < 1 || n > 99) return String(n)
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
  const tens = Math.floor(n / 10)
  return (tens > 1 ? digits[tens] : '') + (tens > 0 ? '十' : '') + digits[n % 10]
}

/** Counts the items of nested lists and tells the label that a browser would show before each. */
export class ListLabels {
  private readonly lists: { next: number; step: number; style: string; suffix: string }[] = []

  constructor(private readonly styles: Styles) {}

  openList(list: Element): void {
    const css = this.styles.of(list)
    const named =
      css.get('list-style-type') ??
      /(?:^|\s)(none|decimal|disc|[a-z]+-[a-z-]+|katakana)(?:\s|$)/.exec(css.get('list-style') ?? '')?.[1]
    const ordered = list.name === 'ol'
    const reversed = ordered && 'reversed' in list.attribs
    const items = reversed ? list.children.filter((c) => c.type === 'tag' && c.name === 'li').length : 0
    const start = Number.parseInt(list.attribs.start ?? '', 10)
    this.lists.push({
      next: Number.isNaN(start) ? (reversed ? items : 1) : start,
      step: reversed ? -1 : 1,
      style: named ?? (ordered ? (list.attribs.type ?? 'decimal') : 'disc'),
      // Markdown tells how its numbers were closed; a browser closes them with a full stop.
      suffix: list.attribs['data-close'] ?? '.',
    })
  }

  closeList(): void {
    this.lists.pop()
  }

  get depth(): number {
    return this.lists.length
  }

  /** The label of the next item, null for bullets and lists that show none. */
  nextLabel(item: Element): string | null {
    const list = this.lists.at(-1)
    if (!list) return null
    const value = Number.parseInt(item.attribs.value ?? '', 10)
    if (!Number.isNaN(value)) list.next = value
    const css = this.styles.of(item)
    const style =
      css.get('list-style-type') ?? (css.get('list-style') === 'none' ? 'none' : (item.attribs.type ?? list.style))
    const number = counterText(list.next, style)
    list.next += list.step
    return number === null ? null : number + list.suffix
  }
}
