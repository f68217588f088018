import { mutateBytes } from './mutate-bytes.js'
import type { Random } from './random.js'

const NUMBERS = ['-1', '0', '1', '65536', '4294967296', '99999999999', '1e99', '.', 'null', '<<>>', '[]', '1 0 R']
const NAMES = [
  '/Pages',
  '/Page',
  '/Kids',
  '/Parent',
  '/Contents',
  '/Font',
  '/FlateDecode',
  '/ASCII85Decode',
  '/Encoding',
  '/Length',
  '/Root',
  '/Encrypt',
]

/** A PDF damaged in its bytes, or in its numbers, names and references, which lead readers in circles or far away. */
export function mutatePdf(bytes: Uint8Array, random: Random): Uint8Array {
  if (random.once(3)) return mutateBytes(bytes, random)
  let text = Buffer.from(bytes).toString('latin1')
  const times = 1 + random.below(6)
  for (let k = 0; k < times; k++) {
    const pattern = random.pick([
      /\b\d+ 0 R\b/g,
      /\/[A-Za-z0-9]+/g,
      /\b\d{1,10}\b/g,
      /\bendobj\b|\bendstream\b|\bstream\b|\bxref\b|\btrailer\b/g,
    ])
    // A search that starts somewhere inside finds one of many places without listing them all.
    pattern.lastIndex = random.below(text.length)
    const found = pattern.exec(text)
    if (!found) continue
    const [word] = found
    const instead = /^\//.test(word)
      ? random.pick(NAMES)
      : /R$/.test(word)
        ? `${random.below(60)} 0 R`
        : /^\d/.test(word)
          ? random.pick(NUMBERS)
          : random.pick(['', 'endobj', 'stream'])
    text = text.slice(0, found.index) + instead + text.slice(found.index + word.length)
  }
  return Buffer.from(text, 'latin1')
}
