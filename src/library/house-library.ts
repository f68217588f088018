import { type House, parseHouseRules, withHouseRules } from './house-rules.js'
import type { Library } from './library.js'

/** Which rules a comparison will name is known only once it is made, so any name may be given a severity. */
class AnyRule extends Set<string> {
  override has(): boolean {
    return true
  }
}

/** A clause library as one house uses it. */
export interface HouseLibrary {
  library: Library
  house: House | null
}

const made = new WeakMap<Library, Map<string, HouseLibrary>>()
/** Houses whose library is kept at hand. */
const MOST_KEPT = 50

/**
 * The library under a house's rules; made once for each text of them.
 *
 * @param source the rules as YAML; null for the library as it is
 * @param file name under which the rules are cited in messages
 * @throws LibraryError with line and column for what breaks the format, or names something that does not exist
 */
export function houseLibrary(library: Library, source: string | null, file = 'house-rules.yaml'): HouseLibrary {
  if (source === null) return { library, house: null }
  const kept = made.get(library) ?? new Map<string, HouseLibrary>()
  made.set(library, kept)
  const known = kept.get(source)
  if (known) return known
  const house = parseHouseRules(source, file)
  const result = { library: withHouseRules(library, house, new AnyRule()), house }
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(source, result)
  return result
}
