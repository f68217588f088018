import { z } from 'zod'
import { knownRules } from './compare/known-rules.js'
import { readCheckedYaml } from './library/checked-yaml.js'
import { type House, HouseRules, parseHouseRules, withHouseRules } from './library/house-rules.js'
import { type Library, withOwnItems } from './library/library.js'
import { LibraryError } from './library/library-error.js'
import { BusinessNeed } from './packs/business-fit.js'
import { checkOwnPack } from './packs/own-pack.js'
import { defaultPacks, Pack, pickPacks, shippedPacks } from './packs/pack.js'
import { PackError } from './packs/pack-error.js'

/** By what documents are judged: the clause library and the packs as one house uses them. */
export interface HouseJudging {
  library: Library
  /** The house's rules; null where there are none. */
  house: House | null
  /** Packs that every analysis is judged by: those that the house names, else the default one. */
  packs: readonly Pack[]
  /** The house's own packs, which may be asked for beside those that yakkan carries. */
  ownPacks: readonly Pack[]
  /** What the organisation needs of a service; null where it does not say. */
  need: BusinessNeed | null
}

/** What the house rules leave to later stages: the need, and packs written out. */
const LaterParts = HouseRules.extend({
  need: BusinessNeed.optional(),
  own_packs: z.array(Pack).optional(),
})

const made = new WeakMap<Library, Map<string, HouseJudging>>()
/** Houses whose library is kept at hand. */
const MOST_KEPT = 50

/**
 * The library and packs under a house's rules: the one door through which command, service, batch and watch go, so that
 * the same rules give the same results everywhere. Made once for each text of the rules.
 *
 * @param source the rules as YAML, folders of own items and packs written out; null for the library as it is
 * @param file name under which the rules are cited in messages
 * @throws LibraryError, PackError with line and column for what breaks the format, names something that does not exist or
 * could never apply
 */
export function houseJudging(library: Library, source: string | null, file = 'house-rules.yaml'): HouseJudging {
  if (source === null) return { library, house: null, packs: defaultPacks(), ownPacks: [], need: null }
  const kept = made.get(library) ?? new Map<string, HouseJudging>()
  made.set(library, kept)
  const known = kept.get(source)
  if (known) return known
  const judging = makeJudging(library, source, file)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(source, judging)
  return judging
}

function makeJudging(library: Library, source: string, file: string): HouseJudging {
  const house = parseHouseRules(source, file)
  const { own_items, packs } = house.rules
  for (const part of ['own_items', 'own_packs'] as const) {
    if (typeof house.rules[part] === 'string') throw new LibraryError('house-folder', house.place([part]), { part })
  }
  const items = withOwnItems(library, Array.isArray(own_items) ? own_items : [])
  const read = readCheckedYaml(source, LaterParts, {})
  if ('fault' in read) {
    const { at, detail } = read.fault
    throw new LibraryError('bad-house', at ? `${file}:${at.line}:${at.column}` : file, { detail })
  }
  const { need, own_packs: ownPacks = [] } = read.data
  for (const [k, pack] of ownPacks.entries()) {
    const place = house.place(['own_packs', k, 'id'])
    if (shippedPacks().some((p) => p.id === pack.id)) throw new PackError('pack-twice', place, { id: pack.id })
    checkOwnPack(pack, items, place)
  }
  const available = [...shippedPacks(), ...ownPacks]
  for (const [k, id] of packs.entries()) pickPacks(available, [id], house.place(['packs', k]))
  return {
    library: withHouseRules(items, house, knownRules(items)),
    house,
    packs: packs.length > 0 ? pickPacks(available, packs) : defaultPacks(),
    ownPacks,
    need: need ?? null,
  }
}

/**
 * The packs of the given ids, the house's own among them.
 *
 * @throws PackError `unknown-pack`, naming those that exist
 */
export function packsNamed(judging: HouseJudging, ids: readonly string[]): Pack[] {
  // The default pack is at hand without reading the others.
  const fallback = defaultPacks()
  if (ids.every((id) => fallback.some((p) => p.id === id))) return pickPacks(fallback, ids)
  return pickPacks([...shippedPacks(), ...judging.ownPacks], ids)
}

/** The options by which a document is analysed, or two versions compared, under a house's rules. */
export interface JudgingOptions {
  library: Library
  packs: readonly Pack[]
  today: string
  house?: House
  need?: BusinessNeed
}

/**
 * The same judging for every door.
 *
 * @param today ISO 8601 day by which silences expire
 * @param packs instead of the house's own choice
 */
export function judgingOn(judging: HouseJudging, today: string, packs?: readonly Pack[]): JudgingOptions {
  const { library, house, need } = judging
  return { library, packs: packs ?? judging.packs, today, ...(house ? { house } : {}), ...(need ? { need } : {}) }
}
