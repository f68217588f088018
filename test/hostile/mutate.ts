import { readdirSync, readFileSync } from 'node:fs'
import { mutateBytes } from './mutate-bytes.js'
import { mutateDocx } from './mutate-docx.js'
import { mutateMarkup } from './mutate-markup.js'
import { mutatePdf } from './mutate-pdf.js'
import { type Random, randomOf } from './random.js'

export const FORMATS = ['docx', 'pdf', 'html'] as const
export type HostileFormat = (typeof FORMATS)[number]

export interface Mutant {
  /** `docx-17 of ja-articles.docx`; the same number makes the same file again. */
  name: string
  bytes: Uint8Array
}

const FOLDERS: Readonly<Record<HostileFormat, readonly string[]>> = {
  docx: ['word', 'documents'],
  pdf: ['pdf'],
  html: ['documents'],
}
const MUTATE: Readonly<Record<HostileFormat, (bytes: Uint8Array, random: Random) => Uint8Array>> = {
  docx: mutateDocx,
  pdf: mutatePdf,
  html: (bytes, random) =>
    random.once(4)
      ? mutateBytes(bytes, random)
      : Buffer.from(mutateMarkup(Buffer.from(bytes).toString('utf8'), random)),
}
/** A scan takes character recognition to read, which is not looked at here. */
const LEFT_OUT = /scan/

/** The sound files that mutants of a format are made from. */
export function seeds(format: HostileFormat): { name: string; bytes: Uint8Array }[] {
  return FOLDERS[format].flatMap((folder) => {
    const url = new URL(`../../fixtures/${folder}/`, import.meta.url)
    return readdirSync(url)
      .filter((f) => f.endsWith(`.${format}`) && !LEFT_OUT.test(f))
      .sort()
      .map((f) => ({ name: f, bytes: readFileSync(new URL(f, url)) }))
  })
}

/** `count` damaged files of a format, the same ones for the same seed. */
export function* mutants(format: HostileFormat, count: number, seed = 1): Generator<Mutant> {
  const from = seeds(format)
  for (let k = 0; k < count; k++) {
    const { name, bytes } = from[k % from.length]!
    yield { name: `${format}-${k} of ${name}`, bytes: MUTATE[format](bytes, randomOf(seed * 1_000_003 + k)) }
  }
}
