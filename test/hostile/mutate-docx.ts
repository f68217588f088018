import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { mutateBytes } from './mutate-bytes.js'
import { mutateMarkup } from './mutate-markup.js'
import { mutateTree } from './mutate-tree.js'
import type { Random } from './random.js'

/** A Word file damaged in its container, or well packed with damaged, swapped or missing parts. */
export function mutateDocx(bytes: Uint8Array, random: Random): Uint8Array {
  if (random.once(6)) return mutateBytes(bytes, random)
  const files: Record<string, Uint8Array> = unzipSync(bytes)
  const names = Object.keys(files)
  const times = 1 + random.below(3)
  for (let k = 0; k < times; k++) {
    const name = random.pick(random.once(2) ? names : names.filter((n) => /document|numbering|styles/.test(n)))
    const other = random.pick(names)
    switch (random.below(12)) {
      case 0:
        delete files[name]
        break
      case 1:
        files[name] = files[other] ?? new Uint8Array(0)
        break
      case 2:
        files[name] = mutateBytes(files[name] ?? new Uint8Array(0), random)
        break
      default: {
        const mutate = random.once(4) ? mutateMarkup : mutateTree
        files[name] = strToU8(mutate(strFromU8(files[name] ?? new Uint8Array(0)), random))
      }
    }
  }
  return zipSync(files, { level: random.pick([0, 6]) })
}
