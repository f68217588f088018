import type { Random } from './random.js'

/** Damage of the kind that transfers, disks and careless tools do: bytes changed, cut out, doubled, cut off. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let out = Uint8Array.from(bytes)
  const times = 1 + random.below(4)
  for (let k = 0; k < times && out.length > 8; k++) {
    const at = random.below(out.length)
    const length = 1 + random.below(Math.min(200, out.length - at))
    switch (random.below(6)) {
      case 0:
        out[at] = random.below(256)
        break
      case 1:
        out[at] = out[at]! ^ (1 << random.below(8))
        break
      case 2:
        for (let j = at; j < at + length; j++) out[j] = random.pick([0, 0xff, 0x20, 0x41])
        break
      case 3:
        out = Uint8Array.from([...out.subarray(0, at), ...out.subarray(at + length)])
        break
      case 4:
        out = Uint8Array.from([...out.subarray(0, at + length), ...out.subarray(at)])
        break
      default:
        if (random.once(4)) out = out.slice(0, at)
        else {
          const from = random.below(out.length - length + 1)
          out.copyWithin(at, from, from + length)
        }
    }
  }
  return out
}
