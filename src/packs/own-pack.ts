import type { Library } from '../library/library.js'
import { isSafePattern } from '../library/pattern-safety.js'
import { checkNames, type Pack } from './pack.js'
import { PackError } from './pack-error.js'
import { cueParts } from './phrase.js'

/**
 * Holds a pack of a house's own to the library that it will be judged by.
 *
 * @param place file, line and column of the pack, for messages
 * @throws PackError `unknown-phrase`, `unknown-requirement`; `unknown-item` for an item or value that the library lacks;
 * `unsafe-phrase` for a pattern that can backtrack without end
 */
export function checkOwnPack(pack: Pack, library: Library, place: string): void {
  checkNames(pack, place)
  for (const requirement of pack.requirements) {
    for (const { item: id, value } of requirement.checks) {
      if (id === undefined) continue
      const item = library.items.find((i) => i.id === id)
      if (!item || (value !== undefined && !item.values.some((v) => v.name === value))) {
        throw new PackError('unknown-item', `${place} ${requirement.id}`, { item: value ? `${id} ${value}` : id })
      }
    }
  }
  for (const [name, phrase] of Object.entries(pack.phrases)) {
    for (const cue of [...phrase.ja, ...phrase.en, ...phrase.never, ...phrase.contrary]) {
      const unsafe = cueParts(cue).patterns.find((p) => !isSafePattern(p))
      if (unsafe !== undefined) throw new PackError('unsafe-phrase', `${place} ${name}`, { pattern: unsafe })
    }
  }
}
