import type { Random } from './random.js'

const NUMBERS = ['-1', '0', '1', '9', '255', '65536', '2147483648', '1e308', '99999999999999999999', 'NaN', '', '%']
const TEXTS = [
  '&',
  '<',
  ']]>',
  '&#0;',
  '&#x10FFFF;',
  '&nbsp;',
  '\u0000',
  '\ud800',
  '　'.repeat(500),
  '第',
  '>',
  '--',
  'ａ'.repeat(5000),
]

/** Damage inside XML or HTML: elements dropped, doubled, moved or wrapped, attributes changed, tags left open, odd text. */
export function mutateMarkup(source: string, random: Random): string {
  let out = source
  const times = 1 + random.below(5)
  for (let k = 0; k < times; k++) {
    const tags = [...out.matchAll(/<\/?[a-zA-Z][^<>]*>/g)]
    if (tags.length === 0) return out + random.pick(TEXTS)
    const one = random.pick(tags)
    const other = random.pick(tags)
    const [from, to] = one.index <= other.index ? [one, other] : [other, one]
    const cut = out.slice(from.index, Math.min(to.index, from.index + 20_000))
    const before = out.slice(0, from.index)
    const rest = out.slice(from.index + cut.length)
    switch (random.below(10)) {
      case 0:
        out = before + rest
        break
      case 1:
        out = before + cut + cut + rest
        break
      case 2:
        out = out.slice(0, one.index) + out.slice(one.index + one[0].length)
        break
      case 3:
        out = out.slice(0, one.index) + other[0] + out.slice(one.index + one[0].length)
        break
      case 4:
        out =
          out.slice(0, one.index) +
          one[0].replace(/="[^"]*"/, () => `="${random.pick(NUMBERS)}"`) +
          out.slice(one.index + one[0].length)
        break
      case 5:
        out = out.slice(0, one.index) + random.pick(TEXTS) + out.slice(one.index)
        break
      case 6: {
        const depth = random.pick([10, 200, 1000])
        const name = /^<\/?([\w:]+)/.exec(one[0])![1]
        out = before + `<${name}>`.repeat(depth) + cut + `</${name}>`.repeat(random.once(3) ? depth - 1 : depth) + rest
        break
      }
      case 7:
        out = before + rest.slice(0, random.below(rest.length + 1)) + cut + rest
        break
      case 8:
        out = out.slice(0, one.index + random.below(one[0].length)) + out.slice(one.index + one[0].length)
        break
      default:
        if (random.once(5)) out = out.slice(0, one.index)
        else out = before + cut.repeat(random.pick([2, 20])) + rest
    }
    if (out.length > 4_000_000) return out.slice(0, 4_000_000)
  }
  return out
}
