import { Document, parseDocument } from 'yaml'
import { HouseRules, type Silence } from '../library/house-rules.js'

/** Name of rules that begin with a form on the settings page. */
const UNNAMED = 'house'

/** Changes that forms make in a house's rules; the person's own words, order and comments in the YAML stay. */

/** The home country of the rules; Japan where they name none or cannot be read. */
export function homeCountry(source: string | null): string {
  return rulesOf(source)?.home.country ?? 'Japan'
}

/** The silences of the rules, in their order. */
export function silencesIn(source: string | null): Silence[] {
  return rulesOf(source)?.silence ?? []
}

export function withHome(source: string | null, country: string): string {
  const yaml = open(source)
  yaml.setIn(['home', 'country'], country)
  return String(yaml)
}

export function withSilence(
  source: string | null,
  silence: { item: string; reason: string; by: string; until: string },
): string {
  const yaml = open(source)
  if (yaml.hasIn(['silence'])) yaml.addIn(['silence'], yaml.createNode(silence))
  else yaml.setIn(['silence'], yaml.createNode([silence]))
  return String(yaml)
}

export function withoutSilence(source: string | null, index: number): string {
  const yaml = open(source)
  yaml.deleteIn(['silence', index])
  return String(yaml)
}

function open(source: string | null): Document {
  return source === null ? new Document({ name: UNNAMED }) : parseDocument(source)
}

function rulesOf(source: string | null): HouseRules | null {
  if (source === null) return null
  return HouseRules.safeParse(parseDocument(source).toJS()).data ?? null
}
