import { type Fact, fact, withoutOverlap } from './fact.js'
import { JURISDICTIONS, PLACES, type PlaceName } from './place-names.js'

/** A name is literal but for the few that carry a pattern of their own. */
const sourceOf = (w: string): string => (/[\\(?]/.test(w) ? w : w.replace(/\./g, '\\.'))
const longestFirst = (words: readonly string[]): string[] => [...words].sort((a, b) => b.length - a.length)

interface Index {
  pattern: RegExp
  of: (word: string) => PlaceName | undefined
}

function index(
  names: readonly PlaceName[],
  words: (p: PlaceName) => readonly string[],
  wrap: (source: string) => string,
): Index {
  const known = new Map<string, PlaceName>()
  const loose: Array<[RegExp, PlaceName]> = []
  const all: string[] = []
  for (const p of names) {
    for (const w of words(p)) {
      all.push(sourceOf(w))
      if (/[\\(?]/.test(w)) loose.push([new RegExp(`^(?:${w})`), p])
      else if (!known.has(w)) known.set(w, p)
    }
  }
  return {
    pattern: new RegExp(wrap(`(${longestFirst(all).join('|')})`), 'g'),
    of: (word) => known.get(word) ?? loose.find(([re]) => re.test(word))?.[1],
  }
}

const ENGLISH_EDGES = (s: string): string => `(?<![a-z0-9.])${s}(?![a-z0-9])`
const englishPlaces = index(PLACES, (p) => p.english, ENGLISH_EDGES)
const japanesePlaces = index(
  PLACES,
  (p) => p.japanese,
  (s) => s,
)
const englishAdjectives = index(
  JURISDICTIONS,
  (p) => p.adjectives,
  (s) => `(?<![a-z])${s}(?: federal| civil| substantive| contract)? laws?\\b`,
)
const englishLaws = index(
  JURISDICTIONS,
  (p) => p.english,
  (s) =>
    `\\blaws?(?: [a-z]+){0,3}? (?:of|in|in force in|applicable in) (?:the )?(?:united states(?: of america)?,? and (?:of )?(?:the )?)?(?:(?:state|commonwealth|province|country|nation|republic) of (?:the )?)?${s}(?![a-z0-9])`,
)
const englishPossessives = index(
  JURISDICTIONS,
  (p) => p.english,
  (s) => `(?<![a-z])${s}(?:'s)?(?: state| federal| substantive)? laws?\\b`,
)
const japaneseLaws = index(
  JURISDICTIONS,
  (p) => p.japanese,
  (s) => `${s}(?:国内|国)?(?:の)?(?:連邦)?(?:実体)?(?:法令|法律|国法|法(?!人|廷|的|務|律家))`,
)

/**
 * Countries, states and cities that a folded text names. `value` is the place by its English name, `unit` the country
 * that it is in (its own name for a country).
 */
export function places(text: string): Fact[] {
  const found: Fact[] = []
  for (const { pattern, of } of [englishPlaces, japanesePlaces]) {
    for (const m of text.matchAll(pattern)) {
      const p = of(m[1]!)
      if (p && !isPartOfAWord(text, m)) {
        found.push(fact('place', p.name, m.index, m.index + m[0].length, { unit: p.country ?? p.name }))
      }
    }
  }
  return withoutOverlap(found)
}

/** 日本 in 日本語 or 日本円 and "us" for "we" are no places. */
function isPartOfAWord(text: string, m: RegExpMatchArray): boolean {
  const after = text.slice(m.index! + m[0].length, m.index! + m[0].length + 3)
  if (/^日本/.test(m[0]) && /^(?:語|円|産業規格|工業規格|時間|人|銀行|郵便|公証)/.test(after)) return true
  if (/^(?:国内)/.test(m[0]) && /^(?:外|法|総)/.test(after)) return true
  return false
}

/**
 * Laws that a folded text names, by place: 日本法 and "the laws of Japan" → `Japan`, "California law" → `California`.
 * `unit` is the country. A place alone is no law.
 */
export function laws(text: string): Fact[] {
  const found: Fact[] = []
  for (const { pattern, of } of [englishLaws, englishPossessives, englishAdjectives, japaneseLaws]) {
    for (const m of text.matchAll(pattern)) {
      const p = of(m[1]!)
      if (!p) continue
      const at = m.index + m[0].indexOf(m[1]!)
      found.push(fact('place', p.name, at, at + m[1]!.length, { unit: p.country ?? p.name }))
    }
  }
  // "The federal laws of the United States and the laws of the State of California": the state's law is the one chosen.
  const told = withoutOverlap(found)
  return told.filter((f) => !told.some((g) => g.unit === f.value && g.value !== f.value))
}

/** The countries that the places of a folded text lie in; a court in San Francisco is in the `United States`. */
export function countries(text: string): Fact[] {
  return places(text).map((f) => ({ ...f, value: f.unit ?? f.value }))
}
